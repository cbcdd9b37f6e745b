"""Bodies closed between the year and its report: who answers for them fills, reviews and submits."""

from datetime import UTC, date, datetime

import pytest

from gongkai.core.cells import Cell
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.reporting import actions, mailing, queries
from gongkai.reporting.queries import NoSuchReturnError

from .conftest import DAY

pytestmark = pytest.mark.django_db
REFORM = date(2018, 1, 8)


@pytest.fixture
def reformed(opened):
    """After the year was opened, forestry and land become one bureau."""
    by_system = {"actor": SYSTEM, "now": datetime(2018, 1, 8, 2, tzinfo=UTC)}
    facts = organisations.BodyFacts(
        name="市自然资源和规划局", level="city", kind="department", parent=opened.bodies["city"]
    )
    nature = organisations.found_body(**by_system, code="nature", on=REFORM, facts=facts, reason="机构改革")
    opened.bodies["nature"] = nature
    done = organisations.merge_bodies(
        **by_system, body_ids=[opened.bodies["forestry"], opened.bodies["land"]], into=nature, on=REFORM,
        reason="机构改革",
    )  # fmt: skip
    assert done, done
    return opened


def test_the_heir_reports_for_each_of_its_predecessors(reformed):
    story = reformed
    clerk, reviewer = story.clerk("nature"), story.reviewer("nature")
    assert [each.body.code for each in queries.waiting_for(clerk, DAY)] == ["forestry", "land"]
    assert [body.code for _, body, _, _ in queries.own_returns(clerk, DAY)] == ["forestry", "land"]
    for body in ("forestry", "land"):
        story.save(body, cells={"3.1.1": "4", "3.2.1": "4", "3.3.1": "4"}, actor=clerk)
        for verb, actor in (
            (actions.state_zero, clerk),
            (actions.send_to_review, clerk),
            (actions.review_ok, reviewer),
            (actions.submit, clerk),
            (actions.accept, story.office()),
        ):
            done = story.do(verb, actor, body)
            assert done, done
    rolled = queries.rolled_up(story.office(), story.of("city").pk, DAY)
    assert rolled.cells["3.1"].final == Cell.number(8)
    assert [each.name for each in rolled.included] == ["市林业局", "市国土资源局"]  # as the year knew them


def test_the_heirs_clerk_is_told(reformed):
    made = organisations.create_person(
        actor=SYSTEM, now=reformed.now, body_id=reformed.bodies["nature"], username="clerk", name="王某",
        email="clerk@nature.example",
    )  # fmt: skip
    organisations.appoint(
        actor=SYSTEM, now=reformed.now, person_id=made, body_id=reformed.bodies["nature"],
        role=Role.STATISTICS_CLERK, on=REFORM,
    )  # fmt: skip
    reminder = reformed.do(actions.remind, reformed.office(), "land")
    assert mailing.mail_reminder(reminder.pk, reformed.now) == 1


def test_the_heir_answers_for_its_own_predecessors_only(reformed):
    with pytest.raises(NoSuchReturnError):
        reformed.do(actions.state_zero, reformed.clerk("nature"), "county")


def test_a_year_may_be_opened_with_the_bodies_of_a_later_day(story):
    """An office may have the new bodies report on the year before the reform."""
    facts = organisations.BodyFacts(
        name="市大数据局", level="city", kind="department", parent=story.bodies["city"]
    )
    organisations.found_body(
        actor=SYSTEM, now=datetime(2018, 1, 8, tzinfo=UTC), code="data", on=REFORM, facts=facts
    )

    def codes(day):
        actions.open_year(
            actor=story.office(), now=story.now, root_id=story.bodies["city"], year=2017, tree_day=day
        )
        return {each.body.code for each in queries.board(story.office(), 2017, DAY)}

    assert "data" not in codes(None)
    assert "data" in codes(REFORM)
