"""Families of counts: declared once, asked once, each key a figure of its own."""

from datetime import UTC, date, datetime

import pytest
from django.db.models import Case, F, Value, When

from gongkai.core.counts import Count, Counts, Period, UnknownCountError, family_and_key
from gongkai.foundation.ledger import chain, counting
from gongkai.foundation.organisations import actions
from gongkai.foundation.organisations.models import Course
from gongkai.foundation.organisations.roles import SYSTEM

NOW = datetime(2018, 1, 3, 1, 0, tzinfo=UTC)
YEAR = Period.of_year(2017)


def _by_title(period, position):
    return (
        Course.objects.as_of(position)
        .filter(on__gte=period.start, on__lt=period.end)
        .annotate(label=F("title"), amount=Value(1), opens_id=F("entry_id"))
    )


def _large(period):
    """Courses with more than 30 people, by title; the others are in no member."""
    return Case(When(trainees__gt=30, then=F("title")))


FAMILY = Count(
    "courses_by_title", "各种培训班数", "次", "示例", _by_title, opens="course", key=lambda period: F("title")
)
LARGE = Count("large_courses", "三十人以上的培训班数", "次", "示例", _by_title, opens="course", key=_large)


@pytest.fixture
def declared():
    for each in (FAMILY, LARGE):
        counting.declare(each)
    yield
    for each in (FAMILY, LARGE):
        del counting.COUNTS._by_name[each.name]


@pytest.fixture
def held(city, declared):
    for body, title, people in (
        (city.land, "条例", 40),
        (city.land, "条例", 20),
        (city.land, "平台", 40),
        (city.forestry, "条例", 40),
    ):
        assert actions.register_course(
            actor=SYSTEM, now=NOW, body_id=body, on=date(2017, 3, 1), title=title, trainees=people
        )
    return city


@pytest.mark.django_db
def test_each_key_is_a_figure(held):
    names = ["courses_by_title[条例]", "courses_by_title[平台]", "courses_by_title[其他]", "trainees"]
    found = counting.values(names, [held.land, held.forestry], YEAR, chain.position())
    assert [found[name, held.land] for name in names] == [2, 1, 0, 100]
    assert [found[name, held.forestry] for name in names] == [1, 0, 0, 40]
    assert counting.members(FAMILY.name, [held.land], YEAR, chain.position()) == {
        ("条例", held.land): 2,
        ("平台", held.land): 1,
    }


@pytest.mark.django_db
def test_families_of_one_source_are_read_together(held, django_assert_num_queries):
    names = ["courses_by_title[条例]", "courses_by_title[平台]", "large_courses[条例]", "large_courses[平台]"]
    with django_assert_num_queries(1) as asked:
        found = counting.values(names, [held.land], YEAR, 10_000)
    assert [found[name, held.land] for name in names] == [2, 1, 1, 1]
    assert "UNION" not in asked[0]["sql"]
    assert counting.members("large_courses", [held.land], YEAR, 10_000) == {
        ("条例", held.land): 1,
        ("平台", held.land): 1,
    }
    assert len(counting.rows("large_courses[条例]", held.land, YEAR, 10_000)) == 1


@pytest.mark.django_db
def test_a_member_opens_to_its_own_rows_and_says_what_they_lead_to(held):
    position = chain.position()
    (row,) = counting.rows("courses_by_title[平台]", held.land, YEAR, position)
    assert (row.label, row.opens) == ("平台", ("course", row.subject[1]))
    both = counting.rows_of(["courses_by_title[平台]", "courses_by_title[条例]"], held.land, YEAR, position)
    assert sum(row.amount for row in both) == 3
    (plain, *_) = counting.rows("training_courses", held.land, YEAR, position)
    assert plain.opens is None


@pytest.mark.django_db
def test_any_number_of_members_is_one_statement(held, django_assert_num_queries):
    names = [FAMILY.member(str(number)) for number in range(200)]
    with django_assert_num_queries(1):
        counting.values(names, [held.land], YEAR, 10_000)
    with django_assert_num_queries(1):
        counting.rows_of(names, held.land, YEAR, 10_000)


@pytest.mark.parametrize("name", ["courses_by_title", "nothing", "nothing[x]", "plain[x]"])
def test_a_family_is_no_figure_and_a_figure_no_family(name):
    counts = Counts()
    counts.declare(FAMILY)
    counts.declare(Count("plain", "数", "个", "示例", _by_title))
    with pytest.raises(UnknownCountError):
        counts[name]


def test_names_of_members():
    assert FAMILY.member("2019.disclosed") == "courses_by_title[2019.disclosed]"
    assert family_and_key("courses_by_title[2019.disclosed]") == ("courses_by_title", "2019.disclosed")
    assert family_and_key("trainees") == ("trainees", None)
    with pytest.raises(ValueError, match="no members"):
        Count("plain", "数", "个", "示例", _by_title).member("x")
