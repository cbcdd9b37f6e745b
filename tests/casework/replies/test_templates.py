"""A body's own wording of its letters."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.models import ReplyTemplate
from gongkai.casework.queries import replies
from gongkai.casework.wording import declared
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role

from .conftest import moment

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)


def save(office, code, text, regime="2019", actor=None):
    return actions.save_template(
        actor=actor or office.person(Role.OFFICE_HEAD), now=moment(DAY), body_id=office.bodies["forestry"],
        regime=regime, code=code, text=text,
    )  # fmt: skip


def test_the_own_wording_takes_the_declared_ones_place(office):
    own = declared("2019", "trade_secret").text.replace("经审查，", "经本机关认真审查，")
    assert save(office, "trade_secret", own)
    reply = office.ready(office.handled(RECEIVED), DAY, "trade_secret")
    assert "经本机关认真审查" in reply.text
    elsewhere = office.ready(office.handled(RECEIVED, body="land"), DAY, "trade_secret")
    assert "经本机关认真审查" not in elsewhere.text


def test_saved_twice_it_is_changed_and_dropped_the_declared_one_returns(office):
    text = declared("2019", "trade_secret").text
    first = save(office, "trade_secret", text.replace("经审查，", "经核查，"))
    again = save(office, "trade_secret", text.replace("经审查，", "经研究，"))
    assert first.pk == again.pk
    dropped = actions.drop_template(
        actor=office.person(Role.OFFICE_HEAD), now=moment(DAY), template_id=again.pk
    )
    assert dropped == again.pk
    assert not actions.drop_template(
        actor=office.person(Role.OFFICE_HEAD), now=moment(DAY), template_id=again.pk
    )
    assert ReplyTemplate.objects.count() == 0
    assert "经审查，" in office.ready(office.handled(RECEIVED), DAY, "trade_secret").text
    assert list(mismatches()) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("{remedy}", ""), "remedy"),
        (("{remedy}", "{remedy}\n{remedy}"), "remedy"),
        (("{grounds}", ""), "grounds"),
        (("{grounds}", "{mood}"), "mood"),
        (("{remedy}", "{remedy}\n不服的，可于６０日内申请复议"), "复议"),
        (("{remedy}", "{remedy}\n也可以自收到之日起陆个月内起诉"), "起诉"),
        (("{remedy}", "{remedy}\n可向人民 法\n院提出"), "法院"),
    ],
)
def test_a_wording_that_contradicts_or_lacks_something_is_not_saved(office, change, words):
    refused = save(office, "trade_secret", declared("2019", "trade_secret").text.replace(*change))
    assert words in "；".join(str(message) for _, message in refused.details)
    assert refused.article
    assert ReplyTemplate.objects.count() == 0


@pytest.mark.parametrize(("regime", "code"), [("1999", "disclosed"), ("2019", "told_to_clarify")])
def test_there_is_no_such_letter(office, regime, code):
    assert not save(office, code, "正文", regime=regime)


@pytest.mark.parametrize("role", [Role.REQUEST_CLERK, Role.DRAFTER, Role.REVIEWER, Role.AUDITOR])
def test_who_may_not(office, role):
    refused = save(office, "trade_secret", declared("2019", "trade_secret").text, actor=office.person(role))
    assert "可以设置" in str(refused.reason)
    neighbour = office.person(Role.OFFICE_HEAD, "land")
    assert not save(office, "trade_secret", declared("2019", "trade_secret").text, actor=neighbour)


def test_a_notice_is_worded_too_and_the_letter_follows(office):
    text = declared("2019", "correction").text.replace("您的申请内容不明确。", "您的申请还需要补充。")
    assert save(office, "correction", text)
    case = office.handled(RECEIVED)
    asked = actions.ask_correction(
        actor=office.clerk(), now=office.at(date(2024, 3, 6)), case_id=case.pk, items="年度",
        until=date(2024, 3, 20),
    )  # fmt: skip
    assert asked
    assert "您的申请还需要补充。" in case.notices.get(template="correction").text


def test_all_letters_of_a_regime_are_listed_with_the_own_ones(office):
    save(office, "trade_secret", declared("2019", "trade_secret").text.replace("经审查，", "经核查，"))
    listed = {each.code: each for each in replies.templates_for_body(office.bodies["forestry"], "2019")}
    assert listed["trade_secret"].own is not None
    assert listed["disclosed"].own is None
    assert "{remedy}" in listed["disclosed"].declared
    assert listed["receipt"].is_notice
