"""One call to a platform. Its address comes from the settings and from nowhere else: no account, answer or
redirect can lead elsewhere, and what the name stands for is looked at as with webhooks.

What matters is whether the call may have been taken: `NotReachedError` is raised only before the first byte
of it has left.
"""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

from gongkai.foundation.webhooks import addresses
from gongkai.foundation.webhooks.connecting import CheckedConnection, connection_to, cut_off

_MOST_READ = 4 << 20  # bytes


class NotReachedError(Exception):
    """Nothing was handed over."""


class LostError(Exception):
    """It was handed over, and no answer that can be read came back."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Mapping[str, Any]

    def text(self, name: str) -> str:
        """A number or a word as text; empty without."""
        value = self.body.get(name)
        return str(value) if isinstance(value, str | int) else ""

    def number(self, name: str, default: int = 0) -> int:
        text = self.text(name)
        return int(text) if text.removeprefix("-").isdecimal() else default

    def rows(self, name: str) -> list[Mapping[str, Any]]:
        value = self.body.get(name)
        return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def get(base: str, path: str, query: Mapping[str, str]) -> Answer:
    return _call("GET", base, path, query, b"", {})


def post_json(base: str, path: str, query: Mapping[str, str], body: Mapping[str, Any]) -> Answer:
    """Chinese as it is: the platforms show escapes as they come."""
    payload = json.dumps(body, ensure_ascii=False).encode()
    return _call("POST", base, path, query, payload, {"Content-Type": "application/json; charset=utf-8"})


def post_form(base: str, path: str, fields: Mapping[str, str]) -> Answer:
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    return _call("POST", base, path, {}, urlencode(fields).encode(), headers)


def post_file(
    base: str, path: str, query: Mapping[str, str], name: str, content_type: str, content: bytes
) -> Answer:
    """A file as the field `media` of a form (RFC 7578)."""
    boundary = f"gongkai-{secrets.token_hex(16)}"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="media"; filename="{name}"\r\n'
        f"Content-Type: {content_type}\r\n\r\n"
    )
    payload = head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
    return _call("POST", base, path, query, payload, headers)


def _call(
    method: str, base: str, path: str, query: Mapping[str, str], payload: bytes, headers: Mapping[str, str]
) -> Answer:
    connection = _connected(base)
    target = urlsplit(base).path.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")
    try:
        with cut_off(connection, settings.CHANNEL_SECONDS * 2):
            connection.request(method, target, payload or None, dict(headers))
            answer = connection.getresponse()
            told = json.loads(answer.read(_MOST_READ) or b"{}")
    except (OSError, HTTPException, ValueError) as error:
        raise LostError(f"{type(error).__name__}: {error}"[:300]) from error
    if not isinstance(told, dict):
        raise LostError(f"HTTP {answer.status}")
    return Answer(answer.status, told)


def _connected(base: str) -> CheckedConnection:
    said = addresses.problem_of(base)
    if said is not None:
        raise NotReachedError(str(said))
    try:
        connection = connection_to(base, settings.CHANNEL_SECONDS)
        connection.connect()
    except (OSError, HTTPException, ValueError) as error:
        raise NotReachedError(f"{type(error).__name__}: {error}"[:300]) from error
    return connection
