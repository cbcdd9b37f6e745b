"""A verb records or is undone; a refusal leaves nothing behind."""

from datetime import UTC, datetime

import pytest

from gongkai.core.messages import Message
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import REGISTRY, Refused, VerbDidNotRecordError, record, verb
from gongkai.foundation.organisations.roles import SYSTEM

NOW = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def define():
    """Register a verb for one test."""
    names: list[str] = []

    def _define(name, function):
        names.append(name)
        return verb(name)(function)

    yield _define
    for name in names:
        del REGISTRY[name]


def test_a_recorded_change_becomes_one_event(define):
    def act(*, actor, now):
        record(subject=("thing", 1), body=7, before={"a": 1}, after={"a": 2}, reason="更正")

    define("thing.change", act)(actor=SYSTEM, now=NOW)
    event = Event.objects.get()
    assert (event.sequence, event.verb, event.actor, event.body) == (1, "thing.change", "system", 7)
    assert list(chain.breaks()) == []


def test_a_verb_that_records_nothing_is_undone(define):
    def act(*, actor, now):
        return "done"

    with pytest.raises(VerbDidNotRecordError):
        define("thing.forget", act)(actor=SYSTEM, now=NOW)


def test_a_refusal_leaves_nothing_behind(define):
    def act(*, actor, now):
        record(subject=("thing", 1), body=None)
        return Refused(Message("不可以"), "《条例》第三十三条")

    result = define("thing.refuse", act)(actor=SYSTEM, now=NOW)
    assert not result
    assert Event.objects.count() == 0
