"""保密审查: what the machine points at, what a person must answer, and that there is no other way."""

import io
from datetime import date

import pikepdf
import pytest
import typst
from docx import Document as Docx

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.files import kinds
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.redaction import Box, page_count
from gongkai.foundation.texts import passages
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from gongkai.publishing.models import EditionFile, GateReview
from gongkai.publishing.queries import gate

from .conftest import DAY, NEWS, Office, findings, fresh, said

pytestmark = pytest.mark.django_db
ID_NUMBER = "990000199001010017"


def pdf(text: str) -> bytes:
    return typst.compile(f'#set text(font: "Noto Sans CJK SC")\n{text}'.encode())


def docx(text: str, author: str = "") -> bytes:
    made = Docx()
    made.add_paragraph(text)
    made.core_properties.author = author
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def passes(office: Office, edition, result: str = "open", reason: str = ""):
    return office.do(
        actions.confidentiality_ok, office.gatekeeper(edition), edition_id=edition.pk, result=result,
        reason=reason
    )  # fmt: skip


def at_the_gate(office: Office, edition):
    return office.chain(edition, "confidentiality")


def test_an_identity_number_in_the_text_holds_it(office: Office):
    words = Words(title="公示", html=f"<p>张样本，{ID_NUMBER}</p>", formed_on=DAY)
    edition = at_the_gate(office, office.drafted("news", words))
    (found,) = findings(edition)
    assert (found.kind, found.passage, found.part) == ("id_card", ID_NUMBER, "body")
    office.answer_all(edition)
    assert "还没有认定" in str(passes(office, edition).reason)
    stays = office.do(
        actions.judge_finding, office.gatekeeper(edition), edition_id=edition.pk, key=found.key,
        verdict="stays", reason="本人书面同意公开",
    )  # fmt: skip
    assert "不能这样认定" in str(stays.reason)
    office.must(
        actions.judge_finding,
        office.gatekeeper(edition),
        edition_id=edition.pk,
        key=found.key,
        verdict="masked",
    )
    assert "文字里还有" in str(passes(office, edition).reason)


def test_masked_by_its_drafter_it_passes_at_the_second_try(office: Office):
    words = Words(title="公示", html=f"<p>张样本，<strong>{ID_NUMBER}</strong></p>", formed_on=DAY)
    edition = at_the_gate(office, office.drafted("news", words))
    office.must(actions.give_back, office.gatekeeper(edition), edition_id=edition.pk, reason="遮盖证件号码")
    office.must(
        actions.mask, office.drafter(), edition_id=edition.pk, passages=[ID_NUMBER], reason="个人信息"
    )
    edition = office.released(edition)
    assert edition.html == "<p>张样本，<strong>×××</strong></p>"
    assert ID_NUMBER not in edition.text
    assert edition.maskings.get().spans == 1


def test_an_identity_number_inside_a_pdf_attachment_holds_it(office: Office):
    edition = office.drafted()
    row = office.attach(edition, "名单.pdf", pdf(f"张样本 {ID_NUMBER}"))
    edition = at_the_gate(office, edition)
    (found,) = findings(edition).filter(kind="id_card")
    assert (found.file_id, found.passage) == (row.file_id, ID_NUMBER)
    office.must(actions.give_back, office.gatekeeper(edition), edition_id=edition.pk, reason="遮盖证件号码")
    office.must(
        actions.mask, office.drafter(), edition_id=edition.pk, file_id=row.file_id, reason="个人信息",
        boxes=[Box(1, 0.0, 0.0, 1.0, 0.5)],
    )  # fmt: skip
    copy = EditionFile.objects.get(edition=edition, part="attachment")
    content = content_of(cards([copy.file_id])[copy.file_id])
    assert page_count(content) == 1
    told = passages(content, kinds.PDF)
    assert ID_NUMBER not in "".join(each.text for each in told)
    assert copy.masked_from_id == row.file_id
    assert EditionFile.objects.get(file=row.file_id).part == "original"


def test_a_file_not_read_yet_keeps_the_gate_shut(office: Office):
    edition = office.drafted()
    office.must(actions.attach, office.drafter(), edition_id=edition.pk, name="a.txt", content=b"abc")
    edition = at_the_gate(office, edition)
    office.answer_all(edition)
    assert "还在读取" in str(passes(office, edition).reason)


def test_what_is_read_later_joins_the_open_review(office: Office):
    from_later = office.drafted()
    row = office.must(
        actions.attach, office.drafter(), edition_id=from_later.pk, name="a.txt",
        content=f"张样本 {ID_NUMBER}".encode(),
    )  # fmt: skip
    edition = at_the_gate(office, from_later)
    assert not findings(edition).exists()
    office.attach_read(row)
    assert [each.kind for each in findings(edition)] == ["id_card"]


def test_properties_of_a_file_are_pointed_at_and_can_be_taken_out(office: Office):
    edition = office.drafted()
    row = office.attach(edition, "办法.docx", docx("正文", author="李样本"))
    edition = at_the_gate(office, edition)
    found = {each.passage: each for each in findings(edition)}
    assert found["李样本"].kind == "property"
    assert found["李样本"].hidden
    office.must(actions.recall, office.drafter(), edition_id=edition.pk, reason="去除属性")
    office.must(actions.mask, office.drafter(), edition_id=edition.pk, file_id=row.file_id, reason="去除属性")
    copy = EditionFile.objects.get(edition=edition, part="attachment")
    office.attach_read(copy)
    edition = at_the_gate(office, edition)
    assert "李样本" not in "".join(findings(edition).values_list("passage", flat=True))


def test_a_mark_of_secrecy_goes_only_when_declassified(office: Office):
    words = Words(title="通知", html="<p>机密★5年</p><p>正文。</p>", formed_on=DAY)
    edition = at_the_gate(office, office.drafted("news", words))
    (found,) = findings(edition)
    assert found.kind == "classification"
    judge = {
        "edition_id": edition.pk,
        "key": found.key,
        "verdict": "declassified",
        "reason": "已经按程序办理解密",
    }
    without = office.do(actions.judge_finding, office.gatekeeper(edition), **judge)
    assert "解密决定" in str(without.reason)
    office.must(
        actions.judge_finding, office.gatekeeper(edition), **judge, basis="某保〔2025〕3号，2025-12-01"
    )
    office.answer_all(edition)
    assert passes(office, edition)
    assert GateReview.objects.get(edition=edition).result == "open"


def test_every_item_of_the_list_is_answered(office: Office):
    edition = at_the_gate(office, office.drafted())
    told = passes(office, edition)
    assert len(told.details) >= len(law.gate().item)
    answers = {item.code: ItemAnswer(Answer.CLEAR) for item in law.gate().item[1:]}
    office.must(actions.check_item, office.gatekeeper(edition), edition_id=edition.pk, answers=answers)
    assert len(passes(office, edition).details) == 1
    concern = {law.gate().item[0].code: ItemAnswer(Answer.CONCERN, "有涉密内容")}
    office.must(actions.check_item, office.gatekeeper(edition), edition_id=edition.pk, answers=concern)
    assert "不能全部公开" in str(passes(office, edition).reason)


def test_unclear_it_is_referred_and_waits_for_the_ruling(office: Office):
    edition = at_the_gate(office, office.drafted())
    office.answer_all(edition)
    bare = office.do(
        actions.refer, office.gatekeeper(edition), edition_id=edition.pk, to="市保密局", reason=""
    )
    assert isinstance(bare, Refused)
    office.must(
        actions.refer, office.gatekeeper(edition), edition_id=edition.pk, to="市保密局", reason="不能确定"
    )
    assert "等答复" in str(passes(office, edition).reason)
    office.must(
        actions.receive_ruling, office.gatekeeper(edition), edition_id=edition.pk, ruling="可以公开",
        basis="某保函〔2026〕1号", on=date(2026, 3, 2),
    )  # fmt: skip
    assert passes(office, edition)


def test_the_joint_makers_agree_first(office: Office):
    edition = office.drafted()
    office.must(
        actions.set_makers,
        office.drafter(),
        document_id=edition.document_id,
        names=["市自然资源局", "驻市某部"],
    )
    edition = at_the_gate(office, edition)
    office.answer_all(edition)
    assert "还没有书面同意" in str(passes(office, edition).reason)
    for name in ("市自然资源局", "驻市某部"):
        office.must(
            actions.note_consent, office.drafter(), document_id=edition.document_id, name=name, on=DAY
        )
    assert passes(office, edition)


def test_what_stands_beside_the_text_is_reviewed_with_it(office: Office):
    edition = office.drafted()
    head = office.person(Role.DRAFTER, name="another")
    office.must(actions.describe, head, document_id=edition.document_id, catalogue="report")
    assert head.code in fresh(edition).writers
    office.must(actions.send_to_review, office.drafter(), edition_id=edition.pk)
    for verb, more in ((actions.describe, {"catalogue": "other"}), (actions.set_makers, {"names": ["某局"]})):
        refused = office.do(verb, office.drafter(), document_id=edition.document_id, **more)
        assert "随正文一起审批" in str(refused.reason)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.CONFIDENTIALITY_REVIEWER])
def test_nobody_has_a_way_around(office: Office, role: Role):
    edition = at_the_gate(office, office.drafted())
    actor = office.person(role)
    actor = type(actor)(actor.code, roles=actor.roles | office.person(Role.REVIEWER).roles)
    told = office.do(actions.confidentiality_ok, actor, edition_id=edition.pk, result="open")
    assert isinstance(told, Refused)
    assert "您的岗位不能" in str(told.reason)


def test_the_page_of_the_review_tells_items_and_findings(office: Office):
    words = Words(
        title="公示", html="<p>咨询电话：0539-8123456</p><p>咨询电话：0539-8123456</p>", formed_on=DAY
    )
    edition = at_the_gate(office, office.drafted("news", words))
    card = gate.current(office.gatekeeper(edition), edition.pk, DAY)
    assert card is not None
    (line,) = card.findings
    assert (line.times, line.where, line.kind) == (2, "第 1 段", "phone")
    assert card.unanswered == len(law.gate().item)
    office.judge_all(edition, "stays")
    office.answer_all(edition)
    done = passes(office, edition)
    assert done, said(done)
    after = gate.current(office.gatekeeper(edition), edition.pk, DAY)
    assert (after.passed, after.unjudged, after.unanswered) == (True, 0, 0)
    assert gate.current(office.person(Role.CITY_OFFICE, "city"), edition.pk, DAY).findings == ()


def test_a_second_look_begins_from_nothing(office: Office):
    edition = office.chain(office.drafted("news", NEWS))
    office.must(actions.recall, office.drafter(), edition_id=edition.pk, reason="再看看")
    edition = at_the_gate(office, edition)
    first, second = GateReview.objects.filter(edition=edition).order_by("pk")
    assert first.passed
    assert (second.items, second.result) == ({}, "")


def test_a_hidden_layer_of_a_pdf_is_pointed_at(office: Office):
    plain = pikepdf.open(io.BytesIO(pdf("看得见的")))
    plain.docinfo["/Author"] = "李样本"
    out = io.BytesIO()
    plain.save(out)
    edition = office.drafted()
    office.attach(edition, "办法.pdf", out.getvalue())
    edition = at_the_gate(office, edition)
    assert "李样本" in findings(edition).filter(kind="property").values_list("passage", flat=True)
