"""Declaring background work, and queueing it within the transaction of the change it belongs to."""

import functools
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.job_context import JobContext
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from gongkai.foundation.tasks.models import Failure

log = logging.getLogger(__name__)
type Work = Callable[..., Any]

KNOWN: dict[str, str | None] = {}
"""Every declared task and its schedule."""

_in_this_transaction = JobManager(DjangoConnector())
_LONGEST_ERROR = 2000


class UnknownTaskError(LookupError):
    """No task has this name: an error in the program."""


def task(name: str, *, cron: str | None = None, retries: int = 7, backoff: int = 4) -> Callable[[Work], Work]:
    """Declare a function as the background task `name`; in a room's `jobs.py`, one line of work each.

    A failing job is tried again after backoff¹, backoff², … seconds, `retries` times. A job may run twice
    (a worker can die after the work and before saying so), so its work must bear that. `cron` is five
    fields in UTC, eight hours behind Beijing.
    """

    def decorate(work: Work) -> Work:
        if name in KNOWN:
            raise ValueError(f"two tasks are called {name}")
        KNOWN[name] = cron

        @functools.wraps(work)
        def run(context: JobContext, **arguments: Any) -> Any:
            if cron is not None:
                arguments.pop("timestamp", None)
            try:
                return work(**arguments)
            except Exception as error:
                _note(context, name, error)
                raise

        strategy = RetryStrategy(max_attempts=retries, exponential_wait=backoff)
        registered = app.task(name=name, retry=strategy, pass_context=True)(run)
        if cron is not None:
            app.periodic(cron=cron)(cast(Any, registered))
        return work

    return decorate


def enqueue(
    name: str, *, at: datetime | None = None, once: str | None = None, **arguments: Any
) -> int | None:
    """Queue a job; it exists if and only if the running transaction is committed. Returns its number.

    `at`: not before then. `once`: not if a job with this key is still waiting (then None).
    """
    if name not in KNOWN:
        raise UnknownTaskError(name)
    deferrer = configure_task(name=name, job_manager=_in_this_transaction, schedule_at=at, queueing_lock=once)
    if once is None:
        return deferrer.defer(**arguments)
    try:
        with transaction.atomic():  # the key may be taken, which must not undo what is around
            return deferrer.defer(**arguments)
    except AlreadyEnqueued:
        return None


def _note(context: JobContext, name: str, error: Exception) -> None:
    """Keep what went wrong where people can read it; outside the failed work's transaction."""
    log.exception("task %s failed", name)
    Failure.objects.create(
        job=cast(int, context.job.id),
        task=name,
        attempt=context.job.attempts + 1,
        error=f"{type(error).__name__}: {error}"[:_LONGEST_ERROR],
    )
