"""What editors keep goes into the ledger; what people missed tells nothing of them."""

from datetime import UTC, date, datetime

import pytest

from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor
from gongkai.foundation.search import actions, edited, missing
from gongkai.foundation.search.contents import Content

pytestmark = pytest.mark.django_db
NOW = datetime(2017, 6, 1, 1, 0, tzinfo=UTC)
TODAY = date(2017, 6, 1)
OFFICE = Actor(code="office", roles=frozenset({("city_office", 1)}))
OTHER = Actor(code="other", roles=frozenset({("city_office", 1)}))
CLERK = Actor(code="clerk", roles=frozenset({("drafter", 1)}))
BET = Content(["低保", "最低生活保障"], "城乡低保办事指南", "/topics/low/")


def proposed(what, content, actor=OFFICE, target=None):
    return actions.propose(
        actor=actor, now=NOW, what=what, content=content, reason="常有人这样搜", target=target
    )


def agreed(what, content, target=None):
    made = proposed(what, content, target=target)
    assert made, made
    done = actions.agree(actor=OTHER, now=NOW, proposal_id=made.pk)
    assert done, done
    return done.target


@pytest.mark.parametrize("actor", [CLERK, PUBLIC])
def test_only_the_office_in_charge_edits(actor):
    waiting = proposed("unsuggested", Content(["罢免"])).pk
    for refused in (
        proposed("synonyms", Content(["土地", "国土"]), actor),
        actions.propose_dropping(actor=actor, now=NOW, what="synonyms", target=1, reason="x"),
        actions.agree(actor=actor, now=NOW, proposal_id=waiting),
        actions.refuse(actor=actor, now=NOW, proposal_id=waiting, answer="不"),
        actions.take_back(actor=actor, now=NOW, proposal_id=waiting),
    ):
        assert "主管部门" in str(refused.reason)


def test_nothing_changes_for_the_public_before_another_agrees():
    made = proposed("synonyms", Content(["土地", " 国土 ", "國土"]))
    assert edited.synonyms() == []
    assert edited.kept_with(edited.proposal(made.pk)).synonyms_by_word() == {
        "土地": ["國土"], "国土": ["土地"],
    }  # fmt: skip
    own = actions.agree(actor=OFFICE, now=NOW, proposal_id=made.pk)
    assert "由他人审核" in str(own.reason)
    assert actions.agree(actor=OTHER, now=NOW, proposal_id=made.pk)
    assert edited.kept().synonyms_by_word() == {"土地": ["國土"], "国土": ["土地"]}
    again = actions.agree(actor=OTHER, now=NOW, proposal_id=made.pk)
    assert "审核过" in str(again.reason)
    assert list(rows.mismatches()) == []


def test_synonyms_are_changed_refused_taken_back_and_dropped():
    row = agreed("synonyms", Content(["土地", "国土"]))
    agreed("synonyms", Content(["土地", "地块"]), target=row)
    assert [card.words for card in edited.synonyms()] == [("土地", "地块")]
    dropping = {"what": "synonyms", "target": row, "reason": "不合适"}
    first = actions.propose_dropping(actor=OFFICE, now=NOW, **dropping)
    twice = actions.propose_dropping(actor=OTHER, now=NOW, **dropping)
    assert "等待审核" in str(twice.reason)
    assert isinstance(actions.refuse(actor=OTHER, now=NOW, proposal_id=first.pk, answer=""), Refused)
    assert isinstance(actions.take_back(actor=OTHER, now=NOW, proposal_id=first.pk), Refused)
    assert actions.refuse(actor=OTHER, now=NOW, proposal_id=first.pk, answer="有用")
    second = actions.propose_dropping(actor=OFFICE, now=NOW, **dropping)
    assert actions.take_back(actor=OFFICE, now=NOW, proposal_id=second.pk)
    third = actions.propose_dropping(actor=OFFICE, now=NOW, **dropping)
    assert edited.kept_with(edited.proposal(third.pk)).synonyms == ()
    assert actions.agree(actor=OTHER, now=NOW, proposal_id=third.pk)
    assert edited.synonyms() == []
    assert isinstance(actions.propose_dropping(actor=OFFICE, now=NOW, **dropping), Refused)
    assert [card.agreed for card in edited.proposals(waiting=False)].count(True) == 3
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
    refused = proposed("synonyms", Content(words))
    assert isinstance(refused, Refused)
    assert said in str(refused.reason)


def test_a_word_stands_in_one_group_only_also_when_two_were_proposed_at_once():
    first = proposed("synonyms", Content(["土地", "国土"]))
    second = proposed("synonyms", Content(["國土", "地块"]))
    assert actions.agree(actor=OTHER, now=NOW, proposal_id=first.pk)
    refused = actions.agree(actor=OTHER, now=NOW, proposal_id=second.pk)
    assert isinstance(refused, Refused)
    assert "土地、国土" in str(refused.reason)


def test_best_bets_are_set_changed_and_tried():
    made = proposed("best_bet", BET)
    assert edited.kept().best_bets_for("低保") == ()
    tried = edited.kept_with(edited.proposal(made.pk))
    assert [card.title for card in tried.best_bets_for("最低生活保障")] == ["城乡低保办事指南"]
    row = actions.agree(actor=OTHER, now=NOW, proposal_id=made.pk).target
    agreed("best_bet", Content(["低保"], "低保", "https://example.test/low"), target=row)
    assert edited.kept().best_bets_for("最低生活保障") == ()
    assert [card.title for card in edited.best_bets()] == ["低保"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.test/", "http://example.test/", ""])
def test_addresses_that_lead_astray_are_refused(address):
    assert isinstance(proposed("best_bet", Content(["低保"], "低保", address)), Refused)


def test_words_are_suggested_no_more_and_again():
    row = agreed("unsuggested", Content(["罢免"]))
    assert edited.may_be_suggested(["关于罢免的决定", "任命"]) == ["任命"]
    assert isinstance(proposed("unsuggested", Content(["罷免"])), Refused)
    made = actions.propose_dropping(actor=SYSTEM, now=NOW, what="unsuggested", target=row, reason="恢复")
    assert actions.agree(actor=SYSTEM, now=NOW, proposal_id=made.pk)
    assert edited.may_be_suggested(["关于罢免的决定"]) == ["关于罢免的决定"]


def test_what_is_missed_is_counted_and_personal_data_is_not_kept():
    for text in ("低保 標準", "低保　标准", "王某 13800001234", "身份证990000199001010015", "长" * 61, "x"):
        missing.note(text, TODAY)
    assert [(card.typed, card.times) for card in edited.missed()] == [("低保 标准", 2)]
    assert missing.forget_old(date(2018, 6, 1)) == 0
    assert missing.forget_old(date(2018, 6, 3)) == 1
