"""Addresses of the accounts part. Of allauth's pages only those that the product has, under allauth's names."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.decorators.http import require_http_methods, require_safe

from accounts.entrance import pages as entrance
from accounts.factors import pages
from accounts.own import views as own
from accounts.settings import views

form = require_http_methods(["GET", "HEAD", "POST"])

urlpatterns = [
    path("settings/", views.settings, name="settings"),
    path("accounts/login/", login_not_required(entrance.SignIn.as_view()), name="account_login"),
    path("accounts/signup/", login_not_required(entrance.SignUp.as_view()), name="account_signup"),
    path(
        "accounts/confirm-email/",
        login_not_required(entrance.ProveAddress.as_view()),
        name="account_email_verification_sent",
    ),
    path(
        "accounts/login/code/",
        login_not_required(entrance.RequestCode.as_view()),
        name="account_request_login_code",
    ),
    path(
        "accounts/login/code/confirm/",
        login_not_required(entrance.SignInByCode.as_view()),
        name="account_confirm_login_code",
    ),
    path(
        "accounts/password/reset/",
        login_not_required(entrance.ResetPassword.as_view()),
        name="account_reset_password",
    ),
    path(
        "accounts/password/reset/confirm/",
        login_not_required(entrance.ResetByCode.as_view()),
        name="account_confirm_password_reset_code",
    ),
    path(
        "accounts/password/reset/complete/",
        login_not_required(entrance.ChooseNewPassword.as_view()),
        name="account_complete_password_reset",
    ),
    path("accounts/password/change/", entrance.ChangePassword.as_view(), name="account_change_password"),
    path("accounts/password/set/", entrance.SetPassword.as_view(), name="account_set_password"),
    path("accounts/browser/<str:link>/", views.own_browser, name="account_own_browser"),
    path("accounts/logout/", login_not_required(entrance.SignOut.as_view()), name="account_logout"),
    path("accounts/inactive/", allauth.account_inactive, name="account_inactive"),
    # Second step and passkeys, on signing in
    path(
        "accounts/login/second-step/",
        login_not_required(pages.SecondStep.as_view()),
        name="mfa_authenticate",
    ),
    path(
        "accounts/login/passkey/",
        login_not_required(pages.SignInByPasskey.as_view()),
        name="mfa_login_webauthn",
    ),
    path("accounts/again/", pages.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("accounts/again/code/", pages.CodeAgain.as_view(), name="mfa_reauthenticate"),
    path("accounts/again/passkey/", pages.PasskeyAgain.as_view(), name="mfa_reauthenticate_webauthn"),
    # … and in the settings
    path("settings/factors/", pages.factors, name="mfa_index"),
    path("settings/factors/later/", pages.later, name="factor-later"),
    path("settings/passkeys/add/", form(pages.AddPasskey.as_view()), name="mfa_add_webauthn"),
    path(
        "settings/passkeys/<int:passkey_id>/",
        form(pages.RenamePasskey.as_view()),
        name="mfa_edit_webauthn",
    ),
    path(
        "settings/passkeys/<int:passkey_id>/remove/",
        form(pages.RemovePasskey.as_view()),
        name="mfa_remove_webauthn",
    ),
    path("settings/app/on/", form(pages.TurnOnApp.as_view()), name="mfa_activate_totp"),
    path("settings/app/off/", form(pages.TurnOffApp.as_view()), name="mfa_deactivate_totp"),
    path(
        "settings/recovery-codes/",
        require_safe(pages.ShowRecoveryCodes.as_view()),
        name="mfa_view_recovery_codes",
    ),
    path(
        "settings/recovery-codes/new/",
        form(pages.NewRecoveryCodes.as_view()),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "settings/recovery-codes/download/",
        require_safe(pages.DownloadRecoveryCodes.as_view()),
        name="mfa_download_recovery_codes",
    ),
    path("accounts/again/mail/", own.again_by_mail, name="again-by-mail"),
    path("settings/account/", own.account, name="account"),
    path("settings/account/sign-out/", own.end_device, name="end-device"),
    path("settings/account/sign-out-others/", own.end_other_devices, name="end-other-devices"),
    path("settings/account/address/", own.new_address, name="new-address"),
    path("settings/account/address/code/", own.new_address_code, name="new-address-code"),
]
