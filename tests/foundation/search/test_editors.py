"""What editors keep goes into the ledger; what people missed tells nothing of them."""

from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor
from gongkai.foundation.search import actions, edited, missing
from gongkai.foundation.search.actions import Bet

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 6, 1, 1, 0, tzinfo=UTC)
TODAY = date(2017, 6, 1)
OFFICE = Actor(code="office", roles=frozenset({("city_office", 1)}))
CLERK = Actor(code="clerk", roles=frozenset({("drafter", 1)}))
BET = Bet(["低保", "最低生活保障"], "城乡低保办事指南", "/topics/low/")


@pytest.mark.parametrize("actor", [CLERK, PUBLIC])
def test_only_the_office_in_charge_edits(actor):
    for refused in (
        actions.set_synonyms(actor=actor, now=NOW, words=["土地", "国土"]),
        actions.set_best_bet(actor=actor, now=NOW, bet=BET),
        actions.stop_suggesting(actor=actor, now=NOW, word="罢免"),
        actions.drop_synonyms(actor=actor, now=NOW, synonyms_id=1),
        actions.drop_best_bet(actor=actor, now=NOW, best_bet_id=1),
        actions.suggest_again(actor=actor, now=NOW, unsuggested_id=1),
    ):
        assert isinstance(refused, Refused)


@pytest.mark.parametrize("actor", [OFFICE, SYSTEM])
def test_synonyms_are_set_changed_and_dropped(actor):
    made = actions.set_synonyms(actor=actor, now=NOW, words=["土地", " 国土 ", "國土"])
    assert edited.synonyms_by_word() == {"土地": ["國土"], "国土": ["土地"]}
    changed = actions.set_synonyms(actor=actor, now=NOW, words=["土地", "地块"], synonyms_id=made)
    assert changed == made
    assert [card.words for card in edited.synonyms()] == [("土地", "地块")]
    assert actions.drop_synonyms(actor=actor, now=NOW, synonyms_id=made, reason="不合适") == made
    assert edited.synonyms() == []
    assert isinstance(actions.drop_synonyms(actor=actor, now=NOW, synonyms_id=made), Refused)
    assert list(rows.mismatches()) == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["土地"], "现为 1 个"),
        (["土地", "土 地"], "现为 1 个"),
        (["土地", "！"], "没有可以搜索的字"),
        (["土地", "长" * 41], "最多 40 个字"),
        ([str(number) for number in range(21)], "现为 21 个"),
    ],
)
def test_synonyms_that_make_no_sense_are_refused(words, said):
    refused = actions.set_synonyms(actor=OFFICE, now=NOW, words=words)
    assert isinstance(refused, Refused)
    assert said in str(refused.reason)


def test_a_word_stands_in_one_group_only():
    actions.set_synonyms(actor=OFFICE, now=NOW, words=["土地", "国土"])
    refused = actions.set_synonyms(actor=OFFICE, now=NOW, words=["國土", "地块"])
    assert isinstance(refused, Refused)
    assert "土地、国土" in str(refused.reason)


def test_best_bets_are_set_changed_and_dropped():
    made = actions.set_best_bet(actor=OFFICE, now=NOW, bet=BET)
    assert [card.title for card in edited.best_bets_for("最低生活保障")] == ["城乡低保办事指南"]
    other = Bet(["低保"], "低保", "https://example.test/low")
    assert actions.set_best_bet(actor=OFFICE, now=NOW, bet=other, best_bet_id=made) == made
    assert edited.best_bets_for("最低生活保障") == ()
    actions.drop_best_bet(actor=OFFICE, now=NOW, best_bet_id=made)
    assert edited.best_bets() == []
    assert list(rows.mismatches()) == []


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.test/", "http://example.test/", ""])
def test_addresses_that_lead_astray_are_refused(address):
    refused = actions.set_best_bet(actor=OFFICE, now=NOW, bet=Bet(["低保"], "低保", address))
    assert isinstance(refused, Refused)


def test_words_are_suggested_no_more_and_again():
    made = actions.stop_suggesting(actor=OFFICE, now=NOW, word="罢免")
    assert edited.may_be_suggested(["关于罢免的决定", "任命"]) == ["任命"]
    assert isinstance(actions.stop_suggesting(actor=OFFICE, now=NOW, word="罷免"), Refused)
    actions.suggest_again(actor=OFFICE, now=NOW, unsuggested_id=made)
    assert edited.may_be_suggested(["关于罢免的决定"]) == ["关于罢免的决定"]


def test_what_is_missed_is_counted_and_personal_data_is_not_kept():
    for text in ("低保 標準", "低保　标准", "王某 13800001234", "身份证990000199001010015", "长" * 61, "x"):
        missing.note(text, TODAY)
    assert [(card.typed, card.times) for card in edited.missed()] == [("低保 标准", 2)]
    assert missing.forget_old(date(2018, 6, 1)) == 0
    assert missing.forget_old(date(2018, 6, 3)) == 1
