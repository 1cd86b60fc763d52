"""Django's settings, made from what the host says (docs/hosts/settings.md lists every variable)."""

import os
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from slashmentor.base.environment import Environment

env = Environment(os.environ)

# --- Where this instance lives ---
DATA = env.data
SITE_URL = env.url("SLASHMENTOR_URL", f"http://127.0.0.1:{env.text('PORT', '8000')}", ("http", "https"))
SITE_NAME = env.text("SLASHMENTOR_NAME", "Slashmentor")
REGISTRATION = env.choice("SLASHMENTOR_REGISTRATION", ("open", "approval", "invite", "closed"), "open")
# How many servers of the host (nginx, Caddy, a load balancer) stand in front and add to X-Forwarded-For.
PROXIES = env.number("SLASHMENTOR_PROXIES", 0, least=0, most=9)
SECRET_KEY = env.secret_key()
SECRET_KEY_FALLBACKS = env.old_secret_keys()
DEBUG = env.flag("SLASHMENTOR_DEBUG", default=False)

_host = urlsplit(SITE_URL).hostname or "localhost"
HTTPS = SITE_URL.startswith("https://")
ALLOWED_HOSTS = [_host, "127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

# --- What it is made of: the order of the tree, so that a later app's templates may not shadow an earlier one's ---
INSTALLED_APPS = [
    "slashmentor.base.pages",
    "slashmentor.base.jobs",
    "slashmentor.commons.happenings",
    "slashmentor.commons.people",
    "slashmentor.commons.communities",
    "slashmentor.commons.media",
    "slashmentor.commons.topics",
    "slashmentor.commons.publications",
    "slashmentor.commons.standing",
    "slashmentor.commons.safety",
    "slashmentor.parts.mentors",
    "slashmentor.parts.mentorships",
    "slashmentor.parts.questions",
    "slashmentor.parts.endorsements",
    "slashmentor.parts.reviews",
    "slashmentor.together.badges",
    "slashmentor.together.home",
    "slashmentor.together.notifications",
    "slashmentor.together.routing",
    "slashmentor.together.search",
    "slashmentor.world.cli",
    "slashmentor.world.health",
    "slashmentor.world.live",
    "slashmentor.world.movement",
    "slashmentor.world.transfers",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.orcid",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "rules",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "slashmentor.base.addresses.RealAddress",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "slashmentor.base.pages.middleware.PlainInput",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "slashmentor.base.pages.middleware.Sentences",
    "slashmentor.together.badges.visits.RememberVisits",
]

ROOT_URLCONF = "slashmentor.urls"
WSGI_APPLICATION = "slashmentor.wsgi.application"

TEMPLATES = [
    {  # All our pages.
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "slashmentor.base.pages.jinja.environment",
            "context_processors": ["slashmentor.base.pages.render.for_every_page"],
        },
    },
    {  # The admin's own pages and libraries' mails.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# --- Where things are kept ---
DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache()}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "slashmentor"
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA / "media"
STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "slashmentor.base.pages.static_files.Storage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# A changed font gets a new name (static/pages/fonts/README.md), so browsers may keep them without a hash too.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.[^/]+$|/pages/fonts/[^/]+\.woff2$"

# --- Who comes in ---
AUTH_USER_MODEL = "people.Member"
AUTHENTICATION_BACKENDS = ["slashmentor.commons.people.backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("handle", "name", "email")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "slashmentor.commons.people.accounts.Adapter"
ACCOUNT_FORMS = {
    "login": "slashmentor.commons.people.forms.accounts.LogInForm",
    "signup": "slashmentor.commons.people.forms.accounts.SignUpForm",
    "change_password": "slashmentor.commons.people.forms.accounts.ChangePasswordForm",
    "set_password": "slashmentor.commons.people.forms.accounts.SetPasswordForm",
    "reset_password": "slashmentor.commons.people.forms.accounts.ResetPasswordForm",
    "reset_password_from_key": "slashmentor.commons.people.forms.accounts.NewPasswordForm",
    "add_email": "slashmentor.commons.people.forms.accounts.AddEmailForm",
    "reauthenticate": "slashmentor.commons.people.forms.accounts.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_USERNAME_MIN_LENGTH = 2
ACCOUNT_PRESERVE_USERNAME_CASING = False
# A newcomer comes in at once; letters (but the one that asks for it) go to confirmed addresses only.
ACCOUNT_EMAIL_VERIFICATION = "optional"
# "strict": signing up with an address that has an account looks and works like any other sign-up.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_MAX_EMAIL_ADDRESSES = 3
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_USER_DISPLAY = "slashmentor.commons.people.accounts.shown_name"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if HTTPS else "http"
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "slashmentor.commons.people.second_factor.Adapter"
MFA_FORMS = {
    "authenticate": "slashmentor.commons.people.forms.second_factor.CodeForm",
    "reauthenticate": "slashmentor.commons.people.forms.second_factor.CodeAgainForm",
    "activate_totp": "slashmentor.commons.people.forms.second_factor.ActivateForm",
    "add_webauthn": "slashmentor.commons.people.forms.second_factor.AddPasskeyForm",
    "authenticate_webauthn": "slashmentor.commons.people.forms.second_factor.PasskeyForm",
    "login_webauthn": "slashmentor.commons.people.forms.second_factor.PasskeyAloneForm",
    "reauthenticate_webauthn": "slashmentor.commons.people.forms.second_factor.PasskeyAgainForm",
    "edit_webauthn": "slashmentor.commons.people.forms.second_factor.NamePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for clocks and slow fingers
MFA_TOTP_ISSUER = SITE_NAME
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_ADAPTER = "slashmentor.commons.people.accounts.SocialAdapter"
# Another provider's word about an e-mail address never opens an existing account.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_FORMS = {"signup": "slashmentor.commons.people.forms.accounts.OrcidSignUpForm"}
ORCID_CLIENT_ID = env.text("ORCID_CLIENT_ID")
ORCID_SECRET = env.text("ORCID_SECRET")
SOCIALACCOUNT_PROVIDERS = {
    "orcid": {
        "BASE_DOMAIN": "orcid.org",
        "MEMBER_API": False,
        "APPS": [{"client_id": ORCID_CLIENT_ID, "secret": ORCID_SECRET, "key": ""}]
        if ORCID_CLIENT_ID
        else [],
    }
}

# --- Letters ---
globals().update(env.email())
DEFAULT_FROM_EMAIL = env.text("SLASHMENTOR_MAIL_FROM", f"{SITE_NAME} <noreply@{_host}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- Words and times ---
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Safety ---
# Off only where a program measures this instance: how often somebody may search, sign up, upload …
LIMITS = env.flag("SLASHMENTOR_LIMITS", default=True)
_RATES: dict[str, str] | bool = {} if LIMITS else False  # {}: allauth's own numbers
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = _RATES
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_SSL_REDIRECT = False  # the proxy in front does it; health checks come over http
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SILENCED_SYSTEM_CHECKS = ["security.W008"]
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "slashmentor.base.pages.errors.csrf_failed"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400  # a community’s settings have a field for each of its numbers
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "https:", "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF] + (["https://orcid.org"] if ORCID_CLIENT_ID else []),
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}

METRICS_TOKEN = env.text("SLASHMENTOR_METRICS_TOKEN")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "slashmentor.base.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": env.choice("LOG_FORMAT", ("text", "json"), "text"),
        },
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO").upper()},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "httpx": {"level": "WARNING"},
        # What it can't read of somebody's file is shown to them, and is nobody else's business.
        "bibtexparser": {"level": "CRITICAL"},
        # What these leave out of a page's style as they print it, and each table of a font.
        "weasyprint": {"level": "CRITICAL"},
        "fontTools": {"level": "ERROR"},
    },
}
