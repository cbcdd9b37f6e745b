"""区分处理: the copy goes out, the original never."""

from datetime import date

import pytest

from gongkai.casework import actions
from gongkai.casework.documents import Letter, letter_pdf
from gongkai.casework.models import CaseFile, FileRole, Redaction
from gongkai.casework.queries import replies
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.redaction import Box

from .conftest import said
from .test_documents import text_of

RECEIVED, DAY = date(2024, 3, 4), date(2024, 3, 18)
PAPER = Letter(
    body="市林业局", title="发放名单", issued_on=DAY, text="领款人：王某某，身份证号990000199001010020。"
)
BELOW_THE_HEAD = Box(1, 0.0, 0.15, 1.0, 0.85)


@pytest.fixture
def case(office):
    return office.handled(RECEIVED)


def redact(office, case, file_id, boxes=(BELOW_THE_HEAD,), reason="含个人隐私", actor=None):
    return actions.redact(
        actor=actor or office.clerk(), now=office.at(DAY), case_id=case.pk, file_id=file_id, boxes=boxes,
        reason=reason,
    )  # fmt: skip


def paper(office, case):
    return office.file(case, DAY, FileRole.ENCLOSURE, name="名单.pdf", content=letter_pdf(PAPER))


def test_the_copy_is_without_what_lay_under_the_boxes(office, case):
    original = paper(office, case)
    made = redact(office, case, original)
    assert made, said(made)
    copy = content_of(cards([made.file_id])[made.file_id])
    assert "990000199001010020" in text_of(content_of(cards([original])[original]))
    assert "990000199001010020" not in text_of(copy)
    assert b"990000199001010020" not in copy
    card = cards([made.file_id])[made.file_id]
    assert (made.role, made.shown, card.name) == (FileRole.REDACTED, False, "名单（区分处理）.pdf")
    kept = Redaction.objects.get(copy_id=made.file_id)
    assert (kept.original_id, kept.reason, kept.boxes[0]["page"]) == (original, "含个人隐私", 1)


def test_once_redacted_the_original_does_not_go_out(office, case):
    original = paper(office, case)
    copy = redact(office, case, original)
    reply = office.ready(case, DAY, "partly_disclosed")
    assert [card.id for card in replies.enclosure_choices(case)] == sorted({copy.file_id, *reply.enclosures})
    refused = office.draft(reply, DAY, enclosures=[original])
    assert "已作区分处理" in str(refused.reason)
    assert "第三十七条" in refused.article
    assert office.draft(reply, DAY, enclosures=[copy.file_id])
    sent = office.send(office.signed(reply, DAY), DAY)
    assert sent, said(sent)
    shown = set(CaseFile.objects.filter(case=case, shown=True).values_list("file_id", flat=True))
    assert copy.file_id in shown
    assert original not in shown


def test_it_needs_a_reason_a_pdf_of_the_case_and_a_box_on_the_page(office, case):
    original = paper(office, case)
    assert "理由" in str(redact(office, case, original, reason=" ").reason)
    assert not redact(office, case, original, boxes=[Box(9, 0.1, 0.1, 0.1, 0.1)])
    text = office.file(case, DAY, FileRole.ENCLOSURE, content=b"words")
    assert not redact(office, case, text)
    identity = office.file(case, DAY, FileRole.IDENTITY, name="证件.pdf", content=letter_pdf(PAPER))
    assert "没有这个文件" in str(redact(office, case, identity).reason)
    assert Redaction.objects.count() == 0


def test_only_the_clerks_of_the_body(office, case):
    original = paper(office, case)
    refused = redact(office, case, original, actor=office.person(Role.SIGNER))
    assert "不能遮盖" in str(refused.reason)
