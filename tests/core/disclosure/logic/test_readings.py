"""Readings of polluters: repeated, out of order, a year ahead; over the limit; missing."""

from datetime import datetime, timedelta
from decimal import Decimal

from gongkai.core.disclosure.logic.readings import Bounds, Limit, Reading, Verdict, exceedances, gaps, judge

NOW = datetime(2017, 10, 9, 12, 5)
BOUNDS = Bounds(greatest={"化学需氧量": Decimal(1000)})


def at(hour: int, day: int = 9) -> datetime:
    return datetime(2017, 10, day, hour)


def reading(hour: int, value: str | None, *, day: int = 9, note: str = "", source: str = "W1-01") -> Reading:
    return Reading(source, "化学需氧量", at(hour, day), None if value is None else Decimal(value), note)


def test_what_becomes_of_a_stream() -> None:
    known = {("W1-01", "化学需氧量", at(8)): Decimal("41.2")}
    stream = [
        reading(8, "41.20"),  # the same again
        reading(9, "50"),
        reading(9, "50"),
        reading(9, "50.1"),  # another value for the same hour
        reading(11, "52"),
        reading(10, "51"),  # out of order
        Reading("W1-01", "化学需氧量", datetime(2018, 10, 9, 10), Decimal(50)),  # a year ahead
        Reading("W1-01", "化学需氧量", NOW + timedelta(minutes=10), Decimal(50)),  # a clock a little fast
        reading(7, "40", day=1),
        Reading("W1-01", "化学需氧量", datetime(2017, 8, 1), Decimal(50)),  # too old
        reading(6, "-1"),
        reading(5, "1000.1"),
        reading(4, "NaN"),
        reading(3, None),
        reading(2, None, note="校准"),
    ]
    found = judge(stream, known, NOW, BOUNDS)
    verdicts = ["repeated", "taken", "repeated", "set_aside", "taken", "taken_late"]
    verdicts += ["set_aside", "taken", "taken_late"]
    verdicts += ["set_aside"] * 5 + ["taken_late"]
    assert [each.verdict for each in found] == verdicts
    reasons = [str(each.reason) for each in found if each.verdict is Verdict.SET_ASIDE]
    words = ("已有读数 50", "在收到之后", "早于", "不可能", "最大值 1000", "不可能", "没有写明原因")
    assert [reason for word, reason in zip(words, reasons, strict=True) if word not in reason] == []


def test_sending_everything_again_changes_nothing() -> None:
    stream = [reading(hour, str(40 + hour)) for hour in range(12)]
    first = judge(stream, {}, NOW, BOUNDS)
    known = {(one.source, one.item, one.at): one.value for one in stream}
    assert {each.verdict for each in first} == {Verdict.TAKEN}
    assert {each.verdict for each in judge(stream[::-1] * 2, known, NOW, BOUNDS)} == {Verdict.REPEATED}


def test_stretches_over_the_limit() -> None:
    limit = Limit("化学需氧量", Decimal(60), "DB37/599-2006")
    values = {0: "60", 1: "61", 2: "75.5", 3: "60", 4: "62", 6: "63", 7: None}
    stream = [reading(hour, value, note="停产") for hour, value in values.items()]
    found = exceedances([*stream[::-1], reading(2, "90", source="W2-01")], limit)
    assert [(each.source, each.first.hour, each.last.hour, each.readings, each.worst) for each in found] == [
        ("W1-01", 1, 2, 2, Decimal("75.5")),
        ("W1-01", 4, 4, 1, Decimal(62)),  # 5 o'clock is missing: nothing is known about it
        ("W1-01", 6, 6, 1, Decimal(63)),
        ("W2-01", 2, 2, 1, Decimal(90)),
    ]
    assert found[0].times == Decimal("1.26")


def test_a_limit_with_a_lower_end() -> None:
    limit = Limit("pH", Decimal(9), "DB37/599-2006", least=Decimal(6))
    stream = [
        Reading("W1-01", "pH", at(hour), Decimal(value))
        for hour, value in enumerate(("6", "5.2", "5.9", "9", "9.9"))
    ]
    found = exceedances(stream, limit)
    assert [(each.first.hour, each.worst, each.times) for each in found] == [
        (1, Decimal("5.2"), None),
        (4, Decimal("9.9"), Decimal("1.10")),
    ]


def test_missing_hours() -> None:
    found = gaps([at(1), at(2), at(5), at(9)], at(0), at(9))
    assert [(each.first.hour, each.last.hour, each.readings) for each in found] == [
        (0, 0, 1),
        (3, 4, 2),
        (6, 8, 3),
    ]
    assert gaps([], at(3), at(2)) == ()
