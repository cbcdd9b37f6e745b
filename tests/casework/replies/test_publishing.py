"""Replies for everybody: nothing personal in them, and found again."""

from dataclasses import replace
from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.anonymising import KINDS, proposed
from gongkai.casework.models import Case, PublishedReply, Reply
from gongkai.casework.queries import public
from gongkai.core.anonymise import Kind
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Actor, Role

from .conftest import PERSON, said

RECEIVED, DAY, LATER = date(2024, 3, 4), date(2024, 3, 18), date(2024, 4, 8)
ASKED = "我是张样本，电话13800001234，住样本路1号，请公开2016年度退耕还林补助资金的发放名单"


@pytest.fixture
def replied(office):
    case = office.handled(RECEIVED, wanted=ASKED)
    office.answered(case, DAY, "trade_secret")
    return Case.objects.get(pk=case.pk)


def publish(office, case, *, actor=None, day=LATER, **texts):
    given = {"title": "退耕还林补助资金名单", "question": "请公开名单", "answer": "不予公开", **texts}
    return actions.publish(
        actor=actor or office.person(Role.OFFICE_HEAD), now=office.at(day), case_id=case.pk, **given
    )


def test_the_proposal_masks_what_is_found(replied):
    proposal = proposed(replied, Reply.objects.get(case=replied))
    whole = proposal.title + proposal.question + proposal.answer
    for personal in ("张样本", "13800001234", "样本路1号"):
        assert personal not in whole
    assert "退耕还林补助资金" in proposal.question
    assert "第十五条" in proposal.answer
    assert {each.text for each in proposal.masked} >= {"张样本", "13800001234"}


def test_the_proposal_can_be_published_as_it_is(office, replied):
    proposal = proposed(replied, Reply.objects.get(case=replied))
    done = publish(office, replied, title=proposal.title, question=proposal.question, answer=proposal.answer)
    assert done, said(done)
    assert (done.outcome, done.replied_on) == ("trade_secret", DAY)
    assert list(mismatches()) == []


def test_what_looks_personal_is_not_published(office, replied):
    refused = publish(office, replied, question=ASKED)
    assert "像是个人信息" in str(refused.reason)
    assert "个人信息保护法" in refused.article
    told = "；".join(str(message) for _, message in refused.details)
    assert "姓名：张样本" in told
    assert "手机号码：13800001234" in told


def test_a_person_may_say_why_something_is_none(office, replied):
    answer = "咨询电话为13900005678"
    assert not publish(office, replied, answer=answer)
    assert not publish(office, replied, answer=answer, kept={"13900005678": " "})
    done = publish(office, replied, answer=answer, kept={"13900005678": "本机关公开的咨询电话"})
    assert done, said(done)
    assert done.kept == [{"text": "13900005678", "kind": "mobile", "reason": "本机关公开的咨询电话"}]


@pytest.mark.parametrize("own", ["张样本", "138 0000 1234", "zhang@example.org"])
def test_the_applicants_own_data_never_pass(office, replied, own):
    refused = publish(office, replied, answer=f"答复{own}", kept={own: "不是个人信息"})
    assert not refused, said(refused)


def test_an_organisations_name_may_stand(office):
    firm = replace(PERSON, type="business", name="样本木业有限公司", contact="李样本")
    case = office.handled(RECEIVED, applicant=firm)
    office.answered(case, DAY, "trade_secret")
    assert publish(office, case, answer="样本木业有限公司申请的信息不予公开")
    assert not publish(office, case, answer="李样本来电")


def test_who_wrote_it_does_not_publish_it(office, replied):
    himself = Actor(office.clerk().code, roles=frozenset({(Role.REVIEWER.value, replied.body_id)}))
    refused = publish(office, replied, actor=himself)
    assert "不能审批自己" in str(refused.reason)
    assert not publish(office, replied, actor=office.clerk()), "nor does a clerk"


def test_nothing_is_published_before_it_is_sent(office):
    case = office.handled(RECEIVED)
    office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    assert not publish(office, case)


def test_published_again_it_takes_the_first_ones_place_and_withdrawn_it_is_gone(office, replied):
    first = publish(office, replied)
    again = publish(office, replied, title="退耕还林补助资金发放名单")
    assert public.published(first.pk) is None
    assert public.published(again.pk).card.title == "退耕还林补助资金发放名单"
    head = office.person(Role.OFFICE_HEAD)
    assert not actions.withdraw_published(actor=head, now=office.at(LATER), case_id=replied.pk, reason="")
    assert actions.withdraw_published(
        actor=head, now=office.at(LATER), case_id=replied.pk, reason="第三方提出异议"
    )
    assert public.published(again.pk) is None
    assert public.search("退耕").items == ()
    refused = actions.withdraw_published(actor=head, now=office.at(LATER), case_id=replied.pk, reason="再撤")
    assert "已经撤下" in str(refused.reason)


def test_every_kind_of_personal_data_has_its_word():
    assert set(KINDS) == set(Kind)


@pytest.fixture
def shelf(office):
    """Four published replies, the newest last in the list."""
    texts = (
        ("退耕还林补助发放名单", "请公开2016年度退耕还林补助资金的发放名单", "予以公开"),
        ("林木采伐许可", "请公开林木采伐许可证的发放情况", "已经主动公开，见本机关网站"),
        ("古树名木保护", "请公开古树名木的保护名录", "予以公开，见附件"),
        ("ＥＩＡ 报告", "请公开湿地公园的EIA报告", "不属于本机关，请向生态环境局申请"),
    )
    found = []
    for number, (title, question, answer) in enumerate(texts):
        case = office.handled(RECEIVED)
        office.answered(case, DAY, "trade_secret")
        done = publish(
            office, case, day=date(2024, 4, 8 + number), title=title, question=question, answer=answer
        )
        assert done, said(done)
        found.append(done.pk)
    return found


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("", [3, 2, 1, 0]),
        ("公开", [3, 2, 1, 0]),
        ("发放", [1, 0]),
        ("发放 名单", [0]),
        ("退耕还林，补助", [0]),
        ("2016 年度", [0]),
        ("eia", [3]),
        ("网站", [1]),
        ("树", [2]),
        ("名录保护", []),
        ("林还耕退", []),
        ("附件。", [2]),
    ],
)
def test_search(shelf, text, which):
    assert [card.id for card in public.search(text).items] == [shelf[n] for n in which]


def test_search_goes_on_page_by_page(shelf):
    seen, after = [], ""
    while True:
        page = public.search("公开", after, limit=1)
        seen += [card.id for card in page.items]
        if not page.after:
            break
        after = page.after
    assert seen == list(reversed(shelf))
    assert public.search("公开", "nonsense").items == public.search("公开").items


def test_words_across_title_and_question_are_no_phrase(shelf):
    assert public.search("名单请公开").items == ()


def test_suggestions_and_likeness(shelf):
    assert [card.id for card in public.suggest("采伐许可")] == [shelf[1]]
    assert public.suggest("采") == ()
    like = public.similar("想知道2016年退耕还林的补助资金都发放给了谁")
    assert like[0].id == shelf[0]
    assert [card.id for card in public.suggest("退耕还林补助谁领了")][:1] == [shelf[0]]
    assert public.similar("毫不相干之事") == ()


def test_one_bodys_alone(office, shelf):
    assert public.search(body_id=office.bodies["land"]).items == ()
    assert len(public.search(body_id=office.bodies["forestry"]).items) == 4
    assert PublishedReply.objects.count() == 4
