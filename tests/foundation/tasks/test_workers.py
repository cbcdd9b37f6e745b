"""Real worker processes: killed in the middle, slow, failing. Work is done once, and never lost."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from gongkai.foundation.ledger import rights
from gongkai.foundation.tasks import queries, worker
from gongkai.foundation.tasks.queue import KNOWN, enqueue
from gongkai.project import database

pytestmark = pytest.mark.django_db(transaction=True)
HERE = Path(__file__).parent
STALLED_SECONDS = 3
PATIENCE = 60


@pytest.fixture
def start_worker(tmp_path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers in the application's own role; kills what is left at the end."""
    _give_rights()
    log = (tmp_path / "log").open("wb")
    started: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "worker_settings",
        "PYTHONPATH": str(HERE),
        "GONGKAI_TASKS_STALLED_SECONDS": str(STALLED_SECONDS),
        "GONGKAI_TASKS_POLL_SECONDS": "0.2",
        database.URL: database.as_url({**connection.settings_dict, "USER": database.APP_ROLE}),
        database.AS_OWNER: "",
    }

    def _start() -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "django", "worker", "--concurrency", "1"]
        started.append(subprocess.Popen(command, env=environment, stderr=log))
        return started[-1]

    yield _start
    for process in started:
        process.kill()
        process.wait()
    log.close()
    with connection.cursor() as cursor:  # Django doesn't empty tables it doesn't manage
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


@pytest.fixture(autouse=True)
def declared(monkeypatch):
    """The queue of this process knows the worker's test jobs too."""
    for name in ("test.slow", "test.fails_twice"):
        monkeypatch.setitem(KNOWN, name, None)


def _give_rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [database.APP_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {database.APP_ROLE} LOGIN")
    rights.grant(connection, database.APP_ROLE)


def _said(folder: Path) -> list[str]:
    path = folder / "said"
    return path.read_text().split() if path.exists() else []


def _wait_for(condition: Callable[[], bool], folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, (folder / "log").read_text()
        time.sleep(0.05)


def _status(job: int | None) -> str:
    return next(each.status for each in queries.jobs() if each.id == job)


def test_a_killed_workers_job_is_done_once_by_another(start_worker, tmp_path):
    job = enqueue("test.slow", folder=str(tmp_path), seconds=PATIENCE)
    first = start_worker()
    _wait_for(lambda: _said(tmp_path) == ["begun"], tmp_path)
    first.send_signal(signal.SIGKILL)
    first.wait()
    (tmp_path / "go").touch()
    assert _status(job) == "doing"
    start_worker()
    _wait_for(lambda: _status(job) == "succeeded", tmp_path)
    time.sleep(1.5 * STALLED_SECONDS)
    assert _said(tmp_path) == ["begun", "begun", "done"]


def test_a_slow_job_is_not_taken_from_a_living_worker(start_worker, tmp_path):
    job = enqueue("test.slow", folder=str(tmp_path), seconds=2 * STALLED_SECONDS)
    start_worker()
    start_worker()
    _wait_for(lambda: _status(job) == "succeeded", tmp_path)
    assert _said(tmp_path) == ["begun", "done"]


def test_a_failing_job_is_tried_again_and_its_failures_stay_readable(start_worker, tmp_path):
    job = enqueue("test.fails_twice", folder=str(tmp_path))
    start_worker()
    _wait_for(lambda: _status(job) == "succeeded", tmp_path)
    assert _said(tmp_path) == ["begun", "begun", "begun", "done"]
    assert [each.error for each in queries.jobs() if each.id == job] == ["ValueError: 对方没有应答"]


def test_a_worker_that_stopped_unasked_begins_anew(monkeypatch):
    begun = []

    async def work_until(asked, concurrency, once):
        begun.append(concurrency)
        if len(begun) == 1:
            raise ConnectionError
        if len(begun) == 3:
            asked.set()

    async def work_on():
        await worker._work_on(asyncio.Event(), 4, False)

    monkeypatch.setattr(worker, "_work_until", work_until)
    monkeypatch.setattr(worker, "_PAUSE_SECONDS", 0)
    with ThreadPoolExecutor(1) as beside:  # whatever loop runs in this thread
        beside.submit(asyncio.run, work_on()).result(PATIENCE)
    assert begun == [4, 4, 4]


def test_a_worker_whose_database_went_away_works_on_and_stops_when_asked(start_worker, tmp_path):
    running = start_worker()
    (tmp_path / "go").touch()
    before = enqueue("test.slow", folder=str(tmp_path), seconds=0)
    _wait_for(lambda: _status(before) == "succeeded", tmp_path)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE usename = %s AND datname = current_database()",
            [database.APP_ROLE],
        )
    after = enqueue("test.slow", folder=str(tmp_path), seconds=0)
    _wait_for(lambda: _status(after) == "succeeded", tmp_path)
    running.terminate()
    assert running.wait(PATIENCE) == 0
