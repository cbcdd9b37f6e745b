"""Background work of the portal, one line each."""

from datetime import date

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from gongkai.casework.unsent import erase_unsent
from gongkai.disclosure import subscribers
from gongkai.foundation.mail.subscriptions.rows import Frequency
from gongkai.foundation.mail.subscriptions.telling import forget_unconfirmed
from gongkai.foundation.tasks.queue import task
from gongkai.portal import refreshing
from gongkai.portal.data import exporting, subscribing
from gongkai.portal.data import refreshing as data_refreshing
from gongkai.portal.publications import prints
from gongkai.portal.requests import mine


@task("portal.erase_unsent", cron="25 16 * * *")
def erase_files_of_unsent_forms() -> None:
    """Every day at 00:25 in Beijing."""
    erase_unsent(timezone.now())


@task("portal.forget_sessions", cron="35 16 * * *")
def forget_sessions() -> None:
    """Every day at 00:35 in Beijing: forms on their way that nobody came back to."""
    SessionStore.clear_expired()


@task(mine.SEND)
def send_sign_in(link: int) -> None:
    """The way into somebody's account, if there is anything of his."""
    mine.send(link, timezone.now())


@task("portal.sweep_prints", cron="45 16 * * *")
def sweep_prints() -> None:
    """Every day at 00:45 in Beijing."""
    prints.sweep(timezone.now())


@task(refreshing.ITEMS)
def refresh_items(changed: list[int], new: list[int]) -> None:
    """Copies that caches keep of these documents."""
    refreshing.items(changed, new)


@task(refreshing.ADDRESSES)
def refresh_addresses(changed: list[str]) -> None:
    """Copies that caches keep of what stands, or stood, at these."""
    refreshing.addresses(changed)


@task(data_refreshing.RELEASED)
def refresh_data(release: int) -> None:
    """Copies that caches keep of what tells of a release of data."""
    data_refreshing.released(release)


@task(refreshing.LISTS)
def refresh_lists() -> None:
    """Copies that caches keep of lists."""
    refreshing.lists()


@task(exporting.MAKE, retries=2)
def make_download(key: str, data_set: str, form: str, query: str, day: str) -> None:
    """A large download."""
    exporting.make(key, data_set, form, query, date.fromisoformat(day))


@task("portal.sweep_downloads", cron="55 16 * * *")
def sweep_downloads() -> None:
    """Every day at 00:55 in Beijing."""
    exporting.sweep(timezone.now())


@task("portal.data_letters", cron="*/10 * * * *")
def data_letters() -> None:
    """Every ten minutes: to who wants to know of changes of data at once."""
    subscribers.write_to(Frequency.AT_ONCE, timezone.now(), subscribing.understood)


@task("portal.daily_data_letters", cron="5 23 * * *")
def daily_data_letters() -> None:
    """Every day at 7:05 in Beijing; who did not confirm is forgotten."""
    now = timezone.now()
    subscribers.write_to(Frequency.DAILY, now, subscribing.understood)
    forget_unconfirmed(subscribers.CHANGES, now)


@task("portal.weekly_data_letters", cron="10 23 * * 0")
def weekly_data_letters() -> None:
    """Every Monday at 7:10 in Beijing."""
    subscribers.write_to(Frequency.WEEKLY, timezone.now(), subscribing.understood)
