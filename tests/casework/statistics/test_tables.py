"""Tables three and four of a year, and the 2014 form's three to six, from histories of cases."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.casework.models import ApplicantType
from gongkai.core.cells import Cell
from gongkai.core.counts import Period
from gongkai.core.crossfoot import check
from gongkai.core.derived import entered_cells, with_totals
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.rulebook.book import current
from gongkai.reporting import counts

from .history import BUSINESS, Round, Told, by_hand, happen, request

pytestmark = pytest.mark.django_db


def _cells(body, year, position=None):
    form = rulebook.form_for(year)
    at = chain.position() if position is None else position
    return counts.counted(form, year, [body], at)[body]


def _table(body, year, position=None):
    """The counted cells that are not zero."""
    return {code: value for code, value in _cells(body, year, position).items() if value}


def test_a_year_that_takes_over_and_hands_on(town):
    happen(
        [
            request(town.land, date(2023, 12, 20), date(2024, 1, 9)),
            request(town.land, date(2024, 2, 1), date(2024, 2, 20), result="partly_disclosed"),
            request(town.land, date(2024, 3, 1), date(2024, 3, 8), applicant=BUSINESS, result="nonexistent"),
            request(town.land, date(2024, 12, 25), date(2025, 1, 15), result="withdrawn"),
            request(town.land, date(2024, 12, 31), applicant=BUSINESS),
            request(town.forestry, date(2024, 5, 5), date(2024, 5, 6)),
        ]
    )
    assert _table(town.land, 2023) == {"T3.R1.C1": 1, "T3.R4.C1": 1}
    assert _table(town.land, 2024) == {
        "T3.R1.C1": 2, "T3.R1.C2": 2, "T3.R2.C1": 1, "T3.R3.1.C1": 1, "T3.R3.2.C1": 1, "T3.R3.4.1.C2": 1,
        "T3.R4.C1": 1, "T3.R4.C2": 1,
    }  # fmt: skip
    assert _table(town.land, 2025) == {"T3.R2.C1": 1, "T3.R2.C2": 1, "T3.R3.6.3.C1": 1, "T3.R4.C2": 1}


def test_the_last_day_and_the_first(town):
    happen(
        [
            request(town.land, date(2024, 1, 1), date(2024, 12, 31)),
            request(town.land, date(2023, 12, 31), date(2024, 1, 1)),
        ]
    )
    assert _table(town.land, 2023) == {"T3.R1.C1": 1, "T3.R4.C1": 1}
    assert _table(town.land, 2024) == {"T3.R1.C1": 1, "T3.R2.C1": 1, "T3.R3.1.C1": 2}
    assert _table(town.land, 2025) == {}


def test_an_old_regime_s_outcome_has_its_row_in_the_new_form(town):
    happen(
        [
            request(town.land, date(2019, 5, 14), date(2019, 6, 3), result="told_to_clarify"),
            request(town.land, date(2019, 5, 15), date(2019, 6, 3), result="still_unclear"),
        ]
    )
    table = _table(town.land, 2019)
    assert sum(value for code, value in table.items() if code.startswith("T3.R3.")) == 2
    assert table["T3.R1.C1"] == 2


def test_the_form_of_2014(town):
    happen(
        [
            request(town.land, date(2017, 1, 5), date(2017, 1, 20), channel="counter"),
            request(town.land, date(2017, 1, 5), date(2017, 2, 20), channel="email", extended=True),
            request(town.land, date(2017, 1, 5), date(2017, 4, 20), channel="internet", late=True),
            request(
                town.land, date(2017, 1, 5), date(2017, 1, 6), channel="signed_post", result="state_secret"
            ),
            request(town.land, date(2017, 12, 5), channel="ordinary_post"),
            Told(town.land, (Round(date(2017, 3, 1), date(2017, 5, 1), "corrected"),), "", "other",
                 kind="lawsuit", group="lawsuit_after_review"),
            Told(town.land, (Round(date(2017, 3, 1), None),), "", "other",
                 kind="reconsideration", group="reconsideration"),
            Told(town.land, (Round(date(2017, 3, 1), date(2017, 3, 9), "upheld"),), "", "other",
                 kind="complaint", group="complaint"),
        ]
    )  # fmt: skip
    assert _table(town.land, 2017) == {
        "3.1.1": 1, "3.1.3": 2, "3.1.4": 2, "3.2.1": 2, "3.2.2": 2, "3.3.2": 3, "3.3.4.1": 1,
        "5.2": 1, "6.1": 1,
    }  # fmt: skip


def _challenge(body, group, filed, decided=None, result="upheld"):
    kind = "lawsuit" if group.startswith("lawsuit") else group
    return Told(body, (Round(filed, decided, result),), "", "other", kind=kind, group=group)


def test_table_four(town):
    happen(
        [
            _challenge(town.land, "reconsideration", date(2023, 12, 1), date(2024, 1, 30), "corrected"),
            _challenge(town.land, "reconsideration", date(2024, 12, 1), date(2025, 1, 30)),
            _challenge(town.land, "lawsuit_direct", date(2024, 4, 1), date(2024, 8, 1), "other"),
            _challenge(town.land, "lawsuit_after_review", date(2024, 4, 1)),
            _challenge(town.land, "complaint", date(2024, 4, 1), date(2024, 4, 5), "corrected"),
        ]
    )
    assert _table(town.land, 2023) == {"T4.A4": 1}
    assert _table(town.land, 2024) == {"T4.A2": 1, "T4.A4": 1, "T4.B3": 1, "T4.C4": 1}
    assert _table(town.land, 2025) == {"T4.A1": 1, "T4.C4": 1}


def test_a_reopened_request_leaves_its_year_as_it_was(town):
    """The first result stays where it was counted; the new reply counts in no year (rules/statistics)."""
    first = request(town.land, date(2024, 3, 1), date(2024, 3, 20), result="state_secret")
    happen([first])
    before = _table(town.land, 2024)
    happen(
        [
            Told(
                town.forestry,
                (
                    Round(date(2024, 3, 1), date(2024, 3, 20), "state_secret"),
                    Round(date(2024, 9, 1), date(2025, 2, 1), "disclosed"),
                ),
            )
        ]
    )
    assert _table(town.forestry, 2024) == before == {"T3.R1.C1": 1, "T3.R3.3.1.C1": 1}
    assert _table(town.forestry, 2025) == {}


def test_a_city_may_count_each_round_as_new(town, monkeypatch):
    monkeypatch.setattr("gongkai.casework.counts.later_rounds", lambda day: "as_new")
    rounds = (
        Round(date(2024, 3, 1), date(2024, 3, 20), "state_secret"),
        Round(date(2024, 9, 1), date(2025, 2, 1), "disclosed"),
    )
    happen([Told(town.land, rounds)])
    assert _table(town.land, 2024) == {"T3.R1.C1": 2, "T3.R3.3.1.C1": 1, "T3.R4.C1": 1}
    assert _table(town.land, 2025) == {"T3.R2.C1": 1, "T3.R3.1.C1": 1}


def test_a_body_without_cases_is_not_counted_at_all(town):
    happen([request(town.land, date(2024, 1, 5))])
    assert _cells(town.forestry, 2024) == {}
    assert _cells(town.land, 2023) == {}
    assert _cells(town.land, 2025)["T3.R2.C1"] == 1
    assert _cells(town.land, 2025)["T3.R1.C1"] == 0


def test_every_figure_opens_to_its_cases(town):
    numbers = happen(
        [
            request(town.land, date(2023, 12, 20), date(2024, 1, 9)),
            request(town.land, date(2024, 2, 1), date(2024, 2, 20), result="already_public"),
            _challenge(town.land, "reconsideration", date(2024, 12, 1)),
        ]
    )
    form, at = rulebook.form_for(2024), chain.position()
    for code, value in _cells(town.land, 2024).items():
        behind = counts.rows_behind(form, 2024, town.land, code, at)
        assert sum(row.amount for row in behind) == value, code
        assert all(row.opens[0] == "case" and int(row.opens[1]) in numbers and row.label for row in behind)


def test_fees_are_money_of_the_day_they_were_paid(town):
    happen(
        [
            request(town.land, date(2024, 2, 1), fee_fen=250_000),
            request(town.land, date(2023, 2, 1), fee_fen=100),
        ]
    )
    assert counting.value("request_fees", town.land, Period.of_year(2024), chain.position()).value == 250_000


def test_the_whole_table_is_one_statement(town, django_assert_num_queries):
    """Beside two for who answers for whom, and one for all bodies and registers together of which nothing was
    found: do they keep that register here at all? The one with a request publishes nothing here."""
    happen([request(town.land, date(2024, 1, 5))])
    with django_assert_num_queries(4):
        counts.counted(rulebook.form_for(2024), 2024, [town.land], 10**9)
    with django_assert_num_queries(4):
        counts.counted(rulebook.form_for(2024), 2024, town.all, 10**9)


def test_a_body_that_went_leaves_its_requests_to_its_heir(town):
    """What it carried out at the end of its last year is what its heir carries in; what it received and
    closed in the year it went counts for the heir, too."""
    happen(
        [
            request(town.forestry, date(2023, 12, 20)),
            request(town.forestry, date(2024, 2, 1), date(2024, 2, 20)),
            request(town.land, date(2024, 3, 1)),
        ]
    )
    assert _table(town.forestry, 2023) == {"T3.R1.C1": 1, "T3.R4.C1": 1}
    merged = organisations.merge_bodies(
        actor=SYSTEM, now=datetime(2024, 7, 1, 1, 0, tzinfo=UTC), body_ids=[town.forestry], into=town.land,
        on=date(2024, 7, 1), reason="机构改革",
    )  # fmt: skip
    assert merged, merged
    assert _table(town.forestry, 2023) == {"T3.R1.C1": 1, "T3.R4.C1": 1}
    assert _table(town.land, 2024) == {"T3.R1.C1": 2, "T3.R2.C1": 1, "T3.R3.1.C1": 1, "T3.R4.C1": 2}
    form, at = rulebook.form_for(2024), chain.position()
    assert len(counts.rows_behind(form, 2024, town.land, "T3.R4.C1", at)) == 2
    assert _table(town.land, 2025) == {"T3.R2.C1": 2, "T3.R4.C1": 2}


YEARS = (2019, 2020, 2021, 2022)
_days = st.integers(0, 365 * 4).map(lambda days: date(2018, 6, 1) + timedelta(days=days))
_lengths = st.none() | st.integers(0, 500)
_applicants = st.sampled_from([each.value for each in ApplicantType])
_both = ("disclosed", "partly_disclosed", "state_secret", "nonexistent", "withdrawn", "not_this_body")


@st.composite
def _requests(draw):
    received, length = draw(_days), draw(_lengths)
    closed = None if length is None else received + timedelta(days=length)
    rounds = [Round(received, closed, draw(st.sampled_from(_both)))]
    if closed and draw(st.booleans()):
        again = closed + timedelta(days=draw(st.integers(1, 200)))
        rounds.append(Round(again, draw(st.none() | st.just(again + timedelta(days=30))), "disclosed"))
    return draw(st.integers(0, 2)), tuple(rounds), draw(_applicants)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(earlier=st.lists(_requests(), min_size=1, max_size=8), later=st.lists(_requests(), max_size=4))
def test_random_histories(town, earlier, later):
    with transaction.atomic():
        first = [Told(town.all[body], rounds, applicant) for body, rounds, applicant in earlier]
        second = [Told(town.all[body], rounds, applicant) for body, rounds, applicant in later]
        happen(first)
        position = chain.position()
        then = {year: _sums(town, year, position) for year in YEARS}
        happen(second)
        assert {year: _sums(town, year, position) for year in YEARS} == then
        for year in YEARS:
            _holds(town, year, first + second)
        transaction.set_rollback(True)


def _sums(town, year, position):
    return counts.counted(rulebook.form_for(year), year, town.all, position)


def _holds(town, year, told):
    """The printed identities of the form hold for each body and for their sum; each row is what a person
    counts; one year's closing is the next one's opening."""
    form = rulebook.form_for(year)
    bodies = _sums(town, year, chain.position())
    following = _sums(town, year + 1, chain.position())
    leaves = [code for code in entered_cells(form) if code.startswith(("T3", "T4"))]
    for body in town.all:
        cells, hand = bodies[body], by_hand(told, body, year)
        if not cells:
            assert not hand
            continue
        assert _broken(form, cells, leaves) == []
        for index, applicant in enumerate(ApplicantType, start=1):
            opening, new, closing = (cells[f"T3.{row}.C{index}"] for row in ("R2", "R1", "R4"))
            assert (opening, new, closing) == tuple(
                hand[name, applicant.value] for name in ("in", "new", "out")
            )
            assert closing == following[body][f"T3.R2.C{index}"]
    summed = {code: sum(cells.get(code, 0) for cells in bodies.values()) for code in leaves}
    assert _broken(form, summed, leaves) == []


def _broken(form, values, leaves):
    cells = with_totals(form, {code: Cell.number(values[code]) for code in leaves})
    return [found for found in check(form, cells) if found.rule.id.startswith(("T3", "T4"))]


def test_every_outcome_of_every_form_is_fed_once():
    """No closed request falls between the rows, and none is counted twice."""
    for form in rulebook.forms():
        members = [name for names in counts.cell_counts(form.code).values() for name in names]
        closed = [name for name in members if name.startswith("requests_closed[")]
        expected = {
            f"requests_closed[{rules.regime}.{outcome.code}.{applicant}]"
            for rules in current().request_outcomes
            for outcome in rules.outcome
            if form.code in outcome.cells
            for applicant in ApplicantType.values
        }
        assert len(closed) == len(set(closed))
        assert set(closed) == expected


def test_counted_cells_are_cells_people_would_fill_in():
    for form in rulebook.forms():
        assert set(counts.cell_counts(form.code)) <= set(entered_cells(form))
