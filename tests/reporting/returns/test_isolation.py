"""Nobody sees, and nobody touches, what is not his."""

import pytest

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations.roles import PUBLIC, Role
from gongkai.reporting import actions, queries, xlsx
from gongkai.reporting.queries import NoSuchReturnError
from gongkai.reporting.queries.opened import NoSuchCellError

from .conftest import DAY

pytestmark = pytest.mark.django_db


def _seen(actor):
    return {each.body.code for each in queries.board(actor, 2017, DAY)}


@pytest.mark.parametrize(
    ("body", "role", "seen"),
    [
        ("forestry", Role.STATISTICS_CLERK, {"forestry"}),
        ("forestry", Role.REQUEST_CLERK, {"forestry"}),
        ("county", Role.STATISTICS_CLERK, {"county"}),
        ("county", Role.CITY_OFFICE, {"county", "township", "village"}),
        ("city", Role.STATISTICS_CLERK, {"city"}),
        ("city", Role.CITY_OFFICE, {"city", "county", "township", "village", "forestry", "land"}),
        ("city", Role.AUDITOR, {"city", "county", "township", "village", "forestry", "land"}),
        ("city", Role.PROVINCE_OBSERVER, {"city", "county", "township", "village", "forestry", "land"}),
    ],
)
def test_who_sees_which_returns(opened, body, role, seen):
    assert _seen(opened.person(body, role)) == seen


def test_the_public_sees_no_return(opened):
    assert _seen(PUBLIC) == set()


READS = [
    lambda actor, pk: queries.return_view(actor, pk, DAY),
    lambda actor, pk: queries.rolled_up(actor, pk, DAY),
    lambda actor, pk: queries.open_cell(actor, pk, "3.1", DAY),
    lambda actor, pk: queries.findings(actor, pk, DAY),
    lambda actor, pk: queries.history(actor, pk, DAY),
    lambda actor, pk: queries.children_figures(actor, pk, DAY),
    lambda actor, pk: queries.draft(actor, pk, DAY),
    lambda actor, pk: xlsx.download(actor, pk, DAY),
]


@pytest.mark.parametrize("read", READS)
def test_another_bodys_return_is_not_there(opened, read):
    theirs = opened.of("land").pk
    assert read(opened.clerk("land"), theirs) is not None
    for stranger in (opened.clerk("forestry"), opened.office("county"), PUBLIC):
        with pytest.raises(NoSuchReturnError):
            read(stranger, theirs)


VERBS = {
    "refresh_counts": {},
    "save_cells": {"entries": {"1.1": actions.Entry("1")}, "based_on": 0},
    "state_zero": {},
    "explain_warning": {"rule_key": "A23", "text": "已核实"},
    "send_to_review": {},
    "recall": {},
    "review_ok": {},
    "review_send_back": {"reason": "核对"},
    "submit": {},
    "accept": {},
    "send_back": {"reason": "核对"},
    "reopen": {"reason": "核对"},
    "remind": {},
    "freeze": {},
    "publish": {},
    "correct": {"reason": "更正"},
    "write_text": {"slot": "1", "text": "文"},
}


def test_every_verb_on_a_return_is_tried_here():
    on_returns = {name for name in actions.__all__ if name.islower()} - {"open_year"}
    assert on_returns == set(VERBS)


@pytest.mark.parametrize("name", VERBS)
def test_strangers_and_observers_change_nothing(opened, name):
    verb, more = getattr(actions, name), VERBS[name]
    events = Event.objects.count()
    every_role = opened.person("forestry", *Role)
    with pytest.raises(NoSuchReturnError):
        opened.do(verb, every_role, "land", **more)
    for onlooker in (opened.person("city", Role.AUDITOR), opened.person("city", Role.PROVINCE_OBSERVER)):
        assert not opened.do(verb, onlooker, "land", **more)
    assert Event.objects.count() == events


def test_a_cell_the_form_does_not_have(opened):
    with pytest.raises(NoSuchCellError):
        queries.open_cell(opened.clerk("land"), opened.of("land").pk, "99", DAY)
