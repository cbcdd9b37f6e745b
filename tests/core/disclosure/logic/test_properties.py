"""What holds for any input: indices never fall when concentrations rise, sums are sums, nothing is lost."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.core.disclosure.logic.air import sub_index
from gongkai.core.disclosure.logic.budgets import BudgetLine, By, tree
from gongkai.core.disclosure.logic.consultation import Consultation, closes_on
from gongkai.core.disclosure.logic.draw import Candidate, Inspector, Plan, Pool, draw
from gongkai.core.disclosure.logic.powers import ChangeKind, Power, PowerChange, list_as_of
from gongkai.core.disclosure.logic.readings import Bounds, Reading, Verdict, gaps, judge
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.disclosure_logic import air_standards, budget_classes

CALENDAR = rulebook.calendar()
TABLES = [(standard, table.name) for standard in air_standards() for table in standard.table]
concentrations = st.decimals(min_value=0, max_value=4000, places=3)
some = settings(max_examples=60, deadline=None)


@some
@given(st.sampled_from(TABLES), concentrations, concentrations)
def test_a_higher_concentration_never_has_a_lower_index(where, one: Decimal, other: Decimal) -> None:
    standard, name = where
    low, high = (sub_index(standard, name, value).index for value in sorted((one, other)))
    if low is not None and high is not None:
        assert 0 <= low <= high <= 500


@some
@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.data())
def test_whoever_is_drawn_is_on_the_list_once_with_an_able_team(weights: list[int], data) -> None:
    objects = data.draw(st.integers(1, len(weights)))
    team, most = data.draw(st.integers(2, 4)), data.draw(st.integers(0, 3))
    candidates = tuple(Candidate(f"C{n}", "示例", weight) for n, weight in enumerate(weights))
    inspectors = tuple(
        Inspector(
            f"I{n}", ("食品",), tuple(data.draw(st.sets(st.sampled_from([one.code for one in candidates]))))
        )
        for n in range(data.draw(st.integers(0, 6)))
    )
    pool = Pool(Plan("抽查", "食品", objects, team, most), candidates, inspectors)
    found = draw(pool, "份额", data.draw(st.text(max_size=5)))
    codes = [each.code for each in found.assignments]
    assert len(codes) == len(set(codes)) == objects
    avoids = {each.number: each.avoids for each in inspectors}
    for each in found.assignments:
        assert len(set(each.inspectors)) == len(each.inspectors) <= team
        assert each.short == (len(each.inspectors) < team)
        assert all(each.code not in avoids[number] for number in each.inspectors)
    loads = [number for each in found.assignments for number in each.inspectors]
    assert not most or all(loads.count(number) <= most for number in loads)


@some
@given(
    st.lists(
        st.tuples(
            st.integers(200, 233), st.integers(0, 3), st.integers(-9, 999), st.none() | st.integers(0, 99)
        )
    )
)
def test_every_level_of_a_budget_adds_up(rows: list) -> None:
    lines = [
        BudgetLine(str(kind) + "0101"[: 2 * (depth % 3)], "项", amount, last)
        for kind, depth, amount, last in rows
    ]
    nodes = tree(lines, By.FUNCTION, budget_classes()[0])
    assert sum(node.amount for node in nodes) == sum(line.amount for line in lines)
    assert sum(node.lines for node in nodes) == len(lines)
    assert sum(node.last_year or 0 for node in nodes) == sum(line.last_year or 0 for line in lines)


@some
@given(st.dates(date(2017, 1, 1), date(2025, 6, 1)), st.integers(1, 30), st.booleans())
def test_a_consultation_closes_after_exactly_its_days(opened: date, days: int, workdays: bool) -> None:
    closes = closes_on(Consultation(opened, days, workdays), CALENDAR)
    passed = CALENDAR.workdays_between(opened, closes) if workdays else (closes - opened).days
    assert passed == days
    assert not workdays or CALENDAR.is_workday(closes)


@some
@given(
    st.lists(st.tuples(st.sampled_from(ChangeKind), st.integers(0, 5), st.integers(0, 5), st.integers(0, 9)))
)
def test_every_change_is_applied_or_refused_and_the_list_has_each_power_once(given_changes: list) -> None:
    changes = [
        PowerChange(
            "批",
            date(2017, 1, 1) + timedelta(days=day),
            kind,
            f"P{code}",
            Power(f"P{code}", "x", "许可", "b"),
            f"P{into}",
        )
        for kind, code, into, day in given_changes
    ]
    start = [Power(f"P{n}", "x", "许可", "b") for n in range(3)]
    found = list_as_of(start, changes, date(2017, 12, 31))
    assert len(found.applied) + len(found.refused) == len(changes)
    codes = [power.code for power in found.powers]
    assert codes == sorted(set(codes))
    came = sum(change.kind in (ChangeKind.TAKEN_OVER, ChangeKind.ADDED) for change in found.applied)
    left = sum(
        change.kind in (ChangeKind.CANCELLED, ChangeKind.DELEGATED, ChangeKind.MERGED)
        for change in found.applied
    )
    assert len(codes) == 3 + came - left


@some
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3)), max_size=40))
def test_a_stream_keeps_one_reading_an_hour_and_the_hours_without_are_gaps(sent: list) -> None:
    start = datetime(2017, 10, 9)
    stream = [Reading("W", "x", start + timedelta(hours=hour), Decimal(value)) for hour, value in sent]
    found = judge(stream, {}, start + timedelta(hours=20), Bounds())
    taken = [each.reading.at for each in found if each.verdict in (Verdict.TAKEN, Verdict.TAKEN_LATE)]
    assert len(found) == len(stream)
    assert sorted(taken) == sorted({reading.at for reading in stream})
    missing = sum(gap.readings for gap in gaps(taken, start, start + timedelta(hours=20)))
    assert missing == 21 - len(taken)
