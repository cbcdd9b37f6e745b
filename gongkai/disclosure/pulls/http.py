"""One GET: no redirects, no proxy, to the address that was looked at (`foundation.webhooks.addresses`)."""

import base64
from email.message import Message as Headers
from http.client import HTTPException, HTTPResponse
from urllib.parse import unquote, urlsplit

from django.conf import settings

from gongkai.core.messages import Message
from gongkai.disclosure.pulls.fetched import Fetched, NotFetchedError
from gongkai.foundation.webhooks import addresses
from gongkai.foundation.webhooks.connecting import connection_to, cut_off, target_of

_OK = 200
_CHUNK = 1 << 16
_ENDINGS = {
    "application/json": ".json", "text/csv": ".csv", "text/plain": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_MOST_SECONDS = 600


def problem_of(url: str) -> Message | None:
    return addresses.problem_of(url)


def fetch(url: str, *, username: str = "", secret: str = "") -> Fetched:
    """The file. Raises NotFetchedError."""
    said = problem_of(url)
    if said is not None:
        raise NotFetchedError(str(said))
    try:
        connection = connection_to(url, settings.WEBHOOK_SECONDS)
        with cut_off(connection, _MOST_SECONDS):
            connection.request("GET", target_of(url), None, _headers(username, secret))
            answer = connection.getresponse()
            if answer.status != _OK:
                raise NotFetchedError(f"HTTP {answer.status}")
            return Fetched(_name(urlsplit(url).path, answer.headers), _read(answer))
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetchedError(f"{type(error).__name__}: {error}") from error


def _headers(username: str, secret: str) -> dict[str, str]:
    headers = {"accept": "*/*", "user-agent": "gongkai"}
    if username:
        pair = base64.b64encode(f"{username}:{secret}".encode()).decode()
        headers["authorization"] = f"Basic {pair}"
    elif secret:
        headers["authorization"] = f"Bearer {secret}"
    return headers


def _read(answer: HTTPResponse) -> bytes:
    held = bytearray()
    while chunk := answer.read(_CHUNK):
        held += chunk
        if len(held) > settings.FIELDS_LARGEST:
            raise NotFetchedError(f"more than {settings.FIELDS_LARGEST} bytes")
    return bytes(held)


def _name(path: str, headers: Headers) -> str:
    """The file's name in the address, with an ending from its type where it has none."""
    last = unquote(path.rpartition("/")[2]) or "data"
    kind = (headers.get("content-type") or "").partition(";")[0].strip().lower()
    return last if "." in last else last + _ENDINGS.get(kind, ".csv")
