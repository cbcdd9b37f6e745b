"""What became of letters and text messages; what mail has arrived, by who may read it."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from gongkai.core.messages import N_, Message
from gongkai.foundation.mail import policy, raw
from gongkai.foundation.mail.models import (
    IncomingMail,
    IncomingState,
    Letter,
    Mailbox,
    Poll,
    RawMail,
    TextMessage,
)
from gongkai.foundation.mail.post import our_address
from gongkai.foundation.mail.reading import Mail, read_message
from gongkai.foundation.organisations.roles import Actor

_TOO_LARGE = Message(N_("邮件过大，只取回了发件人和主题，正文和附件仍在邮箱中，请到邮箱下载"))


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter in the log. `state`: "queued", "sending", "sent", "refused" or "unsure".

    `answered`: the server's words when it took the letter, the proof that it was sent. Refused with
    `returned_at`: the server took it, and it came back.
    """

    id: int
    to: str
    subject: str
    at: datetime
    state: str
    attempts: int
    sent_at: datetime | None
    error: str
    answered: str
    message_id: str
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class TextCard:
    """A text message in the log; its states are a letter's."""

    id: int
    phone: str
    text: str
    at: datetime
    state: str
    attempts: int
    sent_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class MailCard:
    """A mail that arrived. `kind` and `state` as in the model; `subject` names what it became."""

    id: int
    body: int
    kind: str
    state: str
    sender_name: str
    sender_address: str
    title: str
    excerpt: str
    sent_at: datetime | None
    arrived_at: datetime
    files: int
    size: int
    is_whole: bool
    answers: int | None
    subject: tuple[str, str] | None
    erased_at: datetime | None


@dataclass(frozen=True, slots=True)
class MailboxCard:
    """A mailbox and the last look into it."""

    id: int
    body: int
    address: str
    url: str
    done_folder: str
    is_enabled: bool
    polled_at: datetime | None
    error: str


_LETTER = (
    "pk", "to", "subject", "at", "state", "attempts", "sent_at", "error", "answered", "message_id",
    "returned_at",
)  # fmt: skip
_TEXT = ("pk", "phone", "text", "at", "state", "attempts", "sent_at", "error")


def letters_about(kind: str, identifier: object) -> list[LetterCard]:
    """Letters about one subject, newest first."""
    found = Letter.objects.filter(about_type=kind, about_id=str(identifier)).order_by("-pk")
    return [LetterCard(*row) for row in found.values_list(*_LETTER)]


def letters_under(kind: str, prefix: str, limit: int = 20) -> list[LetterCard]:
    """The newest letters about subjects whose identifier begins so ("7/" of "7/2026-03-02")."""
    found = Letter.objects.filter(about_type=kind, about_id__startswith=prefix).order_by("-pk")
    return [LetterCard(*row) for row in found.values_list(*_LETTER)[:limit]]


def letters(state: str | None = None, limit: int = 50) -> list[LetterCard]:
    """The newest letters (of one state), for whoever runs the installation."""
    found = Letter.objects.order_by("-pk")
    if state is not None:
        found = found.filter(state=state)
    return [LetterCard(*row) for row in found.values_list(*_LETTER)[:limit]]


def undelivered_visible_to(actor: Actor, limit: int = 50) -> list[tuple[LetterCard, tuple[str, str]]]:
    """Letters of the actor's bodies that did not arrive, or may not have, with what each is about."""
    states = [Letter.State.REFUSED, Letter.State.UNSURE]
    found = Letter.objects.filter(state__in=states, erased_at=None).order_by("-pk")
    if not actor.is_system:
        found = found.filter(body__in=actor.bodies_as(*policy.READERS))
    rows = found.values_list(*_LETTER, "about_type", "about_id")[:limit]
    return [(LetterCard(*row[:-2]), (row[-2], row[-1])) for row in rows]


def texts_about(kind: str, identifier: object) -> list[TextCard]:
    """Text messages about one subject, newest first."""
    found = TextMessage.objects.filter(about_type=kind, about_id=str(identifier)).order_by("-pk")
    return [TextCard(*row) for row in found.values_list(*_TEXT)]


def arrived(
    actor: Actor,
    states: Collection[str] = (IncomingState.ARRIVED,),
    *,
    kinds: Collection[str] = (),
    before: int | None = None,
    limit: int = 50,
) -> list[MailCard]:
    """Mail of the actor's bodies in these states, newest first; a page ends at `before`."""
    found = _visible_to(actor).filter(state__in=list(states)).order_by("-pk")
    if kinds:
        found = found.filter(kind__in=list(kinds))
    if before is not None:
        found = found.filter(pk__lt=before)
    return [_card(each) for each in found[:limit]]


def mail_visible_to(actor: Actor, mail_id: int) -> MailCard | None:
    """The mail, or None when there is none or it is not for the actor's eyes."""
    found = _visible_to(actor).filter(pk=mail_id).first()
    return None if found is None else _card(found)


def opened(actor: Actor, mail_id: int) -> Mail | None:
    """A mail read anew from what arrived, with its files and problems. None once it is erased, too."""
    content = raw_of(actor, mail_id)
    if content is None:
        return None
    mail = IncomingMail.objects.select_related("mailbox").get(pk=mail_id)
    read = read_message(content, {our_address(), *([mail.mailbox.address] if mail.mailbox else [])})
    return read if mail.is_whole else replace(read, problems=(_TOO_LARGE,))


def raw_of(actor: Actor, mail_id: int) -> bytes | None:
    """The mail as it arrived, for download as .eml."""
    kept = RawMail.objects.filter(mail__in=_visible_to(actor).filter(pk=mail_id)).first()
    return None if kept is None else raw.content_of(kept)


def mailboxes(actor: Actor) -> list[MailboxCard]:
    """The mailboxes of the actor's bodies; all for the system."""
    found = Mailbox.objects.order_by("body", "pk")
    if not actor.is_system:
        found = found.filter(body__in=actor.bodies)
    polls = {each.mailbox_id: each for each in Poll.objects.filter(mailbox__in=found)}
    return [_box_card(each, polls.get(each.pk)) for each in found]


def _visible_to(actor: Actor) -> QuerySet[IncomingMail]:
    found = IncomingMail.objects.all()
    return found if actor.is_system else found.filter(body__in=actor.bodies_as(*policy.READERS))


def _box_card(box: Mailbox, last: Poll | None) -> MailboxCard:
    return MailboxCard(
        id=box.pk, body=box.body_id, address=box.address, url=box.url, done_folder=box.done_folder,
        is_enabled=box.is_enabled, polled_at=last.at if last else None, error=last.error if last else "",
    )  # fmt: skip


def _card(mail: IncomingMail) -> MailCard:
    return MailCard(
        id=mail.pk, body=mail.body_id, kind=mail.kind, state=mail.state, sender_name=mail.sender_name,
        sender_address=mail.sender_address, title=mail.subject, excerpt=mail.excerpt, sent_at=mail.sent_at,
        arrived_at=mail.arrived_at, files=mail.files, size=mail.size, is_whole=mail.is_whole,
        answers=mail.answers_id,
        subject=(mail.subject_type, mail.subject_id) if mail.subject_type else None, erased_at=mail.erased_at,
    )  # fmt: skip
