"""Posting letters and delivering them, each once.

A letter waits in the outbox as part of the change it belongs to. It is claimed (QUEUED → SENDING, by one
worker only) after the server has accepted sender and recipient and before it is given the content; that is
committed at once. From there to the server's answer is the one stretch in which nobody can know: a worker
that dies there, or loses the connection, leaves the letter UNSURE, and it is not sent again by itself.
"""

import smtplib
import uuid
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from email.policy import SMTP
from email.utils import parseaddr
from typing import cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.db.models import F

from gongkai.foundation.files.contents import ErasedError, content_of
from gongkai.foundation.files.queries import FileCard, cards
from gongkai.foundation.mail.headings import headings_of
from gongkai.foundation.mail.models import Letter, LetterAttachment
from gongkai.foundation.tasks.queue import enqueue

DELIVER = "mail.deliver"
_REFUSED_FOR_GOOD = 500  # SMTP: 4xx may be tried again, 5xx may not
_OURS_TO_PUT_RIGHT = {530, 534, 535, 538}  # sign-in and encryption, not the letter
_HEADERS = {
    "Auto-Submitted": "auto-generated",  # so that no automatic reply answers it
    "X-Auto-Response-Suppress": "OOF, AutoReply",
}


class UnsureError(Exception):
    """The content was handed over and no answer came: nobody knows whether it will arrive."""


def post(
    *,
    to: str,
    subject: str,
    text: str,
    about: tuple[str, object],
    now: datetime,
    body_id: int | None = None,
    attachments: Sequence[tuple[str, int]] = (),
    reply_to: str = "",
    is_proof: bool = False,
    is_secret: bool = False,
) -> int:
    """Queue a letter. It goes out if and only if the running transaction is committed. Returns its number.

    `attachments` are (name, number of a kept file). A letter that is proof of service (`is_proof`) stays in
    the log until it is erased; others go after MAIL_KEPT_DAYS. The text of a secret one (`is_secret`, it
    tells a code) is forgotten as soon as it is sent.
    """
    kind, identifier = about
    with transaction.atomic():
        letter = Letter.objects.create(
            to=to,
            subject=" ".join(subject.split())[:200],
            text=text,
            reply_to=reply_to,
            message_id=f"<letter-{uuid.uuid4()}@{_host()}>",
            about_type=kind,
            about_id=str(identifier),
            body_id=body_id,
            is_proof=is_proof,
            is_secret=is_secret,
            at=now,
        )
        LetterAttachment.objects.bulk_create(
            LetterAttachment(letter=letter, name=name, file_id=file) for name, file in _apart(attachments)
        )
        enqueue(DELIVER, letter=letter.pk)
    return letter.pk


def _apart(attachments: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Names that a recipient can tell apart when he saves them: the second 附件.pdf is 附件(2).pdf."""
    used: set[str] = set()
    for given, file in attachments:
        plain = " ".join(given.split())[:180] or "file"
        stem, dot, ending = plain.rpartition(".") if "." in plain else (plain, "", "")
        name, number = plain, 1
        while name in used:
            number += 1
            name = f"{stem}({number}){dot}{ending}"
        used.add(name)
        yield name, file


def our_address() -> str:
    """The address letters come from, and returned ones come back to."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


def deliver(letter_id: int, now: datetime) -> Letter.State:
    """Send a letter that waits. Raises what the server said if it may be tried again.

    Must not run inside a transaction: the claim has to be on record before the content leaves.
    """
    letter = Letter.objects.get(pk=letter_id)
    if letter.state != Letter.State.QUEUED or letter.erased_at is not None:
        return Letter.State(letter.state)
    Letter.objects.filter(pk=letter_id).update(attempts=F("attempts") + 1)
    try:
        sent = _hand_over(_message(letter), lambda: _claim(letter_id, now))
    except UnsureError as error:
        return _note(letter_id, Letter.State.UNSURE, error)
    except ValueError as error:  # not an address at all
        return _note(letter_id, Letter.State.REFUSED, error)
    except (smtplib.SMTPException, OSError) as error:
        if _is_final(error):
            return _note(letter_id, Letter.State.REFUSED, error)
        _note(letter_id, Letter.State.QUEUED, error)
        raise
    if sent is None:
        return Letter.State(Letter.objects.values_list("state", flat=True).get(pk=letter_id))
    changes = {"text": ""} if letter.is_secret else {}
    Letter.objects.filter(pk=letter_id).update(
        state=Letter.State.SENT, sent_at=now, error="", answered=sent[:500], **changes
    )
    return Letter.State.SENT


def _claim(letter_id: int, now: datetime) -> bool:
    """Of several workers one gets it."""
    waiting = Letter.objects.filter(pk=letter_id, state=Letter.State.QUEUED)
    return waiting.update(state=Letter.State.SENDING, sending_at=now) == 1


def _note(letter_id: int, state: Letter.State, error: Exception) -> Letter.State:
    said = f"{type(error).__name__}: {error}"[:2000]
    Letter.objects.filter(pk=letter_id).update(state=state, error=said)
    return state


def _message(letter: Letter) -> EmailMessage:
    message = EmailMessage(
        letter.subject,
        letter.text,
        settings.DEFAULT_FROM_EMAIL,
        [letter.to],
        headers={
            **_HEADERS,
            **({"Message-ID": letter.message_id} if letter.message_id else {}),
            **headings_of(letter.about_type, letter.about_id),
        },
        reply_to=[letter.reply_to] if letter.reply_to else None,
    )
    attachments = list(letter.attachments.order_by("pk"))
    files = cards([each.file_id for each in attachments])
    for each in attachments:
        message.attach(each.name, _content(files[each.file_id]), files[each.file_id].content_type)
    return message


def _content(file: FileCard) -> bytes:
    """A file that can't be opened is ours to put right: the letter waits."""
    try:
        return content_of(file)
    except (ErasedError, ValueError, OSError) as error:
        raise OSError(f"file {file.id} cannot be attached: {type(error).__name__}") from error


def _hand_over(message: EmailMessage, claim: Callable[[], bool]) -> str | None:
    """Give the message to the server once `claim` has said yes; returns its answer, which is proof that it
    has taken the letter. None if another worker has it."""
    backend = mailers["default"]
    if isinstance(backend, EmailBackend):
        return _by_smtp(backend, message, claim)
    if not claim():
        return None
    backend.send_messages([message])
    return ""


def _by_smtp(backend: EmailBackend, message: EmailMessage, claim: Callable[[], bool]) -> str | None:
    sender, recipient = (backend.prep_address(each) for each in (message.from_email, message.to[0]))
    content = message.message(policy=SMTP).as_bytes()
    backend.open()
    try:
        server = cast(smtplib.SMTP, backend.connection)
        server.ehlo_or_helo_if_needed()
        code, said = server.mail(sender)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, said, sender)
        code, said = server.rcpt(recipient)
        if code not in {250, 251}:
            raise smtplib.SMTPRecipientsRefused({recipient: (code, said)})
        if not claim():
            return None
        return _give(server, content)
    finally:
        _close(backend)


def _give(server: smtplib.SMTP, content: bytes) -> str:
    """An answer is an answer; silence after the content is not known to be either."""
    try:
        code, said = server.data(content)
    except smtplib.SMTPDataError:
        raise
    except (smtplib.SMTPServerDisconnected, OSError) as error:
        raise UnsureError(f"{type(error).__name__}: {error}") from error
    if code != 250:
        raise smtplib.SMTPDataError(code, said)
    return f"{code} {said.decode(errors='replace')}"


def _close(backend: BaseEmailBackend) -> None:
    """What goes wrong in parting changes nothing of what was said before."""
    try:
        backend.close()
    except (smtplib.SMTPException, OSError):
        return


def _is_final(error: Exception) -> bool:
    """Has the server refused this letter for good?"""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= _REFUSED_FOR_GOOD for code, _said in error.recipients.values())
    if not isinstance(error, smtplib.SMTPResponseException) or error.smtp_code in _OURS_TO_PUT_RIGHT:
        return False
    return error.smtp_code >= _REFUSED_FOR_GOOD


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
