"""What becomes of a released document, and what is read at its address afterwards."""

from datetime import date, timedelta

import pytest

from gongkai.core.comparing import Part
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions, periodic
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Document, StandingNotice
from gongkai.publishing.queries import public

from .conftest import DAY, NORMATIVE, TEXT, Office, fresh, moment, said

pytestmark = pytest.mark.django_db


def out(office: Office) -> public.Item:
    edition, _ = office.normative()
    done = office.release(edition)
    assert done, said(done)
    return public.item(fresh(edition).document.address)


def again(item: public.Item) -> public.Item:
    return public.item(item.card.address)


def change(office: Office, verb, item: public.Item, day: date = DAY, **more):
    more = {"reason": "不再需要", "basis": "样林规〔2026〕9号", **more}
    return office.do(verb, office.person(Role.OFFICE_HEAD), day, document_id=item.card.id, **more)


@pytest.mark.parametrize(
    ("verb", "standing"),
    [
        (actions.amend, "amended"), (actions.repeal, "repealed"), (actions.consolidate, "consolidated"),
    ],
)  # fmt: skip
def test_each_change_has_its_notice_at_the_same_address(office: Office, verb, standing: str):
    item = out(office)
    assert change(office, verb, item)
    after = again(item)
    assert after.card.standing == standing
    assert [each.standing for each in after.notices] == [standing, "in_force"]
    assert after.notices[0].reason == "不再需要（样林规〔2026〕9号）"
    assert after.edition.text == item.edition.text
    assert "依据" in str(change(office, verb, item, basis="").reason) or standing != "amended"


def test_withdrawn_the_address_answers_with_the_reason_only(office: Office):
    item = out(office)
    refused = office.do(
        actions.withdraw,
        office.person(Role.OFFICE_HEAD),
        document_id=item.card.id,
        reason="有电话13800001234",
    )
    assert "不宜公开" in str(refused.reason)
    office.must(
        actions.withdraw,
        office.gatekeeper_of("forestry"),
        document_id=item.card.id,
        reason="数字有误，更正后重新发布",
    )
    after = again(item)
    assert after.is_withdrawn
    assert (after.card.title, after.editions, after.relations) == ("", (), ())
    assert after.card.index_number == item.card.index_number
    assert after.notices[0].reason == "数字有误，更正后重新发布"
    assert item.card.id not in {each.id for each in public.released().items}
    assert public.cards_of([item.card.id]) == {}


def test_the_files_of_a_withdrawn_document_are_not_given_out(office: Office):
    edition = office.drafted()
    row = office.attach(edition)
    edition = office.released(edition)
    address = edition.document.address
    assert public.public_file(address, row.file_id)
    office.must(
        actions.withdraw, office.person(Role.SIGNER), document_id=edition.document_id, reason="附件有误"
    )
    assert public.public_file(address, row.file_id) is None


def test_published_again_after_a_withdrawal_it_says_so(office: Office):
    edition = office.released()
    number = edition.document_id
    office.must(actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=number, reason="数字有误")
    second = office.must(actions.new_edition, office.drafter(), document_id=number)
    office.must(
        actions.draft, office.drafter(), edition_id=second.pk,
        words=Words(html=f"{TEXT}<p>更正。</p>", change_note="更正数字"),
    )  # fmt: skip
    second = office.released(second)
    item = public.item(second.document.address)
    assert [each.reason for each in item.notices] == ["重新发布", "数字有误", "发布"]
    assert item.edition.number == 2
    assert item.card.address == edition.document.address


def test_editions_are_compared_and_read_as_of_a_day(office: Office):
    edition = office.released()
    later = DAY + timedelta(days=10)
    second = office.must(actions.new_edition, office.drafter(), later, document_id=edition.document_id)
    office.must(
        actions.draft, office.drafter(), later, edition_id=second.pk,
        words=Words(html=TEXT.replace("发放。", "发放，并公示。"), change_note="增加公示"),
    )  # fmt: skip
    second = office.released(second, later)
    address = edition.document.address
    assert public.item(address).edition.number == 2
    assert public.item(address, on=DAY).edition.number == 1
    assert public.item(address, edition=1).edition.text == edition.text
    came = [each.text for each in public.comparison(address, 1, 2) if each.part is Part.NEW]
    assert came == ["，并公示"]
    assert [number for number, _, _ in public.item(address).editions] == [2, 1]


def test_a_document_repeals_another_when_it_takes_effect(office: Office):
    old = out(office)
    new = office.drafted(
        "official", Words(
            title="关于废止部分文件的决定", html=TEXT, summary="废止。", subject="agriculture",
            genre="decision",
            formed_on=DAY, effective_on=DAY + timedelta(days=30),
        ),
    )  # fmt: skip
    drafter = office.drafter()
    office.must(actions.describe, drafter, document_id=new.document_id, catalogue="official")
    office.must(actions.relate, drafter, document_id=new.document_id, to_id=old.card.id, kind="repeals")
    office.must(actions.give_number, drafter, document_id=new.document_id, number="样林发〔2026〕7号")
    new = office.released(new)
    assert again(old).card.standing == "in_force"
    assert periodic.apply_relations(moment(DAY + timedelta(days=29))) == 0
    assert periodic.apply_relations(moment(DAY + timedelta(days=30))) == 1
    assert periodic.apply_relations(moment(DAY + timedelta(days=31))) == 0
    after = again(old)
    assert after.card.standing == "repealed"
    assert after.notices[0].by.address == new.document.address
    assert "《关于废止部分文件的决定》" in after.notices[0].reason
    assert ("repeals", False) in {(each.kind, each.outward) for each in after.relations}


def test_it_lapses_on_the_day_after_the_last_however_late_that_is_noticed(office: Office):
    item = out(office)
    last = item.expires_on
    early = office.do(actions.expire, SYSTEM, last, document_id=item.card.id)
    assert "还没有届满" in str(early.reason)
    assert periodic.expire_over(moment(last + timedelta(days=40))) == 1
    after = again(item)
    assert after.card.standing == "expired"
    assert after.notices[0].on == last + timedelta(days=1)
    assert public.standing_of(item.card.address, last) == "in_force"
    assert public.standing_of(item.card.address, last + timedelta(days=1)) == "expired"


def test_six_months_before_its_maker_is_told_once(office: Office):
    out(office)
    forestry = office.bodies["forestry"]
    head = organisations.create_person(
        actor=SYSTEM,
        now=office.at(),
        body_id=forestry,
        username="head",
        name="样本",
        email="head@example.org",
    )
    assert isinstance(head, int), said(head)
    held = organisations.appoint(
        actor=SYSTEM, now=office.at(), person_id=head, body_id=forestry, role=Role.OFFICE_HEAD, on=DAY
    )
    assert held, said(held)
    assert periodic.warn_of_expiry(moment(date(2030, 10, 8))) == 0
    assert periodic.warn_of_expiry(moment(date(2030, 10, 9))) == 1
    assert periodic.warn_of_expiry(moment(date(2030, 10, 10))) == 0
    (letter,) = Letter.objects.all()
    assert NORMATIVE.title in letter.text
    kept = [office.drafted(), office.drafted()]
    Document.objects.filter(pk__in=[each.document_id for each in kept]).update(
        standing="kept", attribute="withheld", reassess_on=date(2030, 11, 1)
    )
    told = [periodic.remind_of_reassessment(moment(date(2030, 11, day))) for day in (1, 2)]
    assert told == [2, 0]
    letter = Letter.objects.latest("pk")
    assert Letter.objects.count() == 2, "one letter for both"
    assert letter.subject == "2 件不公开的文件应当重新评估"
    assert kept[0].title not in letter.text


def test_it_goes_on_evaluated_and_registered_anew(office: Office):
    item = out(office)
    day = date(2031, 1, 15)
    head = office.person(Role.OFFICE_HEAD)
    renewal = {"document_id": item.card.id, "expires_on": date(2035, 1, 14), "basis": "样林规〔2031〕1号"}
    refused = office.do(actions.renew, head, day, **renewal)
    assert "评估" in str(refused.reason)
    office.must(
        actions.evaluate, office.person(Role.LEGAL_REVIEWER), day, document_id=item.card.id,
        conclusion="keep",
        reason="仍然需要，执行良好",
    )  # fmt: skip
    office.must(actions.renew, head, day, **renewal)
    after = again(item)
    assert after.expires_on == date(2035, 1, 14)
    assert after.registration_number == "YSDR-2031-0000001"
    assert after.notices[0].until == date(2035, 1, 14)
    assert StandingNotice.objects.filter(standing="in_force").count() == 3


def test_the_superior_office_may_withdraw_but_not_repeal(office: Office):
    item = out(office)
    city = office.person(Role.CITY_OFFICE, "city")
    refused = office.do(actions.repeal, city, document_id=item.card.id, reason="x", basis="y")
    assert isinstance(refused, Refused)
    assert office.do(actions.withdraw, city, document_id=item.card.id, reason="内容违反上级规定")
    assert again(item).is_withdrawn


def test_news_is_withdrawn_and_nothing_else(office: Office):
    edition = office.released()
    refused = office.do(
        actions.evaluate, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, conclusion="keep",
        reason="x",
    )  # fmt: skip
    assert "规范性文件" in str(refused.reason)


def test_lists_go_by_key_newest_first(office: Office):
    days = [DAY + timedelta(days=n) for n in range(5)]
    for day in days:
        office.released(office.drafted(day=day), day)
    first = public.released(limit=2)
    second = public.released(limit=2, after=first.after)
    third = public.released(limit=2, after=second.after)
    shown = [each.on for page in (first, second, third) for each in page.items]
    assert shown == sorted(days, reverse=True)
    assert third.after == ""
    assert public.released(kinds=["normative"]).items == ()
    assert len(public.released(body_ids=[office.bodies["land"]]).items) == 0
