"""How a reply goes out, and the proof that it arrived."""

import io
from dataclasses import replace
from datetime import date

import docx
import pytest

from gongkai.casework import actions
from gongkai.casework.models import CaseFile, CaseStanding, FileRole, Reply, Service
from gongkai.casework.proving import prove_mailed
from gongkai.foundation.files import kinds
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.mail.models import Letter, LetterAttachment

from .conftest import PERSON, moment, said

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)


def test_by_mail_with_the_documents_attached(office):
    case = office.handled(RECEIVED, delivery="email")
    reply = office.answered(case, DAY, "disclosed")
    service = Service.objects.get(reply=reply)
    letter = Letter.objects.get(pk=service.letter)
    assert (service.way, service.served_on) == ("email", None)
    assert letter.to == PERSON.email
    assert case.number in letter.text
    attached = set(LetterAttachment.objects.filter(letter=letter).values_list("name", flat=True))
    assert attached == {"政府信息公开申请答复书 forestry公开〔2024〕1号.pdf", "名单.txt"}


def test_by_mail_without_an_address(office):
    case = office.handled(RECEIVED, delivery="email", applicant=replace(PERSON, email=""))
    reply = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    refused = office.send(reply, DAY)
    assert "没有留下电子邮箱" in str(refused.reason)
    assert office.send(reply, DAY, way="ems", tracking="EX000000001CN")


def test_online_it_lies_under_number_and_code(office):
    case = office.handled(RECEIVED, delivery="online")
    reply = office.answered(case, DAY, "disclosed")
    shown = set(CaseFile.objects.filter(case=case, shown=True).values_list("role", flat=True))
    assert shown == {FileRole.REPLY, FileRole.ENCLOSURE}
    assert CaseFile.objects.get(case=case, file_id=reply.pdf_id).shown
    assert not CaseFile.objects.get(case=case, file_id=reply.docx_id).shown
    service = Service.objects.get(reply=reply)
    letter = Letter.objects.get(pk=service.letter)
    assert "凭登记编号和查询码在网站上查收" in letter.text
    assert not LetterAttachment.objects.filter(letter=letter).exists()
    assert service.served_on == DAY


def test_nothing_is_shown_before_it_is_sent(office):
    case = office.handled(RECEIVED)
    office.signed(office.ready(case, DAY, "disclosed"), DAY)
    assert not CaseFile.objects.filter(case=case, shown=True, role__in=["reply", "enclosure"]).exists()


def test_by_post_and_the_proof_of_its_arrival(office):
    case = office.handled(RECEIVED)
    reply = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    service = office.send(reply, DAY, tracking="EX000000001CN")
    assert (service.way, service.tracking, service.served_on) == ("ems", "EX000000001CN", None)
    proof = office.file(case, DAY, FileRole.PROOF, name="签收.txt")
    proved = {"actor": office.clerk(), "service_id": service.pk, "proof_file": proof}
    early = actions.prove_service(**proved, now=office.at(date(2024, 3, 21)), served_on=date(2024, 3, 15))
    assert "不能早于发出日期" in str(early.reason)
    done = actions.prove_service(**proved, now=office.at(date(2024, 3, 21)), served_on=date(2024, 3, 20))
    assert (done.served_on, done.proof_id) == (date(2024, 3, 20), proof)


def test_handed_over_with_a_signed_receipt(office):
    case = office.handled(RECEIVED)
    reply = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    proof = office.file(case, DAY, FileRole.PROOF, name="签收.txt")
    service = office.send(reply, DAY, way="handed", proof_file=proof)
    assert (service.served_on, service.proof_id) == (DAY, proof)


def test_the_day_of_sending_decides_whether_it_was_in_time(office):
    """Received 2024-03-04: 20 working days end on 2024-04-01."""
    for sent, late in ((date(2024, 4, 1), False), (date(2024, 4, 2), True)):
        case = office.handled(RECEIVED)
        reply = office.signed(office.ready(case, sent, "trade_secret"), sent)
        assert office.send(reply, sent, tracking="EX000000001CN")
        standing = CaseStanding.objects.standing().get(case=case)
        assert (standing.result, standing.closed_on, standing.late) == ("trade_secret", sent, late)


def test_sent_yesterday_and_entered_today(office):
    case = office.handled(RECEIVED)
    reply = office.signed(office.ready(case, DAY, "trade_secret"), DAY)
    refused = office.send(reply, date(2024, 3, 19), on=date(2024, 3, 20))
    assert "还没有到" in str(refused.reason)
    assert office.send(reply, date(2024, 3, 19), on=DAY)
    assert Reply.objects.get(pk=reply.pk).sent_on == DAY


def test_it_goes_out_once(office):
    case = office.handled(RECEIVED)
    reply = office.answered(case, DAY, "trade_secret")
    again = office.send(reply, DAY)
    assert "已发出" in said(again)
    assert Service.objects.count() == 1
    assert not office.decide(case, DAY, "trade_secret"), "a sent reply is never changed"


@pytest.mark.parametrize("outcome", ["disclosed"])
def test_enclosures_leave_without_their_making(office, outcome):
    case = office.handled(RECEIVED, delivery="online")
    written = docx.Document()
    written.add_paragraph("发放名单")
    written.core_properties.author = "李某某"
    content = io.BytesIO()
    written.save(content)
    reply = office.ready(case, DAY, outcome)
    made = office.file(case, DAY, FileRole.ENCLOSURE, name="名单.docx", content=content.getvalue())
    assert office.draft(reply, DAY, enclosures=[made])
    sent = office.send(office.signed(reply, DAY), DAY)
    assert sent, said(sent)
    (shown,) = CaseFile.objects.filter(case=case, role=FileRole.ENCLOSURE, shown=True)
    assert shown.file_id != made
    clean = docx.Document(io.BytesIO(content_of(cards([shown.file_id])[shown.file_id])))
    assert clean.paragraphs[0].text == "发放名单"
    assert clean.core_properties.author != "李某某"
    assert not CaseFile.objects.get(case=case, file_id=made).shown


def test_what_cannot_be_cleaned_is_not_enclosed(office):
    case = office.handled(RECEIVED)
    reply = office.ready(case, DAY, "disclosed")
    old = office.file(case, DAY, FileRole.ENCLOSURE, content=b"list")
    CaseFile.objects.get(file_id=old).file._meta.model.objects.filter(pk=old).update(
        name="名单.ofd", content_type=kinds.OFD.content_type
    )
    refused = office.draft(reply, DAY, enclosures=[old])
    assert "名单.ofd" in str(refused.reason)
    assert "PDF" in str(refused.reason)


@pytest.mark.parametrize(
    ("change", "served"),
    [
        ({"state": "sent", "sent_at": moment(date(2024, 3, 19))}, date(2024, 3, 19)),
        ({"state": "refused"}, None),
        ({"state": "queued"}, None),
        ({"state": "sent", "sent_at": moment(date(2024, 3, 20), 30)}, None),
    ],
)
def test_a_mailed_reply_is_served_when_its_letter_was_taken_and_did_not_come_back(office, change, served):
    case = office.handled(RECEIVED, delivery="email")
    service = Service.objects.get(reply=office.answered(case, DAY, "trade_secret"))
    Letter.objects.filter(pk=service.letter).update(**change)
    noon = moment(date(2024, 3, 21))
    assert prove_mailed(noon) == (1 if served else 0)
    service.refresh_from_db()
    assert service.served_on == served
    assert prove_mailed(noon) == 0, "once"
