"""Text messages: queued like letters, sent through a gateway.

`SMS_GATEWAY` is "file" (one file a message, for installations without a gateway) or "http" (POST of JSON).
"""

import http.client
import json
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.db.models import F

from gongkai.foundation.mail.models import Letter, TextMessage
from gongkai.foundation.mail.post import UnsureError
from gongkai.foundation.tasks.queue import enqueue

SEND = "mail.send_text"
_TIMEOUT_SECONDS = 20
_LONGEST = 500


class NotTakenError(Exception):
    """The gateway has not taken the message."""

    def __init__(self, said: str, *, for_good: bool) -> None:
        super().__init__(said)
        self.for_good = for_good


class Gateway(Protocol):
    """Anything that sends a text. `key` is the same for every attempt at one message.

    Raises NotTakenError when it is certain that the message was not taken, UnsureError when it is not known.
    """

    def send(self, phone: str, text: str, key: str) -> None: ...


class FileGateway:
    """Writes each message into a folder, for a person or a local program to send."""

    def send(self, phone: str, text: str, key: str) -> None:
        folder = Path(settings.SMS_FOLDER)
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            unfinished = folder / f".{key}"
            unfinished.write_text(f"{phone}\n{text}\n", encoding="utf-8")
            unfinished.replace(folder / f"{key}.txt")
        except OSError as error:
            raise NotTakenError(str(error), for_good=False) from error


class HttpGateway:
    """POSTs {"id", "phone", "text"} to SMS_URL, SMS_TOKEN as the bearer. 2xx: taken; 429 and 5xx: later."""

    def send(self, phone: str, text: str, key: str) -> None:
        content = json.dumps({"id": key, "phone": phone, "text": text}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": key}
        if settings.SMS_TOKEN:
            headers["Authorization"] = f"Bearer {settings.SMS_TOKEN}"
        place = urlsplit(settings.SMS_URL)
        connection = _connection(place.scheme, place.hostname or "", place.port)
        try:
            status = _asked(
                connection, f"{place.path or '/'}{place.query and '?' + place.query}", content, headers
            )
        finally:
            connection.close()
        if not 200 <= status < 300:
            raise NotTakenError(f"HTTP {status}", for_good=status < 500 and status not in {408, 425, 429})


def text_to(
    *,
    phone: str,
    text: str,
    about: tuple[str, object],
    now: datetime,
    body_id: int | None = None,
    is_secret: bool = False,
) -> int:
    """Queue a text message. It goes out if and only if the running transaction is committed. The words of a
    secret one (`is_secret`, it tells a code) are forgotten as soon as it is sent."""
    kind, identifier = about
    with transaction.atomic():
        message = TextMessage.objects.create(
            phone="".join(phone.split())[:20],
            text=" ".join(text.split())[:_LONGEST],
            about_type=kind,
            about_id=str(identifier),
            body_id=body_id,
            is_secret=is_secret,
            at=now,
        )
        enqueue(SEND, message=message.pk)
    return message.pk


def send(message_id: int, now: datetime) -> Letter.State:
    """Send a message that waits. Raises NotTakenError if it may be tried again. Not inside a transaction."""
    message = TextMessage.objects.get(pk=message_id)
    waiting = TextMessage.objects.filter(pk=message_id, state=Letter.State.QUEUED, erased_at=None)
    if not waiting.update(state=Letter.State.SENDING, sending_at=now, attempts=F("attempts") + 1):
        return Letter.State(message.state)
    try:
        gateway().send(message.phone, message.text, f"{message.about_type}-{message.pk}")
    except UnsureError as error:
        return _note(message_id, Letter.State.UNSURE, error)
    except NotTakenError as error:
        if error.for_good:
            return _note(message_id, Letter.State.REFUSED, error)
        _note(message_id, Letter.State.QUEUED, error)
        raise
    changes = {"text": ""} if message.is_secret else {}
    TextMessage.objects.filter(pk=message_id).update(
        state=Letter.State.SENT, sent_at=now, error="", **changes
    )
    return Letter.State.SENT


def gateway() -> Gateway:
    """The installation's gateway."""
    return HttpGateway() if settings.SMS_GATEWAY == "http" else FileGateway()


def _note(message_id: int, state: Letter.State, error: Exception) -> Letter.State:
    TextMessage.objects.filter(pk=message_id).update(state=state, error=str(error)[:2000])
    return state


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=_TIMEOUT_SECONDS)
    return http.client.HTTPConnection(host, port, timeout=_TIMEOUT_SECONDS)


def _asked(connection: http.client.HTTPConnection, path: str, content: bytes, headers: dict[str, str]) -> int:
    try:
        connection.connect()
    except OSError as error:
        raise NotTakenError(f"{type(error).__name__}: {error}", for_good=False) from error
    try:
        connection.request("POST", path, content, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException) as error:
        raise UnsureError(f"{type(error).__name__}: {error}") from error
