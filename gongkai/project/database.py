"""Which PostgreSQL to use: the one named in the environment, or our own from a wheel.

`GONGKAI_DATABASE_URL` names a server for the running application (role gongkai_app);
`GONGKAI_OWNER_DATABASE_URL` the same database for the owner of the tables (set-up and migrations).
Without them `embedded.start` starts a private server in a folder; it needs neither root nor a service.
"""

import os
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

APP_ROLE = "gongkai_app"
URL = "GONGKAI_DATABASE_URL"
OWNER_URL = "GONGKAI_OWNER_DATABASE_URL"
AS_OWNER = "GONGKAI_AS_OWNER"


def django_database() -> dict[str, object]:
    """The entry for Django's DATABASES, from the environment; the owner's address when set-up asks for it."""
    address = os.environ.get(OWNER_URL if os.environ.get(AS_OWNER) else URL) or os.environ.get(URL, "")
    parts = urlsplit(address or f"postgresql://{APP_ROLE}@/gongkai")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "gongkai",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", None) or parts.hostname or "",
        "PORT": str(parts.port or options.pop("port", "")),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def as_url(parts: dict[str, object]) -> str:
    """The address of a Django DATABASES entry, for libraries that take one."""
    query = urlencode({"host": parts["HOST"]}) if str(parts["HOST"]).startswith("/") else ""
    host = "" if query else str(parts["HOST"])
    port = f":{parts['PORT']}" if parts["PORT"] else ""
    password = f":{quote(str(parts['PASSWORD']))}" if parts["PASSWORD"] else ""
    login = f"{quote(str(parts['USER']))}{password}@" if parts["USER"] else ""
    return urlunsplit(("postgresql", f"{login}{host}{port}", f"/{parts['NAME']}", query, ""))


def app_role() -> str:
    """The role the running application signs in with."""
    return unquote(urlsplit(os.environ.get(URL, "")).username or APP_ROLE)
