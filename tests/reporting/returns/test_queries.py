"""Board, what waits, opened figures, and what the public sees."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.core.cells import BLANK, Cell
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.reporting import actions, queries
from gongkai.reporting.queries.public import public_value

from .conftest import DAY

pytestmark = pytest.mark.django_db


def _line(story, body, day=DAY):
    return next(each for each in queries.board(story.office(), 2017, day) if each.body.code == body)


def test_the_board_shows_the_tree_with_states_and_dates(opened):
    opened.report("forestry")
    lines = queries.board(opened.office(), 2017, DAY)
    assert [(each.body.code, each.depth) for each in lines] == [
        ("city", 0), ("county", 1), ("township", 2), ("village", 3), ("forestry", 1), ("land", 1),
    ]  # fmt: skip
    forestry = _line(opened, "forestry")
    assert (forestry.state, forestry.is_submitted, forestry.is_late) == ("accepted", True, False)
    assert forestry.submitted_at is not None


@pytest.mark.parametrize(
    ("day", "days_left", "is_late"),
    [(date(2018, 3, 30), 1, False), (date(2018, 3, 31), 0, False), (date(2018, 4, 2), -2, True)],
)
def test_who_is_late_by_the_law_of_2007(opened, day, days_left, is_late):
    line = _line(opened, "land", day)
    assert line.deadline.date == date(2018, 3, 31)
    assert "三十一条" in line.deadline.article
    assert (line.deadline.days_left, line.is_late) == (days_left, is_late)


def test_the_law_of_2019_gives_departments_an_earlier_date(story):
    story.open(year=2021)
    due = {each.body.code: each.deadline.date for each in queries.board(story.office(), 2021, DAY)}
    assert due["forestry"] == date(2022, 1, 31)
    assert due["city"] == date(2022, 3, 31)


def test_the_office_may_ask_for_an_earlier_date_but_not_a_later_one(story):
    def due(asked):
        actions.open_year(
            actor=story.office(), now=story.now, root_id=story.bodies["city"], year=2017, asked_for=asked
        )
        return {each.body.code: each.deadline.date for each in queries.board(story.office(), 2017, DAY)}

    asked = due(date(2018, 1, 20))
    assert (asked["land"], asked["city"]) == (date(2018, 1, 20), date(2018, 3, 31))
    assert due(date(2018, 6, 1))["land"] == date(2018, 3, 31)


def test_the_board_takes_the_same_number_of_statements_at_any_size(opened):
    def statements(actor):
        with CaptureQueriesContext(connection) as captured:
            assert queries.board(actor, 2017, DAY)
        return len(captured)

    assert statements(opened.office()) == statements(opened.office("township"))


def test_a_reminder_shows_on_the_board_and_to_the_clerk(opened):
    assert _line(opened, "land").reminded is None
    reminder = opened.do(actions.remind, opened.office(), "land", text="请于 20 日前报送")
    assert reminder.due == date(2018, 3, 31)
    assert _line(opened, "land").reminded == reminder.at
    (waiting,) = queries.waiting_for(opened.clerk("land"), DAY)
    assert waiting.reminded == reminder.at
    assert opened.do(actions.remind, SYSTEM, "land")
    opened.report("forestry")
    assert not opened.do(actions.remind, opened.office(), "forestry")


def _verbs(actor):
    return [(each.body.code, each.verb) for each in queries.waiting_for(actor, DAY)]


def test_what_waits_moves_from_desk_to_desk(opened):
    story = opened
    clerk, reviewer = story.clerk("land"), story.reviewer("land")
    assert _verbs(clerk) == [("land", "return.save_cells")]
    assert _verbs(reviewer) == []
    story.fill("land")
    story.do(actions.send_to_review, clerk, "land")
    assert _verbs(clerk) == []
    assert _verbs(reviewer) == [("land", "return.review_ok")]
    story.do(actions.review_ok, reviewer, "land")
    assert _verbs(clerk) == [("land", "return.submit")]
    story.do(actions.submit, clerk, "land")
    assert _verbs(story.office()) == [("land", "return.accept")]
    story.do(actions.accept, story.office(), "land")
    assert _verbs(story.office()) == []


def test_who_filled_it_is_not_asked_to_review_it(opened):
    both = opened.person("land", Role.STATISTICS_CLERK, Role.REVIEWER)
    opened.save("land", cells={"1.1": "1"}, actor=both)
    opened.do(actions.state_zero, opened.clerk("land"), "land")
    opened.explain_all("land")
    assert opened.do(actions.send_to_review, opened.clerk("land"), "land")
    assert _verbs(both) == []


def test_a_figure_opens_to_bodies_entries_and_events(opened):
    story = opened
    story.report("forestry", {"3.1.1": "4", "3.2.1": "4", "3.3.1": "4"})
    story.save("city", cells={"3.1.1": "1"})
    story.save("city", cells={"3.1.1": "2"})
    opened_cell = queries.open_cell(story.office(), story.of("city").pk, "3.1.1", DAY)
    assert opened_cell.final == Cell.number(6)
    assert opened_cell.own.entry == Cell.number(2)
    assert {each.child.body_code: each.cell for each in opened_cell.children} == {
        "county": None, "forestry": Cell.number(4), "land": None,
    }  # fmt: skip
    assert [(each.before, each.after) for each in opened_cell.events] == [
        (Cell.number(1), Cell.number(2)),
        (BLANK, Cell.number(1)),
    ]
    total = queries.open_cell(story.office(), story.of("forestry").pk, "3.1", DAY)
    assert [(each.spec.code, each.cell.value) for each in total.parts][:2] == [("3.1.1", 4), ("3.1.2", 0)]


def test_figures_by_body(opened):
    opened.report("forestry", {"1.1": "7", "1.2.1": "7"})
    figures = queries.children_figures(opened.office(), opened.of("city").pk, DAY)
    assert {body: cells["1.1"] for body, cells in figures.items()} == {
        opened.bodies["forestry"]: Cell.number(7)
    }


def test_the_return_as_one_value(opened):
    opened.save("land", cells={"3.1.1": "4", "2.2.1.1": "3", "2.2.1": "2"})
    view = queries.return_view(opened.clerk("land"), opened.of("land").pk, DAY)
    assert (view.body.code, view.year, view.form.code, view.state_label) == ("land", 2017, "2014", "填报中")
    assert view.cells["3.1.1"].fillable
    assert not view.cells["3.1"].fillable
    assert view.cells["3.1"].parts[0] == "3.1.1"
    assert "3.1.2" in view.blanks
    assert [each.key for each in view.findings if each.severity == "error"] == ["A21"]
    assert "return.send_to_review" in view.verbs
    assert "return.accept" not in view.verbs
    assert "heading" not in {cell.spec.kind for cell in view.cells.values()}


def test_the_public_opens_a_figure_down_to_the_bodies(opened):
    story = opened
    with pytest.raises(queries.NotPublishedError):
        queries.published("city", 2017)
    story.report("forestry", {"3.1.1": "4", "3.2.1": "4", "3.3.1": "4", "12.4": ""})
    story.fill("city", {"3.1.1": "1", "3.2.1": "1", "3.3.1": "1"})
    story.freeze_city()
    with pytest.raises(queries.NotPublishedError):
        queries.published("city", 2017)
    assert story.do(actions.publish, story.office(), "city")
    public = queries.published("city", 2017)
    assert [each.code for each in public.bodies] == ["forestry"]
    assert [each.code for each in public.missing] == ["county", "land"]
    cell = queries.open_published("city", 2017, "3.1")
    assert (cell.cell, cell.own) == (Cell.number(5), Cell.number(1))
    assert [(body.code, figure.value) for body, figure in cell.bodies] == [("forestry", 4)]
    assert cell.trend == ((2017, Cell.number(5)),)
    assert public_value(cell.cell, cell.spec) == 5
    assert queries.published_years() == [2017]
    assert [(each.body.code, each.version) for each in queries.published_list(2017)] == [("city", 1)]
    with pytest.raises(queries.NotPublishedError):
        queries.published("forestry", 2017)  # accepted and summed, not itself published
