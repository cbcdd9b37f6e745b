"""Background work of channels, one line each."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.foundation.mail.subscriptions.rows import Frequency
from gongkai.foundation.mail.subscriptions.telling import forget_unconfirmed
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import enqueue, task
from gongkai.publishing.channels import mailing, reminding, sending, talking
from gongkai.publishing.channels.actions.inbox import ANSWER, erase_message
from gongkai.publishing.channels.models import Account, AccountState
from gongkai.publishing.channels.outbox import SEND, TELL
from gongkai.publishing.channels.queries.inbox import erasable
from gongkai.publishing.channels.subscribers import ITEMS

FETCH = "channels.fetch"


@task(SEND)
def send(delivery: int) -> None:
    """The next thing to do for a delivery; a second run finds it done."""
    sending.deliver(delivery, timezone.now())


@task(TELL)
def tell_subscribers() -> None:
    """What was released, to those who want to know at once; for the others it waits."""
    mailing.tell(timezone.now())


@task("channels.look_after", cron="*/5 * * * *")
def look_after() -> None:
    """Every five minutes: what a worker left behind, and what is due."""
    now, silent = timezone.now(), timedelta(minutes=settings.CHANNEL_UNSURE_MINUTES)
    sending.look_after(now, silent)
    sending.note_printed(now)
    talking.look_after(now, silent)
    mailing.tell(now)
    reminding.tell_of_dead(now)


@task("channels.daily_letters", cron="0 23 * * *")
def daily_letters() -> None:
    """Every day at seven in Beijing."""
    mailing.write_to(Frequency.DAILY, timezone.now())


@task("channels.weekly_letters", cron="0 23 * * 0")
def weekly_letters() -> None:
    """Every Monday at seven in Beijing."""
    mailing.write_to(Frequency.WEEKLY, timezone.now())


@task("channels.fetch_all", cron="*/15 * * * *")
def fetch_all() -> None:
    """Each account in a job of its own, so that one that hangs holds up no other."""
    for account in (
        Account.objects.filter(state=AccountState.OPEN).exclude(secret="").values_list("pk", flat=True)
    ):
        enqueue(FETCH, once=f"{FETCH}:{account}", account=account)


@task(FETCH, retries=2)
def fetch(account: int) -> None:
    """Comments under what the account posted; a second run finds none that are new."""
    talking.fetch(account, timezone.now())


@task(ANSWER)
def send_answer(message: int) -> None:
    """An approved answer; a second run finds it sent."""
    talking.send_answer(message, timezone.now())


@task("channels.forget", cron="55 18 * * *")
def forget() -> None:
    """Every night: wishes nobody confirmed, and the words of messages that ended long ago."""
    now = timezone.now()
    forget_unconfirmed(ITEMS, now)
    messages = erasable(now - timedelta(days=settings.CHANNEL_INBOX_KEPT_DAYS))
    if messages:
        erase_message(actor=SYSTEM, now=now, messages=messages)
