"""Registers and the figures counted from them, at any position of the ledger."""

from datetime import UTC, date, datetime

import pytest

from gongkai.core.counts import Period
from gongkai.foundation.ledger import chain, counting, rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations import actions, queries
from gongkai.foundation.organisations.roles import SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2018, 1, 3, 1, 0, tzinfo=UTC)
BY_SYSTEM = {"actor": SYSTEM, "now": NOW}
YEAR = Period.of_year(2017)
ALL = (
    "disclosure_offices", "full_time_staff", "part_time_staff", "disclosure_funds",
    "disclosure_meetings", "training_courses", "trainees",
)  # fmt: skip


@pytest.fixture
def office(city):
    """An office with staff, funds, a meeting and two courses in 2017."""
    entry = actions.register_office(
        **BY_SYSTEM, body_id=city.land, name="政务公开科", valid_from=date(2015, 1, 1), phone="0539-1234567"
    )
    land = BY_SYSTEM | {"body_id": city.land}
    for result in (
        actions.set_staffing(
            **BY_SYSTEM, office=entry, valid_from=date(2015, 1, 1), full_time=1, part_time=5
        ),
        actions.set_staffing(
            **BY_SYSTEM, office=entry, valid_from=date(2017, 6, 1), full_time=2, part_time=3
        ),
        actions.register_fund(**land, year=2017, fen=1_250_000, purpose="培训"),
        actions.register_fund(**land, year=2016, fen=9_900, purpose="培训"),
        actions.register_meeting(**land, on=date(2017, 12, 31), title="部署会"),
        actions.register_meeting(**land, on=date(2018, 1, 1), title="总结会"),
        actions.register_course(**land, on=date(2017, 3, 1), title="条例培训", trainees=40),
        actions.register_course(**land, on=date(2017, 9, 1), title="平台培训", trainees=25),
    ):
        assert result, result
    return entry


def _figures(body, position=None, period=YEAR):
    found = counting.values(ALL, [body], period, chain.position() if position is None else position)
    return tuple(found[name, body] for name in ALL)


def test_figures_of_a_year(city, office):
    assert _figures(city.land) == (1, 2, 3, 1_250_000, 1, 2, 65)
    assert _figures(city.forestry) == (0,) * 7
    assert _figures(city.land, period=Period(date(2017, 1, 1), date(2017, 6, 1))) == (1, 1, 5, 0, 0, 1, 40)


def test_a_past_position_gives_the_figures_of_then(city, office):
    position, told = chain.position(), _figures(city.land)
    course = queries.courses([city.land], 2017)[0].entry
    meeting = queries.meetings([city.land], 2017)[0].entry
    for result in (
        actions.correct_entry(
            **BY_SYSTEM, register="course", entry=course, changes={"trainees": 41}, reason="点名册核对"
        ),
        actions.withdraw_entry(**BY_SYSTEM, register="meeting", entry=meeting, reason="重复登记"),
        actions.close_office(**BY_SYSTEM, entry=office, on=date(2017, 11, 1), reason="并入办公室"),
    ):
        assert result, result
    assert _figures(city.land) == (0, 0, 0, 1_250_000, 0, 2, 66)
    assert _figures(city.land, position) == told
    assert _figures(city.land, 0) == (0,) * 7
    assert list(rows.mismatches()) == []


def test_a_figure_opens_to_rows_that_sum_to_it(city, office):
    position = chain.position()
    for name in ALL:
        behind = counting.rows(name, city.land, YEAR, position)
        assert sum(row.amount for row in behind) == counting.value(name, city.land, YEAR, position).value
        assert all(row.label and row.event <= position for row in behind)


def test_any_number_of_figures_is_one_statement(city, office, django_assert_num_queries):
    with django_assert_num_queries(1):
        counting.values(ALL, [city.land, city.forestry, city.culture], YEAR, 10_000)


def test_staff_of_a_day_said_again_is_a_correction(city, office):
    assert actions.set_staffing(
        **BY_SYSTEM, office=office, valid_from=date(2017, 6, 1), full_time=4, part_time=0, reason="漏计"
    )
    assert _figures(city.land)[1:3] == (4, 0)
    assert [(each.full_time, each.part_time) for each in queries.offices([city.land], date(2017, 5, 31))] == [
        (1, 5)
    ]


def test_many_offices_with_their_staff_are_entered_as_each_would_be(city, office):
    day = date(2017, 6, 1)
    more = BY_SYSTEM | {"body_id": city.forestry, "valid_from": day}
    wrong = [actions.OfficeFacts("信息科"), actions.OfficeFacts("", email="nobody")]
    position = chain.position()
    refused = actions.register_offices(**more, offices=wrong)
    assert {name for name, _ in refused.details} == {"1.name", "1.email"}
    assert chain.position() == position
    new = actions.register_offices(**more, offices=[actions.OfficeFacts(name) for name in "甲乙"])
    staff = dict(zip(new, ((1, 2), (3, 4)), strict=True)) | {office: (5, 0)}
    unsaid = actions.set_staffing_of(**BY_SYSTEM, staff=staff, valid_from=day)
    assert [name for name, _ in unsaid.details] == ["reason"]  # as it corrects what was said of one of them
    entered = actions.set_staffing_of(**BY_SYSTEM, staff=staff, valid_from=day, reason="漏计")
    assert len(set(entered)) == len(staff)
    assert _figures(city.forestry)[:3] == (2, 4, 6)
    assert _figures(city.land)[:3] == (1, 5, 0)
    verbs = Event.objects.filter(sequence__gt=position).order_by("sequence").values_list("verb", flat=True)
    assert list(verbs) == ["office.register"] * 2 + ["staffing.set"] * 3
    assert list(rows.mismatches()) == []


def test_a_correction_needs_its_reason(city, office):
    refused = actions.correct_office(**BY_SYSTEM, entry=office, changes={"phone": "1"}, reason=" ")
    assert [name for name, _ in refused.details] == ["reason"]


def test_bad_input_is_refused_field_by_field(city):
    refused = actions.register_office(
        **BY_SYSTEM,
        body_id=city.land,
        name="",
        valid_from=date(2015, 1, 1),
        email="nobody",
        postcode="2760000",
    )
    assert {name for name, _ in refused.details} == {"name", "email", "postcode"}


def test_a_body_keeps_its_own_registers(city, appointed):
    allowed = {Role.BODY_ADMINISTRATOR, Role.STATISTICS_CLERK, Role.CITY_OFFICE}
    for role in Role:
        actor = appointed(role, city.land)
        for body, may in ((city.land, role in allowed), (city.forestry, False)):
            result = actions.register_meeting(
                actor=actor, now=NOW, body_id=body, on=date(2017, 1, 5), title="会"
            )
            assert bool(result) == may, (role, body)
