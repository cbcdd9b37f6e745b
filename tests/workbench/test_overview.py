"""The board, reminders, a new year; the ledger; holiday notices; background work."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.foundation.calendar_notices.queries import current_calendar
from tests.journeys.city import RECEIVED, YEAR

pytestmark = pytest.mark.django_db
NOTICE = """
year = 2031

[[notice]]
title = "国务院办公厅关于2031年部分节假日安排的通知"
verified = false

[[holiday]]
name = "元旦"
first = 2031-01-01
last = 2031-01-01
"""


def _text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_the_board_counts_and_filters(city, desk):
    city.submit("linye", RECEIVED)
    office = desk("qingshan", "office")
    page = _text(office.get("/workbench/overview/"))
    assert f"{YEAR}年度报告数据报送情况" in page
    for name in ("青山市林业局", "青山市教育局", "临溪县人民政府"):
        assert name in page
    waiting = _text(office.get(f"/workbench/overview/?year={YEAR}&show=accept"))
    assert "青山市林业局" in waiting
    assert "青山市教育局" not in waiting


def test_the_office_accepts_from_the_board_and_reminds_the_late(city, desk):
    city.submit("linye", RECEIVED)
    office = desk("qingshan", "office")
    accepted = office.post(
        f"/workbench/returns/{city.returns['linye']}/steps/accept/", {"back": "overview"}, follow=True
    )
    assert "已接收" in _text(accepted)
    assert accepted.redirect_chain[-1][0].startswith("/workbench/overview/")
    reminded = _text(office.post("/workbench/overview/remind/", {"year": YEAR, "only": "late"}, follow=True))
    assert "已催报 2 个单位" in reminded
    assert "催报" in _text(desk("jiaoyu", "clerk").get("/workbench/"))


def test_a_year_is_opened_for_all_bodies_below(city, desk):
    office = desk("qingshan", "office")
    asked = {"year": YEAR + 1, "root": city.bodies["qingshan"]}
    assert "共 4 个单位" in _text(office.post("/workbench/overview/open-year/", asked, follow=True))
    wrong = office.post("/workbench/overview/open-year/", {"year": "十", "root": "1"}, follow=True)
    assert "请填写 2008 年以后" in _text(wrong)


def test_the_board_takes_a_constant_number_of_questions(city, desk, django_assert_max_num_queries):
    office = desk("qingshan", "office")
    office.get("/workbench/overview/")
    with django_assert_max_num_queries(25):
        office.get("/workbench/overview/")


def test_the_ledger_is_filtered_and_verified(city, desk):
    city.submit("linye", RECEIVED)
    auditor = desk("qingshan", "auditor")
    subject = f"return:{city.returns['linye']}"
    page = _text(auditor.get("/workbench/ledger/", {"subject": subject, "verb": "return.submit"}))
    assert page.count("<tr>") == 2  # the head and one event
    assert "没有符合条件的记录" in _text(auditor.get("/workbench/ledger/", {"from": "2099-01-01"}))
    assert "台账完整" in _text(auditor.post("/workbench/ledger/verify/", follow=True))
    assert desk("linye", "clerk").get("/workbench/ledger/").status_code == 403


def test_a_notice_is_previewed_before_it_is_loaded(city, desk):
    office = desk("qingshan", "office")
    file = SimpleUploadedFile("2031.toml", NOTICE.encode())
    page = _text(office.post("/workbench/calendar/preview/", {"notice": file}))
    assert "2031年1月1日" in page
    assert 2031 not in current_calendar().years
    loaded = office.post("/workbench/calendar/load/", {"text": NOTICE, "reason": "国务院网站"}, follow=True)
    assert "通知已载入" in _text(loaded)
    assert 2031 in current_calendar().years


@pytest.mark.parametrize("content", [b"year = ", b"\xff\xfe", b"year = 2031\nunknown = 1\n"])
def test_a_bad_notice_is_refused_in_words(city, desk, content):
    file = SimpleUploadedFile("bad.toml", content)
    page = _text(desk("qingshan", "office").post("/workbench/calendar/preview/", {"notice": file}))
    assert "govuk-error-summary" in page


def test_background_work_is_shown_to_overseers(city, desk):
    assert "后台任务" in _text(desk("qingshan", "auditor").get("/workbench/tasks/"))
    assert desk("qingshan", "auditor").get("/workbench/tasks/?status=odd").status_code == 404
    assert desk("linye", "clerk").get("/workbench/tasks/").status_code == 403


def test_guessing_of_query_codes_is_shown_to_overseers(city, desk, settings):
    settings.CASE_ALARM_FAILURES = 3
    auditor = desk("qingshan", "auditor")
    assert "有人可能在试查询码" not in _text(auditor.get("/workbench/tasks/"))
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
        wrong = {"number": "某〔2000〕1号", "code": "AAAA-BBBB-CCCC"}
        assert Client(REMOTE_ADDR=address).post("/requests/follow/", wrong).status_code == 403
    page = _text(auditor.get("/workbench/tasks/"))
    assert "有人可能在试查询码" in page
    assert "分散在多件申请上" in page
    assert "192.0.2." not in page
    ledger = _text(auditor.get("/workbench/ledger/?verb=case.note_wrong_codes"))
    assert "192.0.2." not in ledger
