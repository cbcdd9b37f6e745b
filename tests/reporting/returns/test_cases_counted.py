"""A return's figures of requests and challenges come from the cases, once the body keeps its cases here."""

from datetime import date

import pytest

from gongkai.core.cells import Cell
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.reporting import actions, queries
from gongkai.reporting.models import ReturnCell
from tests.casework.statistics.history import happen, request

from .conftest import DAY, judged

pytestmark = pytest.mark.django_db


def _take_in(story, body="forestry"):
    return happen(
        [
            request(story.bodies[body], date(2017, 1, 5), date(2017, 1, 20), channel="counter"),
            request(story.bodies[body], date(2017, 11, 5), channel="email"),
        ]
    )


def _counted(story, body):
    return dict(ReturnCell.objects.filter(of=story.of(body), counted__gt=0).values_list("code", "counted"))


def test_a_year_opened_after_the_cases_came_is_prefilled(story):
    _take_in(story)
    story.open()
    assert _counted(story, "forestry") == {"3.1.1": 1, "3.1.3": 1, "3.2.1": 1, "3.3.2": 1}
    assert judged(story.of("forestry")).cells["3.1"] == Cell.number(2)
    assert not ReturnCell.objects.filter(of=story.of("land"), code="3.1.1").exists()


def test_a_figure_opens_to_its_case(story):
    numbers = _take_in(story)
    story.open()
    opened = queries.open_cell(story.clerk("forestry"), story.of("forestry").pk, "3.1.3", DAY)
    assert [row.opens for row in opened.rows] == [("case", str(numbers[1]))]


def test_what_was_typed_before_is_not_added_to_the_count(story):
    """Nobody's forty-three requests become eighty-six because the system has learnt of them."""
    story.open()
    assert story.save("forestry", cells={"3.1.1": "1"})
    _take_in(story)
    refused = story.do(actions.refresh_counts, story.clerk("forestry"), "forestry")
    assert isinstance(refused, Refused)
    assert [code for code, _ in refused.details] == ["3.1.1"]
    assert story.save("forestry", cells={"3.1.1": ""})
    assert story.do(actions.refresh_counts, story.clerk("forestry"), "forestry")
    assert _counted(story, "forestry")["3.1.1"] == 1


def test_the_tables_are_what_the_ledger_says(story):
    _take_in(story)
    story.open()
    assert list(rows.mismatches()) == []
