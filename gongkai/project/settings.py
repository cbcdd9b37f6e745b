"""Settings. Every value an installation may change is read here from `GONGKAI_…` variables, nowhere else."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from gongkai.project.database import django_database
from gongkai.project.pages_settings import *  # noqa: F403


def _on(name: str, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "").lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str = "") -> list[str]:
    return [item for item in os.environ.get(name, default).split(",") if item]


def _origins(address: str) -> list[str]:
    parts = urlsplit(address)
    return [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []


PACKAGE = Path(__file__).resolve().parent.parent
VAR = Path(os.environ.get("GONGKAI_VAR", Path.cwd() / "var"))

DEBUG = _on("GONGKAI_DEBUG")
DEMO = _on("GONGKAI_DEMO")
SECRET_KEY = os.environ.get("GONGKAI_SECRET_KEY", "")
CASE_KEY = os.environ.get("GONGKAI_CASE_KEY", SECRET_KEY)  # of query codes; another key makes them invalid
ALLOWED_HOSTS = _list("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("GONGKAI_ORIGINS")
CITY_NAME = os.environ.get("GONGKAI_CITY", "临沂市" if DEMO else "")
SITE_NAME = os.environ.get("GONGKAI_SITE_NAME", "")  # empty: “{city}政府信息公开”
DEMO_ACCOUNTS = "gongkai.project.demo.accounts.accounts"
SITE_URL = os.environ.get("GONGKAI_SITE_URL", "http://localhost:8000")
SITE_FOOTER = {
    "code": os.environ.get("GONGKAI_SITE_CODE", ""),  # 政府网站标识码
    "icp": os.environ.get("GONGKAI_SITE_ICP", ""),
    "police": os.environ.get("GONGKAI_SITE_POLICE", ""),  # 公安备案, as it is shown
    "host": os.environ.get("GONGKAI_SITE_HOST", CITY_NAME and f"{CITY_NAME}人民政府办公室"),
    "builder": os.environ.get("GONGKAI_SITE_BUILDER", ""),
    "contact": os.environ.get("GONGKAI_SITE_CONTACT", ""),
    "faults": os.environ.get("GONGKAI_SITE_FAULTS", ""),  # address of 我为政府网站找错
    "site_map": os.environ.get("GONGKAI_SITE_MAP", ""),  # address of the map for people
}

INSTALLED_APPS = [
    "gongkai.foundation.look",  # first, so that its templates come before allauth's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "procrastinate.contrib.django",
    "gongkai.foundation.ledger",
    "gongkai.foundation.organisations",
    "gongkai.foundation.signin",
    "gongkai.foundation.files",
    "gongkai.foundation.calendar_notices",
    "gongkai.foundation.tasks",
    "gongkai.foundation.mail",
    "gongkai.foundation.tokens",
    "gongkai.foundation.webhooks",
    "gongkai.foundation.search",
    "gongkai.foundation.interface",
    "gongkai.foundation.transparency",
    "gongkai.foundation.moved",
    "gongkai.casework",
    "gongkai.publishing",
    "gongkai.publishing.gazette",
    "gongkai.publishing.channels",
    "gongkai.publishing.catalogue",
    "gongkai.publishing.archives",
    "gongkai.disclosure",
    "gongkai.reporting",
    "gongkai.portal",
    "gongkai.portal.pages",
    "gongkai.workbench",
    "gongkai.project",
    "wagtail",
    "wagtail.admin",
    "wagtail.users",
    "wagtail.images",
    "wagtail.search",
    "taggit",
    "modelcluster",
]

MIDDLEWARE = [
    "gongkai.portal.shelving.Shelving",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "gongkai.foundation.moved.middleware.Moved",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.foundation.look.legible.Legible",
    "gongkai.foundation.ledger.remembering.Remembering",
    "allauth.account.middleware.AccountMiddleware",
    "gongkai.foundation.signin.middleware.SessionLimits",
    "gongkai.foundation.signin.middleware.SecondFactor",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gongkai.project.urls"
WSGI_APPLICATION = "gongkai.project.wsgi.application"

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
                "gongkai.foundation.look.context.look",
            ],
        },
    },
]

DATABASES = {"default": django_database()}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organisations.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workbench:home"
LOGOUT_REDIRECT_URL = "portal:home"
SESSION_COOKIE_AGE = int(os.environ.get("GONGKAI_SESSION_SECONDS", 8 * 3600))
SESSION_IDLE_SECONDS = int(os.environ.get("GONGKAI_SESSION_IDLE_SECONDS", 30 * 60))
SESSIONS_PER_PERSON = int(os.environ.get("GONGKAI_SESSIONS_PER_PERSON", 3))
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not (DEBUG or DEMO or _on("GONGKAI_PLAIN_HTTP"))
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

PROXIES = int(os.environ.get("GONGKAI_PROXIES", 0))
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE
SECURE_HSTS_SECONDS = int(os.environ.get("GONGKAI_HSTS_SECONDS", 0))

ACCOUNT_ADAPTER = "gongkai.foundation.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,10/300s/key"}  # of codes too; axes locks passwords earlier
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_USER_DISPLAY = "gongkai.foundation.signin.display.name_of"

MFA_ADAPTER = "gongkai.foundation.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# One half minute earlier or later: clocks of phones drift, and a code takes time to type (RFC 6238, 5.2).
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = os.environ.get("GONGKAI_TOTP_ISSUER", "公开 Gongkai")
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO

AXES_FAILURE_LIMIT = int(os.environ.get("GONGKAI_LOCKOUT_FAILURES", 5))
AXES_COOLOFF_TIME = timedelta(seconds=int(os.environ.get("GONGKAI_LOCKOUT_SECONDS", 15 * 60)))
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/lockout.html"
AXES_USERNAME_CALLABLE = "gongkai.foundation.signin.lockout.username"
AXES_CLIENT_IP_CALLABLE = "gongkai.foundation.signin.address.client_address"
AXES_SENSITIVE_PARAMETERS = ["password"]

OIDC_URL = os.environ.get("GONGKAI_OIDC_URL", "")
OIDC_LINK_BY = os.environ.get("GONGKAI_OIDC_LINK_BY", "")
OIDC_HAS_SECOND_FACTOR = _on("GONGKAI_OIDC_SECOND_FACTOR")
SOCIALACCOUNT_ADAPTER = "gongkai.foundation.signin.adapters.SingleSignOnAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "city",
            "name": os.environ.get("GONGKAI_OIDC_NAME", "统一身份认证"),
            "client_id": os.environ.get("GONGKAI_OIDC_ID", ""),
            "secret": os.environ.get("GONGKAI_OIDC_SECRET", ""),
            "settings": {"server_url": OIDC_URL},
        }
    ]
CHECKS_AN_HOUR = int(os.environ.get("GONGKAI_CHECKS_AN_HOUR", 120))  # files from one address
CHECK_REQUEST_BYTES = int(os.environ.get("GONGKAI_CHECK_REQUEST_MB", 60)) << 20
PORTAL_REQUESTS_AN_HOUR = int(os.environ.get("GONGKAI_PORTAL_REQUESTS_AN_HOUR", 20))  # from one address
PORTAL_UPLOADS_AN_HOUR = int(os.environ.get("GONGKAI_PORTAL_UPLOADS_AN_HOUR", 60))
PORTAL_CODES_AN_HOUR = int(
    os.environ.get("GONGKAI_PORTAL_CODES_AN_HOUR", 60)
)  # tries of query and draft codes
PORTAL_PROOFS_AN_HOUR = int(os.environ.get("GONGKAI_PORTAL_PROOFS_AN_HOUR", 60))  # proof files looked over
PORTAL_DATA_FILES_AN_HOUR = int(
    os.environ.get("GONGKAI_PORTAL_DATA_FILES_AN_HOUR", 200)
)  # data sets taken away
PORTAL_SUBSCRIPTIONS_AN_HOUR = int(os.environ.get("GONGKAI_PORTAL_SUBSCRIPTIONS_AN_HOUR", 20))  # by mail
PORTAL_LINKS_AN_HOUR = int(os.environ.get("GONGKAI_PORTAL_LINKS_AN_HOUR", 30))  # asked for, to sign in
MOVED_HOSTS = _list("GONGKAI_MOVED_HOSTS")  # names of former sites; also among GONGKAI_HOSTS
CACHE_FRONTS = _list("GONGKAI_CACHE_FRONTS")  # caches to be told of changes, as the worker reaches them
CACHE_SECRET = os.environ.get("GONGKAI_CACHE_SECRET", "")  # the word that opens them
CACHE_HOSTS = _list("GONGKAI_CACHE_HOSTS", urlsplit(SITE_URL).netloc)  # names whose pages they keep
MAP_TILES = os.environ.get("GONGKAI_MAP_TILES", "")  # address of pictures behind maps, with {z}, {x}, {y}
MAP_TILES_SOURCE = os.environ.get("GONGKAI_MAP_TILES_SOURCE", "")  # whose they are, told on each map
MAP_TILES_DEEPEST = int(os.environ.get("GONGKAI_MAP_TILES_DEEPEST", 18))
CSRF_FAILURE_VIEW = "gongkai.foundation.look.views.csrf_failed"
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:", *_origins(MAP_TILES)],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    # A form's answer may redirect to the identity server, and browsers hold redirects against this list.
    "form-action": [CSP.SELF, *_origins(OIDC_URL), *_list("GONGKAI_OIDC_ORIGINS")],
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("简体中文")), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "files"
FILES_LARGEST = int(os.environ.get("GONGKAI_FILES_LARGEST_MB", 50)) << 20
FILES_VIDEO_LARGEST = int(os.environ.get("GONGKAI_FILES_VIDEO_LARGEST_MB", 200)) << 20
FILES_LARGEST_REQUEST = max(
    4 * FILES_LARGEST, FILES_VIDEO_LARGEST + FILES_LARGEST
)  # all files of one form together; more is cut off while it arrives
FILES_LARGEST_UNPACKED = 10 * FILES_LARGEST  # of what is inside a DOCX, XLSX or OFD
FILES_LARGEST_PIXELS = 120_000_000  # of a picture: width times height
FILES_PUBLIC_LARGEST = int(os.environ.get("GONGKAI_FILES_PUBLIC_LARGEST_MB", 20)) << 20
FILES_PUBLIC_ENDINGS = _list("GONGKAI_FILES_PUBLIC_ENDINGS", "pdf,docx,doc,wps,xlsx,ofd,jpg,jpeg,png,txt")
TREE_DIGEST = os.environ.get("GONGKAI_TREE_DIGEST", "sha256")  # or "sm3", with a key of SM2
HEAD_KEY = os.environ.get("GONGKAI_HEAD_KEY", str(VAR / "head.key"))  # made by `gongkai proofs key`

FILES_KEYS = _list("GONGKAI_FILES_KEY")  # the first seals; all open what they sealed
FILE_UPLOAD_HANDLERS = [
    "gongkai.foundation.files.uploading.Quota",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "gongkai.foundation.files.uploading.Spool",
]
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILES_ACCEL = os.environ.get("GONGKAI_FILES_ACCEL", "")
CLAMD = os.environ.get("GONGKAI_CLAMD", "")
FILES_SCANNER = "gongkai.foundation.files.scanning.clamd" if CLAMD else ""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "pictures": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(VAR / "pictures"), "base_url": "/pictures/"},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
TASKS_CONCURRENCY = int(os.environ.get("GONGKAI_TASKS_CONCURRENCY", 2))
TASKS_POLL_SECONDS = float(os.environ.get("GONGKAI_TASKS_POLL_SECONDS", 5))
TASKS_STALLED_SECONDS = float(os.environ.get("GONGKAI_TASKS_STALLED_SECONDS", 30))
TASKS_KEPT_DAYS = int(os.environ.get("GONGKAI_TASKS_KEPT_DAYS", 30))

PAGES_KEPT_BYTES = (
    int(os.environ.get("GONGKAI_PAGES_KEPT_MB", 0 if DEBUG else 64)) << 20
)  # finished public pages in the memory of one process; 0: none, so that whoever writes templates sees them
SERIES_FOLDER = VAR / "series"  # Parquet files of large series, derived from the database
SERIES_MEMORY = os.environ.get("GONGKAI_SERIES_MEMORY", "1GB")  # of one question to them
SERIES_THREADS = int(os.environ.get("GONGKAI_SERIES_THREADS", 2))
FIELDS_LARGEST = int(os.environ.get("GONGKAI_FIELDS_LARGEST_MB", 200)) << 20  # of an uploaded table
FIELDS_AT_ONCE = int(
    os.environ.get("GONGKAI_FIELDS_AT_ONCE", 2000)
)  # rows; more are checked in the background
PROMPT_WORKDAYS = int(
    os.environ.get("GONGKAI_PROMPT_WORKDAYS", 5)
)  # what 及时 means where no number is named
LIVE_MINUTES = int(os.environ.get("GONGKAI_LIVE_MINUTES", 60))  # what 实时 means
OBJECTION_ANSWER_WORKDAYS = int(os.environ.get("GONGKAI_OBJECTION_ANSWER_WORKDAYS", 5))

SEARCH_FOLDER = VAR / "search"
SEARCH_BATCH = int(os.environ.get("GONGKAI_SEARCH_BATCH", 500))  # items a commit
SEARCH_URL = os.environ.get("GONGKAI_SEARCH_URL", "")  # of an OpenSearch; empty: the index on this machine
SEARCH_INDEX = os.environ.get("GONGKAI_SEARCH_INDEX", "gongkai")

TOKEN_LONGEST_DAYS = int(os.environ.get("GONGKAI_TOKEN_LONGEST_DAYS", 366))
WEBHOOK_NETWORKS = _list("GONGKAI_WEBHOOK_NETWORKS")  # inner networks that may be told, as CIDR
WEBHOOK_HTTP_HOSTS = _list("GONGKAI_WEBHOOK_HTTP_HOSTS")  # hosts that may be told without TLS
WEBHOOK_SECONDS = float(os.environ.get("GONGKAI_WEBHOOK_SECONDS", 10))
WEBHOOK_GIVEN_UP_DAYS = float(os.environ.get("GONGKAI_WEBHOOK_GIVEN_UP_DAYS", 3))
WEBHOOK_OLD_SECRET_HOURS = float(os.environ.get("GONGKAI_WEBHOOK_OLD_SECRET_HOURS", 24))
WEBHOOK_KEPT_DAYS = int(os.environ.get("GONGKAI_WEBHOOK_KEPT_DAYS", 30))

CHANNEL_WECHAT_URL = os.environ.get("GONGKAI_CHANNEL_WECHAT_URL", "https://api.weixin.qq.com")
CHANNEL_MICROBLOG_URL = os.environ.get("GONGKAI_CHANNEL_MICROBLOG_URL", "https://api.weibo.com")
CHANNEL_OUR_ADDRESS = os.environ.get("GONGKAI_CHANNEL_OUR_ADDRESS", "")  # what the microblog is told as rip
CHANNEL_SECONDS = float(os.environ.get("GONGKAI_CHANNEL_SECONDS", 15))  # a platform may take to answer
CHANNEL_UNSURE_MINUTES = 5  # well beyond twice that
CHANNEL_INBOX_KEPT_DAYS = int(os.environ.get("GONGKAI_CHANNEL_INBOX_KEPT_DAYS", 730))

OCDS_PREFIX = os.environ.get(
    "GONGKAI_OCDS_PREFIX", "ocds-000000"
)  # registered with the Open Contracting Partnership
API_CALLS_A_MINUTE = int(os.environ.get("GONGKAI_API_CALLS_A_MINUTE", 600))  # with one token
API_STRANGERS_CALLS_A_MINUTE = int(os.environ.get("GONGKAI_API_STRANGERS_CALLS_A_MINUTE", 60))
API_ANSWERS_KEPT_HOURS = int(os.environ.get("GONGKAI_API_ANSWERS_KEPT_HOURS", 48))

WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_MAX_UPLOAD_SIZE = FILES_PUBLIC_LARGEST
WAGTAILIMAGES_MAX_IMAGE_PIXELS = FILES_LARGEST_PIXELS
PICTURES_SECONDS = int(os.environ.get("GONGKAI_PICTURES_SECONDS", 3600))  # a reader keeps one
FAULT_WORKDAYS = int(os.environ.get("GONGKAI_FAULT_WORKDAYS", 5))  # to answer 我为政府网站找错

RETURN_REMINDER_DAYS = (10, 3, 1)  # before a return is due
RETURN_REMINDER_EVERY = 7  # days, once it is late
CASE_CODE_FAILURES = int(os.environ.get("GONGKAI_CASE_CODE_FAILURES", 10))  # from one source: then it waits
CASE_CODE_LOCK_SECONDS = int(os.environ.get("GONGKAI_CASE_CODE_LOCK_SECONDS", 15 * 60))  # the longest wait
CASE_ALARM_FAILURES = int(os.environ.get("GONGKAI_CASE_ALARM_FAILURES", 100))  # in all, within an hour
CASE_DRAFT_DAYS = int(os.environ.get("GONGKAI_CASE_DRAFT_DAYS", 30))  # an unsent form is kept
CASE_IMPORTS_KEPT_DAYS = int(os.environ.get("GONGKAI_CASE_IMPORTS_KEPT_DAYS", 30))  # report of a workbook
CASE_ESCALATE_WORKDAYS = int(os.environ.get("GONGKAI_CASE_ESCALATE_WORKDAYS", 3))  # before a reply is due
RETURN_FILE_REQUIRED = _on("GONGKAI_RETURN_FILE_REQUIRED")  # with every addition to a counted figure

EMAIL_HOST_NAME = os.environ.get("GONGKAI_EMAIL_HOST", "")
_TO_FOLDER = {
    "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
    "OPTIONS": {"file_path": str(VAR / "mail")},
}
_TO_SERVER = {
    "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "OPTIONS": {
        "host": EMAIL_HOST_NAME,
        "port": int(os.environ.get("GONGKAI_EMAIL_PORT", 25)),
        "username": os.environ.get("GONGKAI_EMAIL_USER", ""),
        "password": os.environ.get("GONGKAI_EMAIL_PASSWORD", ""),
        "use_tls": _on("GONGKAI_EMAIL_TLS"),
        "use_ssl": _on("GONGKAI_EMAIL_SSL"),
        "timeout": 30,
    },
}
MAILERS = {"default": _TO_SERVER if EMAIL_HOST_NAME else _TO_FOLDER}
MAIL_KEPT_DAYS = int(os.environ.get("GONGKAI_MAIL_KEPT_DAYS", 180))
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_EMAIL_FROM", "gongkai@localhost")
MAIL_UNSURE_MINUTES = 15  # well beyond what a mail server may take to answer
MAIL_LARGEST = int(os.environ.get("GONGKAI_MAIL_LARGEST_MB", 50)) << 20
MAIL_LARGEST_IMPORT = int(os.environ.get("GONGKAI_MAIL_LARGEST_IMPORT_MB", 200)) << 20
MAILBOX_PASSWORDS = os.environ.get("GONGKAI_MAILBOX_PASSWORDS", "")  # a file
SMS_GATEWAY = os.environ.get("GONGKAI_SMS", "file")  # or "http"
SMS_FOLDER = VAR / "sms"
SMS_URL = os.environ.get("GONGKAI_SMS_URL", "")
SMS_TOKEN = os.environ.get("GONGKAI_SMS_TOKEN", "")
