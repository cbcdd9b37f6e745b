"""A document on the screens, from the first word to the release and its last notice."""

import re

import pytest
from django.utils import timezone

from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from gongkai.publishing.models import Document, Edition

from .conftest import TEXT, Office, fresh, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/documents/"
GATE = Role.CONFIDENTIALITY_REVIEWER


def _to_the_gate(office: Office, **more: str) -> Edition:
    edition = office.drafted(**more)
    office.step(Role.DRAFTER, edition, "edition.send_to_review")
    assert fresh(edition).state == "confidentiality"
    return edition


def _gate(office: Office, edition: Edition, **given: str) -> str:
    address = f"{HERE}{edition.document_id}/gate/"
    return text_of(office.desk(GATE).post(address, given, follow=True))


def _clear(office: Office, edition: Edition) -> str:
    answers = {f"item-{each.code}": "clear" for each in law.gate().item}
    return _gate(office, edition, do="check", **answers)


def _released(office: Office) -> Edition:
    edition = _to_the_gate(office)
    _clear(office, edition)
    _gate(office, edition, do="conclude", result="open")
    office.step(Role.SIGNER, edition, "edition.sign")
    office.step(Role.DRAFTER, edition, "edition.release")
    assert fresh(edition).state == "released"
    return edition


def test_a_news_item_is_begun_written_and_sent_on_its_way(office):
    drafter = office.desk(Role.DRAFTER)
    body = str(office.bodies["forestry"])
    made = drafter.post(f"{HERE}new/", {"body_id": body, "kind": "news", "title": "造林"}, follow=True)
    address = made.redirect_chain[-1][0]
    edition = Edition.objects.get()
    assert "effective_on" not in text_of(made)
    saved = drafter.post(
        address,
        {"title": "造林现场会", "html": "# 一、概况\n正文一段\n- 甲\n- 乙\n| 县 | 亩 |\n| 东 | 12 |",
         "formed_on": f"{timezone.localdate()}", "based_on": str(edition.revision)},
        follow=True,
    )  # fmt: skip
    assert "已保存" in text_of(saved)
    assert fresh(edition).html == (
        "<h2>一、概况</h2><p>正文一段</p><ul><li>甲</li><li>乙</li></ul>"
        '<table><thead><tr><th scope="col">县</th><th scope="col">亩</th></tr></thead>'
        "<tbody><tr><td>东</td><td>12</td></tr></tbody></table>"
    )
    refused = office.step(Role.DRAFTER, edition, "edition.send_to_review")
    assert "error" in text_of(refused)
    office.step(Role.DRAFTER, edition, "document.set_attribute", attribute="open", ground="widely_known")
    assert "已送审" in text_of(office.step(Role.DRAFTER, edition, "edition.send_to_review"))
    assert fresh(edition).state == "confidentiality"


def test_the_note_for_the_paper_of_an_official_document_is_told(office):
    for kind, told in (("normative", True), ("news", False)):
        edition = office.drafted(kind)
        page = office.desk(Role.DRAFTER).get(f"{HERE}{edition.document_id}/")
        assert ("附注：（此件公开发布）" in text_of(page)) is told


def test_what_is_pasted_from_word_is_saved_without_its_scripts_and_says_so(office):
    edition = office.drafted()
    pasted = (
        '<p class="MsoNormal" onclick="x()">正文</p><script>alert(1)</script><img src="http://a.example/p">'
    )
    saved = office.desk(Role.DRAFTER).post(
        f"{HERE}{edition.document_id}/edit/",
        {"title": "标题", "html": pasted, "based_on": str(fresh(edition).revision), "autosave": "1"},
    )
    assert saved.status_code == 200
    assert "脚本" in saved.json()["told"]
    assert "外来的图片" in saved.json()["told"]
    assert fresh(edition).html == "<p>正文</p>"
    assert saved.json()["revision"] == fresh(edition).revision


def test_of_two_people_at_one_document_the_second_is_told_and_loses_nothing(office):
    edition = office.drafted()
    address = f"{HERE}{edition.document_id}/edit/"
    seen = str(fresh(edition).revision)
    office.do(actions.draft, edition_id=edition.pk, words=Words(html="<p>先保存的话。</p>"))
    mine = {"title": "我的标题", "html": "<p>我写的话。</p>", "based_on": seen}
    quiet = office.desk(Role.DRAFTER).post(address, {**mine, "autosave": "1"})
    assert quiet.status_code == 409
    page = text_of(office.desk(Role.DRAFTER).post(address, mine))
    assert "我写的话" in page
    assert "先保存" in page
    assert "我的标题" in page
    assert fresh(edition).html == "<p>先保存的话。</p>"
    again = re.search(r'name="based_on" value="(\d+)"', page)[1]
    office.desk(Role.DRAFTER).post(address, {**mine, "based_on": again})
    assert fresh(edition).html == "<p>我写的话。</p>"


def test_an_identity_number_is_pointed_at_and_the_gate_stays_shut_until_it_is_gone(office):
    edition = _to_the_gate(office, html="<p>发放给张样本，证件号码990000199001010017。</p>")
    page = text_of(office.desk(GATE).get(f"{HERE}{edition.document_id}/gate/"))
    assert "<mark>990000199001010017</mark>" in page
    key = re.search(r'name="key" value="(\w+)"', page)[1]
    _clear(office, edition)
    told = _gate(office, edition, do="conclude", result="open")
    assert fresh(edition).state == "confidentiality"
    assert "保密审查通过" not in told
    assert "不能这样认定" in _gate(office, edition, do="judge", key=key, verdict="stays", reason="可以公开的")
    _gate(office, edition, do="judge", key=key, verdict="masked")
    _gate(office, edition, do="conclude", result="open")
    assert fresh(edition).state == "confidentiality"
    office.step(GATE, edition, "edition.return", reason="请遮盖证件号码")
    assert fresh(edition).state == "returned"
    assert "请遮盖证件号码" in text_of(office.desk(Role.DRAFTER).get(f"{HERE}{edition.document_id}/edit/"))


def test_the_review_is_kept_on_a_form_and_the_item_goes_out_under_its_address(office):
    edition = _to_the_gate(office)
    assert "还有 13 项没有审查" in text_of(office.desk(GATE).get(f"{HERE}{edition.document_id}/gate/"))
    _clear(office, edition)
    assert "保密审查通过" in _gate(office, edition, do="conclude", result="open")
    paper = office.desk(GATE).get(f"{HERE}{edition.document_id}/gate/{edition.gatereviews.get().pk}.pdf")
    assert paper.content.startswith(b"%PDF")
    work = text_of(office.desk(Role.SIGNER).get(f"{HERE}waiting/"))
    assert "春季造林现场会" in work
    office.step(Role.SIGNER, edition, "edition.sign")
    office.step(Role.DRAFTER, edition, "edition.release")
    document = Document.objects.get()
    assert document.index_number
    page = text_of(office.desk(Role.DRAFTER).get(f"{HERE}{document.pk}/"))
    assert document.index_number in page
    assert "起草新版本" in page


def test_a_correction_shows_what_it_changed(office):
    edition = _released(office)
    office.step(Role.DRAFTER, edition, "document.new_edition")
    second = Edition.objects.get(number=2)
    office.do(
        actions.draft, edition_id=second.pk,
        words=Words(html=TEXT.replace("足额", "全额"), change_note="更正用词"),
    )  # fmt: skip
    page = text_of(office.desk(Role.DRAFTER).get(f"{HERE}{edition.document_id}/editions/2/"))
    assert "<ins>全</ins>" in page
    assert "<del>足</del>" in page
    assert "更正用词" in page


def test_a_withdrawal_tells_its_reason_and_the_ledger_the_whole_story(office):
    edition = _released(office)
    office.step(Role.OFFICE_HEAD, edition, "document.withdraw", reason="配图有误，核实后重新发布")
    assert Document.objects.get().standing == "withdrawn"
    page = text_of(office.desk(Role.DRAFTER).get(f"{HERE}{edition.document_id}/"))
    assert "配图有误" in page
    story = text_of(office.desk(Role.DRAFTER).get(f"{HERE}{edition.document_id}/history/"))
    for told in ("送审", "签发", "撤回", "已发布"):
        assert told in story


def test_a_draft_is_read_by_its_own_body_only(office):
    edition = office.drafted()
    address = f"{HERE}{edition.document_id}/"
    assert office.desk(Role.DRAFTER, "land").get(address).status_code == 404
    above = text_of(office.desk(Role.CITY_OFFICE, "city").get(address))
    assert "春季造林现场会" in above
    assert "按时足额发放" not in above
    assert office.desk(Role.CITY_OFFICE, "city").get(f"{address}editions/1/").status_code == 404
    assert office.desk(Role.SIGNER).get(f"{address}edit/").status_code == 403


def test_the_list_is_narrowed_and_turned_page_by_page(office):
    for n in range(32):
        office.drafted(title=f"造林简报第{n}期")
    office.drafted("notice", title="封山通告")
    drafter = office.desk(Role.DRAFTER)
    first = text_of(drafter.get(f"{HERE}?kind=news"))
    assert "造林简报第31期" in first
    assert "造林简报第1期" not in first
    following = re.search(r'rel="next" href="(\?[^"]+)"', first)[1].replace("&amp;", "&")
    assert "造林简报第1期" in text_of(drafter.get(HERE + following))
    found = text_of(drafter.get(f"{HERE}?q=封山"))
    assert "封山通告" in found
    assert "造林简报" not in found


@pytest.mark.parametrize("page", ["normative/", "withheld/", "waiting/", "new/"])
def test_registers_open(office, page):
    assert office.desk(Role.DRAFTER).get(HERE + page).status_code == 200


def test_every_tab_shown_leads_where_the_person_may_go(office):
    for role in (Role.DRAFTER, Role.REVIEWER, GATE, Role.LEGAL_REVIEWER, Role.SIGNER, Role.OFFICE_HEAD):
        desk = office.desk(role)
        shown = text_of(desk.get(HERE))
        tabs = re.search(r'<ul class="gk-tabs.*?</ul>', shown, re.DOTALL)
        assert tabs, role
        for address in re.findall(r'href="([^"]+)"', tabs.group()):
            assert desk.get(address).status_code == 200, (role, address)
