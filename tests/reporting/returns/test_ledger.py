"""The ledger tells the whole story: tables follow from it, and frozen versions are computed again from it."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from gongkai.core.cells import Cell
from gongkai.foundation.ledger import chain, rows
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.reporting import actions, replay
from gongkai.reporting.models import Figure, FrozenReturn, Return, ReturnCell, Submission

from .conftest import judged

pytestmark = pytest.mark.django_db


@pytest.fixture
def lived(opened):
    """A city whose returns have seen everything that can happen to them."""
    story = opened
    story.fill("land", {"1.1": "10", "1.2.2": "12"})
    story.explain_all("land")
    story.explain_all("land")  # explained once more
    story.do(actions.send_to_review, story.clerk("land"), "land")
    story.do(actions.recall, story.clerk("land"), "land")
    story.do(actions.send_to_review, story.clerk("land"), "land")
    story.do(actions.review_send_back, story.reviewer("land"), "land", reason="请核", comments={"1.1": "？"})
    story.save("land", cells={"1.1": "20", "9.1": "/"})
    story.do(actions.remind, story.office(), "land", text="请尽快")
    story.report("forestry", {"3.1.1": "4", "3.2.1": "4", "3.3.1": "4"})
    story.do(actions.send_back, story.office(), "forestry", reason="核对", comments={"3.1.1": "台账为 5 件"})
    story.save("forestry", cells={"3.1.1": "5", "3.2.1": "5", "3.3.1": "5"})
    story.pass_on("forestry")
    story.do(actions.accept, story.office(), "forestry")
    story.do(actions.state_zero, story.clerk("city"), "city")
    story.freeze_city({"9.1": "12"})
    story.do(actions.publish, story.office(), "city")
    story.do(actions.correct, story.office(), "city", reason="漏计")
    story.freeze_city({"9.1": "13"})
    return story


def test_tables_rebuilt_from_the_ledger_equal_the_tables(lived):
    assert list(rows.mismatches()) == []
    assert list(chain.breaks()) == []
    for of in Return.objects.all():
        assert replay.told(of.pk).row == replay.held(of).row


@pytest.mark.parametrize(
    ("table", "change", "part"),
    [
        (ReturnCell, {"entry_value": 77, "entry_state": "number"}, "cells"),
        (Return, {"state": "accepted"}, "row"),
    ],
)
def test_a_change_past_the_verbs_shows(lived, table, change, part):
    key = "of" if table is ReturnCell else "pk"
    row = table.objects.filter(**{key: lived.of("land").pk}).first()
    table.objects.filter(pk=row.pk).update(**change)
    (found,) = rows.mismatches()
    assert (found.subject, found.identifier) == ("return", str(lived.of("land").pk))
    assert part in str(found.message)


def test_recomputing_a_frozen_version_gives_the_identical_figures(lived):
    story = lived
    first, second = FrozenReturn.objects.filter(of=story.of("city")).order_by("version")
    for frozen in (first, second):
        again = replay.recompute(frozen)
        assert again.identical, again.differences
        assert not again.rules_changed
    assert replay.recompute(first).cells["9.1"] == Cell.number(12)


def test_later_edits_do_not_reach_a_frozen_version(lived):
    """Registers and entries change afterwards; what was frozen stays, and is still computed to the same."""
    story = lived
    frozen = FrozenReturn.objects.get(of=story.of("city"), version=2)
    before = frozen.figures
    story.do(actions.correct, story.office(), "city", reason="再更正")
    _register_office(story, "city")
    assert story.do(actions.refresh_counts, story.clerk("city"), "city") == 1
    story.save("city", cells={"9.1": "99"})
    story.do(actions.send_back, story.office(), "forestry", reason="再核")
    story.save("forestry", cells={"3.1.1": "50"})
    assert judged(story.of("city")).cells["12.1"] == Cell.number(1)
    frozen.refresh_from_db()
    assert frozen.figures == before
    assert replay.recompute(frozen).identical


def test_a_count_is_as_of_its_position(opened):
    """12.1 counts the registered offices; an office registered later shows when counted again."""
    story = opened
    assert judged(story.of("forestry")).cells["12.1"] == Cell.number(0)
    _register_office(story, "forestry")
    assert judged(story.of("forestry")).cells["12.1"] == Cell.number(0)
    assert story.do(actions.refresh_counts, story.clerk("forestry"), "forestry") == 1
    assert judged(story.of("forestry")).cells["12.1"] == Cell.number(1)


def _register_office(story, body):
    done = organisations.register_office(
        actor=SYSTEM, now=datetime(2018, 1, 12, tzinfo=UTC), body_id=story.bodies[body],
        name="信息公开科", valid_from=date(2015, 1, 1),
    )  # fmt: skip
    assert done, done


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: Figure.objects.update(value=1, state="number"),
        lambda: Submission.objects.update(missing=[]),
        lambda: FrozenReturn.objects.update(figures={}),
        lambda: FrozenReturn.objects.update(published_at=datetime(2019, 1, 1, tzinfo=UTC), reason="x"),
        lambda: FrozenReturn.objects.filter(published_at__isnull=False).update(published_at=None),
        lambda: FrozenReturn.objects.all().delete(),
    ],
)
def test_the_database_refuses_to_change_what_was_sent_or_frozen(lived, attempt):
    with pytest.raises(DatabaseError), transaction.atomic():
        attempt()
