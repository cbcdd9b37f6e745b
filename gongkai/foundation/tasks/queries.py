"""What the queue holds, for the people who look after the installation."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from gongkai.foundation.tasks.models import Failure
from gongkai.foundation.tasks.queue import KNOWN


@dataclass(frozen=True, slots=True)
class JobCard:
    """A job: "todo", "doing", "succeeded", "failed", "cancelled" or "aborted". `error` is the last one."""

    id: int
    task: str
    status: str
    attempts: int
    scheduled_at: datetime | None
    changed_at: datetime | None
    error: str


@dataclass(frozen=True, slots=True)
class ScheduleCard:
    """A task that runs by itself; `cron` in UTC."""

    task: str
    cron: str


def jobs(status: str | None = None, limit: int = 50) -> list[JobCard]:
    """The newest jobs (of one status). One statement."""
    last_failure = Failure.objects.filter(job=OuterRef("pk")).order_by("-at")
    last_event = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at")
    found = ProcrastinateJob.objects.order_by("-pk").annotate(
        error=Coalesce(Subquery(last_failure.values("error")[:1]), Value("", TextField())),
        changed=Subquery(last_event.values("at")[:1]),
    )
    if status is not None:
        found = found.filter(status=status)
    columns = ("pk", "task_name", "status", "attempts", "scheduled_at", "changed", "error")
    return [JobCard(*row) for row in found.values_list(*columns)[:limit]]


def numbers() -> Mapping[str, int]:
    """How many jobs have each status."""
    found = ProcrastinateJob.objects.order_by().values_list("status").annotate(number=Count("pk"))
    return dict(found)


def schedules() -> list[ScheduleCard]:
    """The tasks that run by themselves."""
    return [ScheduleCard(name, cron) for name, cron in sorted(KNOWN.items()) if cron is not None]


def newest_heartbeat() -> datetime | None:
    """When a worker last gave a sign of life; None when none has ever run (or all have ended well)."""
    return (
        ProcrastinateWorker.objects.order_by("-last_heartbeat")
        .values_list("last_heartbeat", flat=True)
        .first()
    )
