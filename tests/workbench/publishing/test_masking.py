"""The drafter masks what the review points at; a PDF's copy takes the place of the original."""

import re

import pytest
from django.utils import timezone

from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, law, periodic
from tests.publishing.test_gate import ID_NUMBER, pdf

from .conftest import Office, fresh, text_of

pytestmark = pytest.mark.django_db


def _page(office: Office, edition, **given) -> str:
    address = f"/workbench/documents/{edition.document_id}/mask/"
    drafter = office.desk(Role.DRAFTER)
    return text_of(drafter.post(address, given, follow=True) if given else drafter.get(address))


def test_words_of_the_text_are_masked(office):
    edition = office.drafted(html=f"<p>张样本，证件号码{ID_NUMBER}。</p>")
    assert f'value="{ID_NUMBER}"' in _page(office, edition)
    told = _page(office, edition, passage=ID_NUMBER, reason="")
    assert "请写明遮盖部分不予公开的理由" in told
    assert "已遮盖" in _page(office, edition, passage=ID_NUMBER, reason="个人信息")
    assert ID_NUMBER not in fresh(edition).html


def test_a_number_in_a_pdf_is_found_on_its_page_and_taken_out(office):
    edition = office.drafted()
    content = pdf(f"ID {ID_NUMBER} end")
    row = office.do(actions.attach, edition_id=edition.pk, name="名单.pdf", content=content)
    page = _page(office, edition)
    assert f"第 1 页：{ID_NUMBER}" in page
    boxes = re.findall(r'name="box" value="([^"]+)"', page)
    assert boxes
    _page(office, edition, file=str(row.file_id), box=boxes, reason="个人信息")
    copy = edition.editionfiles.get(part="attachment")
    assert copy.masked_from_id == row.file_id
    made = content_of(cards([copy.file_id])[copy.file_id])
    assert made.startswith(b"%PDF")
    assert ID_NUMBER.encode() not in made
    assert f"第 1 页：{ID_NUMBER}" not in _page(office, edition)


def test_a_number_in_an_attachment_is_refused_at_the_gate_and_passes_once_it_is_masked(office):
    edition = office.drafted()
    row = office.do(
        actions.attach, edition_id=edition.pk, name="名单.pdf", content=pdf(f"ID {ID_NUMBER} end")
    )
    periodic.read_and_note(row.file_id, timezone.now())
    office.step(Role.DRAFTER, edition, "edition.send_to_review")
    gate = f"/workbench/documents/{edition.document_id}/gate/"
    reviewer = office.desk(Role.CONFIDENTIALITY_REVIEWER)
    page = text_of(reviewer.get(gate))
    assert f"<mark>{ID_NUMBER}</mark>" in page
    assert "附件《名单.pdf》" in page
    answers = {f"item-{each.code}": "clear" for each in law.gate().item}
    reviewer.post(gate, {"do": "check", **answers})
    reviewer.post(gate, {"do": "conclude", "result": "open"})
    assert fresh(edition).state == "confidentiality"
    office.step(Role.CONFIDENTIALITY_REVIEWER, edition, "edition.return", reason="附件里有证件号码")
    boxes = re.findall(r'name="box" value="([^"]+)"', _page(office, edition))
    _page(office, edition, file=str(row.file_id), box=boxes, reason="个人信息")
    copy = edition.editionfiles.get(part="attachment")
    periodic.read_and_note(copy.file_id, timezone.now())
    office.step(Role.DRAFTER, edition, "edition.send_to_review")
    again = text_of(reviewer.get(gate))
    assert f"<mark>{ID_NUMBER}</mark>" not in again
