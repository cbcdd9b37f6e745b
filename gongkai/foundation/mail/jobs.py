"""Sending, looking into mailboxes, and forgetting in time."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.foundation.mail import texting
from gongkai.foundation.mail.actions import erasable, erase
from gongkai.foundation.mail.mailboxes import poll
from gongkai.foundation.mail.models import IncomingMail, Letter, Mailbox, TextMessage
from gongkai.foundation.mail.post import DELIVER, deliver
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import enqueue, task

POLL = "mail.poll"
_ERASED_AT_ONCE = 500


@task(DELIVER, retries=8)
def deliver_letter(letter: int) -> None:
    """Tried again for about a day."""
    deliver(letter, timezone.now())


@task(texting.SEND, retries=8)
def send_text(message: int) -> None:
    """Tried again for about a day."""
    texting.send(message, timezone.now())


@task("mail.find_unsure", cron="*/5 * * * *")
def find_unsure() -> None:
    """Letters and texts whose worker died while it handed them over: a person has to say."""
    silent = timezone.now() - timedelta(minutes=settings.MAIL_UNSURE_MINUTES)
    for model in (Letter, TextMessage):
        model.objects.filter(state=Letter.State.SENDING, sending_at__lt=silent).update(
            state=Letter.State.UNSURE
        )


@task("mail.poll_all", cron="*/5 * * * *")
def poll_all() -> None:
    """Every mailbox in a job of its own, so that one that hangs holds up no other."""
    for mailbox in Mailbox.objects.filter(is_enabled=True).values_list("pk", flat=True):
        enqueue(POLL, once=f"{POLL}:{mailbox}", mailbox=mailbox)


@task(POLL, retries=0)
def poll_mailbox(mailbox: int) -> None:
    """What goes wrong is noted beside the mailbox; the next look comes in five minutes anyway."""
    poll(mailbox, timezone.now())


@task("mail.forget_old", cron="50 18 * * *")
def forget_old() -> None:
    """Every night: letters and texts older than MAIL_KEPT_DAYS, but for proof of service; and the words of
    mail that became nothing."""
    now = timezone.now()
    old = now - timedelta(days=settings.MAIL_KEPT_DAYS)
    Letter.objects.filter(at__lt=old, is_proof=False).delete()
    TextMessage.objects.filter(at__lt=old).delete()
    mails = list(IncomingMail.objects.filter(erasable(old)).values_list("pk", flat=True)[:_ERASED_AT_ONCE])
    if mails:
        erase(actor=SYSTEM, now=now, mails=mails, reason="MAIL_KEPT_DAYS")
