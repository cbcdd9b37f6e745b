"""rules/publishing: what must be true of the declarations beyond their types."""

import re
from datetime import date, timedelta

import pytest

from gongkai.core.counts import family_and_key
from gongkai.core.publishing.attribute import Attribute
from gongkai.core.publishing.kinds import GazetteDuty, Required, Step
from gongkai.foundation import rulebook
from gongkai.foundation.rulebook.book import RULES, declarations

LAW = rulebook.publishing()
CITED = re.compile(r"《|国办|鲁政")


def articles(value):
    """Every string under a key that names an article, however deep."""
    if isinstance(value, dict):
        for key, each in value.items():
            if isinstance(each, str) and (
                key == "article" or key.endswith("_article") or key == "legal_basis"
            ):
                yield each
            else:
                yield from articles(each)
    elif isinstance(value, list):
        for each in value:
            yield from articles(each)


@pytest.mark.parametrize("file", [each.file for each in declarations(RULES, "publishing/*.toml")])
def test_every_article_cites_a_text(file):
    (declaration,) = declarations(RULES, file)
    found = list(articles(declaration.content))
    assert found
    assert [each for each in found if not CITED.search(each)] == []


def test_the_regulations_follow_each_other_without_a_gap():
    old, new = sorted(LAW.attributes, key=lambda each: each.first)
    assert old.last + timedelta(days=1) == new.first
    first, second = sorted(LAW.validity, key=lambda each: each.first)
    assert first.last + timedelta(days=1) == second.first


def test_every_day_since_2008_has_one_regulation():
    for year in range(2009, 2030):
        assert sum(each.covers(date(year, 1, 1)) for each in LAW.attributes) == 1


def test_grounds_for_withholding_are_the_same_under_both_as_far_as_both_have_them():
    for code in ("state_secret", "third_party", "endangers", "in_process"):
        for rules in LAW.attributes:
            assert Attribute.WITHHELD in rules.find(code).attributes


def test_what_is_under_law_goes_the_long_way():
    for code in ("rule", "normative"):
        kind = LAW.kinds.find(code)
        assert kind.steps == tuple(Step)
        assert kind.gazette is GazetteDuty.MUST
        assert kind.has_force
        assert kind.needs(Required.NUMBER)
        assert LAW.interpretation.required_for(code, date(2026, 1, 1))


def test_what_must_be_interpreted_has_the_step_for_it():
    for rule in LAW.interpretation.required:
        for code in rule.kinds:
            assert Step.INTERPRETATION in LAW.kinds.find(code).steps


def test_validity_binds_the_kinds_that_ask_for_a_last_day():
    asking = {each.code for each in LAW.kinds.kind if each.needs(Required.EXPIRES_ON)}
    for rules in LAW.validity:
        assert set(rules.kinds) == asking


def test_reports_count_kinds_that_exist():
    counting = declarations(RULES, "returns/counts-????-publishing.toml")
    named = {
        family_and_key(name)[1]
        for declaration in counting
        for names in declaration.content["counts"].values()
        for name in names
    } - {None}
    assert len(counting) == 3
    assert named == {"rule", "normative", "interpretation"} & set(LAW.kinds.codes)


def test_words_of_bodies_propose_genres_that_exist():
    for mark in LAW.word_marks.mark:
        assert not mark.genre or LAW.metadata.genres.find(mark.genre)


def test_every_item_of_the_gate_has_an_article_from_the_first_regulation_on():
    first = min(each.first for each in LAW.attributes)
    for item in LAW.gate.item:
        assert min(each.first for each in item.articles) <= first
        assert sorted(item.articles, key=lambda each: each.first) == list(item.articles)
