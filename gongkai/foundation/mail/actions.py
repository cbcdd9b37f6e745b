"""The verbs on mail: set a mailbox, take a mail in, say what became of it, settle a letter, erase."""

from collections.abc import Collection
from datetime import date, datetime
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, record, verb
from gongkai.foundation.mail import fingerprint, policy
from gongkai.foundation.mail import raw as raw_mail
from gongkai.foundation.mail.models import IncomingMail, IncomingState, Letter, Mailbox, RawMail, TextMessage
from gongkai.foundation.mail.post import DELIVER, our_address
from gongkai.foundation.mail.reading import Kind, Mail, read_message
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue

LETTER = "letter"
_NO_MAIL = Message(N_("没有这封邮件"))
_NO_LETTER = Message(N_("没有这封信件"))


@verb("mail.set_mailbox")
def set_mailbox(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    address: str,
    url: str,
    since: date | None = None,
    done_folder: str = "",
    is_enabled: bool = True,
) -> int | Refused:
    """设置收件邮箱: look into it for the body from `since` (the day, if not told). Returns its number.

    `url`: imaps://user@host/FOLDER. The password stands in the operator's file, beside body and address, so
    that nobody who may set a mailbox can open another's.
    """
    refused = first_refusal(
        policy.may_set_mailbox(actor, body_id, timezone.localdate(now)), _wrong_place(url)
    )
    if refused is not None:
        return refused
    box = Mailbox.objects.select_for_update().filter(address=address).first() or Mailbox(address=address)
    if not box._state.adding and box.body_id != body_id:
        return Refused(Message(N_("这个邮箱已由其他单位使用")))
    if Mailbox.objects.filter(url=url).exclude(pk=box.pk).exists():
        return Refused(Message(N_("这个邮箱地址已经设置过")))
    write(
        box, body_id=body_id, url=url, done_folder=done_folder, is_enabled=is_enabled,
        since=since or box.since or timezone.localdate(now),
    )  # fmt: skip
    return box.pk


@verb("mail.take_in")
def take_in(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    raw: bytes,
    arrived_at: datetime | None = None,
    mailbox_id: int | None = None,
    size: int | None = None,
) -> int | Refused:
    """收取来信: keep a mail and read it. `size` is told when `raw` is only the headers of a larger one.

    `intake.take` asks first whether it is known; this refuses a second copy.
    """
    refused = policy.may_handle(actor, body_id)
    if refused is not None:
        return refused
    mark = fingerprint.of_mail(raw)
    if IncomingMail.objects.filter(body_id=body_id, fingerprint=mark).exists():
        return Refused(Message(N_("这封邮件已经收过")))
    read = read_message(raw, _own_addresses(mailbox_id))
    is_person = read.kind is Kind.PERSON
    mail = IncomingMail(
        body_id=body_id, mailbox_id=mailbox_id, fingerprint=mark, size=size or len(raw),
        is_whole=size is None,
        kind=read.kind.value, message_id=read.message_id[:410], sender_name=read.sender.name[:200],
        sender_address=read.sender.address[:254], subject=read.subject[:300], excerpt=read.text[:300],
        sent_at=read.date, taken_in_at=now,
        arrived_at=min(arrived_at or read.received or read.date or now, now),
        files=len(read.attachments), answers=_told_of_letter(read, now),
        state=IncomingState.ARRIVED if is_person else IncomingState.NOTED,
    )  # fmt: skip
    write(mail)
    raw_mail.keep(mail, raw)
    return mail.pk


@verb("mail.set_aside")
def set_aside(*, actor: Actor, now: datetime, mail_id: int, reason: str) -> int | Refused:
    """不作为办件: the mail is no request; why is told."""
    mail = _locked(actor, mail_id)
    if isinstance(mail, Refused):
        return mail
    if not reason.strip():
        return Refused(Message(N_("请说明不作为办件的理由")))
    write(mail, reason=reason, state=IncomingState.SET_ASIDE)
    return mail.pk


@verb("mail.taken_as")
def taken_as(*, actor: Actor, now: datetime, mail_id: int, subject: tuple[str, object]) -> int | Refused:
    """转为办件: the mail became, or belongs to, `subject` as the ledger names it."""
    mail = _locked(actor, mail_id)
    if isinstance(mail, Refused):
        return mail
    kind, identifier = subject
    write(mail, state=IncomingState.TAKEN, subject_type=kind, subject_id=str(identifier))
    return mail.pk


@verb("mail.settle")
def settle(
    *, actor: Actor, now: datetime, letter_id: int, went_out: bool, reason: str
) -> Letter.State | Refused:
    """确认信件是否发出: of an unsure letter a person says that it went out, or has it sent again."""
    letter = Letter.objects.select_for_update().filter(pk=letter_id).first()
    if letter is None:
        return Refused(_NO_LETTER)
    refused = policy.may_settle(actor, letter.body_id)
    if refused is not None:
        return refused
    if letter.state != Letter.State.UNSURE:
        return Refused(Message(N_("只有是否发出不明的信件需要确认")))
    before = letter.state
    letter.state = Letter.State.SENT if went_out else Letter.State.QUEUED
    letter.sent_at = letter.sending_at if went_out else None
    letter.text = "" if went_out and letter.is_secret else letter.text
    letter.save(update_fields=["state", "sent_at", "text"])
    _record_letter(letter, before, reason)
    if not went_out:
        enqueue(DELIVER, letter=letter.pk)
    return Letter.State(letter.state)


@verb("mail.erase")
def erase(
    *,
    actor: Actor,
    now: datetime,
    mails: Collection[int] = (),
    letters: Collection[int] = (),
    texts: Collection[int] = (),
    reason: str = "",
) -> int | Refused:
    """删除往来信件的个人信息: addresses and words go, the rows and the ledger stay. Returns how many."""
    refused = policy.may_erase(actor)
    if refused is not None:
        return refused
    number = _erase_mails(mails, now, reason) + _erase_letters(letters, now, reason)
    number += _erase_texts(texts, now, reason)
    return number or Refused(Message(N_("没有需要删除的信件")))


def _erase_mails(mails: Collection[int], now: datetime, reason: str) -> int:
    found = list(IncomingMail.objects.select_for_update().filter(pk__in=mails, erased_at=None))
    RawMail.objects.filter(mail_id__in=[each.pk for each in found]).delete()
    for mail in found:
        write(
            mail, reason=reason, erased_at=now, message_id="", sender_name="", sender_address="", subject="",
            excerpt="", sent_at=None, answers=None,
        )  # fmt: skip
    return len(found)


def _erase_letters(letters: Collection[int], now: datetime, reason: str) -> int:
    found = list(Letter.objects.select_for_update().filter(pk__in=letters, erased_at=None))
    for letter in found:
        letter.attachments.all().delete()
        letter.to = letter.subject = letter.text = letter.reply_to = letter.error = letter.answered = ""
        letter.erased_at = now
        letter.save()
        _record_letter(letter, letter.state, reason)
    return len(found)


def _erase_texts(texts: Collection[int], now: datetime, reason: str) -> int:
    found = list(TextMessage.objects.select_for_update().filter(pk__in=texts, erased_at=None))
    for text in found:
        text.phone = text.text = text.error = ""
        text.erased_at = now
        text.save()
        record(subject=("text_message", text.pk), body=text.body_id, after={"erased_at": now}, reason=reason)
    return len(found)


def _locked(actor: Actor, mail_id: int) -> IncomingMail | Refused:
    """The mail, if the actor may handle it and nothing has become of it yet."""
    mail = IncomingMail.objects.select_for_update().filter(pk=mail_id).first()
    if mail is None or policy.may_handle(actor, mail.body_id) is not None:
        return Refused(_NO_MAIL)
    if mail.erased_at is not None:
        return Refused(Message(N_("邮件已按保存期限删除")))
    if mail.state == IncomingState.TAKEN:
        return Refused(Message(N_("这封邮件已经转为办件")))
    return mail


def _wrong_place(url: str) -> Refused | None:
    try:
        place = urlsplit(url)
        right = place.scheme in {"imap", "imaps"} and place.hostname and place.username and place.port != 0
    except ValueError:
        right = False
    if not right:
        return Refused(Message(N_("邮箱地址应写成 imaps://用户名@服务器/文件夹")))
    if place.password:
        return Refused(Message(N_("密码不要写在地址里，请由系统管理员写入密码文件")))
    return None


def _own_addresses(mailbox_id: int | None) -> set[str]:
    boxes = (
        () if mailbox_id is None else Mailbox.objects.filter(pk=mailbox_id).values_list("address", flat=True)
    )
    return {our_address(), *boxes}


def _told_of_letter(read: Mail, now: datetime) -> Letter | None:
    """Which of our letters the mail is about, and what it tells of it: that it went out, or came back."""
    ids = [read.in_reply_to, *reversed(read.references)]
    if read.kind is Kind.BOUNCE and read.bounce is not None:
        ids = [read.bounce.message_id]
    elif read.kind is Kind.OURSELVES:
        ids = [read.message_id]
    letters = Letter.objects.select_for_update().filter(message_id__in=[each for each in ids if each])
    letter = letters.order_by("-pk").first()
    if letter is None:
        return None
    before = letter.state
    if read.bounce is not None and read.bounce.final and letter.state != Letter.State.REFUSED:
        letter.state, letter.returned_at = Letter.State.REFUSED, now
        letter.error = f"{read.bounce.said} <{read.bounce.address}>"[:2000]
    elif letter.state in {Letter.State.SENDING, Letter.State.UNSURE}:
        letter.state, letter.sent_at = Letter.State.SENT, letter.sending_at or now
    if letter.state != before:
        letter.text = "" if letter.is_secret else letter.text
        letter.save(update_fields=["state", "returned_at", "error", "sent_at", "text"])
        _record_letter(letter, before, "")
    return letter if read.kind is not Kind.OURSELVES else None


def _record_letter(letter: Letter, before: str, reason: str) -> None:
    record(
        subject=(LETTER, letter.pk),
        body=letter.body_id,
        before={"state": before},
        after={
            "state": letter.state, "about": f"{letter.about_type}:{letter.about_id}",
            "returned_at": letter.returned_at, "erased_at": letter.erased_at,
        },
        reason=reason,
    )  # fmt: skip


def erasable(before: datetime) -> Q:
    """Mail that became nothing and arrived before a time."""
    return Q(state__in=[IncomingState.NOTED, IncomingState.SET_ASIDE], arrived_at__lt=before, erased_at=None)
