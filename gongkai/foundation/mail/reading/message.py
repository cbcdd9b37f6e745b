"""A mail as a clerk needs it, from the bytes that arrived."""

import enum
import logging
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation.mail.reading import headers, kinds, parts
from gongkai.foundation.mail.reading.charsets import plain, text_of
from gongkai.foundation.mail.reading.headers import Address
from gongkai.foundation.mail.reading.kinds import Bounce
from gongkai.foundation.mail.reading.parts import Attachment

log = logging.getLogger(__name__)
_SHOWN_OF_UNREAD = 20_000  # bytes of a mail that can't be taken apart

NOBODY = Address("", "")
NO_SENDER = Message(N_("邮件没有写明发件人，请从正文中找联系方式"))
NOTHING = Message(N_("邮件没有内容"))
NOT_READ = Message(N_("邮件未能拆开，请下载原件查看"))


class Kind(enum.Enum):
    """Who wrote it."""

    PERSON = "person"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    LIST = "list"
    OURSELVES = "ourselves"


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail. `date` is the sender's clock, `received` that of the last server on its way, both in UTC.

    `bounce` stands if and only if the kind is BOUNCE.
    """

    message_id: str = ""
    sender: Address = NOBODY
    to: tuple[Address, ...] = ()
    date: datetime | None = None
    received: datetime | None = None
    subject: str = ""
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    kind: Kind = Kind.PERSON
    bounce: Bounce | None = None
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    problems: tuple[Message, ...] = ()


def read_message(raw: bytes, ours: Collection[str] = ()) -> Mail:
    """Read what arrived; never raises. `problems` tell what could not be read. `ours`: our own addresses."""
    try:
        return _read(raw, ours)
    except Exception:  # whatever a mail out of the ordinary provokes, the mail itself must not be lost
        log.exception("a mail of %s bytes could not be taken apart", len(raw))
        return Mail(text=_beginning(raw), problems=(NOT_READ,))


def _read(raw: bytes, ours: Collection[str]) -> Mail:
    message = parts.parsed(_without_envelope(raw))
    if message is None:
        only_headers = parts.parsed(
            raw.partition(b"\r\n\r\n" if b"\r\n\r\n" in raw else b"\n\n")[0] + b"\n\n"
        )
        bare = _headers(only_headers) if only_headers is not None else Mail()
        return replace(bare, text=_beginning(raw), problems=(parts.TOO_TANGLED,))
    mail, found = _headers(message), parts.contents(message)
    problems = list(found.problems)
    if not mail.sender.address:
        problems.append(NO_SENDER)
    if not found.text and not found.files:
        problems.append(NOTHING)
    bounce = None
    if kinds.is_ours(message, mail.sender.address, ours):
        kind = Kind.OURSELVES
    elif (bounce := kinds.bounce_of(message, found, mail.sender.address, mail.subject)) is not None:
        kind = Kind.BOUNCE
    elif kinds.is_automatic_reply(message, mail.subject):
        kind = Kind.OUT_OF_OFFICE
    else:
        kind = Kind.LIST if kinds.is_mailing(message) else Kind.PERSON
    return replace(
        mail,
        text=found.text,
        attachments=tuple(found.files),
        kind=kind,
        bounce=bounce,
        problems=tuple(problems),
    )


def _headers(message: parts.Part) -> Mail:
    senders = headers.addresses(parts.header(message, "from")) or headers.addresses(
        parts.header(message, "sender")
    )
    identifiers = headers.message_ids(parts.header(message, "message-id"))
    answered = headers.message_ids(parts.header(message, "in-reply-to"))
    return Mail(
        message_id=identifiers[0] if identifiers else "",
        sender=senders[0] if senders else Address(headers.text(parts.header(message, "from"))[:200], ""),
        to=(headers.addresses(parts.header(message, "to")) + headers.addresses(parts.header(message, "cc")))[
            :100
        ],
        date=headers.date(parts.header(message, "date")),
        received=headers.date(parts.header(message, "received").rpartition(b";")[2]),
        subject=headers.text(parts.header(message, "subject")),
        in_reply_to=answered[0] if answered else "",
        references=headers.message_ids(parts.header(message, "references"))[-50:],
    )


def _without_envelope(raw: bytes) -> bytes:
    """Without what mailbox files and byte order marks put before the first header."""
    raw = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    return raw.partition(b"\n")[2] if raw.startswith((b"From ", b">From ")) else raw


def _beginning(raw: bytes) -> str:
    return plain(text_of(raw[:_SHOWN_OF_UNREAD])[0])
