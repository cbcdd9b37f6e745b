"""Running background work, and taking over what a dead worker left behind."""

import asyncio
import contextlib
import logging
import signal
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.manager import JobManager

log = logging.getLogger(__name__)
_RESCUE_LOCK = 0x72657363
_PAUSE_SECONDS = 2  # before a worker begins anew


def work(*, concurrency: int, once: bool) -> None:
    """Do what is queued: until stopped, or with `once` until nothing is due."""
    asyncio.run(_work(concurrency, once))


def rescue(now: datetime) -> list[int]:
    """Queue again the jobs whose worker has died: it hasn't given a sign for TASKS_STALLED_SECONDS.

    One rescuer at a time, so that a job that already runs again is not taken for dead once more.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_RESCUE_LOCK])
        silent_since = Now() - timedelta(seconds=settings.TASKS_STALLED_SECONDS)
        dead = Q(worker__isnull=True) | Q(worker__last_heartbeat__lt=silent_since)
        stalled = list(ProcrastinateJob.objects.filter(dead, status="doing").values_list("pk", flat=True))
        manager = JobManager(DjangoConnector())
        for job in stalled:
            manager.retry_job_by_id(job, retry_at=now)
    return stalled


async def _work(concurrency: int, once: bool) -> None:
    asked = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, asked.set)
    await _work_on(asked, concurrency, once)


async def _work_on(asked: asyncio.Event, concurrency: int, once: bool) -> None:
    """A worker whose database goes away may stop by itself: another begins, until somebody asks to stop."""
    while not asked.is_set():
        try:
            await _work_until(asked, concurrency, once)
        except Exception:
            if once:
                raise
            log.exception("the worker failed")
        if once or asked.is_set():
            return
        log.warning("the worker stopped without having been asked to; it begins anew")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asked.wait(), _PAUSE_SECONDS)


async def _work_until(asked: asyncio.Event, concurrency: int, once: bool) -> None:
    # DjangoConnector can't listen; the worker gets a connection pool of its own.
    worker_connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]  # Django's only
    with app.replace_connector(worker_connector):
        async with app.open_async():
            beside = [asyncio.create_task(_keep_rescuing()), asyncio.create_task(asked.wait())]
            working = asyncio.create_task(
                app.run_worker_async(
                    concurrency=concurrency,
                    wait=not once,
                    fetch_job_polling_interval=settings.TASKS_POLL_SECONDS,
                    update_heartbeat_interval=settings.TASKS_STALLED_SECONDS / 3,
                    stalled_worker_timeout=settings.TASKS_STALLED_SECONDS,
                    shutdown_graceful_timeout=settings.TASKS_STALLED_SECONDS,
                    install_signal_handlers=False,
                )
            )
            try:
                await asyncio.wait([working, beside[1]], return_when=asyncio.FIRST_COMPLETED)
                if asked.is_set():
                    working.cancel()  # what it is doing it finishes, within the time given
                with contextlib.suppress(asyncio.CancelledError):
                    await working
            finally:
                for each in beside:
                    each.cancel()


async def _keep_rescuing() -> None:
    while True:
        try:
            rescued = await asyncio.to_thread(_rescue_in_thread)
            if rescued:
                log.warning("queued again after their worker died: %s", rescued)
        except Exception:
            log.exception("looking for stalled jobs failed; it will be tried again")
        await asyncio.sleep(settings.TASKS_STALLED_SECONDS / 3)


def _rescue_in_thread() -> list[int]:
    try:
        return rescue(timezone.now())
    finally:
        connection.close()
