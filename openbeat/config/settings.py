"""Settings: one file; whatever differs between installations comes from the environment."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.utils.csp import CSP

from openbeat.config import env, logs
from openbeat.core.translation import languages

TESTING = "pytest" in sys.modules
HERE = Path(__file__).resolve().parent.parent

# --- this installation -------------------------------------------------------------------------
OPENBEAT_DEMO = env.flag("OPENBEAT_DEMO")  # the example town: pages say that it is invented; loopback only
OPENBEAT_DEMO_SIZE = env.text("OPENBEAT_DEMO_SIZE", "small")  # small or town
OPENBEAT_DATA = Path(env.text("OPENBEAT_DATA", "data")).resolve()
OPENBEAT_LOG_FOLDER = OPENBEAT_DATA / "log"  # the checkpoint that was published last, beside the database
OPENBEAT_FORM_SECONDS = 0.0 if TESTING else float(env.number("OPENBEAT_FORM_SECONDS", 2))
OPENBEAT_EMBED_HOSTS = env.words("OPENBEAT_EMBED_HOSTS")  # houses whose video may be shown in our pages, after consent
OPENBEAT_PROOF_OF_WORK = env.flag("OPENBEAT_PROOF_OF_WORK")  # open forms ask the browser for a little work
OPENBEAT_PSEUDO = TESTING or env.flag("OPENBEAT_PSEUDO")  # offer the pseudo-language that finds untranslated words
OPENBEAT_KEYS = Path(env.text("OPENBEAT_KEYS", "") or OPENBEAT_DATA / "keys").resolve()  # with backups of its own
OPENBEAT_KEYS_BACKUP_DAYS = env.number("OPENBEAT_KEYS_BACKUP_DAYS", 35)  # after so many days the last copy is gone
OPENBEAT_PHOTO_BYTES = env.number("OPENBEAT_PHOTO_BYTES", 12 * 1024 * 1024)
OPENBEAT_EVIDENCE_BYTES = env.number("OPENBEAT_EVIDENCE_BYTES", 2 * 1024**3)  # the largest sealed file
OPENBEAT_BACKUPS = Path(env.text("OPENBEAT_BACKUPS", str(OPENBEAT_DATA / "backups"))).resolve()
OPENBEAT_BACKUP_DAYS = env.number("OPENBEAT_BACKUP_DAYS", 35)  # then a backup is thrown away

DEBUG = env.flag("OPENBEAT_DEBUG")
_LOCAL = DEBUG or OPENBEAT_DEMO or TESTING
SECRET_KEY = env.secret(
    "OPENBEAT_SECRET_KEY",
    "only-for-tests-and-the-example-town-" + "x" * 32 if _LOCAL else None,
    hint="A long random text, for instance: python -c 'import secrets; print(secrets.token_urlsafe(64))'",
)
OPENBEAT_RECEIPT_KEY = env.secret("OPENBEAT_RECEIPT_KEY", "")  # empty: SECRET_KEY; then receipts end when it changes
ALLOWED_HOSTS = env.words("OPENBEAT_HOSTS", "localhost,127.0.0.1,[::1],testserver" if _LOCAL else "")
OPENBEAT_ADDRESS = env.text(  # how people reach it, for links in messages and on paper
    "OPENBEAT_ADDRESS", "http://localhost:8000" if _LOCAL else None, hint="For instance https://talk.example.gov"
).rstrip("/")
SECURE = OPENBEAT_ADDRESS.startswith("https://")
CSRF_TRUSTED_ORIGINS = [OPENBEAT_ADDRESS] if SECURE else []
OPENBEAT_BEHIND_PROXY = env.flag("OPENBEAT_BEHIND_PROXY")  # a proxy in front sets X-Forwarded-For and -Proto
if OPENBEAT_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- apps: every folder of ours is one ---------------------------------------------------------
OPENBEAT_APPS = ["home", "meetings", "concerns", "progress", "contacts", "complaints", "translators"]
_CORE = ["web", "hooks", "jobs", "ledger", "vault", "department", "places", "people", "receipts", "search", "files",
         "translation", "printing", "notices", "inbox", "loop", "moderation", "evidence", "redaction"]  # fmt: skip
INSTALLED_APPS = [
    *(f"openbeat.apps.{name}" for name in OPENBEAT_APPS),
    *(f"openbeat.core.{name}" for name in _CORE),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # the widgets' templates, for our renderer
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
]
MIDDLEWARE = [
    "openbeat.core.web.middleware.ProxyMiddleware",
    "openbeat.core.web.middleware.AlikeMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # tokens are masked and the length varies, against BREACH
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "openbeat.core.files.middleware.UploadGuard",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "openbeat.core.translation.middleware.LanguageByQuery",
    "openbeat.core.translation.middleware.LanguageAtFirst",
    "django.middleware.locale.LocaleMiddleware",
    "openbeat.core.department.middleware.ZoneMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "openbeat.core.web.middleware.ActorMiddleware",
    "openbeat.core.receipts.middleware.HolderMiddleware",
    "openbeat.core.people.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "openbeat.core.web.middleware.RefusalMiddleware",
    "openbeat.core.vault.middleware.VaultMiddleware",
]
ROOT_URLCONF = "openbeat.config.urls"
WSGI_APPLICATION = "openbeat.config.wsgi.application"
FORM_RENDERER = "openbeat.core.web.renderer.Renderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "openbeat.core.web.context.page",
            ],
        },
    }
]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- databases ---------------------------------------------------------------------------------
POSTGRESQL = env.text("OPENBEAT_DATABASE", "postgresql" if env.text("DB", "") == "pg" else "sqlite") == "postgresql"
_SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-20000; "
    "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728; PRAGMA journal_size_limit=67108864",
}


def _sqlite(name: str, synchronous: str = "FULL") -> dict[str, Any]:
    path = OPENBEAT_DATA / name
    options = _SQLITE_OPTIONS | {"init_command": _SQLITE_OPTIONS["init_command"].replace("FULL", synchronous)}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options, "CONN_MAX_AGE": None}


def _postgresql(connections: int) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": env.text("PGDATABASE", "openbeat"),
        "HOST": env.text("PGHOST", ""),
        "PORT": env.text("PGPORT", ""),
        "USER": env.text("PGUSER", ""),
        "PASSWORD": env.secret("PGPASSWORD", ""),
        "OPTIONS": {} if TESTING else {"pool": {"min_size": 1, "max_size": connections, "timeout": 20}},
    }


DATABASES = {"default": _postgresql(8) if POSTGRESQL else _sqlite("openbeat.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if TESTING:
    CACHES: dict[str, Any] = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if not POSTGRESQL:
        on_disk = env.flag("OPENBEAT_TEST_FILE")  # locks behave differently in memory
        name = OPENBEAT_DATA / "test.sqlite3" if on_disk else "file:memory?mode=memory&cache=shared"
        DATABASES["default"]["TEST"] = {"NAME": name}
else:  # an alias of its own: an expired entry is deleted on reading, which a reading view may not do
    DATABASES["cache"] = _postgresql(2) if POSTGRESQL else _sqlite("cache.sqlite3", synchronous="NORMAL")
    DATABASE_ROUTERS = ["openbeat.core.web.routers.CacheRouter"]
    CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "openbeat_cache",
            "OPTIONS": {"MAX_ENTRIES": 10_000},  # of Django's 300, a crowd would push rate limits out before their hour
        }
    }  # fmt: skip

# --- people ------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:desk"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # it goes with the browser's window: nothing on a shared computer says later who was here
CSRF_FAILURE_VIEW = "openbeat.core.web.errors.csrf_failure"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

# --- safety ------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = False  # the proxy in front redirects; see docs/guide
SILENCED_SYSTEM_CHECKS = ["security.W008"]  # that redirect
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 2000  # far above what a form takes: it says so itself, and gives the words back
FILE_UPLOAD_HANDLERS = ["openbeat.core.files.handlers.LimitedUploadHandler"]

# --- language, time, files ---------------------------------------------------------------------
languages.register()
LANGUAGE_CODE = "en"
LANGUAGES = languages.offered(pseudo=OPENBEAT_PSEUDO)
LANGUAGES_BIDI = sorted(languages.RIGHT_TO_LEFT)
LANGUAGE_COOKIE_NAME = "language"  # it holds a code of LANGUAGES and nothing else
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
FORMAT_MODULE_PATH = ["openbeat.core.web.formats"]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "UTC"  # pages show the department's own zone
STATIC_URL = "/static/"
STATIC_ROOT = OPENBEAT_DATA / "static"
MEDIA_ROOT = OPENBEAT_DATA / "files"
STORAGES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
WHITENOISE_AUTOREFRESH = TESTING or DEBUG

# --- work for later, mail ----------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env.text("OPENBEAT_SMTP_HOST", "localhost"),
            "port": env.number("OPENBEAT_SMTP_PORT", 25),
            "username": env.text("OPENBEAT_SMTP_USER", ""),
            "password": env.secret("OPENBEAT_SMTP_PASSWORD", ""),
            "use_tls": env.flag("OPENBEAT_SMTP_TLS"),
            "timeout": env.number("OPENBEAT_SMTP_TIMEOUT", 20),
        },
    }
}
# Mail that comes in: empty, and none does. The department's mail server hands it over to `openbeat mail`.
OPENBEAT_MAIL_DOMAIN = env.text("OPENBEAT_MAIL_DOMAIN", "alderfalls.example" if OPENBEAT_DEMO else "").lower()
OPENBEAT_MAIL_HOST = env.text("OPENBEAT_MAIL_HOST", "127.0.0.1")
OPENBEAT_MAIL_PORT = env.number("OPENBEAT_MAIL_PORT", 8025)
OPENBEAT_MAIL_BYTES = env.number("OPENBEAT_MAIL_BYTES", 25 * 1024 * 1024)  # of a whole letter
OPENBEAT_MAIL_CHECKED_BY = env.text("OPENBEAT_MAIL_CHECKED_BY", "")  # who writes Authentication-Results, if anybody
DEFAULT_FROM_EMAIL = env.text("OPENBEAT_MAIL_FROM", "openbeat@localhost")

# Drafts by machine, where the department decided that it wants them (decision 30).
OPENBEAT_APERTIUM = env.text("OPENBEAT_APERTIUM", "apertium")  # the program; empty, and it is not used
OPENBEAT_TRANSLATE_ADDRESS = env.text("OPENBEAT_TRANSLATE_ADDRESS", "")  # a server that speaks as LibreTranslate does
OPENBEAT_TRANSLATE_KEY = env.secret("OPENBEAT_TRANSLATE_KEY", "")  # what that server wants to see, if anything
OPENBEAT_TRANSLATE_SECONDS = env.number("OPENBEAT_TRANSLATE_SECONDS", 20)  # for one passage

# --- accounts (allauth) ------------------------------------------------------------------------
ACCOUNT_ADAPTER = "openbeat.core.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_GET = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = _LOCAL
ACCOUNT_SIGNUP_FORM_CLASS = "openbeat.core.people.forms.SignUpDetails"
ACCOUNT_FORMS = {name: f"openbeat.core.people.account_forms.{form}Form" for name, form in {
    "login": "SignIn", "signup": "SignUp", "confirm_login_code": "SignInCode",
    "confirm_email_verification_code": "AddressCode", "add_email": "NewAddress",
}.items()}  # fmt: skip
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
# By account or address written to, never by network: a library or a shelter shares one with many. See web.limits.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "signup": None,
    "login_failed": "10/5m/key",
    "request_login_code": "3/m/key,12/h/key",
    "confirm_email": "3/m/key,12/h/key",
}
MFA_ADAPTER = "openbeat.core.people.adapter.SecondFactorAdapter"
MFA_FORMS = {name: f"openbeat.core.people.account_forms.{form}Form" for name, form in {
    "authenticate": "SecondFactor", "reauthenticate": "Again", "activate_totp": "ActivateApp",
    "add_webauthn": "AddPasskey", "signup_webauthn": "FirstPasskey", "edit_webauthn": "RenamePasskey",
}.items()}  # fmt: skip
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}

# --- what is written down when something breaks: see logs.py --------------------------------------
LOGGING = logs.LOGGING
DEFAULT_EXCEPTION_REPORTER_FILTER = "openbeat.core.web.reports.NothingPersonal"
