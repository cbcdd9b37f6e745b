"""Who owes what by when, and what became of it: stories of a year with mergers in it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import partial

import pytest

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.bodies import Bodies, Body
from gongkai.core.disclosure.obligations import (
    EventRow,
    Facts,
    Obligation,
    Question,
    Released,
    Stated,
    obligations,
)
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Fields, State
from gongkai.core.disclosure.worked import failure
from gongkai.foundation import rulebook
from tests.core.disclosure.declared import TEXT, altered, field, permits

CALENDAR = rulebook.calendar()
day = date.fromisoformat
FIELDS = Fields((field(),))
LONG_AGO = date(2000, 1, 1)
DEPARTMENT = frozenset({"city", "department"})

CITY = [
    Body("jyj", DEPARTMENT, LONG_AGO),
    Body("quiet", DEPARTMENT, LONG_AGO),
    Body("fair", frozenset({"city", "institution"}), LONG_AGO),
    Body("lanshan", frozenset({"county", "government"}), LONG_AGO),
    # gsj and zjj become scj on 10 October 2017
    Body("gsj", DEPARTMENT, LONG_AGO, day("2017-10-10"), ("scj",)),
    Body("zjj", DEPARTMENT, LONG_AGO, day("2017-10-10"), ("scj",)),
    Body("scj", DEPARTMENT, day("2017-10-10")),
    # closed without a successor
    Body("gone", DEPARTMENT, LONG_AGO, day("2017-10-05")),
]
Of = partial(Released, "permit_counts")
Said = partial(Stated, "permit_counts")
Row = partial(EventRow, "permits")


def asked(
    name: str,
    today: str,
    *,
    released: Iterable[Released] = (),
    stated: Iterable[Stated] = (),
    events: Iterable[EventRow] = (),
    first: str = "2017-09-01",
    last: str = "2017-09-30",
    fields: Fields = FIELDS,
) -> dict[tuple[str, str], Obligation]:
    """By origin and period."""
    facts = Facts.of(day(today), released, stated, events)
    question = Question(day(first), day(last), day(today), CALENDAR)
    found = [each for each in obligations(fields, Bodies(CITY), facts, question) if each.data_set == name]
    assert len({(each.origin, each.body, each.period) for each in found}) == len(found)
    return {(each.origin, each.period.label): each for each in found}


def test_a_period_is_fulfilled_late_missing_empty_or_not_applicable() -> None:
    found = asked(
        "permit_counts",
        "2017-10-20",
        released=[Of("jyj", "2017-09", day("2017-10-15")), Of("fair", "2017-09", day("2017-10-16"))],
        stated=[
            Said("lanshan", "2017-09", day("2017-10-12"), True, "本月没有"),
            Said("quiet", "", day("2017-01-05"), False, "没有这项职能"),
        ],
    )
    states = {origin: each.state for (origin, _), each in found.items()}
    assert states == {
        "jyj": State.FULFILLED,
        "fair": State.LATE,
        "lanshan": State.EMPTY,
        "quiet": State.NOT_APPLICABLE,
        "gsj": State.MISSING,
        "zjj": State.MISSING,
    }
    assert found["fair", "2017-09"].days_late == 1
    assert found["lanshan", "2017-09"].reason == "本月没有"
    assert found["jyj", "2017-09"].due.date == day("2017-10-15")


@pytest.mark.parametrize(
    ("today", "state"),
    [("2017-10-15", State.NOT_YET_DUE), ("2017-10-16", State.MISSING), ("2017-10-25", State.LATE)],
)
def test_the_board_of_a_day_knows_nothing_of_later_days(today: str, state: State) -> None:
    released = [Of("jyj", "2017-09", day("2017-10-20")), Of("jyj", "2017-09", day("2017-11-20"))]
    found = asked("permit_counts", today, released=released)["jyj", "2017-09"]
    assert found.state is state


def test_whoever_takes_a_body_over_owes_from_that_day() -> None:
    found = asked("permit_counts", "2017-11-30", first="2017-08-01", last="2017-10-31")
    answering = {key: each.body for key, each in found.items() if key[0] in ("gsj", "zjj", "scj", "gone")}
    assert answering == {
        ("gsj", "2017-08"): "gsj",  # due while it still existed
        ("zjj", "2017-08"): "zjj",
        ("gone", "2017-08"): "gone",
        ("gsj", "2017-09"): "scj",  # due on 15 October, five days after the merger
        ("zjj", "2017-09"): "scj",
        ("scj", "2017-10"): "scj",  # the merged body's first own month
    }


def test_what_was_done_before_or_after_a_merger_counts() -> None:
    early = asked("permit_counts", "2017-11-01", released=[Of("gsj", "2017-09", day("2017-10-09"))])
    assert early["gsj", "2017-09"].state is State.FULFILLED
    assert early["zjj", "2017-09"].state is State.MISSING
    after = asked("permit_counts", "2017-11-01", released=[Of("scj", "2017-09", day("2017-10-13"))])
    assert {after[origin, "2017-09"].state for origin in ("gsj", "zjj")} == {State.FULFILLED}


def test_an_event_is_owed_from_its_own_row() -> None:
    rows = [
        Row("jyj", day("2017-09-28"), day("2017-10-13")),  # the seventh working day
        Row("jyj", day("2017-09-04"), day("2017-09-20"), 3),  # due on the 13th
        Row("lanshan", day("2017-09-28"), None),
        Row("gsj", day("2017-09-29"), None),  # due on 16 October: scj answers
    ]
    found = asked("permits", "2017-10-15", events=rows)
    jyj, lanshan, gsj = (found[origin, "2017-09"] for origin in ("jyj", "lanshan", "gsj"))
    assert (jyj.state, jyj.rows, jyj.late, jyj.missing) == (State.LATE, 4, 3, 0)
    assert jyj.due.date == day("2017-09-13")
    assert (lanshan.state, lanshan.due.date) == (State.MISSING, day("2017-10-13"))
    assert (gsj.state, gsj.body) == (State.NOT_YET_DUE, "scj")


def test_where_a_zero_return_is_owed_silence_is_missing() -> None:
    stated = [Stated("permits", "lanshan", "2017-09", day("2017-10-09"), True, "没有许可")]
    found = asked(
        "permits", "2017-10-20", stated=stated, events=[Row("jyj", day("2017-09-05"), day("2017-09-06"))]
    )
    states = {origin: each.state for (origin, _), each in found.items()}
    assert states["jyj"] is State.FULFILLED
    assert states["lanshan"] is State.EMPTY
    assert states["zjj"] is State.MISSING
    assert "quiet" not in states  # "-quiet"
    assert "fair" not in states  # no department


def test_a_period_is_judged_by_the_declaration_of_its_day() -> None:
    later = altered("in_force = 2017-01-01", "in_force = 2017-10-01").replace("每月15日前", "每月10日前")
    fields = read_fields([Declaration(TEXT, "a.toml"), Declaration(later, "b.toml")])
    found = asked("permit_counts", "2017-12-01", first="2017-09-01", last="2017-10-31", fields=fields)
    dues = [found["jyj", label].due.date for label in ("2017-09", "2017-10")]
    assert dues == [day("2017-10-15"), day("2017-11-10")]


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        ("2017-03-01", "2018-02-28", ["2018"]),  # 2017 fell due before, 2018 runs on
        ("2018-01-01", "2018-12-31", ["2018"]),
        ("2018-01-01", "2018-01-30", []),
        ("2018-02-01", "2018-12-31", []),
    ],
)
def test_a_plan_of_the_year_is_missing_from_the_day_it_was_due(
    first: str, last: str, years: list[str]
) -> None:
    """Not from the end of the year it is for; and in one stretch of time only."""
    text = altered("每月15日前", "每年1月31日前公开本年度计划").replace(
        'period = "2017-09"', 'period = "2017"'
    )
    fields = Fields((field(text),))
    found = asked("permit_counts", "2018-12-31", first=first, last=last, fields=fields)
    assert sorted(label for origin, label in found if origin == "jyj") == years
    assert {each.due.date for each in found.values()} <= {day("2018-01-31")}


def test_bodies_split_and_follow_each_other_even_in_a_circle() -> None:
    bodies = Bodies(
        [
            Body("a", DEPARTMENT, LONG_AGO, day("2017-01-01"), ("b", "c")),
            Body("b", DEPARTMENT, day("2017-01-01"), day("2018-01-01"), ("d",)),
            Body("c", frozenset({"institution"}), day("2017-01-01")),
            Body("d", DEPARTMENT, day("2018-01-01"), day("2019-01-01"), ("d",)),
        ]
    )
    assert bodies.heirs("a", day("2016-12-31")) == ("a",)
    assert bodies.heirs("a", day("2017-06-01")) == ("b", "c")
    assert bodies.heirs("a", day("2018-06-01")) == ("d", "c")
    assert bodies.heirs("d", day("2020-01-01")) == ()
    assert bodies.owing(("department",), day("2017-06-01")) == ("b", "c")
    assert bodies.owing(("department", "-c"), day("2017-06-01")) == ("b",)


def test_a_worked_example_that_is_wrong_says_what_is_right() -> None:
    data_set = permits()
    (example,) = data_set.examples
    assert failure(data_set, example, CALENDAR) is None
    wrong = field(altered("released_on = 2017-10-18", "released_on = 2017-10-19")).data[0]
    assert "状态 late" in str(failure(wrong, wrong.examples[0], CALENDAR))


def test_a_stream_owes_every_day_and_a_live_list_each_change() -> None:
    live = altered('text = "自作出决定之日起7个工作日"', 'text = "实时"').replace(
        'zero_return = "month"\n', ""
    )
    rows = [Row("jyj", day("2017-09-05"), day("2017-09-06"))]
    found = asked("permits", "2017-10-20", events=rows, fields=Fields((field(live),)))
    assert Counter(each.state for each in found.values()) == {State.LATE: 1}
    stream = live.replace('owed_by = ["department"', 'series = true\nowed_by = ["department"')
    released = [Released("permits", "jyj", f"2017-09-{on:02}", date(2017, 9, on)) for on in range(1, 30)]
    found = asked("permits", "2017-10-20", released=released, fields=Fields((field(stream),)))
    states = Counter(each.state for (origin, _), each in found.items() if origin == "jyj")
    assert states == {State.FULFILLED: 29, State.MISSING: 1}
