"""One GET: no redirects, no proxy, to the address that was looked at (`foundation.webhooks.addresses`)."""

import base64
import socket
import ssl
import threading
from contextlib import suppress
from email.message import Message as Headers
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import unquote, urlsplit

from django.conf import settings

from gongkai.core.messages import Message
from gongkai.disclosure.pulls.fetched import Fetched, NotFetchedError
from gongkai.foundation.webhooks import addresses

_PORT = {"https": 443, "http": 80}
_OK = 200
_CHUNK = 1 << 16
_ENDINGS = {
    "application/json": ".json", "text/csv": ".csv", "text/plain": ".csv",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}  # fmt: skip
_MOST_SECONDS = 600


class _Checked(HTTPConnection):
    """Connects to an address that was looked up and checked before."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool) -> None:
        super().__init__(host, port, timeout=settings.WEBHOOK_SECONDS)
        self.address, self.secure = address, secure

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            if self.secure
            else plain
        )


def problem_of(url: str) -> Message | None:
    return addresses.problem_of(url)


def fetch(url: str, *, username: str = "", secret: str = "") -> Fetched:
    """The file. Raises NotFetchedError."""
    said = problem_of(url)
    if said is not None:
        raise NotFetchedError(str(said))
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORT[parts.scheme]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        address = addresses.lookup(host, port)
        connection = _Checked(host, port, address, secure=parts.scheme == "https")
        content, headers = _ask(connection, target, _headers(username, secret))
    except (OSError, HTTPException, ValueError) as error:
        raise NotFetchedError(f"{type(error).__name__}: {error}") from error
    return Fetched(_name(parts.path, headers), content)


def _headers(username: str, secret: str) -> dict[str, str]:
    headers = {"accept": "*/*", "user-agent": "gongkai"}
    if username:
        pair = base64.b64encode(f"{username}:{secret}".encode()).decode()
        headers["authorization"] = f"Basic {pair}"
    elif secret:
        headers["authorization"] = f"Bearer {secret}"
    return headers


def _ask(connection: _Checked, target: str, headers: dict[str, str]) -> tuple[bytes, Headers]:
    """A server that sends a byte a minute is cut off: the timeout alone counts each byte anew."""
    cut_off = threading.Timer(_MOST_SECONDS, _shut, [connection])
    cut_off.daemon = True
    cut_off.start()
    try:
        connection.request("GET", target, None, headers)
        answer: HTTPResponse = connection.getresponse()
        if answer.status != _OK:
            raise NotFetchedError(f"HTTP {answer.status}")
        return _read(answer), answer.headers
    finally:
        cut_off.cancel()
        connection.close()


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


def _shut(connection: _Checked) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
