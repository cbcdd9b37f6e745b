"""Papers, personal data, the board, lists and statistics by program."""

import csv
import io
import json
import re
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tokens.scopes import Scope
from gongkai.foundation.webhooks import actions as webhooks
from gongkai.foundation.webhooks.queries import deliveries
from tests.workbench.api.conftest import request_of

pytestmark = pytest.mark.django_db
PLACES = {"year": "2026", "cell": "T3.R1.C1", "name": "cases", "kind": "csv"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _upload(program, role="application", name="申请书.txt"):
    return program.client.post(
        "/api/staff/files",
        {"role": role, "file": SimpleUploadedFile(name, "申请公开有关信息".encode())},
        headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": uuid.uuid4().hex},
    )


def test_for_whom_the_token_acts(clerk, city):
    told = clerk.get("/me").json()
    assert told["person"] == city.people["linye", "request_clerk"]
    assert told["roles"] == [{"role": "request_clerk", "body": "linye"}]
    assert told["scopes"] == sorted(Scope.values)
    assert {"linye", "jiaoyu"} <= {each["code"] for each in clerk.get("/bodies").json()}


def test_files_come_with_a_case_and_are_fetched(clerk, program):
    made = _upload(clerk)
    assert made.status_code == 201, made.content.decode()
    file_id = made.json()["id"]
    case = clerk.post("/cases", request_of(files=[{"id": file_id, "role": "application"}])).json()
    (paper,) = (
        each for each in clerk.get(f"/cases/{case['id']}/parts").json()["papers"] if each["id"] == file_id
    )
    assert (paper["role"], paper["may_open"], paper["sealed"]) == ("application", True, False)
    got = clerk.get(f"/files/{file_id}")
    assert got.content.decode() == "申请公开有关信息"
    assert got["Content-Disposition"].startswith("attachment")
    for other in (program("jiaoyu", "request_clerk"), program("qingshan", "office")):
        assert other.get(f"/files/{file_id}").status_code == 404


def test_a_proof_of_identity_needs_scope_and_reason(clerk, program):
    made = _upload(clerk, "identity")
    assert made.status_code == 201, made.content.decode()
    file_id = made.json()["id"]
    clerk.post("/cases", request_of(files=[{"id": file_id, "role": "identity"}]))
    narrow = program("linye", "request_clerk", Scope.CASES_READ)
    assert narrow.get(f"/files/{file_id}?reason=x").status_code == 403
    assert clerk.get(f"/files/{file_id}").status_code == 409
    events = Event.objects.filter(verb="file.open_sealed").count()
    assert clerk.get(f"/files/{file_id}?reason=核对身份").status_code == 200
    assert Event.objects.filter(verb="file.open_sealed").count() == events + 1


def test_each_look_at_personal_data_is_an_event(clerk, program, case):
    path = f"/cases/{case['id']}/applicant"
    told = clerk.post(path, {"reason": "电话联系申请人"})
    assert told.status_code == 200, told.content.decode()
    assert told.json()["phone"] == "13800000001"
    assert Event.objects.get(verb="case.unmask").reason == "电话联系申请人"
    assert clerk.post(path, {"reason": " "}).status_code == 409
    assert program("linye", "request_clerk", Scope.CASES_READ).post(path, {"reason": "x"}).status_code == 403
    assert program("qingshan", "office").post(path, {"reason": "x"}).status_code == 409
    assert program("jiaoyu", "request_clerk").post(path, {"reason": "x"}).status_code == 404


def test_parts_are_for_those_with_a_part(clerk, program, case):
    clerk.post(f"/cases/{case['id']}/steps/examine", {})
    asked = clerk.post(
        f"/cases/{case['id']}/steps/inquire",
        {
            "question": "有无此件",
            "to_unit": "档案室",
            "due_on": (timezone.localdate() + timedelta(3)).isoformat(),
        },
    )
    assert asked.status_code == 200, asked.content.decode()
    assert asked.json()["made"]["type"] == "inquiry"
    told = clerk.get(f"/cases/{case['id']}/parts").json()
    assert [each["question"] for each in told["inquiries"]] == ["有无此件"]
    assert [each["template"] for each in told["notices"]] == ["receipt", "inquiry"]
    seen = program("qingshan", "office").get(f"/cases/{case['id']}/parts").json()
    assert (seen["inquiries"], seen["notices"]) == ([], [])
    assert "张小明" not in str(seen)
    assert program("jiaoyu", "request_clerk").get(f"/cases/{case['id']}/parts").status_code == 404


def test_the_board_by_cursor(clerk, case):
    clerk.post("/cases", request_of())
    first = clerk.get("/deadlines?limit=1").json()
    second = clerk.get(f"/deadlines?limit=1&cursor={first['next']}").json()
    assert {first["rows"][0]["number"], second["rows"][0]["number"]} > {case["number"]}
    assert second["next"] == ""
    assert sum(first["counts"].values()) == 2
    assert clerk.get("/deadlines?bucket=overdue").json()["rows"] == []


def test_lists_as_csv_and_xlsx(clerk, program, case):
    answer = clerk.get("/lists/cases.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert case["number"] in rows[1]
    assert "张小明" not in text
    book = load_workbook(io.BytesIO(b"".join(clerk.get("/lists/cases.xlsx").streaming_content)))
    assert case["number"] in [cell.value for cell in book.active[2]]
    other = b"".join(program("jiaoyu", "request_clerk").get("/lists/cases.csv").streaming_content)
    assert case["number"] not in other.decode()
    for name in ("deadlines", "challenges", "advice"):
        assert clerk.get(f"/lists/{name}.csv").status_code == 200
    assert clerk.get("/lists/people.csv").status_code == 422


def test_statistics_as_of_a_date_open_to_their_cases(clerk, program, case):
    year = timezone.localdate().year
    told = clerk.get(f"/statistics/{year}").json()
    figures = {each["cell"]: each["value"] for each in told["figures"]}
    assert figures["T3.R1.C1"] == 1
    assert [each["code"] for each in told["bodies"]] == ["linye"]
    (row,) = clerk.get(f"/statistics/{year}/cells/T3.R1.C1").json()
    assert row["case"] == case["id"]
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    before = clerk.get(f"/statistics/{year}?as_of={yesterday}").json()
    assert before["position"] < told["position"]
    assert sum(each["value"] for each in before["figures"]) == 0
    assert (
        program("qingshan", "office").get(f"/statistics/{year}?body=linye").json()["figures"]
        == told["figures"]
    )
    assert program("jiaoyu", "request_clerk").get(f"/statistics/{year}?body=linye").status_code == 404
    assert program("linye", "request_clerk", Scope.CASES_READ).get(f"/statistics/{year}").status_code == 403


def test_suggestions_and_data_corrections_at_the_counter(clerk):
    for kind in ("suggestion", "data_correction"):
        made = clerk.post("/cases", request_of(kind=kind))
        assert made.status_code == 201, made.content.decode()
        assert clerk.get(f"/cases/{made.json()['id']}").json()["kind"] == kind
    assert clerk.post("/cases", request_of(kind="lawsuit")).status_code == 422


def test_who_subscribed_is_told_of_a_step_without_personal_data(clerk, city, case):
    now = timezone.now()
    told = webhooks.subscribe(
        actor=SYSTEM, now=now, body_id=city.bodies["linye"], url="https://example.cn/in",
        verbs=["case.examine"],
    )  # fmt: skip
    clerk.post(f"/cases/{case['id']}/steps/examine", {})
    (message,) = deliveries(told.subscription_id)
    data = json.loads(message.payload)["data"]
    (subject,) = (each for each in data["subjects"] if each["type"] == "case")
    assert (data["body"], subject["number"], subject["state"]) == ("linye", case["number"], "handling")
    for personal in ("张小明", "13800000001", "公益林", "人民路"):
        assert personal not in message.payload


def _operations(client, interface):
    """(method, path) of everything it does, with 1 for every number."""
    told = client.get(f"/api/{interface}/openapi.json").json()["paths"]
    for path, operations in told.items():
        for method in operations:
            yield method, re.sub(r"\{(\w+)\}", lambda place: PLACES.get(place[1], "1"), path)


def test_a_query_parameter_that_nobody_knows_is_refused_everywhere(clerk, case):
    tried = list(_operations(clerk.client, "staff"))
    assert len(tried) > 100
    for method, path in tried:
        send = getattr(clerk, method)
        answer = send(f"{path.removeprefix('/api/staff')}?nobody=1")
        assert answer.status_code == 422, (method, path, answer.content.decode())
        if method == "get":
            assert answer.json()["details"][0]["field"] == "nobody"


def test_a_misspelt_filter_is_named_and_nothing_done(clerk, program, case):
    answer = clerk.get("/cases?sate=handling&knd=request")
    assert answer.status_code == 422
    assert "knd、sate" in answer.json()["message"]
    made = clerk.post("/cases?dry=1", request_of())
    assert (made.status_code, made.json()["details"][0]["field"]) == (422, "dry")
    assert len(clerk.get("/cases").json()["cases"]) == 1
    stranger = clerk.client.get("/api/staff/cases?sate=1")
    assert stranger.status_code == 401
