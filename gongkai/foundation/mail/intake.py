"""Bringing mail in: from a server's folder or from exported files; each mail once, whichever way it comes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, first_refusal
from gongkai.foundation.mail import fingerprint, policy
from gongkai.foundation.mail.actions import take_in
from gongkai.foundation.mail.models import Fetched, IncomingMail
from gongkai.foundation.organisations.roles import Actor

_LOCK = 0x6D61696C
_SEPARATOR = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]{1,300}\r?\n")
_HEADER = re.compile(rb"\A[\x21-\x39\x3b-\x7e]{1,100}:")
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a mail server it lies."""

    mailbox: int
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """The mail's number, and whether it came for the first time."""

    id: int
    is_new: bool


def take(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    raw: bytes,
    arrived_at: datetime | None = None,
    place: Place | None = None,
    size: int | None = None,
) -> Arrival | Refused:
    """Take a mail in unless it is known. Either it and its place are on record afterwards, or neither."""
    refused = policy.may_handle(actor, body_id)
    if refused is not None:
        return refused
    with transaction.atomic():
        with (
            connection.cursor() as cursor
        ):  # two copies that come at once: the second waits and finds the first
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, body_id])
        mark = fingerprint.of_mail(raw)
        known = (
            IncomingMail.objects.filter(body_id=body_id, fingerprint=mark)
            .values_list("pk", flat=True)
            .first()
        )
        taken = known or take_in(
            actor=actor, now=now, body_id=body_id, raw=raw, arrived_at=arrived_at, size=size,
            mailbox_id=place.mailbox if place else None,
        )  # fmt: skip
        if isinstance(taken, Refused):
            return taken
        if place is not None:
            Fetched.objects.get_or_create(
                mailbox_id=place.mailbox,
                uidvalidity=place.uidvalidity,
                uid=place.uid,
                defaults={"mail_id": taken},
            )
    return Arrival(taken, known is None)


def import_file(
    *, actor: Actor, now: datetime, body_id: int, content: bytes, name: str
) -> tuple[Arrival, ...] | Refused:
    """Take in an exported mail (.eml) or mailbox (.mbox). Known mails are among the answers, not doubled.

    Each in a transaction of its own: a large file holds up nobody, and what is interrupted is begun anew.
    """
    refused = first_refusal(policy.may_handle(actor, body_id), _wrong_file(content, name))
    if refused is not None:
        return refused
    arrivals: list[Arrival] = []
    for raw in messages(content):
        arrival = take(actor=actor, now=now, body_id=body_id, raw=raw)
        if isinstance(arrival, Refused):
            return arrival
        arrivals.append(arrival)
    return tuple(arrivals)


def messages(content: bytes) -> Iterator[bytes]:
    """The mails of a mailbox file; the one mail of any other."""
    starts = list(_SEPARATOR.finditer(content))
    if not starts or starts[0].start() != 0:
        yield content
        return
    ends = [each.start() for each in starts[1:]] + [len(content)]
    for start, end in zip(starts, ends, strict=True):
        # Mailbox files put > before "From " at the start of a line, and before those that have one already.
        yield re.sub(rb"^>(>*From )", rb"\1", content[start.end() : end], flags=re.MULTILINE)


def _wrong_file(content: bytes, name: str) -> Refused | None:
    if not content.strip():
        return Refused(Message(N_("文件是空的")))
    if len(content) > settings.MAIL_LARGEST_IMPORT:
        values = {"largest": settings.MAIL_LARGEST_IMPORT >> 20}
        return Refused(Message(N_("文件超过 {largest} MB，请分成几个文件导入"), values))
    if content.startswith(_OUTLOOK):
        return Refused(
            Message(N_("“{name}”是 Outlook 的 .msg 文件，请在 Outlook 中另存为 .eml"), {"name": name})
        )
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not (start.startswith(b"From ") or _HEADER.match(start)):
        return Refused(Message(N_("“{name}”不像邮件，请选择 .eml 或 .mbox 文件"), {"name": name}))
    return None
