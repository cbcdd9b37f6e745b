"""What one piece of work asks twice is asked of the database once, and never after it has changed."""

from datetime import UTC, datetime
from threading import Thread

import pytest

from gongkai.core.messages import Message
from gongkai.foundation.ledger.remembering import forget, remembered, remembering
from gongkai.foundation.ledger.verbs import Refused, record
from gongkai.foundation.organisations.roles import SYSTEM

NOW = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def asked():
    """A question that rests on things and tells how often it was asked."""
    times = []

    @remembered("thing")
    def ask(number, *, half=False):
        times.append(number)
        return number / 2 if half else number

    ask.times = times
    return ask


def test_outside_of_any_work_nothing_is_remembered(asked):
    assert [asked(1), asked(1)] == [1, 1]
    assert asked.times == [1, 1]


def test_within_one_work_each_question_is_asked_once(asked):
    with remembering():
        assert [asked(1), asked(2), asked(1), asked(2, half=True), asked(2, half=True)] == [1, 2, 1, 1.0, 1.0]
    assert asked.times == [1, 2, 2]
    with remembering():
        asked(1)
    assert asked.times == [1, 2, 2, 1]


def test_an_event_of_its_subject_makes_it_forgotten(asked):
    with remembering():
        asked(1)
        forget("another")
        asked(1)
        assert asked.times == [1]
        forget("thing")
        asked(1)
    assert asked.times == [1, 1]


def test_work_within_work_knows_what_that_knew_and_leaves_what_it_learnt(asked):
    with remembering():
        asked(1)
        with remembering():
            asked(1)
            asked(2)
        asked(2)
        with remembering():
            forget("thing")
        asked(1)
    assert asked.times == [1, 2, 1]


def test_what_failed_work_learnt_is_not_kept(asked):
    def failing():
        asked(2)
        forget("thing")
        raise LookupError

    with remembering():
        asked(1)
        with pytest.raises(LookupError), remembering():
            failing()
        asked(1)
        asked(2)
    assert asked.times == [1, 2, 2]


def test_another_thread_remembers_nothing_of_it(asked):
    with remembering():
        asked(1)
        other = Thread(target=asked, args=(1,))
        other.start()
        other.join()
    assert asked.times == [1, 1]


@pytest.mark.django_db
def test_a_verb_forgets_what_it_changes_and_a_refused_one_leaves_nothing(asked, define):
    def change(*, actor, now, refused):
        asked(1)
        record(subject=("thing", 1), body=None)
        asked(1)
        return Refused(Message("不可以")) if refused else "done"

    act = define("thing.alter", change)
    with remembering():
        asked(1)
        act(actor=SYSTEM, now=NOW, refused=True)
        asked(1)
        assert asked.times == [1, 1]
        act(actor=SYSTEM, now=NOW, refused=False)
        asked(1)
    assert asked.times == [1, 1, 1]
