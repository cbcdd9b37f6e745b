"""Asking on the portal: nothing is lost, nothing is sent twice."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.models import Applicant, Application, Case, CaseFile, Draft
from gongkai.casework.unsent import erase_unsent
from gongkai.core.receipt import Arrival, Channel

from .conftest import DELIVERY, WANTED, YOU, picture, text, told


def test_the_whole_way_without_scripts(citizen):
    number, code = citizen.sent()
    case = Case.objects.get(number=number)
    assert (case.channel, case.kind, case.body_id) == ("internet", "request", citizen.city.bodies["forestry"])
    assert Application.objects.get(case=case).wanted == WANTED
    assert Applicant.objects.get(case=case).name == YOU["name"]
    assert len(code.replace("-", "")) == 12


def test_double_click_back_button_and_lost_answer_give_one_request(citizen):
    key = citizen.to_the_preview()
    first = citizen.browser.post("/requests/new/check/", {"key": key})
    again = citizen.browser.post("/requests/new/check/", {"key": key})
    assert first.status_code == again.status_code == 302
    receipt = told(citizen.page("/requests/received/"))
    citizen.page("/requests/new/check/")
    citizen.browser.post("/requests/new/check/", {"key": key})
    assert told(citizen.page("/requests/received/")) == receipt
    assert Case.objects.count() == 1


def test_a_sent_form_is_not_changed_afterwards(citizen):
    citizen.sent()
    assert citizen.you(name="李样本").status_code == 302
    assert Applicant.objects.get().name == YOU["name"]


def test_another_request_begins_anew(citizen):
    citizen.sent()
    assert WANTED not in citizen.page("/requests/")
    citizen.sent()
    assert Case.objects.count() == 2


def test_an_old_page_is_not_sent(citizen):
    citizen.to_the_preview()
    answer = citizen.browser.post("/requests/new/check/", {"key": "of another form"})
    assert answer.status_code == 409
    assert Case.objects.count() == 0


def test_what_was_typed_survives_an_error(citizen):
    citizen.what(), citizen.body()
    answer = citizen.you(phone="没有", name="张样本")
    page = answer.content.decode()
    assert answer.status_code == 400
    assert 'href="#id_phone"' in page
    assert 'value="张样本"' in page
    assert 'value="没有"' in page
    assert "张样本" in citizen.page("/requests/new/you/")


def test_files_survive_an_error_elsewhere(citizen):
    citizen.what(), citizen.body()
    answer = citizen.you(phone="", identity=picture("正面.png"))
    assert answer.status_code == 400
    assert "正面.png" in answer.content.decode()
    assert citizen.you().status_code == 302
    citizen.delivery(files=text("说明.txt"))
    page = citizen.page("/requests/new/check/")
    assert "正面.png" in page
    assert "说明.txt" in page
    key = page.split('name="key" value="')[1].split('"')[0]
    citizen.browser.post("/requests/new/check/", {"key": key})
    roles = {each.role: each.file.sealed_with != "" for each in CaseFile.objects.select_related("file")}
    assert roles == {"identity": True, "application": False}


def test_a_file_can_be_removed_and_follows_to_another_body(citizen):
    citizen.what(), citizen.body()
    page = citizen.you(identity=[picture("一.png"), picture("二.png")], upload="1")
    assert page.status_code == 302
    page = citizen.page("/requests/new/you/")
    removed = page.split('name="remove" value="')[1].split('"')[0]
    citizen.you(remove=removed)
    assert "一.png" not in citizen.page("/requests/new/you/")
    citizen.body("land")
    citizen.you(), citizen.delivery()
    key = citizen.page("/requests/new/check/").split('name="key" value="')[1].split('"')[0]
    citizen.browser.post("/requests/new/check/", {"key": key})
    kept = CaseFile.objects.select_related("file").get()
    assert kept.file.body_id == citizen.city.bodies["land"]
    assert kept.file.name == "二.png"


def test_bad_files_are_refused_in_words(citizen):
    citizen.what(), citizen.body()
    answer = citizen.you(identity=text("virus.exe", b"MZ\x90\x00" + b"\x00" * 80))
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "virus.exe" in page
    assert "没有收下" in page
    assert 'href="#identity"' in page
    empty = citizen.you(identity=text("空.txt", b""))
    assert "文件是空的" in empty.content.decode()


def test_an_organisation_names_a_person(citizen):
    citizen.what(), citizen.body()
    assert "请填写联系人" in citizen.you(type="business", name="某公司").content.decode()
    assert citizen.you(type="business", name="某公司", contact="李样本").status_code == 302


def test_the_way_of_delivery_needs_its_address(citizen):
    citizen.what(), citizen.body(), citizen.you()
    assert "请填写通信地址" in citizen.delivery(delivery="post").content.decode()
    assert "请填写电子邮箱" in citizen.delivery(delivery="email", email="").content.decode()


def test_pages_come_in_their_order(citizen):
    for page in ("body", "you", "delivery", "check", ""):
        assert citizen.browser.get(f"/requests/new/{page}{page and '/'}").status_code == 302
    assert citizen.browser.get("/requests/new/", follow=True).redirect_chain[-1][0] == "/requests/"
    assert citizen.browser.post("/requests/", {"wanted": " "}).status_code == 400


def test_a_body_is_found_by_name(citizen):
    citizen.what()
    page = citizen.page("/requests/new/body/?q=林业")
    assert "市林业局" in page
    assert "市自然资源局" not in page
    assert citizen.browser.post("/requests/new/body/", {"body": "999999"}).status_code == 400
    assert "请选择一个单位" in citizen.browser.post("/requests/new/body/", {}).content.decode()


def test_a_draft_is_taken_up_on_another_device(citizen):
    citizen.what(), citizen.body()
    page = citizen.you(identity=picture("正面.png"), phone="", save="1").content.decode()
    code = page.split('id="draft-code">')[1].split("<")[0]
    citizen.browser = Client()
    assert citizen.browser.post("/requests/draft/", {"code": "AAAA-BBBB-CCCC"}).status_code == 400
    opened = citizen.browser.post("/requests/draft/", {"code": code.lower().replace("-", " ")}, follow=True)
    assert opened.redirect_chain[-1][0] == "/requests/new/you/"
    assert "正面.png" in citizen.page("/requests/new/you/")
    assert YOU["name"] in citizen.page("/requests/new/you/")
    citizen.you(), citizen.delivery()
    key = citizen.page("/requests/new/check/").split('name="key" value="')[1].split('"')[0]
    citizen.browser.post("/requests/new/check/", {"key": key})
    assert Case.objects.count() == 1
    assert not Draft.objects.exists()


def test_an_empty_form_is_no_draft(citizen):
    assert citizen.what(wanted="", save="1").status_code == 400
    assert not Draft.objects.exists()


def test_a_flood_from_one_address_is_slowed_in_words(citizen, settings):
    settings.PORTAL_REQUESTS_AN_HOUR = 2
    citizen.sent(), citizen.sent()
    key = citizen.to_the_preview()
    answer = citizen.browser.post("/requests/new/check/", {"key": key})
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0
    assert "填过的内容还在" in answer.content.decode()
    assert WANTED in citizen.page("/requests/new/check/")
    assert Case.objects.count() == 2
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    elsewhere.cookies = citizen.browser.cookies
    assert elsewhere.post("/requests/new/check/", {"key": key}).status_code == 302


def test_a_flood_on_the_portal_leaves_counter_and_post_alone(citizen, settings):
    settings.PORTAL_REQUESTS_AN_HOUR = 1
    citizen.sent()
    key = citizen.to_the_preview()
    assert citizen.browser.post("/requests/new/check/", {"key": key}).status_code == 429
    today = timezone.localdate()
    for channel in (Channel.COUNTER, Channel.SIGNED_POST):
        made = actions.register(
            actor=citizen.city.clerk, now=timezone.now(), body_id=citizen.city.bodies["forestry"],
            arrival=Arrival(channel, today, signed_for=today if channel is Channel.SIGNED_POST else None),
            facts=actions.Intake(actions.RequestFacts(wanted=WANTED)),
        )  # fmt: skip
        assert isinstance(made, actions.Registered), made


def test_what_is_on_its_way_is_sealed_in_the_session(citizen):
    citizen.what()
    citizen.body()
    citizen.you()
    kept = str(dict(citizen.browser.session.items()))
    assert "asking" in kept
    assert not any(each in kept for each in (YOU["name"], YOU["id_number"], YOU["phone"], WANTED))
    assert YOU["name"] in citizen.page("/requests/new/you/")


def test_a_form_sealed_with_another_key_begins_anew(citizen, settings):
    citizen.what()
    settings.CASE_KEY = "another key"
    assert WANTED not in citizen.page("/requests/")


def test_the_receipt_is_for_this_device_only_and_can_be_kept(citizen):
    number, code = citizen.sent()
    kept = citizen.browser.get("/requests/received/text/")
    assert kept["Content-Disposition"].startswith("attachment")
    assert number in kept.content.decode()
    assert code in kept.content.decode()
    assert citizen.browser.get("/requests/received/")["Cache-Control"] == "no-store"
    assert Client().get("/requests/received/").status_code == 302
    assert code not in str(list(Case.objects.values()))


def test_a_missing_proof_is_pointed_out(citizen):
    citizen.to_the_preview()
    assert "没有附身份证明文件" in citizen.page("/requests/new/check/")
    citizen.you(identity=picture())
    assert "没有附身份证明文件" not in citizen.page("/requests/new/check/")


def test_looking_before_asking_works_without_scripts(citizen):
    answer = citizen.browser.post("/requests/", {"wanted": WANTED, "look": "1"})
    assert answer.status_code == 200
    assert "没有找到相近的信息和答复" in answer.content.decode()
    assert WANTED in answer.content.decode()
    assert DELIVERY["email"] not in answer.content.decode()


def test_proofs_of_forms_never_sent_are_erased(citizen, settings):
    citizen.what(), citizen.body(), citizen.you(identity=picture("没寄出.png"))
    other = Client()
    citizen.browser = other
    citizen.what(), citizen.body(), citizen.you(identity=picture("寄出.png")), citizen.delivery()
    key = citizen.page("/requests/new/check/").split('name="key" value="')[1].split('"')[0]
    citizen.browser.post("/requests/new/check/", {"key": key})
    kept = timedelta(days=settings.CASE_DRAFT_DAYS)
    assert erase_unsent(timezone.now() + kept) == 0
    assert erase_unsent(timezone.now() + kept + timedelta(days=2)) == 1
    assert CaseFile.objects.get().file.name == "寄出.png"


def test_going_back_loses_nothing_and_a_spoiled_page_must_be_mended(citizen):
    key = citizen.to_the_preview()
    back = citizen.you(name="", phone="0000", back="1")
    assert back["Location"] == "/requests/new/body/"
    assert 'value="0000"' in citizen.page("/requests/new/you/")
    assert citizen.browser.post("/requests/new/check/", {"key": key}).status_code == 302
    assert Case.objects.count() == 0
    assert citizen.you()["Location"] == "/requests/new/check/"


def test_a_file_that_is_too_large_is_cut_off_and_the_entries_stay(citizen, settings):
    citizen.what(), citizen.body()
    settings.FILES_LARGEST = 2000
    page = citizen.you(identity=text("大.txt", b"x" * 5000)).content.decode()
    assert "上限" in page
    assert f'value="{YOU["name"]}"' in page
    settings.FILES_LARGEST, settings.FILES_PUBLIC_LARGEST = 1 << 20, 2000
    page = citizen.you(identity=text("大.txt", b"x" * 5000)).content.decode()
    assert "“大.txt”没有收下" in page
    assert not CaseFile.objects.exists()


def test_a_flood_of_uploads_is_slowed_and_the_entries_stay(citizen, settings):
    settings.PORTAL_UPLOADS_AN_HOUR = 1
    citizen.what(), citizen.body()
    citizen.you(identity=picture(), upload="1")
    assert citizen.you(name="李样本", identity=picture("二.png")).status_code == 429
    assert "李样本" in citizen.page("/requests/new/you/")
