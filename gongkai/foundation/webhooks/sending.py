"""One POST to one address: no redirects, no proxy, to the address that was checked, within its time."""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import urlsplit

from django.conf import settings

from gongkai.foundation.webhooks import addresses

_ANSWER_READ = 1024  # bytes; what a receiver says is not kept
_PORT = {"https": 443, "http": 80}


class NotSentError(Exception):
    """No answer came. The text says why, for the log."""


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


def send(url: str, payload: bytes, headers: Mapping[str, str]) -> int:
    """The status of the answer. Raises NotSentError."""
    said = addresses.problem_of(url)
    if said is not None:
        raise NotSentError(str(said))
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORT[parts.scheme]
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        address = addresses.lookup(host, port)
        connection = _Checked(host, port, address, secure=parts.scheme == "https")
        return _ask(connection, target, payload, headers)
    except (OSError, HTTPException, ValueError) as error:
        raise NotSentError(f"{type(error).__name__}: {error}") from error


def _ask(connection: _Checked, target: str, payload: bytes, headers: Mapping[str, str]) -> int:
    """A receiver that answers a byte a minute is cut off: the timeout alone counts each byte anew."""
    cut_off = threading.Timer(settings.WEBHOOK_SECONDS * 2, _shut, [connection])
    cut_off.daemon = True
    cut_off.start()
    try:
        connection.request("POST", target, payload, {"content-type": "application/json", **headers})
        answer: HTTPResponse = connection.getresponse()
        answer.read(_ANSWER_READ)
        return answer.status
    finally:
        cut_off.cancel()
        connection.close()


def _shut(connection: _Checked) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
