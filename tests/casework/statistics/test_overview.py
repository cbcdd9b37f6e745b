"""The period's figures for those who may see them, as of any day."""

from datetime import UTC, date, datetime

import pytest

from gongkai.casework.queries import statistics
from gongkai.core.counts import Period
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.reporting.counts import case_table

from .history import NOW, Round, Told, happen, request

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)
DAY = date(2025, 1, 10)


@pytest.fixture
def told(town):
    happen(
        [
            request(town.land, date(2023, 12, 20), date(2024, 1, 9)),
            request(town.land, date(2024, 2, 1), date(2024, 3, 20), late=True, channel="email"),
            request(town.land, date(2024, 3, 1), fee_fen=5000),
            request(town.forestry, date(2024, 2, 1), date(2024, 2, 20), extended=True),
            Told(town.land, (Round(date(2024, 3, 1), None),), "", "other",
                 kind="lawsuit", group="lawsuit_direct"),
        ]
    )  # fmt: skip
    return town


def _totals(shown):
    return {str(each.title): each.total for each in shown.sections if each.total}


def test_what_a_clerk_of_one_body_sees(told):
    clerk = Actor("someone", roles=frozenset({(Role.REQUEST_CLERK.value, told.land)}))
    shown = statistics.overview(clerk, told.all, YEAR, DAY, chain.position())
    assert shown.bodies == (told.land,)
    assert _totals(shown) == {
        "本期新收申请": 2, "上期结转申请": 1, "收到方式": 2, "办理结果": 2, "办结时间": 2, "结转下期": 1,
        "未经复议直接起诉": 1,
    }  # fmt: skip
    assert (shown.on_time_rate, shown.fees_fen) == (500, 5000)


def test_the_city_s_office_sees_the_sum(told):
    office = Actor("someone", roles=frozenset({(Role.CITY_OFFICE.value, told.city)}))
    shown = statistics.overview(office, told.all, YEAR, DAY, chain.position())
    assert shown.bodies == told.all
    assert _totals(shown)["办理结果"] == 3
    assert shown.on_time_rate == 666


def test_every_figure_opens_to_the_cases_behind_it(told):
    shown = statistics.overview(SYSTEM, told.all, YEAR, DAY, chain.position())
    for section in shown.sections:
        for figure in section.figures:
            behind = statistics.rows_behind(SYSTEM, figure.names, told.all, YEAR, DAY, shown.position)
            assert sum(row.amount for row in behind) == figure.value, figure


def test_nobody_opens_a_figure_of_a_body_he_does_not_see(told):
    clerk = Actor("someone", roles=frozenset({(Role.REQUEST_CLERK.value, told.forestry)}))
    names = ["requests_received[natural]"]
    behind = statistics.rows_behind(clerk, names, [told.land], YEAR, DAY, chain.position())
    assert behind == []


def test_the_position_of_a_day_is_its_last_event(told):
    assert statistics.position_on(date(2024, 5, 31)) < statistics.position_on(NOW.date())
    assert statistics.position_on(NOW.date()) == chain.position()
    assert statistics.position_on(datetime(2000, 1, 1, tzinfo=UTC).date()) == 0


def test_the_table_of_a_city_adds_up_its_bodies_and_names_the_silent_ones(told):
    table = case_table(rulebook.form_for(2024), 2024, told.all, chain.position())
    assert (table.bodies, table.silent) == ((told.land, told.forestry), (told.city,))
    values = {code: cell.value for code, cell in table.cells.items() if cell.value}
    assert values["T3.R1.C7"] + values["T3.R2.C7"] == values["T3.R3.7.C7"] + values["T3.R4.C7"] == 4
    assert values["T4.B5"] == 1
    assert not any(code.startswith("T2") for code in table.cells)
