"""A workbook of existing cases by program: uploaded once, tried, its lines read, confirmed."""

import csv
import io
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.casework.importing.actions import advance_as_begun
from gongkai.foundation.tokens.scopes import Scope
from tests.casework.importing.filling import ROW, filled

pytestmark = pytest.mark.django_db
LINES = [ROW, *(ROW | {"原编号": f"旧-{n}", "收到方式": "托梦", "答复文号": f"{n}号"} for n in (2, 3))]


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def _upload(program, content, key="", **more):
    file = SimpleUploadedFile("旧.xlsx", content)
    return program.client.post(
        "/api/staff/imports", {**more, "file": file},
        headers={"Authorization": f"Bearer {program.token}", "Idempotency-Key": key or uuid.uuid4().hex},
    )  # fmt: skip


def _work(run):
    advance_as_begun(run, timezone.now())


def test_from_the_template_to_the_cases(clerk):
    book = load_workbook(io.BytesIO(clerk.get("/imports/template.xlsx").content))
    assert "复议诉讼" in book.sheetnames
    content, key = filled(*LINES), uuid.uuid4().hex
    begun, again = (_upload(clerk, content, key) for _each in range(2))
    assert begun.status_code == 202, begun.content.decode()
    assert again.json() == begun.json()
    run = begun.json()["id"]
    path = begun["Location"].removeprefix("/api/staff")
    assert (begun.json()["state"], begun.json()["total"], begun.json()["percent"]) == ("trying", 3, 0)
    assert clerk.post(f"{path}/steps/confirm").status_code == 409
    _work(run)
    told = clerk.get(path).json()
    assert (told["state"], told["new"], told["refused"], told["can_confirm"]) == ("tried", 1, 2, True)
    assert clerk.get("/cases").json()["cases"] == []
    first = clerk.get(f"{path}/lines?became=refused&limit=1").json()
    second = clerk.get(f"{path}/lines?became=refused&limit=1&cursor={first['next']}").json()
    assert [each["row"] for each in (*first["lines"], *second["lines"])] == [3, 4]
    assert first["lines"][0]["problems"][0]["column"] == "收到方式"
    assert second["next"] == ""
    confirmed = clerk.post(f"{path}/steps/confirm")
    assert (confirmed.status_code, confirmed.json()["state"]) == (200, "running")
    _work(run)
    told = clerk.get(path).json()
    assert (told["state"], told["new"], told["done"]) == ("done", 1, 3)
    (line,) = clerk.get(f"{path}/lines?became=new").json()["lines"]
    assert clerk.get(f"/cases/{line['case']}").json()["number"] == line["number"]
    text = b"".join(clerk.get(f"{path}/report.csv").streaming_content).decode("utf-8-sig")
    assert [row[3] for row in csv.reader(io.StringIO(text))][1:] == ["可以导入", "不能导入", "不能导入"]


def test_brought_in_again_is_known(clerk):
    for _each in range(2):
        run = _upload(clerk, filled(ROW)).json()["id"]
        _work(run)
        assert clerk.post(f"/imports/{run}/steps/confirm").status_code == 200
        _work(run)
    assert clerk.get(f"/imports/{run}").json()["known"] == 1
    assert len(clerk.get("/cases").json()["cases"]) == 1
    listed = clerk.get("/imports?limit=1").json()
    assert listed["imports"][0]["id"] == run
    assert len(clerk.get(f"/imports?cursor={listed['next']}").json()["imports"]) == 1


def test_what_can_not_be_read_is_refused_at_once(clerk):
    for content in (b"PK", filled()):
        answer = _upload(clerk, content)
        assert answer.status_code == 422, answer.content.decode()
        assert answer.json()["details"][0]["field"] == "file"
    assert _upload(clerk, filled(ROW), body="nowhere").status_code == 422


def test_it_is_for_the_body_s_clerk_with_the_scope(clerk, program):
    run = _upload(clerk, filled(ROW)).json()["id"]
    _work(run)
    for other in (
        program("jiaoyu", "request_clerk"),
        program("qingshan", "office"),
        program("linye", "legal"),
    ):
        for more in ("", "/lines", "/report.csv"):
            assert other.get(f"/imports/{run}{more}").status_code == 404
        assert other.post(f"/imports/{run}/steps/confirm").status_code == 404
        assert other.get("/imports").json()["imports"] == []
    assert _upload(program("jiaoyu", "request_clerk"), filled(ROW), body="linye").status_code == 409
    reads = program("linye", "request_clerk", Scope.CASES_READ)
    assert _upload(reads, filled(ROW)).status_code == 403
    assert reads.post(f"/imports/{run}/steps/confirm").status_code == 403
