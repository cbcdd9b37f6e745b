"""A job exists exactly when the change it belongs to does."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from gongkai.foundation.ledger import chain
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM
from gongkai.foundation.tasks import queries
from gongkai.foundation.tasks.actions import retry_job
from gongkai.foundation.tasks.jobs import forget_finished
from gongkai.foundation.tasks.models import Failure
from gongkai.foundation.tasks.queue import KNOWN, UnknownTaskError, enqueue, task

pytestmark = pytest.mark.django_db
NAME = "tasks.forget_finished"
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)


def test_a_rolled_back_change_leaves_no_job():
    with transaction.atomic():
        assert enqueue(NAME)
        assert len(queries.jobs()) == 1
        transaction.set_rollback(True)
    assert queries.jobs() == []


def test_a_job_waits_with_its_arguments_and_time():
    job = enqueue(NAME, at=NOW)
    assert [(each.id, each.task, each.status, each.scheduled_at) for each in queries.jobs("todo")] == [
        (job, NAME, "todo", NOW)
    ]
    assert queries.numbers() == {"todo": 1}


def test_once_means_once_while_it_waits():
    assert enqueue(NAME, once="night")
    with transaction.atomic():
        assert enqueue(NAME, once="night") is None
        assert enqueue(NAME, once="another night")
    assert queries.numbers() == {"todo": 2}


def test_a_task_nobody_declared_is_an_error():
    with pytest.raises(UnknownTaskError):
        enqueue("no.such_task")


def test_two_tasks_of_one_name_are_an_error():
    with pytest.raises(ValueError, match="two tasks"):
        task(NAME)(lambda: None)


def test_schedules_are_listed():
    assert (NAME, "40 18 * * *") in [(each.task, each.cron) for each in queries.schedules()]
    assert set(KNOWN) >= {NAME}


def _set(job: int, status: str, days_ago: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing' WHERE id = %s", [job])
        cursor.execute("UPDATE procrastinate_jobs SET status = %s WHERE id = %s", [status, job])
        cursor.execute(
            "UPDATE procrastinate_events SET at = at - make_interval(days => %s) WHERE job_id = %s",
            [days_ago, job],
        )


def test_finished_jobs_are_forgotten_after_a_month_and_failed_ones_kept():
    old, young, failed = enqueue(NAME), enqueue(NAME), enqueue(NAME)
    _set(old, "succeeded", days_ago=31)
    _set(young, "succeeded", days_ago=29)
    _set(failed, "failed", days_ago=31)
    forget_finished()
    assert {each.id for each in queries.jobs()} == {young, failed}


def test_a_failed_job_is_shown_with_its_error_and_queued_again_by_command():
    job = enqueue(NAME)
    _set(job, "failed")
    Failure.objects.create(job=job, task=NAME, attempt=1, error="OSError: 磁盘已满")
    said = StringIO()
    call_command("tasks", "list", "--status", "failed", stdout=said)
    assert "磁盘已满" in said.getvalue()
    call_command("tasks", "retry", str(job), stdout=said)
    assert queries.numbers() == {"todo": 1}
    with pytest.raises(CommandError, match="没有编号为"):
        call_command("tasks", "retry", str(job))
    assert list(chain.breaks()) == []


def test_only_the_system_retries():
    job = enqueue(NAME)
    _set(job, "failed")
    assert not retry_job(actor=PUBLIC, now=timezone.now(), job=job)
    assert retry_job(actor=SYSTEM, now=timezone.now(), job=job)
