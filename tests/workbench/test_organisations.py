"""Bodies, registers and people on the screen."""

import re

import pytest
from django.utils import timezone

from gongkai.foundation.organisations import queries

pytestmark = pytest.mark.django_db


def _text(answer) -> str:
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def _change(city, change: str, body: str = "linye") -> str:
    return f"/workbench/bodies/{city.bodies[body]}/change/{change}/"


def test_a_body_is_renamed_from_a_day_on_and_its_history_stays(city, desk):
    said = {
        "on": "2025-03-01",
        "name": "青山市林业和草原局",
        "short_name": "市林草局",
        "reason": "机构改革方案",
    }
    answer = desk("qingshan", "office").post(_change(city, "rename"), said)
    assert answer.status_code == 302
    page = _text(desk("qingshan", "office").get(answer["Location"]))
    assert "青山市林业和草原局" in page
    assert "青山市林业局" in page


def test_a_body_is_merged_and_its_past_is_answered_for(city, desk):
    said = {"on": "2025-03-01", "into": city.bodies["jiaoyu"], "reason": "机构改革方案"}
    assert desk("qingshan", "office").post(_change(city, "merge"), said).status_code == 302
    day = timezone.localdate()
    assert queries.heirs_on(day)[city.bodies["linye"]] == city.bodies["jiaoyu"]


@pytest.mark.parametrize(
    "change", ["rename", "move", "merge", "split", "transfer", "close", "found", "correct"]
)
def test_every_change_says_what_is_missing_beside_its_fields(city, desk, change):
    office = desk("qingshan", "office")
    assert "govuk-error-summary" not in _text(office.get(_change(city, change)))
    page = _text(office.post(_change(city, change), {}))
    assert "govuk-error-summary" in page
    assert 'aria-invalid="true"' in page


def test_a_refusal_of_the_verb_stands_in_the_form(city, desk):
    said = {"on": "2025-03-01", "code": "linye", "name": "新局", "level": "city", "kind": "department"}
    said |= {"order": "0", "reason": "设立"}
    page = _text(desk("qingshan", "office").post(_change(city, "found", "qingshan"), said))
    assert "已有机构使用" in page
    assert 'value="新局"' in page


def test_registers_take_new_lines_corrections_and_withdrawals(city, desk):
    clerk, body = desk("linye", "clerk"), city.bodies["linye"]
    address = f"/workbench/bodies/{body}/registers/fund/"
    added = clerk.post(address, {"year": "2024", "amount": "1.2345", "purpose": "系统维护", "reason": ""})
    assert added.status_code == 302
    (line,) = queries.funds([body], 2024)
    assert line.amount == 1_234_500
    corrected = {"year": "2024", "amount": "2", "purpose": "系统维护", "reason": "录入有误"}
    assert clerk.post(f"{address}{line.entry}/?year=2024", corrected).status_code == 302
    assert [each.amount for each in queries.funds([body], 2024)] == [2_000_000]
    clerk.post(f"{address}{line.entry}/withdraw/?year=2024", {"reason": "重复登记"})
    assert queries.funds([body], 2024) == []


def test_offices_and_their_staff(city, desk):
    clerk, body = desk("linye", "clerk"), city.bodies["linye"]
    added = clerk.post(
        f"/workbench/bodies/{body}/registers/office/",
        {"name": "办公室", "valid_from": "2020-01-01", "phone": "0539-1234567", "reason": ""},
    )
    assert added.status_code == 302
    (office,) = queries.offices([body], timezone.localdate())
    staffed = {"valid_from": "2024-01-01", "full_time": "2", "part_time": "1", "reason": "任命"}
    address = f"/workbench/bodies/{body}/registers/staffing/{office.entry}/"
    assert clerk.post(address, staffed).status_code == 302
    page = _text(clerk.get(f"/workbench/bodies/{body}/"))
    assert "专职 2 人，兼职 1 人" in page
    assert clerk.get(f"/workbench/bodies/{city.bodies['jiaoyu']}/").status_code == 404


def test_leaders_and_duties_stand_in_the_register_the_sites_are_filled_from(city, desk):
    clerk, body = desk("linye", "clerk"), city.bodies["linye"]
    registers = f"/workbench/bodies/{body}/registers/"
    leader = {
        "name": "样本甲", "post": "局长", "duties": "主持全面工作。", "life": "", "order": "1",
        "valid_from": "2020-01-01", "valid_to": "", "reason": "",
    }  # fmt: skip
    assert "应晚于起始日期" in _text(clerk.post(f"{registers}leader/", {**leader, "valid_to": "2019-01-01"}))
    assert clerk.post(f"{registers}leader/", leader).status_code == 302
    (entry,) = [each.entry for each in queries.leaders([body], timezone.localdate())]
    left = {**leader, "valid_to": "2021-01-01", "reason": "离任"}
    assert clerk.post(f"{registers}leader/{entry}/", left).status_code == 302
    assert queries.leaders([body], timezone.localdate()) == []
    for text in ("拟订造林规划。", "拟订造林规划并组织实施。"):
        duty = {"text": text, "basis": "", "valid_from": "2020-01-01", "reason": "更正"}
        assert clerk.post(f"{registers}duty/", duty).status_code == 302
    assert queries.duties([body], timezone.localdate())[body].text == "拟订造林规划并组织实施。"
    assert "拟订造林规划并组织实施。" in _text(clerk.get(f"/workbench/bodies/{body}/"))


def test_an_account_is_made_its_password_shown_once_and_it_is_ended(city, desk):
    office = desk("qingshan", "office")
    said = {"body": city.bodies["linye"], "name": "王新", "username": "wangxin", "role": "drafter"}
    answer = office.post("/workbench/people/new/", said)
    assert answer.status_code == 302
    page = _text(office.get(answer["Location"]))
    password = re.search(r"初始密码是 (\S+)", page)
    assert password
    assert password[1] not in _text(office.get(answer["Location"]))
    person = int(answer["Location"].rstrip("/").rpartition("/")[2])
    account = queries.account(person)
    assert account.check_password(password[1])
    again = _text(office.post("/workbench/people/new/", said))
    assert "已有人使用" in again
    office.post(f"/workbench/people/{person}/deactivate/", {"reason": "调离"})
    assert not queries.account(person).is_active
    assert "已停用" in _text(office.get("/workbench/people/"))


def test_a_clerk_manages_nobody(city, desk):
    person = city.people["linye", "reviewer"]
    clerk = desk("linye", "clerk")
    assert clerk.get("/workbench/people/").status_code == 403
    assert clerk.post(f"/workbench/people/{person}/deactivate/", {"reason": "x"}).status_code == 403
    assert queries.account(person).is_active
