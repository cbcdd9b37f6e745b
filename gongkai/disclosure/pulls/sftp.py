"""One file over SFTP, from a host that shows the key it was registered with."""

import base64
import binascii
import hmac
import socket
from urllib.parse import unquote, urlsplit

import paramiko
from django.conf import settings

from gongkai.core.messages import N_, Message
from gongkai.disclosure.pulls.fetched import Fetched, NotFetchedError
from gongkai.foundation.webhooks import addresses

_PORT = 22
_LONGEST = 400


def problem_of(url: str, host_key: str) -> Message | None:
    """sftp://host:port/path, and the host's key as “ssh-ed25519 AAAA…”."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme == "sftp" and bool(parts.hostname) and len(parts.path) > 1 and parts.port != 0
    except ValueError:
        whole = False
        parts = urlsplit("")
    if not whole or len(url) > _LONGEST or parts.username or parts.password or parts.query or parts.fragment:
        return Message(N_("地址请写成 sftp://主机名/目录/文件名，不带用户名和密码。"))
    if _key(host_key) is None:
        return Message(N_("请填写主机公钥（如 ssh-ed25519 AAAA…），用来确认对方没有被冒充。"))
    return None


def fetch(url: str, *, username: str, secret: str, host_key: str) -> Fetched:
    """The file. Raises NotFetchedError."""
    said = problem_of(url, host_key)
    if said is not None:
        raise NotFetchedError(str(said))
    parts = urlsplit(url)
    path = unquote(parts.path)
    try:
        address = addresses.lookup(parts.hostname or "", parts.port or _PORT)
        plain = socket.create_connection((address, parts.port or _PORT), settings.WEBHOOK_SECONDS)
        with paramiko.Transport(plain) as transport:
            transport.start_client(timeout=settings.WEBHOOK_SECONDS)
            _meet(transport, host_key)
            transport.auth_password(username, secret, fallback=False)
            return Fetched(path.rpartition("/")[2], _read(transport, path))
    except (paramiko.SSHException, OSError, EOFError) as error:
        raise NotFetchedError(f"{type(error).__name__}: {error}") from error


def _meet(transport: paramiko.Transport, host_key: str) -> None:
    shown = transport.get_remote_server_key().asbytes()
    if not hmac.compare_digest(shown, _key(host_key) or b""):
        raise NotFetchedError("the host shows another key than the one registered")


def _read(transport: paramiko.Transport, path: str) -> bytes:
    client = paramiko.SFTPClient.from_transport(transport)
    if client is None:
        raise NotFetchedError("the host offers no SFTP")
    with client, client.open(path, "rb") as file:
        content: bytes = file.read(settings.FIELDS_LARGEST + 1)
    if len(content) > settings.FIELDS_LARGEST:
        raise NotFetchedError(f"more than {settings.FIELDS_LARGEST} bytes")
    return content


def _key(said: str) -> bytes | None:
    """The key itself of a line as in known_hosts, with or without the host before it."""
    for part in said.split():
        try:
            key = base64.b64decode(part, validate=True)
        except (binascii.Error, ValueError):
            continue
        if key[:4] == b"\x00\x00\x00\x0b" or key[4:8] in (b"ssh-", b"ecds"):
            return key
    return None
