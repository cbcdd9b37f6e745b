"""A return on the screen: what waits, saving with and without scripts, steps, one figure, the text."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from gongkai.foundation.ledger import chain
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.reporting import actions
from gongkai.reporting.queries import board, return_view
from tests.journeys.city import DAY, OPENED, RECEIVED, YEAR

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _address(city, body: str, more: str = "") -> str:
    return f"/workbench/returns/{city.returns[body]}/{more}"


def _cell(city, body: str, code: str):
    return return_view(city.actor(body, "clerk"), city.returns[body], DAY).cells[code].own


def _revision(city, body: str) -> int:
    return return_view(city.actor(body, "clerk"), city.returns[body], DAY).revision


def test_what_waits_differs_by_person(city, desk):
    city.submit("linye", RECEIVED)
    assert "接收或退回" in _text(desk("qingshan", "office").get("/workbench/"))
    assert "没有等您办理的事" in _text(desk("linye", "clerk").get("/workbench/"))
    assert "填报" in _text(desk("jiaoyu", "clerk").get("/workbench/"))


def test_the_whole_form_is_saved_without_scripts_and_bad_cells_are_given_back(city, desk):
    browser = desk("linye", "clerk")
    typed = {"cell-T3.R1.C1": "１，204", "cell-T3.R1.C2": "abc", "cell-T3.R2.C1": "/", "based_on": "0"}
    page = _text(browser.post(_address(city, "linye", "save/"), typed))
    assert "其余已保存" in page
    assert 'href="#cell-T3.R1.C2"' in page
    assert 'value="abc"' in page
    assert _cell(city, "linye", "T3.R1.C1").entry.value == 1204
    assert _cell(city, "linye", "T3.R2.C1").entry.state == "struck"
    assert _cell(city, "linye", "T3.R1.C2").entry.state == "blank"


def test_one_cell_is_saved_by_htmx_and_its_total_and_findings_come_back(city, desk):
    city.fill("linye", {"T3.R1.C1": "1", "T3.R3.1.C1": "1"})
    saved = desk("linye", "clerk").post(
        _address(city, "linye", "save/"),
        {"cell-T3.R1.C1": "5", "based_on": _revision(city, "linye")},
        headers={"HX-Request": "true"},
    )
    text = _text(saved)
    assert "<html" not in text
    assert 'id="final-T3.R1.C7" hx-swap-oob="innerHTML">5</div>' in text
    assert "处错误" in text
    state = text.split('id="return-state" hx-swap-oob="innerHTML">')[1].split("</div>")[0]
    assert "填报中" in state, "the state beside the form follows the save"


def test_a_row_some_places_leave_out_may_be_filled_and_is_never_missed(city, desk):
    actions.open_year(actor=SYSTEM, now=OPENED, root_id=city.bodies["qingshan"], year=2018)
    (line,) = (
        each for each in board(city.actor("qingshan", "office"), 2018, DAY) if each.body.code == "linye"
    )
    browser, address = desk("linye", "clerk"), f"/workbench/returns/{line.return_id}/"
    assert "依申请公开信息收取的费用" in _text(browser.get(address))
    before = return_view(city.actor("linye", "clerk"), line.return_id, DAY)
    assert "N7" not in before.blanks
    browser.post(f"{address}save/", {"cell-N7": "12.5", "based_on": f"{before.revision}"})
    after = return_view(city.actor("linye", "clerk"), line.return_id, DAY)
    assert after.cells["N7"].final.value == 12_500_000
    assert "12.50" in _text(browser.get(address))


def test_a_stale_save_loses_nothing_and_shows_both(city, desk):
    browser = desk("linye", "clerk")
    address = _address(city, "linye", "save/")
    browser.post(address, {"cell-T3.R1.C1": "5", "based_on": "0"})
    page = _text(browser.post(address, {"cell-T3.R1.C1": "7", "based_on": "0"}))
    assert 'value="7"' in page
    assert "现为" in page
    assert _cell(city, "linye", "T3.R1.C1").entry.value == 5


def test_a_refused_step_says_why_and_changes_nothing(city, desk):
    before = chain.position()
    browser = desk("linye", "clerk")
    page = _text(browser.post(_address(city, "linye", "steps/send_to_review/"), follow=True))
    assert "gk-banner--error" in page
    assert "依据" in page
    assert chain.position() == before


def test_nobody_reviews_by_address_what_is_not_his(city, desk):
    assert desk("jiaoyu", "clerk").get(_address(city, "linye")).status_code == 404
    assert (
        desk("jiaoyu", "clerk").post(_address(city, "linye", "save/"), {"based_on": "0"}).status_code == 404
    )
    assert desk("linye", "clerk").get(_address(city, "linye", "steps/submit/")).status_code == 405
    assert desk("linye", "clerk").post(_address(city, "linye", "steps/erase/")).status_code == 404


def test_the_office_sends_back_with_remarks_that_stand_beside_the_cells(city, desk):
    city.submit("linye", RECEIVED)
    address = _address(city, "linye", "send-back/send_back/")
    page = _text(
        desk("qingshan", "office").post(address, {"reason": "", "remark-T3.R1.C1": "请核对"}, follow=True)
    )
    assert "请写明理由" in page
    assert 'value="请核对"' in page
    desk("qingshan", "office").post(address, {"reason": "数字不符", "remark-T3.R1.C1": "与台账差一件"})
    page = _text(desk("linye", "clerk").get(_address(city, "linye")))
    assert "数字不符" in page
    assert "与台账差一件" in page


def test_a_figure_opens_to_its_parts_and_its_history(city, desk):
    city.submit("linye", RECEIVED)
    city.accept("linye")
    total = _text(desk("qingshan", "office").get(_address(city, "qingshan", "cells/T3.R1.C7/")))
    assert "由这些格合计" in total
    part = _text(desk("qingshan", "office").get(_address(city, "qingshan", "cells/T3.R1.C1/")))
    assert "市林业局" in part
    assert "未计入" in part
    below = _text(desk("qingshan", "office").get(_address(city, "linye", "cells/T3.R1.C1/")))
    assert "这一格的经过" in below
    assert desk("linye", "clerk").get(_address(city, "linye", "cells/T9/")).status_code == 404


def test_an_entry_keeps_its_reason_and_file(city, desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    browser = desk("linye", "clerk")
    paper = SimpleUploadedFile("台账.txt", "窗口登记".encode())
    answer = browser.post(
        _address(city, "linye", "cells/T3.R1.C1/"),
        {"text": "3", "reason": "窗口纸质台账", "file": paper, "based_on": "0"},
    )
    assert answer.status_code == 302
    own = _cell(city, "linye", "T3.R1.C1")
    assert (own.entry.value, own.reason) == (3, "窗口纸质台账")
    page = _text(browser.get(_address(city, "linye", "cells/T3.R1.C1/")))
    assert "台账.txt" in page
    assert browser.get(f"/workbench/files/{own.file}/").status_code == 200
    assert desk("jiaoyu", "clerk").get(f"/workbench/files/{own.file}/").status_code == 404


def test_the_workbook_goes_out_and_comes_back(city, desk):
    browser = desk("linye", "clerk")
    data = browser.get(_address(city, "linye", "workbook/download/")).content
    assert load_workbook(io.BytesIO(data)).sheetnames
    sent = SimpleUploadedFile("a.xlsx", data)
    answer = browser.post(_address(city, "linye", "workbook/"), {"workbook": sent}, follow=True)
    assert "没有改动" in _text(answer)
    wrong = desk("jiaoyu", "clerk").post(
        _address(city, "jiaoyu", "workbook/"), {"workbook": SimpleUploadedFile("a.xlsx", data)}
    )
    assert "林业局" in _text(wrong)
    broken = browser.post(
        _address(city, "linye", "workbook/"), {"workbook": SimpleUploadedFile("a.xlsx", b"nonsense")}
    )
    assert "govuk-error-summary" in _text(broken)


def test_a_typed_figure_is_refused_in_the_reports_text(city, desk):
    city.fill("qingshan", RECEIVED)
    browser = desk("qingshan", "clerk")
    draft = _text(browser.get(_address(city, "qingshan", "report/")))
    assert "定稿前还有" in draft
    address = _address(city, "qingshan", "report/text/五/")
    refused = _text(browser.post(address, {"text": "全年收到政府信息公开申请12件。"}))
    assert "govuk-error-summary" in refused
    assert "全年收到政府信息公开申请12件。" in refused
    assert (
        browser.post(address, {"text": "收到政府信息公开申请{T3.R1.C7}件，办理规范有待加强。"}).status_code
        == 302
    )
    assert "办理规范有待加强" in _text(browser.get(_address(city, "qingshan", "report/")))
    assert browser.get(_address(city, "qingshan", "report/draft/pdf/")).content.startswith(b"%PDF-")


def test_the_history_names_steps_people_and_ledger(city, desk):
    city.submit("linye", RECEIVED)
    page = _text(desk("linye", "clerk").get(_address(city, "linye", "history/")))
    for words in ("送审", "审核通过", "报送", "市林业局审核人"):
        assert words in page


@pytest.mark.parametrize("query", ["林业", f"林业 {YEAR}", f"{YEAR}年 林业"])
def test_search_finds_what_the_person_may_see(city, desk, query):
    page = _text(desk("qingshan", "office").get("/workbench/search/", {"q": query}))
    assert "青山市林业局" in page
    assert f"returns/{city.returns['linye']}/" in page
    assert "没有找到" in _text(desk("jiaoyu", "clerk").get("/workbench/search/", {"q": query}))


def test_a_forms_page_asks_the_same_number_of_questions_for_any_number_of_cells(
    city, desk, django_assert_max_num_queries
):
    city.fill("qingshan", RECEIVED)
    browser = desk("qingshan", "clerk")
    browser.get(_address(city, "qingshan"))
    with django_assert_max_num_queries(40):
        browser.get(_address(city, "qingshan"))
