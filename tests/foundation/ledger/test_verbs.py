"""A verb records or is undone; a refusal leaves nothing behind."""

from datetime import UTC, datetime

import pytest
from django.db import transaction
from django.db.transaction import TransactionManagementError

from gongkai.core.messages import Message
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.ledger.verbs import Refused, VerbDidNotRecordError, record
from gongkai.foundation.organisations.roles import SYSTEM

NOW = datetime(2018, 1, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


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


def test_what_no_database_keeps_as_text_is_refused_in_words(define):
    def act(*, actor, now, reason):
        record(subject=("thing", 1), body=None, reason=reason)

    refused = define("thing.tell", act)(actor=SYSTEM, now=NOW, reason="更\0正")
    assert isinstance(refused, Refused)
    assert "空字符" in refused.reason.text
    assert not Event.objects.exists()


def test_a_refusal_leaves_nothing_behind(define):
    def act(*, actor, now):
        record(subject=("thing", 1), body=None)
        return Refused(Message("不可以"), "《条例》第三十三条")

    result = define("thing.refuse", act)(actor=SYSTEM, now=NOW)
    assert not result
    assert Event.objects.count() == 0


def test_the_events_of_a_verb_are_one_statement(define, django_assert_num_queries):
    def act(*, actor, now, events):
        for number in range(events):
            record(subject=("thing", number), body=None)

    done = define("thing.change_many", act)
    with django_assert_num_queries(6):  # savepoint, lock, end of the chain, events, followers, savepoint
        done(actor=SYSTEM, now=NOW, events=2)
    with django_assert_num_queries(6):
        done(actor=SYSTEM, now=NOW, events=20)
    assert list(Event.objects.order_by("sequence").values_list("subject_id", flat=True)) == [
        str(number) for events in (2, 20) for number in range(events)
    ]
    assert list(chain.breaks()) == []


def test_a_verb_reads_what_it_has_recorded(define):
    def act(*, actor, now):
        record(subject=("thing", 1), body=None, after={"a": 1})
        seen = (chain.position(), len(told("thing", 1)))
        record(subject=("thing", 1), body=None, after={"a": 2})
        return (*seen, chain.head().sequence, len(list(chain.breaks())))

    assert define("thing.look", act)(actor=SYSTEM, now=NOW) == (1, 1, 2, 0)


@pytest.mark.parametrize("refused", [True, False])
@pytest.mark.parametrize("before", [True, False])
def test_a_verb_within_a_verb_is_undone_alone(define, refused, before):
    def inner(*, actor, now):
        record(subject=("inner", 1), body=None)
        return Refused(Message("不可以")) if refused else "done"

    within = define("thing.inner", inner)

    def outer(*, actor, now):
        if before:
            record(subject=("outer", 1), body=None)
        result = within(actor=actor, now=now)
        record(subject=("outer", 2), body=None)
        return isinstance(result, Refused)

    assert define("thing.outer", outer)(actor=SYSTEM, now=NOW) is refused
    events = [("outer", "1")] * before + [("inner", "1")] * (not refused) + [("outer", "2")]
    assert list(Event.objects.order_by("sequence").values_list("subject_type", "subject_id")) == events
    assert list(chain.breaks()) == []


def test_verbs_done_together_are_done_or_not(define, django_assert_num_queries):
    def act(*, actor, now, may):
        record(subject=("thing", 1), body=None)
        return may or Refused(Message("不可以"))

    done = define("thing.do", act)
    # the transaction's two and the turn's two; events and followers of each verb
    with django_assert_num_queries(8), transaction.atomic(), chain.turn(whole=True):
        assert done(actor=SYSTEM, now=NOW, may=True)
        assert done(actor=SYSTEM, now=NOW, may=True)

    @transaction.atomic
    def pass_over_a_refusal():
        with chain.turn(whole=True):
            done(actor=SYSTEM, now=NOW, may=True)
            assert not done(actor=SYSTEM, now=NOW, may=False)
            with pytest.raises(TransactionManagementError):
                done(actor=SYSTEM, now=NOW, may=True)

    with pytest.raises(chain.NothingDoneError):
        pass_over_a_refusal()
    assert chain.position() == 2
    assert list(chain.breaks()) == []


def test_a_failure_within_leaves_the_chain_whole(define):
    def fails(*, actor, now):
        record(subject=("thing", 1), body=None)
        raise LookupError

    failing = define("thing.fail", fails)

    def act(*, actor, now):
        record(subject=("thing", 2), body=None)
        with pytest.raises(LookupError):
            failing(actor=actor, now=now)
        record(subject=("thing", 3), body=None)

    define("thing.go_on", act)(actor=SYSTEM, now=NOW)
    assert list(Event.objects.order_by("sequence").values_list("subject_id", flat=True)) == ["2", "3"]
    assert list(chain.breaks()) == []


def test_an_event_that_might_be_undone_alone_is_an_error(define):
    def act(*, actor, now):
        with transaction.atomic():
            record(subject=("thing", 1), body=None)

    with pytest.raises(chain.LostEventError):
        define("thing.hide", act)(actor=SYSTEM, now=NOW)
    assert Event.objects.count() == 0
