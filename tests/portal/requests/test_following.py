"""Following with number and code: what is seen, what may be done, and who is kept out."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.models import Applicant, Case, CaseFile, Challenge, FeeNotice, FileRole
from gongkai.foundation.mail.models import TextMessage
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.portal.requests import access

from .conftest import picture, text, told


@pytest.fixture
def case(citizen):
    """A request that was sent, followed in another browser."""
    number, code = citizen.sent()
    citizen.browser = Client()
    entered = citizen.browser.post("/requests/follow/", {"number": number, "code": code})
    assert entered.status_code == 302
    return Case.objects.get(number=number)


@pytest.fixture
def confirmed(citizen, case):
    """The office has telephoned: the clock runs."""
    if Case.objects.get(pk=case.pk).state == "unconfirmed":
        citizen.city.must(actions.confirm_receipt, case.pk, note="电话确认")
    return Case.objects.get(pk=case.pk)


def test_state_steps_and_clock_are_told(citizen, confirmed):
    page = citizen.page("/requests/follow/case/")
    assert confirmed.number in page
    assert "待审查" in page
    assert "收到申请" in page
    assert 'role="img"' in page
    assert "答复期限到" in page


def test_the_page_is_kept_by_no_cache_and_no_search_engine(citizen, case):
    answer = citizen.browser.get("/requests/follow/case/")
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]


def test_wrong_code_and_unknown_number_get_the_same_answer(citizen):
    number, code = citizen.sent()
    stranger = Client()
    answers = [
        stranger.post("/requests/follow/", {"number": sent, "code": "AAAA-BBBB-CCCC"}).content.decode()
        for sent in (number, "某〔2000〕1号")
    ]
    said = [page.split("govuk-error-summary")[1].split("</div>")[0] for page in answers]
    assert said[0].split('">')[-1] == said[1].split('">')[-1]
    assert stranger.get("/requests/follow/case/").status_code == 302
    assert stranger.post("/requests/follow/", {"number": number, "code": code.lower()}).status_code == 302


WRONG = "AAAA-BBBB-CCCC"


def tried(browser, number, code, **more):
    return browser.post("/requests/follow/", {"number": number, "code": code}, **more)


def test_guessing_is_slowed_in_words(citizen, settings):
    number, code = citizen.sent()
    settings.CASE_CODE_FAILURES = 3
    stranger = Client()
    for _try in range(3):
        assert tried(stranger, number, WRONG).status_code == 403
    waits = tried(stranger, number, code)
    assert waits.status_code == 403
    assert "分钟后再试" in waits.content.decode()
    settings.PORTAL_CODES_AN_HOUR = 4
    slowed = tried(stranger, number, code)
    assert slowed.status_code == 429
    assert int(slowed["Retry-After"]) > 0


def test_waiting_does_not_tell_whether_the_number_exists(citizen, settings):
    number, _code = citizen.sent()
    settings.CASE_CODE_FAILURES = 2

    def said(number, address):
        answers = [tried(Client(REMOTE_ADDR=address), number, WRONG) for _ in range(5)]
        pages = [each.content.decode().split("govuk-error-summary")[1] for each in answers]
        return [(each.status_code, page.split("</ul>")[0]) for each, page in zip(answers, pages, strict=True)]

    assert said(number, "192.0.2.1") == said("某〔2000〕1号", "192.0.2.2")


def test_nobody_shuts_the_applicant_out(citizen, settings):
    """Neither by guessing on his case from elsewhere, nor from behind the address he shares with others."""
    number, code = citizen.sent()
    settings.CASE_CODE_FAILURES, settings.PORTAL_CODES_AN_HOUR = 3, 10
    for n in range(20):
        tried(Client(REMOTE_ADDR=f"192.0.2.{n}"), number, WRONG)
    for _try in range(12):
        tried(Client(), number, WRONG)
    assert tried(Client(), number, code).status_code == 429, "a device that nobody knows"
    assert tried(Client(REMOTE_ADDR="203.0.113.9"), number, code).status_code == 302
    assert tried(citizen.browser, number, code).status_code == 302, "the device it was sent from"
    assert tried(citizen.browser, "某〔2000〕1号", code).status_code == 429, "known for its own cases only"


def test_an_ipv6_network_is_one_source(citizen, settings):
    number, code = citizen.sent()
    settings.CASE_CODE_FAILURES = 3
    for n in range(3):
        tried(Client(REMOTE_ADDR=f"2001:db8:1:2::{n}"), number, WRONG)
    waits = tried(Client(REMOTE_ADDR="2001:db8:1:2:ffff::9"), number, code)
    assert "分钟后再试" in waits.content.decode()
    assert tried(Client(REMOTE_ADDR="2001:db8:1:3::9"), number, code).status_code == 302


def test_guessing_draft_codes_is_slowed(citizen, settings):
    citizen.what()
    page = citizen.you(save="1").content.decode() if citizen.body().status_code == 302 else ""
    code = page.split('id="draft-code">')[1].split("<")[0]
    settings.CASE_CODE_FAILURES = 3
    stranger = Client()
    for _try in range(3):
        assert stranger.post("/requests/draft/", {"code": WRONG}).status_code == 400
    waits = stranger.post("/requests/draft/", {"code": code})
    assert "分钟后再试" in waits.content.decode()


def test_entering_changes_the_session_and_lasts_half_an_hour(citizen, monkeypatch):
    number, code = citizen.sent()
    browser = citizen.browser
    before = browser.cookies["sessionid"].value
    browser.post("/requests/follow/", {"number": number, "code": code})
    assert browser.cookies["sessionid"].value != before
    monkeypatch.setattr(access, "LASTS", timedelta(0))
    assert browser.get("/requests/follow/case/").status_code == 302


def test_leaving(citizen, case):
    citizen.browser.post("/requests/follow/leave/")
    assert citizen.browser.get("/requests/follow/case/").status_code == 302


def test_only_shown_files_of_the_own_case(citizen, confirmed):
    other = Client()
    citizen.browser, mine = other, citizen.browser
    citizen.what(), citizen.body("land"), citizen.you(identity=picture()), citizen.delivery()
    key = citizen.page("/requests/new/check/").split('name="key" value="')[1].split('"')[0]
    citizen.browser.post("/requests/new/check/", {"key": key})
    identity = CaseFile.objects.get(role=FileRole.IDENTITY)
    for browser in (mine, other):
        assert browser.get(f"/requests/follow/case/files/{identity.file_id}/").status_code == 404


def test_a_correction_is_answered_with_words_and_files(citizen, confirmed):
    until = timezone.localdate() + timedelta(days=14)
    citizen.city.must(actions.ask_correction, confirmed.pk, items="请写明年度", until=until)
    page = citizen.page("/requests/follow/case/")
    assert "请写明年度" in page
    assert "/requests/follow/case/correct/" in page
    nothing = citizen.browser.post("/requests/follow/case/correct/", {"text": ""})
    assert nothing.status_code == 400
    assert "请写明补正的内容" in nothing.content.decode()
    bad = citizen.browser.post(
        "/requests/follow/case/correct/", {"text": "2024年度", "files": text("坏.pdf", b"no pdf")}
    )
    assert bad.status_code == 400
    assert "2024年度" in bad.content.decode()
    done = citizen.browser.post(
        "/requests/follow/case/correct/", {"text": "2024年度", "files": text("名单.txt")}
    )
    assert "补正已收到" in done.content.decode()
    assert CaseFile.objects.get(role=FileRole.CORRECTION).file.name == "名单.txt"
    again = citizen.browser.get("/requests/follow/case/correct/")
    assert again.status_code == 409
    assert "名单.txt" in citizen.page("/requests/follow/case/")


def test_a_fee_is_explained_and_its_voucher_told(citizen, confirmed):
    citizen.city.must(actions.examine, confirmed.pk)
    citizen.city.must(actions.ask_fee, confirmed.pk, basis="page", pages=230, payment="到样本银行缴纳")
    assert "请您缴费" in citizen.page("/requests/follow/case/")
    page = citizen.page("/requests/follow/case/pay/")
    fee = FeeNotice.objects.get()
    assert f"{fee.fen / 100:,.2f}" in page
    assert "到样本银行缴纳" in page
    assert citizen.browser.post("/requests/follow/case/pay/", {"voucher": ""}).status_code == 400
    answer = citizen.browser.post("/requests/follow/case/pay/", {"voucher": "样本0001"})
    assert "凭证号已收到" in answer.content.decode()
    fee.refresh_from_db()
    assert (fee.voucher, fee.paid_on) == ("样本0001", None)
    page = citizen.page("/requests/follow/case/")
    assert "缴费正在核对" in page
    assert "请您缴费" not in page
    assert "填错了可以改" in citizen.page("/requests/follow/case/pay/")
    citizen.city.must(actions.receive_fee, confirmed.pk, voucher="样本0001")
    assert "现在没有要您缴纳的费用" in citizen.page("/requests/follow/case/pay/", 409)


def test_withdrawing_is_asked_twice(citizen, confirmed):
    revision = str(Case.objects.get(pk=confirmed.pk).revision)
    unsure = citizen.browser.post("/requests/follow/case/withdraw/", {"based_on": revision})
    assert unsure.status_code == 400
    citizen.city.must(actions.examine, confirmed.pk)
    overtaken = citizen.browser.post("/requests/follow/case/withdraw/", {"sure": "on", "based_on": revision})
    assert overtaken.status_code == 400
    assert "已有人办理" in overtaken.content.decode()
    revision = str(Case.objects.get(pk=confirmed.pk).revision)
    done = citizen.browser.post("/requests/follow/case/withdraw/", {"sure": "on", "based_on": revision})
    assert "已撤回" in done.content.decode()
    assert Case.objects.get(pk=confirmed.pk).outcome == "withdrawn"
    assert citizen.browser.get("/requests/follow/case/withdraw/").status_code == 409


def test_remedies_are_told_with_the_last_day(citizen, confirmed):
    early = citizen.page("/requests/follow/case/object/")
    assert "还没有答复" in early
    until = timezone.localdate() + timedelta(days=1)
    citizen.city.must(actions.ask_correction, confirmed.pk, items="一", until=until)
    later = timezone.now() + timedelta(days=15)  # past any run of holidays after the day
    done = actions.lapse(actor=SYSTEM, now=later, case_id=confirmed.pk)
    assert done, done
    page = citizen.page("/requests/follow/case/object/")
    assert "某市人民政府" in page
    assert "https://review.example.org/" in page
    assert "还有" in page


def complain(citizen, key, **more):
    sent = {"key": key, "text": "电话没有人接", "name": "张样本", "phone": "13800001234", **more}
    return citizen.browser.post("/requests/follow/case/object/", sent).content.decode()


def test_a_complaint_goes_to_the_office_above_once(citizen, confirmed):
    key = citizen.page("/requests/follow/case/object/").split('name="key" value="')[1].split('"')[0]
    pages = [complain(citizen, key) for _click in range(2)]
    assert all("投诉已提交" in page for page in pages)
    assert told(pages[0]) == told(pages[1]), "the lost answer is given once more"
    complaint = Challenge.objects.get()
    assert complaint.case.body_id == citizen.city.bodies["city"]
    assert complaint.body_id == citizen.city.bodies["forestry"]
    assert complaint.case.about_id == confirmed.pk
    changed = complain(citizen, key, text="另一件事")
    assert "内容与这次不同" in changed
    assert Challenge.objects.count() == 1


def test_a_complaint_is_followed_with_its_own_code(citizen, confirmed):
    key = citizen.page("/requests/follow/case/object/").split('name="key" value="')[1].split('"')[0]
    number, code = told(complain(citizen, key))
    elsewhere = Client()
    assert elsewhere.post("/requests/follow/", {"number": number, "code": code}).status_code == 302
    assert number in elsewhere.get("/requests/follow/case/").content.decode()
    assert confirmed.number in citizen.page("/requests/follow/case/"), "the request stays open beside it"


def test_mails_tell_of_news_until_they_are_not_wanted(citizen, confirmed, mails):
    def tidings():
        return [each for each in mails() if "有新的进展" in each]

    before = len(tidings())
    citizen.city.must(actions.examine, confirmed.pk)
    citizen.city.must(actions.consult, confirmed.pk, party="third_party", name="某公司", address="样本路",
                      information="名单")  # fmt: skip
    assert len(tidings()) == before + 1
    assert confirmed.number in tidings()[-1]
    assert "关闭提醒" in citizen.page("/requests/follow/case/")
    citizen.browser.post("/requests/follow/case/tidings/", {"on": "0"})
    assert "提醒已关闭" in citizen.page("/requests/follow/case/")
    citizen.city.must(actions.consult, confirmed.pk, party="third_party", name="另一公司", address="样本路",
                      information="名单")  # fmt: skip
    assert len(tidings()) == before + 1


def test_who_gave_no_mail_is_told_by_text_message(citizen, confirmed):
    Applicant.objects.filter(case=confirmed).update(email="")
    citizen.city.must(actions.examine, confirmed.pk)
    citizen.city.must(actions.consult, confirmed.pk, party="third_party", name="某公司", address="样本路",
                      information="名单")  # fmt: skip
    (message,) = TextMessage.objects.filter(about_type="case", about_id=str(confirmed.pk))
    assert message.phone == "13800001234"
    assert confirmed.number in message.text
    assert "某公司" not in message.text, "nothing of the case itself"


def test_dates_for_the_calendar(citizen, confirmed):
    file = citizen.browser.get("/requests/follow/case/dates.ics").content.decode()
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert "DTSTART;VALUE=DATE:" in file
    assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))
    assert Client().get("/requests/follow/case/dates.ics").status_code == 404


def test_nobody_else_acts_on_the_case(citizen, confirmed):
    stranger = Client()
    for step in ("correct", "reasons", "pay", "withdraw", "object"):
        answer = stranger.post(
            f"/requests/follow/case/{step}/", {"sure": "on", "text": "一", "voucher": "一"}
        )
        assert answer.status_code == 302, step
    assert Case.objects.get(pk=confirmed.pk).state == "registered"
    assert citizen.city.person(Role.REQUEST_CLERK)
