"""Settings of the plain site: PostgreSQL as ours, everything else as Wagtail starts with."""

import os
from urllib.parse import urlsplit

_url = urlsplit(os.environ["PLAIN_WAGTAIL_DATABASE"])
_query = dict(part.split("=", 1) for part in _url.query.split("&") if "=" in part)
SECRET_KEY = "for the bench only"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "tests.bench.plain_wagtail.urls"
INSTALLED_APPS = [
    "tests.bench.plain_wagtail", "wagtail.sites", "wagtail.users", "wagtail.images", "wagtail.documents",
    "wagtail.search", "wagtail.admin", "wagtail", "modelcluster", "taggit", "django.contrib.auth",
    "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles",
]  # fmt: skip
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "plain_wagtail",
        "USER": _url.username or "",
        "PASSWORD": _url.password or "",
        "HOST": _query.get("host", _url.hostname or "").replace("%2F", "/"),
        "PORT": _url.port or "",
        "CONN_MAX_AGE": None,
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
STATIC_URL = "static/"
USE_TZ = True
WAGTAIL_SITE_NAME = "plain"
WAGTAILADMIN_BASE_URL = "http://localhost"
