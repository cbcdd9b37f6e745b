"""Asking and following by program: once, with number and code, and nobody else's case."""

import uuid

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.queries import cases_visible_to
from gongkai.foundation.organisations.roles import SYSTEM
from tests.portal.casework_api.conftest import request_of

pytestmark = pytest.mark.django_db


def _case_id(number: str) -> int:
    return cases_visible_to(SYSTEM, timezone.localdate()).get(number=number).pk


def test_the_bodies_are_told(citizen):
    assert {"code": "linye", "name": "青山市林业局"} in citizen.get("/bodies").json()


def test_one_asks_and_follows(citizen, receipt):
    answer = citizen.get(f"/requests/{receipt['number']}", receipt["code"])
    assert answer.status_code == 200, answer.content.decode()
    found = answer.json()
    assert found["number"] == receipt["number"]
    assert found["wanted"] == "2024年度公益林补偿资金发放明细"
    assert found["body"] == {"code": "linye", "name": "青山市林业局"}
    assert found["state"] == "registered"
    assert found["clock"]["due"] == receipt["due"] is not None
    assert "withdraw" in found["can"]
    assert answer["Cache-Control"] == "no-store"


def test_the_clock_is_told_with_its_reasons(citizen, receipt):
    found = citizen.get(f"/requests/{receipt['number']}", receipt["code"]).json()
    assert found["clock"]["due"] > found["received_on"]
    assert found["lines"][0]["article"]
    assert found["picture"][0]["kind"] == "counted"
    assert [each["kind"] for each in found["happened"]] == ["received"]


@pytest.mark.parametrize("wrong", ["", "AAAA-AAAA-AAAA", "\x00", "x" * 500])
def test_a_wrong_code_opens_nothing(citizen, receipt, wrong):
    known = citizen.get(f"/requests/{receipt['number']}", wrong)
    unknown = citizen.get("/requests/linye-S2020-99999", wrong)
    assert known.status_code == unknown.status_code == 401
    assert known.json() == unknown.json()


def test_guessing_is_stopped(citizen, receipt, settings):
    settings.CASE_CODE_FAILURES = 3
    answers = [citizen.get(f"/requests/{receipt['number']}", "AAAA-AAAA-AAAA") for _each in range(4)]
    assert [each.status_code for each in answers] == [401, 401, 401, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert citizen.get(f"/requests/{receipt['number']}", receipt["code"]).status_code == 429


def test_wrong_codes_on_steps_count_too(citizen, receipt, settings):
    settings.CASE_CODE_FAILURES = 2
    path = f"/requests/{receipt['number']}/steps/withdraw"
    codes = [citizen.post(path, {}, "AAAA-AAAA-AAAA").status_code for _each in range(3)]
    assert codes == [401, 401, 429]


def test_ones_code_opens_no_other_case(citizen, receipt):
    other = citizen.post("/requests", request_of(wanted="林地审批结果")).json()
    assert citizen.get(f"/requests/{other['number']}", receipt["code"]).status_code == 401


def test_sending_twice_is_one_request(citizen):
    key = uuid.uuid4().hex
    first, again = (citizen.post("/requests", request_of(), key=key) for _each in range(2))
    assert first.json() == again.json()
    assert (first.status_code, again.status_code) == (201, 201)
    assert cases_visible_to(SYSTEM, timezone.localdate()).count() == 1
    other = citizen.post("/requests", request_of(wanted="另一件"), key=key)
    assert other.status_code == 409


def test_a_short_key_is_refused(citizen):
    assert citizen.post("/requests", request_of(), key="12345678").status_code == 422
    assert cases_visible_to(SYSTEM, timezone.localdate()).count() == 0


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"wanted": ""}, ""),
        ({"body": "nowhere"}, "nowhere"),
        ({"applicant": {"name": ""}}, "name"),
        ({"applicant": {"name": "张", "email": "not an address"}}, "email"),
        ({"misspelt": 1}, "misspelt"),
        ({"files": ["1"]}, "handle"),
    ],
)
def test_what_is_wrong_is_said(citizen, changed, place):
    answer = citizen.post("/requests", request_of(**changed))
    assert answer.status_code == 422, answer.content.decode()
    assert place in answer.json()["message"]


def test_files_go_with_the_request_by_handle_only(citizen, receipt):
    made = citizen.upload()
    assert made.status_code == 201, made.content.decode()
    handle = made.json()["handle"]
    assert citizen.post("/requests", request_of(files=[handle])).status_code == 201
    again = citizen.post("/requests", request_of(files=[handle]))
    assert again.status_code in (409, 422), again.content.decode()
    assert citizen.post("/requests", request_of(files=[handle], body="jiaoyu")).status_code == 422


def test_a_proof_of_identity_is_sealed(citizen):
    made = citizen.upload("identity")
    assert made.status_code == 201, made.content.decode()
    assert made.json()["sealed"] is True


def test_only_what_applicants_have_is_uploaded(citizen):
    assert citizen.upload("reply").status_code == 422
    assert citizen.upload(file="text").status_code == 422


def test_withdrawing_with_the_revision_one_saw(citizen, receipt, clerk):
    path = f"/requests/{receipt['number']}"
    tag = citizen.get(path, receipt["code"])["ETag"]
    assert actions.examine(actor=clerk, now=timezone.now(), case_id=_case_id(receipt["number"]))
    late = citizen.post(f"{path}/steps/withdraw", {}, receipt["code"], **{"If-Match": tag})
    assert late.status_code == 412
    assert late.json()["details"]
    done = citizen.post(f"{path}/steps/withdraw", {"reason": "已经找到"}, receipt["code"])
    assert done.status_code == 200, done.content.decode()
    assert done.json()["state"] == "closed"
    again = citizen.post(f"{path}/steps/withdraw", {}, receipt["code"])
    assert again.status_code == 409
    assert again.json()["article"]


def test_answering_a_correction_notice(citizen, receipt, clerk):
    now = timezone.now()
    case_id = _case_id(receipt["number"])
    day = timezone.localdate(now)
    asked = actions.ask_correction(
        actor=clerk, now=now, case_id=case_id, items="请写明年度", until=day.replace(year=day.year + 1)
    )
    assert asked, asked
    path = f"/requests/{receipt['number']}"
    assert citizen.get(path, receipt["code"]).json()["items"] == "请写明年度"
    done = citizen.post(f"{path}/steps/receive_correction", {"text": "2024年度"}, receipt["code"])
    assert done.status_code == 200, done.content.decode()
    assert done.json()["state"] == "registered"
    assert "corrected" in [each["kind"] for each in done.json()["happened"]]


def test_suggestions_and_data_corrections(citizen):
    told = {name: value for name, value in request_of().items() if name != "wanted"} | {
        "text": "请公开补偿标准"
    }
    for path, kind in (("/suggestions", "suggestion"), ("/data-corrections", "data_correction")):
        key = uuid.uuid4().hex
        made, again = (citizen.post(path, told, key=key) for _each in range(2))
        assert made.status_code == 201, made.content.decode()
        assert again.json() == made.json()
        receipt = made.json()
        found = citizen.get(f"/requests/{receipt['number']}", receipt["code"])
        assert found.json()["kind"] == kind, found.content.decode()


def test_a_flood_from_one_address_is_slowed(citizen, settings):
    settings.PORTAL_REQUESTS_AN_HOUR = 2
    answers = [citizen.post("/requests", request_of()) for _each in range(3)]
    assert [each.status_code for each in answers] == [201, 201, 429]
    assert int(answers[-1]["Retry-After"]) > 60


def test_published_replies_are_searched(citizen):
    assert citizen.get("/replies?q=林地").json() == {"replies": [], "next": ""}
    assert citizen.get("/replies/1").status_code == 404
    assert citizen.get("/replies/similar?q=公益林补偿").json() == []
    assert citizen.get("/replies?cursor=x").status_code == 422


def test_a_query_parameter_that_nobody_knows_is_refused(citizen, receipt):
    for path in ("/bodies", "/replies", "/replies/similar", "/replies/1", f"/requests/{receipt['number']}"):
        answer = citizen.get(f"{path}?q=1&nobody=1", receipt["code"])
        assert answer.status_code == 422, path
        assert "nobody" in [each["field"] for each in answer.json()["details"]]
    assert citizen.post("/requests?nobody=1", request_of()).status_code == 422
    assert cases_visible_to(SYSTEM, timezone.localdate()).count() == 1
