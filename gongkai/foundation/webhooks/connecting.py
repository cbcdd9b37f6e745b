"""One call to another machine: to the address that was looked at (`addresses`), no redirects, no proxy, and
within its time."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from urllib.parse import urlsplit

from gongkai.foundation.webhooks import addresses

_PORT = {"https": 443, "http": 80}


class CheckedConnection(HTTPConnection):
    """Connects to an address that was looked up and checked before."""

    def __init__(self, host: str, port: int, address: str, *, secure: bool, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds)
        self.address, self.secure = address, secure

    def connect(self) -> None:
        plain = socket.create_connection((self.address, self.port), self.timeout)
        self.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            if self.secure
            else plain
        )


def connection_to(url: str, seconds: float) -> CheckedConnection:
    """Not yet open, to the machine of `url`, which `addresses.problem_of` found nothing against. `seconds`:
    how long the other side may be silent. Raises OSError (ForbiddenAddressError) where it may not or can't be
    reached."""
    parts = urlsplit(url)
    host, port = parts.hostname or "", parts.port or _PORT[parts.scheme]
    address = addresses.lookup(host, port)
    return CheckedConnection(host, port, address, secure=parts.scheme == "https", seconds=seconds)


def target_of(url: str) -> str:
    """Path and query, as the request line has them."""
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


@contextmanager
def cut_off(connection: CheckedConnection, seconds: float) -> Iterator[None]:
    """Closed at the end, and after `seconds` whatever happens: against one who sends a byte a minute the
    timeout alone is no help, it counts each byte anew."""
    timer = threading.Timer(seconds, _shut, [connection])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        connection.close()


def _shut(connection: CheckedConnection) -> None:
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)
