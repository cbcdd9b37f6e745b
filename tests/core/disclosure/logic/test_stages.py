"""Courses of stages and their terms; the dates of public-private partnerships."""

from datetime import date

import pytest

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.disclosure.logic.ppp import PppStage, Way, ppp_due
from gongkai.core.disclosure.logic.stages import Progress, course_on, read_course, shifted, standings
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.disclosure_logic import courses

CALENDAR = rulebook.calendar()
EXAMPLES = [(course, example) for course in courses() for example in course.example]


@pytest.mark.parametrize(("course", "example"), EXAMPLES, ids=lambda each: getattr(each, "about", ""))
def test_examples_of_the_declaration(course, example) -> None:
    found = standings(course, example.dates, example.today, CALENDAR)
    progress = {each.stage.name: each.progress for each in found}
    assert {name: progress[name] for name in example.progress} == example.progress
    assert tuple(each.stage.name for each in found if each.flaws) == example.flawed


def test_every_course_has_an_example_and_every_interval_its_article() -> None:
    assert {course.course for course in courses()} == {"tender", "procurement", "land", "project"}
    assert all(course.example and course.legal_basis for course in courses())
    assert all(each.article for course in courses() for each in course.interval)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (
            {"notice": "2017-03-06", "documents_close": "2017-03-10"},
            "不足5日（《招标投标法实施条例》第十六条）",
        ),
        ({"report": "2017-03-30", "candidates": "2017-04-03"}, "超过3日"),
        ({"candidates": "2017-03-31", "award": "2017-04-03"}, "不足3日"),
        ({"notice": "2017-03-06", "opening": "2017-03-25"}, "不足20日"),
        ({"award": "2017-04-10", "contract": "2017-05-11"}, "超过30日"),
        ({"candidates": "2017-04-10", "report": "2017-04-11"}, "“中标候选人公示”早于“收到评标报告”"),
        ({"award": "2017-04-10"}, "没有“中标候选人公示”就有了“中标结果公告”"),
    ],
)
def test_what_was_too_early_late_or_out_of_order(dates: dict[str, str], said: str) -> None:
    course = course_on(courses(), "tender", day("2017-06-01"))
    assert course is not None
    given = {name: day(text) for name, text in dates.items()}
    found = standings(course, given, day("2017-12-31"), CALENDAR)
    assert any(said in str(flaw) for each in found for flaw in each.flaws)


def test_bounds_of_a_stage_to_come() -> None:
    course = course_on(courses(), "tender", day("2017-06-01"))
    assert course is not None
    found = {
        each.stage.name: each
        for each in standings(
            course, {"candidates": day("2017-03-31"), "award": day("2017-04-05")}, day("2017-04-04"), CALENDAR
        )
    }
    assert (found["award"].on, found["award"].not_before) == (None, day("2017-04-04"))  # the 5th has not come
    assert found["award"].progress is Progress.OPEN
    with pytest.raises(KeyError):
        standings(course, {"party": day("2017-01-01")}, day("2017-04-04"), CALENDAR)
    assert course_on(courses(), "tender", day("2011-01-01")) is None


@pytest.mark.parametrize(
    ("start", "term", "end"),
    [
        ("2017-09-29", "2个工作日", "2017-10-09"),
        ("2017-08-31", "6个月", "2018-02-28"),
        ("2017-02-26", "3日", "2017-03-01"),
    ],
)
def test_terms(start: str, term: str, end: str) -> None:
    assert shifted(day(start), term, CALENDAR) == day(end)


COURSE = """
course = "x"
title = "x"
in_force = 2017-01-01
legal_basis = []

[[stage]]
name = "a"
title = "甲"

[[interval]]
begins = "a"
ends = "a"
article = "x"
"""


@pytest.mark.parametrize(
    ("more", "said", "line"),
    [
        ("", "没有写最短或最长", 11),
        ('least = "三天"', "读不懂", 11),
        ('least = "3日"\n[[stage]]\nname = "b"\ntitle = "乙"\nneeds = ["c"]', "没有名为“c”的环节", 1),
        ('least = "3日"\nlast = 1', "不认识的键“last”", 16),
    ],
)
def test_a_course_that_does_not_fit_is_refused_with_its_line(more: str, said: str, line: int) -> None:
    with pytest.raises(DeclarationError, match=said) as refused:
        read_course(Declaration(COURSE + more, "stages/x.toml"))
    assert refused.value.line == line


@pytest.mark.parametrize(
    ("stage", "way", "executing", "year", "due"),
    [
        (PppStage.IDENTIFIED, Way.AT_ONCE, "", None, "2016-06-01"),
        (PppStage.IDENTIFIED, Way.IN_TIME, "2017-03-20", None, "2017-09-20"),
        (PppStage.PROCURED, Way.IN_TIME, "2017-08-31", None, "2018-02-28"),
        (PppStage.PREPARED, Way.IN_TIME, "", None, None),
        (PppStage.EXECUTED, Way.IN_TIME, "2017-03-20", 2017, "2018-04-30"),
        (PppStage.EXECUTED, Way.IN_TIME, "2016-03-20", None, "2017-04-30"),
        (PppStage.HANDED_OVER, Way.AT_ONCE, "2016-03-20", None, "2016-06-01"),
    ],
)
def test_ppp_dates(stage: PppStage, way: Way, executing: str, year: int | None, due: str | None) -> None:
    found = ppp_due(stage, way, day("2016-06-01"), day(executing) if executing else None, year)
    assert found.on == (day(due) if due else None)
    assert str(found.why)
