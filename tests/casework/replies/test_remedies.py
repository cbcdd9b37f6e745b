"""Every outcome × body × date has its right remedy in the letter; anything else is refused everywhere."""

from datetime import date

import pytest

from gongkai.casework import actions, law, wording
from gongkai.casework.models import Reply
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import ADDRESSES, COURT, FOUNDED, GOVERNMENT, SUPERIOR, RemedyFacts, moment, said

OLD = "如对本答复不服，可以自收到之日起六十日内申请行政复议，或者六个月内向人民法院提起行政诉讼。"
OLD_LAW, NEW_LAW, NEW_READING = date(2023, 6, 5), date(2024, 3, 18), date(2025, 9, 1)

WITHHELD = (
    "state_secret", "forbidden_by_law", "endangers_security", "trade_secret", "personal_privacy",
    "internal_affairs", "in_process", "enforcement_file",
)  # fmt: skip
"""不予公开 under articles 14–16: review first from 2024 on (《行政复议法》2023 art 23)."""

DIRECT = ("already_public", "disclosed", "nonexistent", "not_this_body")
"""To court directly, or to review, as the applicant likes."""

FIRST_BY_SETTING = ("partly_disclosed", "query_matter")
FIRST_UNTIL_THE_READING = (
    "needs_compilation", "still_unclear", "petition", "repeated", "publication", "excessive", "reissue",
)  # fmt: skip
"""无法提供 and 不予处理: review first until the Supreme Court's reading in force on 2025-06-01."""


def review_first(outcome: str, day: date) -> bool:
    """Whether review comes before the court for a reply of that day."""
    if day < date(2024, 1, 1) or outcome in DIRECT:
        return False
    return outcome not in FIRST_UNTIL_THE_READING or day < date(2025, 6, 1)


AFTER_A_STEP = ("still_unclear", "excessive")
"""Their stories need a correction or reasons first: test_requirements."""

REPLIED = tuple(each.code for each in law.outcomes_of(date(2024, 3, 1)).outcome if each.replied)

ORGANS_BEFORE_2024 = {
    "forestry": {GOVERNMENT, SUPERIOR}, "justice": {GOVERNMENT, SUPERIOR}, "tax": {SUPERIOR},
    "city": {SUPERIOR}, "county": {SUPERIOR}, "town": {SUPERIOR}, "zone": {GOVERNMENT},
}  # fmt: skip
ORGANS_SINCE_2024 = ORGANS_BEFORE_2024 | {"forestry": {GOVERNMENT}}


def test_the_table_holds_every_outcome_that_is_replied():
    assert {*WITHHELD, *DIRECT, *FIRST_BY_SETTING, *FIRST_UNTIL_THE_READING} == set(REPLIED)


@pytest.mark.parametrize("day", [OLD_LAW, NEW_LAW, NEW_READING])
def test_each_outcome_tells_the_order_of_its_day(office, subtests, day):
    for outcome in REPLIED:
        with subtests.test(outcome):
            reply = office.ready(office.handled(day), day, outcome)
            first = review_first(outcome, day)
            assert ("应当先申请行政复议" in reply.text) == first
            assert ("6个月" in reply.text) == (not first)
            assert (COURT in reply.text) == (not first)
            assert ("之日起15日内" in reply.text) == first, "after the review decision"
            assert "60日内" in reply.text
            assert ("https://review.example.org/" in reply.text) == (day >= date(2024, 1, 1))
            assert reply.text.count(reply.remedy) == 1


REPLIED_2007 = tuple(each.code for each in law.outcomes_of(date(2018, 3, 1)).outcome if each.replied)


def test_requests_under_the_regulation_of_2007_are_answered_in_its_words(office, subtests):
    received, day = date(2018, 3, 1), date(2018, 3, 14)
    for outcome in REPLIED_2007:
        with subtests.test(outcome):
            reply = office.ready(office.handled(received), day, outcome)
            assert "2019年修订" not in reply.text
            assert "应当先申请行政复议" not in reply.text
            assert "6个月内直接向" in reply.text
            assert {GOVERNMENT, SUPERIOR} == {each for each in (GOVERNMENT, SUPERIOR) if each in reply.remedy}


def test_a_request_of_2007_answered_in_2024_follows_the_review_law_of_the_day(office):
    """The regulation by the day of receipt, the remedies by the day of the reply."""
    reply = office.ready(office.handled(date(2019, 5, 6)), NEW_LAW, "trade_secret")
    assert "2007年" in "".join(reply.articles)
    assert "应当先申请行政复议" in reply.text


@pytest.mark.parametrize(("day", "organs"), [(OLD_LAW, ORGANS_BEFORE_2024), (NEW_LAW, ORGANS_SINCE_2024)])
@pytest.mark.parametrize("body", sorted(ORGANS_SINCE_2024))
def test_each_body_names_the_organs_that_hear_it(office, body, day, organs):
    reply = office.ready(office.handled(day, body=body), day, "trade_secret")
    named = {each for each in (GOVERNMENT, SUPERIOR) if f"{each}（地址" in reply.remedy}
    assert named == organs[body]


EVERY_BODY = ORGANS_SINCE_2024 | {"land": {GOVERNMENT}, "school": {GOVERNMENT}, "province": {GOVERNMENT}}


@pytest.mark.parametrize("body", sorted(EVERY_BODY))
def test_every_outcome_of_every_body_tells_order_and_organs(office, body):
    """The whole table of one body on one day: order by outcome, organs by body, nothing else."""
    for outcome in REPLIED:
        reply = office.ready(office.handled(NEW_LAW, body=body), NEW_LAW, outcome)
        named = {each for each in (GOVERNMENT, SUPERIOR) if f"{each}（地址" in reply.remedy}
        first = review_first(outcome, NEW_LAW)
        shown = (named, "应当先申请行政复议" in reply.text, "6个月" in reply.text)
        assert shown == (EVERY_BODY[body], first, not first), outcome


def test_each_outcome_goes_the_whole_way(office, subtests):
    day = date(2025, 9, 15)
    for outcome in (each for each in REPLIED if each not in AFTER_A_STEP):
        with subtests.test(outcome):
            case = office.handled(date(2025, 9, 1))
            reply = office.answered(case, day, outcome)
            case.refresh_from_db()
            assert (case.state, case.outcome) == ("replied", outcome)
            assert reply.remedy in reply.text


def test_an_old_text_on_a_refusal_of_2024_is_refused(office, subtests):
    for outcome in WITHHELD:
        reply = office.ready(office.handled(date(2024, 3, 4)), NEW_LAW, outcome)
        for own in (reply.text.replace(reply.remedy, OLD), f"{OLD}\n{reply.text}"):
            with subtests.test(outcome):
                assert office.draft(reply, NEW_LAW, text=own)
                refused = office.do(actions.send_to_review, office.clerk(), NEW_LAW, reply_id=reply.pk)
                assert not refused
                assert "救济途径" in said(refused)
                assert refused.article


def test_the_old_text_slipped_in_after_signing_is_not_sent(office):
    reply = office.signed(office.ready(office.handled(date(2024, 3, 4)), NEW_LAW, "trade_secret"), NEW_LAW)
    Reply.objects.filter(pk=reply.pk).update(text=reply.text.replace(reply.remedy, OLD))
    refused = office.send(reply, NEW_LAW)
    assert "救济途径" in said(refused)
    reply.refresh_from_db()
    assert (reply.state, reply.sent_on) == ("signed", None)


def test_a_template_with_the_old_text_is_not_saved(office, subtests):
    for outcome in REPLIED:
        declared = wording.declared("2019", outcome).text
        saved = {"actor": SYSTEM, "now": moment(NEW_LAW), "body_id": office.bodies["forestry"],
                 "regime": "2019", "code": outcome}  # fmt: skip
        with subtests.test(outcome):
            for text in (
                declared.replace("{remedy}", OLD),
                declared.replace("{remedy}", "{remedy}\n" + OLD),
            ):
                refused = actions.save_template(**saved, text=text)
                assert not refused
                assert refused.article
                assert refused.details
            assert actions.save_template(**saved, text=declared)


def test_the_turn_of_the_law_between_draft_signature_and_sending(office):
    """《行政复议法》（2023年修订） in force on 2024-01-01: what was written before must be written again."""
    old, new = date(2023, 12, 29), date(2024, 1, 2)
    case = office.handled(date(2023, 12, 18))
    reply = office.ready(case, old, "trade_secret")
    assert "6个月" in reply.text

    drafted = office.chain(reply, old)
    refused = office.sign(drafted, new)
    assert "救济途径与2023年12月29日起草时不同" in str(refused.reason)
    assert office.sign(drafted, old)

    refused = office.send(reply, new)
    assert "撤回修改后重新审批" in str(refused.reason)
    assert office.do(actions.recall, office.clerk(), new, reply_id=reply.pk, reason="救济途径变化")
    assert office.draft(reply, new)
    reply.refresh_from_db()
    assert "应当先申请行政复议" in reply.text
    assert "6个月" not in reply.text
    reply = office.signed(reply, new)
    assert reply.number == "forestry公开〔2024〕1号", "the year of the signature"
    assert office.send(reply, new)


def test_a_drafters_own_text_gets_the_block_of_the_new_day(office):
    old, new = date(2023, 12, 29), date(2024, 1, 2)
    reply = office.ready(office.handled(date(2023, 12, 18)), old, "trade_secret")
    own = reply.text.replace("经审查，您", "经与有关科室核对，您")
    assert office.draft(reply, old, text=own)
    assert office.draft(reply, new)
    reply.refresh_from_db()
    assert "经与有关科室核对" in reply.text
    assert "应当先申请行政复议" in reply.text
    assert "6个月" not in reply.text


def test_a_body_without_registered_organs_is_told_what_to_register(office):
    office.bodies["lonely"] = _unregistered()
    case = office.handled(NEW_LAW, body="lonely")
    reply = office.decided(case, NEW_LAW, "trade_secret", grounds="理由")
    assert reply.remedy == ""
    refused = office.do(actions.send_to_review, office.clerk("lonely"), NEW_LAW, reply_id=reply.pk)
    assert "没有登记行政复议机关" in said(refused)
    assert actions.register_addresses(
        actor=office.person(Role.OFFICE_HEAD, "lonely"), now=moment(NEW_LAW),
        body_id=office.bodies["lonely"], valid_from=FOUNDED, facts=ADDRESSES,
    )  # fmt: skip
    assert office.draft(reply, NEW_LAW)
    assert office.do(actions.send_to_review, office.clerk("lonely"), NEW_LAW, reply_id=reply.pk)


def test_a_changed_address_must_be_told_anew(office):
    reply = office.ready(office.handled(date(2024, 3, 4)), NEW_LAW, "trade_secret")
    office.chain(reply, NEW_LAW)
    moved = RemedyFacts(**{**_facts(ADDRESSES), "government_address": "新址9号", "reply_prefix": "市林公开"})
    assert actions.register_addresses(
        actor=SYSTEM, now=moment(NEW_LAW), body_id=office.bodies["forestry"], valid_from=NEW_LAW, facts=moved
    )
    refused = office.sign(reply, NEW_LAW)
    assert "救济途径" in str(refused.reason)


def test_strangers_register_nothing(office):
    for actor in (office.person(Role.OFFICE_HEAD, "land"), office.clerk(), office.person(Role.AUDITOR)):
        assert not actions.register_addresses(
            actor=actor, now=moment(NEW_LAW), body_id=office.bodies["forestry"], valid_from=NEW_LAW,
            facts=ADDRESSES,
        )  # fmt: skip


def _facts(facts):
    return {name: getattr(facts, name) for name in RemedyFacts.__slots__}


def _unregistered():
    return organisations.found_body(
        actor=SYSTEM, now=moment(FOUNDED), code="lonely", on=FOUNDED,
        facts=organisations.BodyFacts(name="市新设局", level="city", kind="department", parent=None),
    )  # fmt: skip
