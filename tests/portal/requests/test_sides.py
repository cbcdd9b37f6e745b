"""Correction of a record about oneself, and suggestions."""

from django.test import Client

from gongkai.casework.models import Case, CaseFile

from .conftest import picture, text, told


def key(citizen, address="/requests/suggest/"):
    return citizen.page(address).split('name="key" value="')[1].split('"')[0]


WHO = {"name": "张样本", "phone": "13800001234"}


def test_a_record_is_to_be_corrected(citizen):
    sent = {
        **WHO, "key": key(citizen, "/requests/data-correction/"),
        "body": citizen.city.bodies["forestry"], "wanted": "林权证上的面积应为3亩",
        "id_kind": "resident", "id_number": "990000199001010012",
    }  # fmt: skip
    wrong = citizen.browser.post(
        "/requests/data-correction/", {**sent, "phone": "", "files": text("测绘.txt"), "identity": picture()}
    )
    assert wrong.status_code == 400
    assert "测绘.txt" in wrong.content.decode()
    assert citizen.browser.post("/requests/data-correction/", sent).status_code == 302
    assert citizen.browser.post("/requests/data-correction/", sent).status_code == 302
    case = Case.objects.get()
    assert case.kind == "data_correction"
    assert {each.role for each in CaseFile.objects.filter(case=case)} == {"application", "identity"}
    number, code = told(citizen.page("/requests/sent/"))
    assert number == case.number
    elsewhere = Client()
    assert elsewhere.post("/requests/follow/", {"number": number, "code": code}).status_code == 302
    page = elsewhere.get("/requests/follow/case/").content.decode()
    assert "林权证上的面积应为3亩" in page
    done = elsewhere.post("/requests/follow/case/withdraw/", {"sure": "on"})
    assert "已撤回" in done.content.decode()


def test_files_need_a_body_first(citizen):
    answer = citizen.browser.post("/requests/data-correction/", {**WHO, "files": text()})
    assert "请先选择单位" in answer.content.decode()


def test_a_suggestion_needs_no_name(citizen):
    sent = {"body": citizen.city.bodies["land"], "wanted": "把征地补偿标准放到网站上", "key": key(citizen)}
    assert "请选择单位" in citizen.browser.post("/requests/suggest/", {**sent, "body": ""}).content.decode()
    for _click in range(2):
        assert citizen.browser.post("/requests/suggest/", sent).status_code == 302
    case = Case.objects.get()
    assert (case.kind, case.body_id) == ("suggestion", citizen.city.bodies["land"])
    assert told(citizen.page("/requests/sent/"))[0] == case.number
    other = {**sent, "wanted": "另一件", "key": key(citizen)}
    assert citizen.browser.post("/requests/suggest/", other).status_code == 302
    assert Case.objects.count() == 2
