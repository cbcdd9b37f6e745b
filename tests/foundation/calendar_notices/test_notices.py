"""A new year's holiday notice: what it moves, who may load it, and what the ledger tells of it."""

from datetime import UTC, date, datetime

import pytest

from gongkai.core.messages import Message
from gongkai.core.workdays import Calendar
from gongkai.foundation import rulebook
from gongkai.foundation.calendar_notices import actions, queries
from gongkai.foundation.calendar_notices.models import LoadedNotice
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.foundation.ledger import chain, rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations.roles import SYSTEM, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
RECEIVED = date(2027, 1, 20)
NOTICE_2027 = """
year = 2027

[[notice]]
title = "国务院办公厅关于2027年部分节假日安排的通知"
verified = false

[[holiday]]
name = "元旦"
first = 2027-01-01
last = 2027-01-03

[[holiday]]
name = "春节"
first = 2027-02-05
last = 2027-02-11
make_up = [2027-01-31]
"""


@pytest.fixture
def requests(monkeypatch, city):
    """Two open requests, answered within 20 working days; one is answered before the festival."""
    monkeypatch.setattr("gongkai.foundation.calendar_notices.open_deadlines.SOURCES", {})

    def open_dates(calendar: Calendar):
        for number, received in (("1", RECEIVED), ("2", date(2026, 10, 12))):
            due = calendar.add_workdays(received, 20)
            label = Message("第{number}号申请", {"number": number})
            yield OpenDeadline(("request", number), city.land, label, due.date, due.provisional)

    return source("requests")(open_dates)


def test_a_new_notice_moves_what_rests_on_it_and_nothing_else(requests):
    shown = queries.preview(NOTICE_2027)
    assert not shown.replaces
    assert [(each.subject, each.before, each.after) for each in shown.moved] == [
        (("request", "1"), date(2027, 2, 17), date(2027, 2, 23))
    ]
    assert [(each.provisional_before, each.provisional_after) for each in shown.moved] == [(True, False)]
    assert LoadedNotice.objects.count() == 0


def test_loading_it_makes_it_count_and_the_ledger_tells_from_what_to_what(requests, city):
    changes = actions.load_notice(actor=SYSTEM, now=NOW, text=NOTICE_2027, reason="国务院办公厅通知")
    assert len(changes) == 1
    calendar = queries.current_calendar()
    assert not calendar.is_workday(date(2027, 2, 8))
    assert calendar.is_workday(date(2027, 1, 31))
    assert rulebook.calendar().is_workday(date(2027, 2, 8))
    told = Event.objects.get(subject_type="deadline")
    assert (told.subject_id, told.body) == ("request:1", city.land)
    assert (told.before["due"], told.after["due"]) == ("2027-02-17", "2027-02-23")
    assert list(chain.breaks()) == []
    assert list(rows.mismatches()) == []


def test_an_amended_notice_takes_the_place_of_the_first(requests):
    assert actions.load_notice(actor=SYSTEM, now=NOW, text=NOTICE_2027, reason="通知")
    amended = NOTICE_2027.replace("last = 2027-02-11", "last = 2027-02-14")
    assert queries.preview(amended).replaces
    assert actions.load_notice(actor=SYSTEM, now=NOW, text=amended, reason="延长春节假期")
    assert not queries.current_calendar().is_workday(date(2027, 2, 12))
    card = next(each for each in queries.notices() if each.year == 2027)
    assert (card.loaded_at, card.verified) == (NOW, False)


def test_the_same_notice_again_is_refused(requests):
    assert actions.load_notice(actor=SYSTEM, now=NOW, text=NOTICE_2027, reason="通知")
    refused = actions.load_notice(actor=SYSTEM, now=NOW, text=NOTICE_2027, reason="通知")
    assert "不必再次载入" in str(refused.reason)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = ", "第 1 行"),
        (NOTICE_2027.replace("first = 2027-02-05", "first = 2027-02-15"), "早于开始日期"),
        (NOTICE_2027.replace("2027-01-31", "2027-02-01"), "不是周六或周日"),
        (NOTICE_2027.replace("last = 2027-01-03", "last = 2028-01-03"), "不属于 2027 年"),
        (NOTICE_2027 + "\nextra = 1", "不认识的键"),
        ("#" * 70_000, "过大"),
    ],
)
def test_a_faulty_notice_is_refused_with_its_line(requests, text, said):
    refused = actions.load_notice(actor=SYSTEM, now=NOW, text=text, reason="通知")
    assert said in str(refused.reason)
    assert LoadedNotice.objects.count() == 0


def test_only_the_citys_office_loads(requests, city, appointed):
    for role, body, may in (
        *((role, city.land, False) for role in Role),
        (Role.CITY_OFFICE, city.county, False),
        (Role.AUDITOR, city.city, False),
        (Role.CITY_OFFICE, city.city, True),
    ):
        actor = appointed(role, body)
        result = actions.load_notice(actor=actor, now=NOW, text=NOTICE_2027, reason="通知")
        assert isinstance(result, tuple) == may, (role, body)
        LoadedNotice.objects.all().delete()


def test_the_calendar_costs_one_statement(requests, django_assert_num_queries):
    assert actions.load_notice(actor=SYSTEM, now=NOW, text=NOTICE_2027, reason="通知")
    queries.current_calendar()
    with django_assert_num_queries(1):
        queries.current_calendar()


def test_two_sources_of_one_name_are_an_error(requests):
    with pytest.raises(ValueError, match="two sources"):
        source("requests")(lambda calendar: [])
