"""Addresses of the accounts part. Of allauth's pages only those that the product has, under allauth's names."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from accounts import entrance, views
from accounts.own import views as own

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
    path("accounts/again/", own.PasswordAgain.as_view(), name="account_reauthenticate"),
    path("accounts/again/mail/", own.again_by_mail, name="again-by-mail"),
    path("settings/account/", own.account, name="account"),
    path("settings/account/sign-out/", own.end_device, name="end-device"),
    path("settings/account/sign-out-others/", own.end_other_devices, name="end-other-devices"),
    path("settings/account/address/", own.new_address, name="new-address"),
    path("settings/account/address/code/", own.new_address_code, name="new-address-code"),
]
