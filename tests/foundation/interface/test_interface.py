"""What the programming interfaces do alike."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from gongkai.core.messages import Message
from gongkai.foundation.interface import cursors, rates, versions
from gongkai.foundation.interface.models import KeptAnswer
from gongkai.foundation.interface.problems import ProblemError, RefusedError
from gongkai.foundation.interface.repeating import forget_before, once
from gongkai.foundation.ledger.verbs import Overtaken, Refused

NOW = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
KEY = "0123456789abcdef"


def _post(content: bytes = b"{}", key: str = KEY, **headers: str):
    told = {"Idempotency-Key": key, **headers}
    return RequestFactory().post("/x", content, content_type="application/json", headers=told)


class _View:
    """Counts how often it is really asked."""

    def __init__(self, status: int = 201) -> None:
        self.status, self.times = status, 0

    def __call__(self, request):
        self.times += 1
        return HttpResponse(f'{{"time": {self.times}, "code": "SECRET"}}', status=self.status)


@pytest.mark.django_db
def test_done_once_and_answered_alike():
    view = _View()
    ask = once(lambda request: "me", lambda request: NOW)(view)
    first, again = ask(_post()), ask(_post())
    assert (first.content, first.status_code) == (again.content, again.status_code)
    assert view.times == 1
    assert ask(_post(b"[]")).status_code == 409
    assert ask(_post(**{"If-Match": '"1"'})).status_code == 409
    assert ask(_post(key="another-key-of-mine")).content != first.content


@pytest.mark.django_db
def test_what_is_kept_tells_nothing_without_the_key():
    once(lambda request: "me", lambda request: NOW)(_View())(_post())
    kept = KeptAnswer.objects.get()
    assert b"SECRET" not in bytes(kept.sealed)
    assert KEY not in kept.key_hash + kept.digest


@pytest.mark.django_db
@pytest.mark.parametrize("status", [403, 404, 409, 422, 429])
def test_a_refusal_leaves_the_key_free(status):
    view = _View(status)
    ask = once(lambda request: "me", lambda request: NOW)(view)
    ask(_post())
    view.status = 201
    assert ask(_post()).status_code == 201
    assert view.times == 2


@pytest.mark.django_db
def test_an_answer_is_forgotten_in_time(settings):
    settings.API_ANSWERS_KEPT_HOURS = 2
    view, clock = _View(), [NOW]
    ask = once(lambda request: "me", lambda request: clock[0])(view)
    ask(_post())
    clock[0] = NOW + timedelta(hours=3)
    ask(_post())
    assert view.times == 2
    forget_before(NOW + timedelta(hours=4))
    assert not KeptAnswer.objects.exists()


@pytest.mark.django_db
def test_who_is_not_let_in_leaves_nothing():
    view = _View(401)
    once(lambda request: None, lambda request: NOW)(view)(_post())
    once(lambda request: "me", lambda request: NOW)(view)(_post(key="short"))
    assert view.times == 2
    assert not KeptAnswer.objects.exists()


def test_cursors_are_of_their_list_only():
    made = cursors.written("cases", 12)
    assert cursors.read("cases", made, "no") == 12
    assert cursors.read("cases", "", "no") is None
    for kind, cursor in (("replies", made), ("cases", "MTI"), ("cases", made[:-1])):
        with pytest.raises(ProblemError):
            cursors.read(kind, cursor, "no")


def test_the_same_place_is_the_same_cursor_at_any_time(monkeypatch):
    made = cursors.written("cases", 12)
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    assert cursors.written("cases", 12) == made


@pytest.mark.django_db
def test_calls_are_counted_by_the_minute():
    waits = [rates.wait("me", 2, NOW + timedelta(seconds=20 * n)) for n in range(4)]
    assert waits == [0, 0, 21, 0]
    assert rates.wait("somebody else", 2, NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_calls_at_once_are_all_counted():
    cache.clear()
    found: list[int] = []

    def call() -> None:
        try:
            found.append(rates.wait("me", 5, NOW))
        finally:
            connection.close()

    threads = [threading.Thread(target=call) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(each > 0 for each in found) == [False] * 5 + [True] * 3


@pytest.mark.parametrize(
    ("told", "revision"), [("", None), ("*", None), ('"12"', 12), ('W/"3"', 3), ('"0"', 0)]
)
def test_the_revision_somebody_saw(told, revision):
    assert versions.revision(told) == revision


def test_refusals_have_their_status():
    said = Message("不可以")
    assert RefusedError(Refused(said)).status == 409
    assert RefusedError(Refused(said, details=(("name", said),))).status == 422
    assert RefusedError(Overtaken(said, details=(("case.extend", said),))).status == 412
