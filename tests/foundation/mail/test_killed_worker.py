"""A worker process killed before and after it hands a letter over: the letter goes out once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from gongkai.foundation.ledger import rights
from gongkai.foundation.mail import jobs, queries
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import post
from gongkai.project import database

pytestmark = pytest.mark.django_db(transaction=True)
NOW = datetime(2018, 1, 22, 1, 0, tzinfo=UTC)
PATIENCE = 60


@pytest.fixture
def start_worker(tmp_path, server) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Starts workers that know the mail server; kills what is left at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [database.APP_ROLE])
        if not cursor.fetchone():
            cursor.execute(f"CREATE ROLE {database.APP_ROLE} LOGIN")
    rights.grant(connection, database.APP_ROLE)
    log = (tmp_path / "log").open("wb")
    started: list[subprocess.Popen[bytes]] = []
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "gongkai.project.settings",
        "GONGKAI_TASKS_STALLED_SECONDS": "2",
        "GONGKAI_TASKS_POLL_SECONDS": "0.2",
        "GONGKAI_EMAIL_HOST": "127.0.0.1",
        "GONGKAI_EMAIL_PORT": str(server.port),
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
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def _wait_for(condition: Callable[[], bool], tmp_path) -> None:
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, (tmp_path / "log").read_text()
        time.sleep(0.05)


def _post() -> int:
    return post(to="wang@example.cn", subject="补正告知", text="请补正。", about=("case", 1), now=NOW)


def _kill(worker: subprocess.Popen[bytes]) -> None:
    worker.send_signal(signal.SIGKILL)
    worker.wait()


def test_killed_before_the_server_took_it_the_letter_goes_out_once(start_worker, server, tmp_path):
    letter = _post()
    server.answer_to_recipient = "451 not yet"
    first = start_worker()
    _wait_for(lambda: Letter.objects.get(pk=letter).attempts == 1, tmp_path)
    _kill(first)
    assert (server.letters, Letter.objects.get(pk=letter).state) == ([], "queued")
    server.answer_to_recipient = "250 OK"
    start_worker()
    _wait_for(lambda: Letter.objects.get(pk=letter).state == "sent", tmp_path)
    assert len(server.letters) == 1


def test_killed_while_the_server_has_it_the_letter_is_not_sent_again(start_worker, server, tmp_path):
    letter = _post()
    server.waits_for = tmp_path / "answer"
    first = start_worker()
    _wait_for(lambda: len(server.letters) == 1, tmp_path)
    _kill(first)
    (tmp_path / "answer").touch()
    assert Letter.objects.get(pk=letter).state == "sending"
    start_worker()
    other = _post()
    _wait_for(lambda: Letter.objects.get(pk=other).state == "sent", tmp_path)
    time.sleep(4)  # until the dead worker's job has been taken over
    assert len(server.letters) == 2
    Letter.objects.filter(pk=letter).update(sending_at=NOW - timedelta(days=1))
    jobs.find_unsure()
    assert [each.id for each in queries.letters("unsure")] == [letter]
