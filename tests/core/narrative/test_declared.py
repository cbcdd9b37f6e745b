"""The declared measures: every cell is one of a form it is declared for, every topic and hole is known."""

import re

import pytest

from gongkai.core.narrative import Narrative
from gongkai.core.narrative.measures import ANY
from gongkai.foundation import rulebook
from gongkai.reporting.checking.declared import narratives

EACH = pytest.mark.parametrize("narrative", narratives(), ids=lambda each: each.measure[0].id)


@EACH
def test_cells_are_those_of_the_forms(narrative: Narrative) -> None:
    forms = [rulebook.form(code) for code in narrative.forms]
    known = {code for form in forms for code in (*form.cells, *(row.code for row in form.optional_rows))}
    named = {
        code
        for measure in narrative.measure
        for topic in measure.cells
        for sum_ in measure.alternatives(topic)
        for code in sum_
    }
    assert named <= known


@EACH
def test_ids_are_used_once_and_topics_are_known(narrative: Narrative) -> None:
    ids = [measure.id for measure in narrative.measure]
    assert len(ids) == len(set(ids))
    topics = {topic.id for topic in narrative.topic}
    for measure in narrative.measure:
        assert set(measure.topics) <= topics, measure.id
        assert set(measure.cells) <= topics | {ANY}, measure.id


@EACH
def test_every_hole_of_a_wording_is_filled(narrative: Narrative) -> None:
    for measure in narrative.measure:
        for wording in (*measure.before, *measure.after, *measure.unless, *measure.none, measure.context):
            assert not re.search(r"\{[a-z]+\}", narrative.spelt(wording)), measure.id


@EACH
def test_every_family_has_a_total(narrative: Narrative) -> None:
    shared = {measure.shares_out for measure in narrative.measure}
    families = {measure.family for measure in narrative.measure if measure.family}
    assert families <= shared


def test_every_form_has_its_measures() -> None:
    assert {code for narrative in narratives() for code in narrative.forms} == {"2014", "2019", "2021"}
