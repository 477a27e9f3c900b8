"""All settings, in one file, read from the environment.

Safe by default: without DEBUG the process refuses to start until SECRET_KEY, ALLOWED_HOSTS and
DATABASE_URL are given, and says what to do. `.env.example` lists every variable.
"""

import os
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse_lazy
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from accounts import forms_used
from core.language.bilingual import name_in_language
from core.retention_days import RETENTION_DAYS_USUALLY
from core.text import editor_extensions
from portal.editor import PROSE_EDITOR_EXTENSIONS
from portal.environment import (
    BASE_DIR,
    DEBUG,
    env_caches,
    env_database,
    env_days,
    env_files,
    env_flag,
    env_in_languages,
    env_networks,
    env_number,
    env_prefixed,
    env_required,
    env_text,
)
from portal.logs import JSON, LINES, log_to_console

# strangers' spreadsheets are read by defusedxml alone
os.environ.setdefault("OPENPYXL_LXML", "False")
VAR_DIR = Path(env_text("VAR_DIR", str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env_required(
    "SECRET_KEY",
    'Make one: python -c "import secrets; print(secrets.token_urlsafe(50))".',
    stand_in="a key for machines that serve nobody",
)
#: earlier keys, for as long as what was made with them is needed
SECRET_KEY_FALLBACKS = env_text("SECRET_KEY_FALLBACKS").split()
ALLOWED_HOSTS = env_required(
    "ALLOWED_HOSTS",
    "List the host names of the portal, separated by commas.",
    stand_in="127.0.0.1,localhost,[::1]",
).split(",")
CSRF_TRUSTED_ORIGINS = [
    origin for origin in env_text("CSRF_TRUSTED_ORIGINS").split(",") if origin
]
if not DEBUG and "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured(
        "ALLOWED_HOSTS is '*'. Name the portal's hosts instead."
    )
if not DEBUG and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured(
        "SECRET_KEY is shorter than 50 characters. Make a longer one."
    )

# --- what the site is made of -------------------------------------------------------------------

INSTALLED_APPS = [
    "core",
    "accounts",
    "mailing",
    "content.apps.ContentConfig",
    "communities",
    "news",
    "library",
    "calls",
    "applications",
    "evaluation",
    "portal",
    "modeltranslation",  # before the admin, which it extends
    "content.apps.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_prose_editor",
    "django_tasks",
    "django_tasks_db",
    "auditlog",
    "portal.audit.apps.TrackingConfig",  # behind modeltranslation
    "csp",
]

MIDDLEWARE = [
    "core.web.request_ids.RequestIds",  # every line of the log names its request
    "portal.metrics.Measured",  # how many, how long
    "core.web.arrival.Arrival",  # what is asked counts from when it came
    "core.web.middleware.BrowserWalls",  # on every answer
    "portal.probes.Probes",  # whatever the host and the scheme
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.keeping.encodings.Compressed",  # what is not kept whole
    "csp.middleware.CSPMiddleware",
    "core.web.film_frames.FilmFrames",  # a page with a film may frame its player
    "core.web.middleware.CacheRules",  # public pages may be kept, private ones never
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.web.middleware.Readable",  # no NUL, no half characters, UTF-8 only
    "portal.desks.editing_link.EditLink",  # from a public page to its form
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.network_gate.StaffFromTheirNetworks",
    "accounts.second_factor_gate.SecondFactorFirst",  # before anything is done
    "accounts.form_keys.PressedOnce",  # after the check of the token
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.audit.tracking.AuditTrail",  # knows who asks when something is written
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
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
            ],
            "builtins": [
                "django.templatetags.i18n",
                "core.templatetags.bilingual",
                "core.templatetags.figures",
                "core.templatetags.filtering",
                "core.templatetags.heads",
                "core.templatetags.menus",
                "core.templatetags.pages",
                "core.templatetags.components",
                "core.templatetags.phrases",
                "core.templatetags.remembering",
                "accounts.templatetags.accounts",
                "content.templatetags.pictures",
                "content.templatetags.scenes",
                "content.templatetags.site",
                "communities.templatetags.register",
                "calls.templatetags.calls",
                "applications.templatetags.applications",
                "applications.templatetags.form_editor",
                "library.templatetags.library",
            ],
        },
    },
]

# --- databases ----------------------------------------------------------------------------------

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env_database("DATABASE_URL", VAR_DIR)}
CACHES = env_caches("CACHE_URL", VAR_DIR / "pages")
KEEP_PAGES = env_flag("KEEP_PAGES", not DEBUG)

# --- languages and clocks -----------------------------------------------------------------------

LANGUAGE_CODE = "hy"
LANGUAGES = [("hy", _("Armenian")), ("en", _("English"))]
MODELTRANSLATION_DEFAULT_LANGUAGE = "hy"
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = name_in_language
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("hy", "en")}
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["core.language.formats"]
USE_I18N = True
# years and numbers of pages stay whole; filters group what is counted
USE_THOUSAND_SEPARATOR = False
USE_TZ = True
TIME_ZONE = "Asia/Yerevan"

# --- files --------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "core.web.finders.JoinedFinder",
    "core.web.finders.WholeFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
WHITENOISE_USE_FINDERS = DEBUG
#: what browsers and telephones ask for at the root, whatever a page names
WHITENOISE_ROOT = BASE_DIR / "static" / "root"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"  # never under a public address
BACKUP_DIR = env_text("BACKUP_DIR", str(VAR_DIR / "backups"))
#: the public key (age1…) to which backups are encrypted, and the private one where they are opened
BACKUP_RECIPIENT = env_text("BACKUP_RECIPIENT")
BACKUP_IDENTITY = env_text("BACKUP_IDENTITY")
TLS_CERTIFICATE = env_text("TLS_CERTIFICATE")
#: the folder of PostgreSQL's archive; deploy/point_in_time.sh names it
DATABASE_ARCHIVE = env_text("DATABASE_ARCHIVE")
STORAGES = {
    **env_files(),
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "core.web.static_storage.HashedStaticFiles"
    },
}
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: a plan of some two hundred actions in the administration
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
UPLOAD_MAX_BYTES = env_number("UPLOAD_MAX_BYTES", 20 * 1024 * 1024)
#: of a film or a recording that staff publish; the proxy must let it through
UPLOAD_MAX_MEDIA_BYTES = env_number("UPLOAD_MAX_MEDIA_BYTES", 60 * 1024 * 1024)
UPLOAD_MAX_PIXELS = 64_000_000  # the default of telephones is 24 to 50 million
#: /run/clamav/clamd.ctl or 127.0.0.1:3310; empty: no scanner
CLAMD = env_text("CLAMD")
CLAMD_TIMEOUT = env_number("CLAMD_TIMEOUT", 20)

# --- people -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
CALL_MODEL = "calls.Call"  # what articles of the newsroom may be about
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
#: how long what is known of people is kept, in days: `manage.py apply_retention` and the page of
#: privacy read the same numbers; RETENTION_LETTERS_DAYS and the like change them
RETENTION_DAYS = env_days("RETENTION", RETENTION_DAYS_USUALLY)
#: within how many days a request to be erased is answered (Regulation (EU) 2016/679, 12(3))
ERASURE_DUE_DAYS = env_number("ERASURE_DUE_DAYS", 30)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = reverse_lazy("workspace")  # of whoever has no desk
HOME_URL = LOGOUT_REDIRECT_URL = reverse_lazy("home")
ACCOUNT_ADAPTER = "accounts.adapter.Adapter"
ACCOUNT_FORMS, MFA_FORMS = forms_used.ACCOUNT_FORMS, forms_used.MFA_FORMS
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
#: a stranger who mistypes a colleague's password must not lock the colleague out on the last day
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,30/300s/key"}
#: how long after a sign-in or a confirmation rare acts need no other
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
#: a working day: staff sign in anew after it, whatever they did meanwhile
STAFF_SESSION_AGE = 10 * 60 * 60
#: staff set up a second factor before they reach any page of staff
SECOND_FACTOR_REQUIRED = env_flag("SECOND_FACTOR_REQUIRED", not DEBUG)
MFA_ADAPTER = "accounts.second_factor_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1  # the clocks of telephones
#: browsers allow passkeys without HTTPS on localhost alone
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
TRUSTED_PROXY_COUNT = env_number("TRUSTED_PROXY_COUNT", 0)
#: who may ask how the portal is, and from where pages of staff open; empty: from everywhere
WATCHING_NETWORKS = env_networks("WATCHING_NETWORKS", "127.0.0.0/8 ::1/128")
STAFF_NETWORKS = env_networks("STAFF_NETWORKS")
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXY_COUNT

# --- letters and work after the answer ----------------------------------------------------------

EMAIL_BACKEND = env_text(
    "EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_HOST = env_text("EMAIL_HOST", "localhost")
EMAIL_PORT = env_number("EMAIL_PORT", 25)
EMAIL_HOST_USER = env_text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env_text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env_flag("EMAIL_USE_TLS", False)
EMAIL_TIMEOUT = 20
#: of a provider's interface: ANYMAIL_BREVO_API_KEY and the like, with its EMAIL_BACKEND
ANYMAIL = env_prefixed("ANYMAIL_")
#: so that nobody's answering machine answers our letters (RFC 3834)
LETTER_HEADERS = {"Auto-Submitted": "auto-generated"}
DEFAULT_FROM_EMAIL = env_text("DEFAULT_FROM_EMAIL", "portal@portal.example")
#: who runs the portal: shown on its pages; what is not given is not shown
PUBLISHER = env_in_languages("PUBLISHER")
CONTACT_EMAIL = env_text("CONTACT_EMAIL", DEFAULT_FROM_EMAIL)
CONTACT_PHONE = env_text("CONTACT_PHONE")
CONTACT_ADDRESS = env_in_languages("CONTACT_ADDRESS")
#: for the links in letters
SITE_URL = env_text("SITE_URL", "http://127.0.0.1:8000")
TASKS = {
    "default": {
        "BACKEND": env_text(
            "TASKS_BACKEND",
            "django_tasks.backends.immediate.ImmediateBackend"
            if DEBUG
            else "django_tasks_db.DatabaseBackend",
        ),
    }
}

# --- the browser's walls ------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        # the nonce only appears where a page asks for it
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = env_flag("SECURE_SSL_REDIRECT", not DEBUG)
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXY_COUNT else None
)
SECURE_HSTS_SECONDS = env_number(
    "SECURE_HSTS_SECONDS", 0 if DEBUG else 31_536_000
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not DEBUG
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.errors.csrf_failure"
if (
    not DEBUG
    and not SECURE_SSL_REDIRECT
    and not env_flag("INSECURE_HTTP_IS_MEANT", False)
):
    raise ImproperlyConfigured(
        "SECURE_SSL_REDIRECT is off: passwords would travel in the clear. Serve over HTTPS,"
        " or set INSECURE_HTTP_IS_MEANT=1 on a machine that serves only itself."
    )

LOGGING = log_to_console(
    env_text("LOG_LEVEL", "INFO" if DEBUG else "WARNING"),
    env_text("LOG_FORM", LINES if DEBUG else JSON),
)
if sentry := env_text("SENTRY_DSN"):
    import_string("portal.reported_errors.report_errors")(sentry)

FORMS_URLFIELD_ASSUME_HTTPS = True  # as Django 6 will; goes with the move to it

# --- editing ------------------------------------------------------------------------------------

RICH_TEXT = editor_extensions.RICH_TEXT
DJANGO_PROSE_EDITOR_EXTENSIONS = PROSE_EDITOR_EXTENSIONS
RICH_TEXT["Paste"]["most"] = DATA_UPLOAD_MAX_MEMORY_SIZE
DEMO_PASSWORD = env_text("DEMO_PASSWORD", "covenant-demo")
