"""A decision that sets the reply aside opens the request again, with a clock of its own."""

from datetime import date

import pytest
from django.db import transaction

from gongkai.casework import actions
from gongkai.casework.actions.frame import locked
from gongkai.casework.models import Case, CaseStanding, Challenge
from gongkai.casework.queries import reading
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM

from .conftest import case_of, moment, together

DAY = date(2026, 3, 2)


def challenged(office, case_id, result="corrected"):
    about = case_of(case_id)
    case = Case.objects.create(
        kind="reconsideration", body=about.body, year=2026, serial=1, number=f"r-{case_id}", regime="2019",
        channel="other", submitted_on=DAY, received_on=DAY, state="closed", about=about,
        created_at=moment(DAY), touched_at=moment(DAY),
    )  # fmt: skip
    return Challenge.objects.create(
        case=case,
        body=about.body,
        group="reconsideration",
        organ="某市人民政府",
        result=result,
        filed_on=DAY,
        decision=result,
        decided_on=DAY,
    )


@pytest.fixture
def ended(office):
    case_id = office.handled(DAY)
    office.must(actions.withdraw, case_id, date(2026, 3, 9))
    return case_id


@pytest.mark.parametrize(("order", "due"), [({"days": 10}, date(2026, 5, 18)), ({}, date(2026, 6, 1))])
def test_the_period_ordered_or_the_regimes_own(office, ended, order, due):
    challenge = challenged(office, ended)
    office.must(
        actions.reopen, ended, date(2026, 4, 30), challenge_id=challenge.pk, reason="复议撤销", **order
    )
    case = case_of(ended)
    assert (case.state, case.outcome, case.closed_on) == ("handling", "", None)
    assert reading(ended, date(2026, 4, 30)).due == due


def test_the_first_result_stays_what_it_was(office, ended):
    challenge = challenged(office, ended)
    office.must(actions.reopen, ended, date(2026, 4, 30), challenge_id=challenge.pk)
    rounds = CaseStanding.objects.standing().filter(case_id=ended).order_by("round")
    assert list(rounds.values_list("round", "received_on", "closed_on", "result")) == [
        (1, DAY, date(2026, 3, 9), "withdrawn"),
        (2, date(2026, 4, 30), None, ""),
    ]
    office.must(actions.withdraw, ended, date(2026, 5, 6))
    assert list(rounds.values_list("result", flat=True)) == ["withdrawn", "withdrawn"]


def test_without_a_correction_nothing_is_reopened(office, ended):
    challenged(office, ended, result="upheld")
    refused = office.do(actions.reopen, ended, date(2026, 4, 30))
    assert isinstance(refused, Refused)
    assert refused.article


def test_a_reopened_request_may_be_extended_again(office, ended):
    challenge = challenged(office, ended)
    office.must(actions.reopen, ended, date(2026, 4, 30), challenge_id=challenge.pk)
    office.must(actions.request_extension, ended, date(2026, 5, 6), days=10, reason="多")
    office.must(actions.extend, ended, date(2026, 5, 6), office.head)
    assert reading(ended, date(2026, 5, 6)).extended


@pytest.mark.django_db(transaction=True)
def test_a_challenge_and_its_request_never_wait_for_each_other(office, ended):
    """Both verbs at once, many times: one after the other, never an error of the database."""
    challenge = challenged(office, ended)
    case_id = challenge.case_id

    def look():
        for _ in range(5):
            with transaction.atomic():
                locked(case_id=case_id, actor=SYSTEM, now=office.at(DAY), on=None, based_on=None)
                wait_for_turn()
                reopened = locked(
                    case_id=ended, actor=SYSTEM, now=office.at(date(2026, 4, 30)), on=None, based_on=None
                )
                assert not isinstance(reopened, Refused)
        return "done"

    def handle():
        for _ in range(5):
            with transaction.atomic():
                locked(case_id=ended, actor=SYSTEM, now=office.at(date(2026, 4, 30)), on=None, based_on=None)
                wait_for_turn()
        return "done"

    assert together(look, handle, look, handle) == ["done"] * 4
