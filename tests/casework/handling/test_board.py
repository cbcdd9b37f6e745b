"""The deadlines board: where each open request stands, by whom it is seen, in how many questions."""

from datetime import date, timedelta

import pytest

from gongkai.casework import actions
from gongkai.casework.queries import Bucket, board, due_dates
from gongkai.core.receipt import Channel
from gongkai.foundation.organisations.roles import Role

TODAY = date(2026, 3, 30)  # a Monday


@pytest.fixture
def full(office):
    """One request for each place on the board, and a closed one."""
    cases = {
        "today": office.handled(date(2026, 3, 2)),
        "week": office.handled(date(2026, 3, 4)),
        "overdue": office.handled(date(2026, 2, 25)),
        "later": office.handled(date(2026, 3, 23)),
        "paused": office.handled(date(2026, 3, 24)),
        "waiting": office.received(date(2026, 3, 25), channel=Channel.ORDINARY_POST),
        "closed": office.handled(date(2026, 3, 2)),
    }
    office.must(
        actions.consult, cases["paused"], date(2026, 3, 25), party="co_author", name="某局",
        address="某路", information="联合发文",
    )  # fmt: skip
    office.must(actions.withdraw, cases["closed"], date(2026, 3, 5))
    return cases


def test_each_request_stands_in_its_place(office, full):
    found = {row.card.id: row.bucket for row in board(office.clerk, TODAY).rows}
    assert found == {
        full["today"]: Bucket.TODAY, full["week"]: Bucket.THIS_WEEK, full["overdue"]: Bucket.OVERDUE,
        full["later"]: Bucket.LATER, full["paused"]: Bucket.PAUSED, full["waiting"]: Bucket.WAITING,
    }  # fmt: skip


def test_soonest_first_and_counted(office, full):
    shown = board(office.clerk, TODAY)
    assert [row.card.id for row in shown.rows][:3] == [full["overdue"], full["today"], full["week"]]
    assert set(shown.counts.values()) == {1}
    (row,) = board(office.clerk, TODAY, bucket=Bucket.OVERDUE).rows
    assert (row.due, row.days_late) == (date(2026, 3, 24), 4)  # 28 February is a make-up day
    assert shown.by_body[office.bodies["forestry"]][Bucket.PAUSED] == 1
    assert shown.by_person[None][Bucket.TODAY] == 1


def test_what_waits_says_until_when(office, full):
    (row,) = board(office.clerk, TODAY, bucket=Bucket.PAUSED).rows
    assert row.waits_until == date(2026, 4, 16)


def test_pages_follow_one_another_whatever_happens_between(office, full):
    first = board(office.clerk, TODAY, limit=2)
    office.must(actions.withdraw, first.rows[0].card.id, TODAY)
    seen = [row.card.id for row in first.rows]
    after = first.after
    while after:
        page = board(office.clerk, TODAY, limit=2, after=after)
        seen += [row.card.id for row in page.rows]
        after = page.after
    assert sorted(seen) == sorted(pk for name, pk in full.items() if name != "closed")


def test_a_spoilt_key_begins_at_the_beginning(office, full):
    assert board(office.clerk, TODAY, after="x.y").rows == board(office.clerk, TODAY).rows


def test_the_city_sees_all_and_another_body_nothing(office, full):
    assert len(board(office.person(Role.CITY_OFFICE, "city"), TODAY).rows) == 6
    assert board(office.person(Role.REQUEST_CLERK, "land"), TODAY).rows == ()
    assert board(office.person(Role.BODY_ADMINISTRATOR), TODAY).rows == ()


def test_the_number_of_questions_does_not_grow(office, full, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        board(office.clerk, TODAY)
    for n in range(10):
        office.handled(date(2026, 3, 9) + timedelta(days=n % 3), wanted=f"第{n}件")
    with django_assert_max_num_queries(8):
        assert len(board(office.clerk, TODAY).rows) == 16


def test_dates_for_a_calendar(office, full):
    rows = due_dates(office.clerk, TODAY)
    assert [row.due for row in rows] == sorted(row.due for row in rows)
    assert full["closed"] not in {row.card.id for row in rows}


def test_cards_never_show_a_person_in_clear(office, full):
    for row in board(office.clerk, TODAY).rows:
        assert (row.card.name, row.card.phone) == ("张某某", "138****1234")
