"""“My requests”: the way in by e-mail or telephone, what stands there, and who is kept out."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from gongkai.casework import accounts, actions
from gongkai.casework.models import AccountCase, AccountVisit, Applicant, Case, SignInLink
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.mail.models import Letter, TextMessage
from gongkai.foundation.mail.texting import send as send_text
from gongkai.portal.requests import mine

from .conftest import DELIVERY, YOU, Citizen, told

MAIL, PHONE = DELIVERY["email"], YOU["phone"]


def ask(browser, address=MAIL):
    """Ask for a way in; the background does its part."""
    answer = browser.post("/requests/mine/", {"address": address})
    assert answer.status_code == 302
    mine.send(SignInLink.objects.latest("pk").pk, timezone.now())
    return browser.get("/requests/mine/sent/").content.decode()


def link() -> str:
    text = Letter.objects.filter(about_type="sign_in_link").latest("pk").text
    return re.search(r"http://[^/]+(/\S+)", text)[1]


def digits() -> str:
    return re.search(r"：(\d{8})。", TextMessage.objects.latest("pk").text)[1]


def sign_in(browser, address=MAIL):
    ask(browser, address)
    if "@" in address:
        return browser.post(link())
    return browser.post("/requests/mine/sent/", {"digits": digits()})


def listed(browser) -> str:
    answer = browser.get("/requests/mine/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def joined(citizen):
    """A request that was sent; the link opened in the same browser."""
    number, _code = citizen.sent()
    assert sign_in(citizen.browser).status_code == 302
    return Case.objects.get(number=number)


def test_what_was_sent_in_this_browser_stands_in_the_account(citizen, joined):
    assert joined.number in listed(citizen.browser)
    event = Event.objects.get(verb="case.join_account")
    assert event.subject_id == str(joined.pk)
    assert MAIL not in str(event.after)
    elsewhere = Client()
    sign_in(elsewhere)
    assert joined.number in listed(elsewhere)


@pytest.mark.parametrize("address", [" ZHANG@Example.ORG ", "138 0000 1234", "+86 13800001234"])
def test_an_address_is_known_however_it_is_written(citizen, address):
    number, _code = citizen.sent()
    sign_in(citizen.browser, address)
    assert number in listed(citizen.browser)


def test_an_address_alone_opens_nothing(citizen):
    """Somebody's mailbox whose address was typed into a form by mistake."""
    number, code = citizen.sent()
    stranger = Client()
    sign_in(stranger)
    page = listed(stranger)
    assert number not in page
    assert "这里还没有申请" in page
    case = Case.objects.get(number=number)
    assert stranger.post("/requests/mine/open/", {"case": case.pk}).status_code == 404
    stranger.post("/requests/follow/", {"number": number, "code": code})
    assert number in listed(stranger)


def test_number_and_code_of_another_address_are_not_put_into_it(citizen, joined):
    other = Citizen(Client(), citizen.city)
    number, code = other.sent()
    Applicant.objects.filter(case__number=number).update(email="li@example.org", phone="13800005678")
    citizen.browser.post("/requests/follow/", {"number": number, "code": code})
    assert number not in listed(citizen.browser)
    case = Case.objects.get(number=number)
    assert citizen.browser.post("/requests/mine/open/", {"case": case.pk}).status_code == 404


def test_known_and_unknown_addresses_are_answered_alike(citizen):
    citizen.sent()
    stranger = Client()
    pages = [ask(stranger, each).replace("z***", "q***") for each in (MAIL, "qi@example.org")]
    cleared = [re.sub(r"[A-Za-z0-9]{64}", "", each) for each in pages]
    assert cleared[0] == cleared[1]
    assert Letter.objects.filter(about_type="sign_in_link").count() == 1
    assert not SignInLink.objects.exclude(address="").exists()


def test_the_link_is_used_once_and_opening_it_does_not_use_it(citizen, joined):
    browser = Client()
    ask(browser)
    address = link()
    for _look in range(2):
        assert browser.get(address).status_code == 200
    assert browser.get("/requests/mine/").content.decode().count(joined.number) == 0
    assert browser.post(address).status_code == 302
    again = Client().post(address)
    assert again.status_code == 403
    assert "已经用过" in again.content.decode()


def test_the_link_lasts_a_quarter_of_an_hour(citizen, joined):
    now = timezone.now()
    asked = accounts.ask(accounts.Address.of(MAIL), now)
    mine.send(asked, now)
    token = link().split("/")[-2]
    assert accounts.enter_by_link(token, now + accounts.LASTS) is None
    assert accounts.enter_by_link(token, now + accounts.LASTS - timedelta(seconds=1))


def test_only_hashes_are_kept(citizen, joined):
    browser = Client()
    sign_in(browser)
    token, cookie = link().split("/")[-2], browser.cookies["my_requests"].value
    kept = str([*SignInLink.objects.values(), *AccountVisit.objects.values(), *AccountCase.objects.values()])
    assert not any(each in kept for each in (token, cookie, MAIL, PHONE))


def test_digits_are_worth_something_where_they_were_asked_for_and_five_times(citizen, joined):
    browser, other = Client(), Client()
    ask(browser, PHONE)
    right = digits()
    ask(other, "13900009999")
    assert other.post("/requests/mine/sent/", {"digits": right}).status_code == 400
    for _try in range(accounts.WRONG_DIGITS):
        assert browser.post("/requests/mine/sent/", {"digits": "00000000"}).status_code == 400
    assert browser.post("/requests/mine/sent/", {"digits": right}).status_code == 400
    assert "my_requests" not in browser.cookies


def test_wrong_digits_slow_the_network_down(citizen, settings):
    citizen.sent()
    settings.CASE_CODE_FAILURES = 3
    browser = Client()
    for _try in range(3):
        ask(browser, PHONE)
        browser.post("/requests/mine/sent/", {"digits": "00000000"})
    page = browser.post("/requests/mine/sent/", {"digits": digits()})
    assert "分钟后再试" in page.content.decode()


def test_the_words_of_a_text_message_go_once_it_is_sent(citizen, settings, tmp_path):
    settings.SMS_FOLDER = tmp_path / "sms"
    citizen.sent()
    ask(Client(), PHONE)
    message = TextMessage.objects.latest("pk")
    send_text(message.pk, timezone.now())
    message.refresh_from_db()
    assert (message.state, message.text) == ("sent", "")


def test_nobody_is_flooded(citizen, settings):
    citizen.sent()
    for _ask in range(6):
        ask(Client())
    assert Letter.objects.filter(about_type="sign_in_link").count() == accounts.SENT_AN_HOUR
    settings.PORTAL_LINKS_AN_HOUR = 6
    assert Client().post("/requests/mine/", {"address": "new@example.org"}).status_code == 429


def test_a_visit_ends_by_itself_and_by_signing_out(citizen, joined):
    token = citizen.browser.cookies["my_requests"].value
    now = timezone.now()
    assert accounts.visit(token, now + accounts.IDLE - timedelta(seconds=5))
    assert accounts.visit(token, now + 3 * accounts.IDLE) is None
    citizen.browser.post("/requests/mine/leave/")
    assert joined.number not in listed(citizen.browser)
    assert citizen.browser.get("/requests/follow/case/").status_code == 302
    citizen.browser.cookies["my_requests"] = token
    assert joined.number not in listed(citizen.browser)


def test_signing_in_and_out_leaves_staff_alone(citizen, joined, django_user_model):
    person = django_user_model.objects.create(username="sample", name="样本", created=timezone.now())
    citizen.browser.force_login(person)
    assert joined.number in listed(citizen.browser)
    citizen.browser.post("/requests/mine/leave/")
    assert citizen.browser.session["_auth_user_id"] == str(person.pk)


def test_a_new_request_begins_with_what_he_wrote_the_last_time(citizen, joined):
    citizen.what()
    citizen.body()
    you = citizen.page("/requests/new/you/")
    assert 'value="张样本"' in you
    assert f'value="{PHONE}"' in you
    assert YOU["id_number"] not in you
    citizen.you()
    assert MAIL in citizen.page("/requests/new/delivery/")
    stranger = Citizen(Client(), citizen.city)
    stranger.what()
    stranger.body()
    assert "张样本" not in stranger.page("/requests/new/you/")


def test_what_is_sent_while_signed_in_is_there_at_once(citizen, joined):
    number, _code = citizen.sent()
    assert number in listed(citizen.browser)


def test_the_list_leads_to_each_case_and_says_what_waits_for_an_answer(citizen, joined):
    if joined.state == "unconfirmed":
        citizen.city.must(actions.confirm_receipt, joined.pk, note="电话确认")
    assert "等您回应" not in listed(citizen.browser)
    until = timezone.localdate() + timedelta(days=14)
    citizen.city.must(actions.ask_correction, joined.pk, items="请写明年度", until=until)
    assert "等您回应" in listed(citizen.browser)
    browser = Client()
    sign_in(browser)
    opened = browser.post("/requests/mine/open/", {"case": joined.pk})
    assert opened["Location"] == "/requests/follow/case/"
    page = browser.get("/requests/follow/case/").content.decode()
    assert "请写明年度" in page
    assert "回到我的申请" in page


def test_a_complaint_about_a_request_stands_beside_it(citizen, joined):
    citizen.browser.post("/requests/mine/open/", {"case": joined.pk})
    form = citizen.page("/requests/follow/case/object/")
    assert f'value="{PHONE}"' in form, "he need not write again who he is"
    key = form.split('name="key" value="')[1].split('"')[0]
    sent = {"key": key, "text": "电话没有人接", "name": "张样本", "phone": "13900009999"}
    page = citizen.browser.post("/requests/follow/case/object/", sent).content.decode()
    assert told(page)[0] in listed(citizen.browser)


def test_what_was_erased_is_gone(citizen, joined):
    Applicant.objects.filter(case=joined).update(erased_at=timezone.now(), email="", phone="")
    assert joined.number not in listed(citizen.browser)
    accounts.forget(timezone.now())
    assert not AccountCase.objects.exists()


def test_what_is_over_is_forgotten(citizen, joined):
    accounts.forget(timezone.now() + timedelta(days=1))
    assert not SignInLink.objects.exists()
    assert not AccountVisit.objects.exists()
    assert AccountCase.objects.exists()


def test_an_address_that_is_none_is_told(citizen):
    answer = citizen.browser.post("/requests/mine/", {"address": "zhang"})
    assert answer.status_code == 400
    assert "邮箱应当像" in answer.content.decode()
