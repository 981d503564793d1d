"""Settings of the site, read from the environment.

`DEBUG=1` gives a development site that needs nothing else. Without it the settings are those of
production: `SECRET_KEY` and `ALLOWED_HOSTS` must be given, and pages are served over HTTPS unless
`HTTPS=0` says that no TLS stands in front.
"""

import re
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def switch(name: str, *, default: bool) -> bool:
    """An on/off variable; anything but 0, 1, true or false is an error."""
    value = env.str(name, default="1" if default else "0").strip().lower()
    if value not in {"0", "1", "true", "false"}:
        raise ImproperlyConfigured(f"{name} is {value!r}; write 1 or 0.")
    return value in {"1", "true"}


def one_of(name: str, values: list[str]) -> str:
    """A variable with few values, the first of which holds if it is not set."""
    value = str(env.str(name, default=values[0])).strip().lower()
    if value not in values:
        raise ImproperlyConfigured(f"{name} is {value!r}; write {' or '.join(values)}.")
    return value


def required(name: str, example: str) -> str:
    """A variable that production cannot do without."""
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Without DEBUG the site runs with production settings: "
            f"set {name} (for example {name}={example}), or set DEBUG=1 on your own machine."
        )
    return str(value)


def cookie(name: str) -> str:
    """A cookie's name; where HTTPS is, one that no other host and no plain page can set."""
    return f"__Host-{name}" if HTTPS else name


DEBUG = switch("DEBUG", default=False)
HTTPS = switch("HTTPS", default=not DEBUG)
DEMO = switch("DEMO", default=False)
"""The database holds simulated people; every page says so."""

SERVING = switch("SERVING", default=False)
"""Set by `wsgi.py`: people wait, so nothing waits long for the database. A command waits as long as it takes."""

SECRET_KEY = (
    "development only, never used without DEBUG"
    if DEBUG
    else required("SECRET_KEY", "$(openssl rand -hex 32)")
)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = (
    ["127.0.0.1", "localhost", "[::1]"] if DEBUG else required("ALLOWED_HOSTS", "prep.example.org").split(",")
)
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])


def base_url(given: str) -> str:
    """Where links in mails lead: `BASE_URL`, else the first name in `ALLOWED_HOSTS`; never what a request says."""
    names = [name.strip().lstrip(".") for name in ALLOWED_HOSTS if name.strip() not in {"", "*"}]
    if DEBUG and not given:
        return "http://127.0.0.1:8000"
    if names and not given:
        return f"{'https' if HTTPS else 'http'}://{names[0]}"
    address = (given or required("BASE_URL", "https://prep.example.org")).rstrip("/")
    if not re.fullmatch(r"https?://[\w.-]+(:\d+)?|https?://\[[0-9a-f:]+\](:\d+)?", address, re.ASCII):
        raise ImproperlyConfigured(f"BASE_URL is {given!r}; write it as https://prep.example.org")
    return address


BASE_URL = base_url(env.str("BASE_URL", default=""))
BASE_URL_IS_GIVEN = bool(env.str("BASE_URL", default=""))

INSTALLED_APPS = [
    "database",
    "accounts",
    "quiz",
    "quiz.curation.apps.CurationConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "mlopsprep.measured.MeasuredRequests",
    "django.middleware.gzip.GZipMiddleware",
    "mlopsprep.headers.PrivatePages",
    "csp.middleware.CSPMiddleware",
    "mlopsprep.edge.ReadableRequests",
    "mlopsprep.health.Probes",
    "mlopsprep.old_cookies.OldCookieNames",
    "mlopsprep.errors.HonestSessions",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.signed_in.SignedInMiddleware",
    "accounts.signed_out.SignInRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "quiz.practice.people.middleware.LearnerMiddleware",
    "accounts.own.leaving.LeavingMiddleware",
    "mlopsprep.errors.HonestFailures",
    "quiz.cohorts.refusals.RefuseWhileArchived",
    "mlopsprep.errors.OwnNotFound",
]

ROOT_URLCONF = "mlopsprep.urls"
WSGI_APPLICATION = "mlopsprep.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "mlopsprep.context.site",
            ],
            "builtins": ["mlopsprep.icons", "mlopsprep.contact"],
        },
    },
]

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5 if SERVING else 20,
    "init_command": (
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON;"
        " PRAGMA cache_size = -20000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON"
    ),
}
POSTGRESQL_OPTIONS: dict[str, Any] = {
    "options": "-c lock_timeout=5s -c statement_timeout=15s -c idle_in_transaction_session_timeout=30s",
    "connect_timeout": 5,
    "tcp_user_timeout": 15_000,
}
"""For pages only. `?options=…` in `DATABASE_URL` takes the place of these."""


def database() -> dict[str, Any]:
    """SQLite with nothing to set up, or what `DATABASE_URL` names."""
    (BASE_DIR / "var").mkdir(exist_ok=True)
    config: dict[str, Any] = env.db_url(
        "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'db.sqlite3'}"
    )
    options: dict[str, Any] = config.setdefault("OPTIONS", {})
    if config["ENGINE"] == "django.db.backends.sqlite3":
        options.update(SQLITE_OPTIONS)
        config["CONN_MAX_AGE"] = None
        return config
    if SERVING:
        config["OPTIONS"] = options = POSTGRESQL_OPTIONS | options
    if switch("DATABASE_POOL", default=False):
        config["ENGINE"] = "database.pooled"
        options["pool"] = {"timeout": 5, "reconnect_timeout": 5}
    else:
        config.update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
    return config


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

BACKUPS = Path(env.str("BACKUPS", default=str(BASE_DIR / "var" / "backups")))
"""The folder of backups, and of the ledger of who was erased since."""
BACKUP_HOURS = env.int("BACKUP_HOURS", default=0)
"""How old the newest verified backup may be before `/readyz` turns red; 0, however old."""

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "mlopsprep.spare_cache.SpareCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="mlopsprep <mlopsprep@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL


def contact(given: str) -> str:
    """An e-mail address under which people reach whoever runs the site; empty without one."""
    if given and not re.fullmatch(r"[^\s@<>,;:?&]+@[^\s@<>,;:?&]+", given):
        raise ImproperlyConfigured(f"CONTACT is {given!r}; write it as help@example.org")
    return given


CONTACT = contact(env.str("CONTACT", default="").strip())

# Who publishes
SECOND_PAIR_OF_EYES = switch("SECOND_PAIR_OF_EYES", default=False)
"""Whether what one curator wrote or proposed can only be published by another."""

# Who signs in
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backend.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "today"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name if "." in name else f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {"user_attributes": ("name", "email")},
        "MinimumLengthValidator": {},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
        "accounts.passwords.NotOfThisSite": {},
    }.items()
]
SESSION_ENGINE = "accounts.signed_in"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 90
SESSION_COOKIE_NAME = cookie("sessionid")
CSRF_COOKIE_NAME = cookie("csrftoken")
MESSAGES_COOKIE_NAME = cookie("messages")
ZONE_COOKIE_NAME = cookie("zone")
KEYS_COOKIE_NAME = cookie("keys")
DEVICE_COOKIE_NAME = cookie("device")
INTERVIEWER_COOKIE_NAME = cookie("interviewer")
MESSAGE_STORAGE = "mlopsprep.cookies.MessageStorage"
ACCOUNT_ADAPTER = "quiz.mastery.taking_over.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    "login": "accounts.entrance.forms.SignInForm",
    "signup": "accounts.entrance.forms.SignUpForm",
    "confirm_email_verification_code": "accounts.entrance.forms.AddressCodeForm",
    "request_login_code": "accounts.entrance.forms.RequestCodeForm",
    "confirm_login_code": "accounts.entrance.forms.SignInCodeForm",
    "reset_password": "accounts.entrance.forms.ResetPasswordForm",
    "confirm_password_reset_code": "accounts.entrance.forms.ResetCodeForm",
    "reset_password_from_key": "accounts.entrance.forms.ResetPasswordKeyForm",
    "change_password": "accounts.entrance.forms.ChangePasswordForm",
    "set_password": "accounts.entrance.forms.SetPasswordForm",
    "reauthenticate": "accounts.factors.forms.PasswordAgainForm",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8}
ACCOUNT_LOGIN_TIMEOUT = 60 * 60
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# `accounts.entrance.pages` sends on whoever is signed in, and nobody back to a code that waits.
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "landing"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# What counts for a network (`ip`). A class of sixty may sit behind one address, so it is counted generously: two tries
# or mails for each in a minute, and right passwords not at all. What counts for an account stands in `accounts.limits`.
ACCOUNT_RATE_LIMITS = {
    "signup": "120/m/ip",
    "login": None,
    "login_failed": "120/m/ip",
    "confirm_email": "120/m/ip",
    "request_login_code": "120/m/ip",
    "reset_password": "120/m/ip",
    "reset_password_from_key": None,
    "change_password": None,
}
# Passkeys, codes from an app and recovery codes: `accounts.factors`.
MFA_ADAPTER = "accounts.factors.adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "accounts.factors.forms.SecondStepForm",
    "authenticate_webauthn": "accounts.factors.forms.SecondStepPasskeyForm",
    "reauthenticate": "accounts.factors.forms.CodeAgainForm",
    "reauthenticate_webauthn": "accounts.factors.forms.PasskeyAgainForm",
    "login_webauthn": "accounts.factors.forms.SignInByPasskeyForm",
    "add_webauthn": "accounts.factors.forms.AddPasskeyForm",
    "edit_webauthn": "accounts.factors.forms.RenamePasskeyForm",
    "activate_totp": "accounts.factors.forms.TurnOnAppForm",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
"""How many proxies of our own stand in front; 0 counts every visitor of a proxy as one address."""

# Headers
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "mlopsprep.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
if HTTPS:
    CONTENT_SECURITY_POLICY["DIRECTIVES"]["upgrade-insecure-requests"] = True  # type: ignore[assignment]

# Language and time
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# Files of the pages
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

JSON_LINES = one_of("LOG_FORMAT", ["plain", "json"]) == "json"
METRICS = bool(env.str("PROMETHEUS_MULTIPROC_DIR", default=""))
"""Whether requests are counted, in the folder that `serve_metrics` reads; the library itself asks for the variable."""

LOGGING_CONFIG = "mlopsprep.logs.configure"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "mlopsprep.logs.json_lines"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "json" if JSON_LINES else "plain"}
    },
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.db.backends": {"level": "INFO"},  # below it, every statement with its values
    },
}
if JSON_LINES:  # each request has a line of its own, with its status and without its address
    LOGGING["loggers"]["django.request"] = {"level": "ERROR"}
if METRICS:
    LOGGING["handlers"]["count"] = {"class": "mlopsprep.metrics.ErrorLines", "level": "ERROR"}
    LOGGING["root"]["handlers"].append("count")
