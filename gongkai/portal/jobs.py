"""Background work of the portal, one line each."""

from datetime import date

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from gongkai.casework.unsent import erase_unsent
from gongkai.foundation.tasks.queue import task
from gongkai.portal import refreshing
from gongkai.portal.data import exporting
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
