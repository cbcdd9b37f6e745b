"""The check page and POST /api/check: several files, results in words, nothing kept."""

import io
import json
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.fixture(autouse=True)
def _nothing_counted(db):
    cache.clear()


def sample(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (SAMPLES / name).read_bytes())


def test_the_form_says_what_is_read_and_that_nothing_is_kept(client):
    page = client.get("/check/").content.decode()
    assert "multiple" in page
    assert "文件不保存" in page


def test_several_files_are_checked_without_scripts(client):
    files = [
        sample("linyi-2017-report.txt"),
        sample("hongze-2024.pdf"),
        SimpleUploadedFile("a.pdf", b"%PDF-broken"),
    ]
    page = client.post("/check/", {"files": files}).content.decode()
    for words in (
        "linyi-2017-report.txt",
        "临沂市人民政府",
        "处错误",
        "hongze-2024.pdf",
        "没有发现错误",
        "a.pdf",
    ):
        assert words in page
    assert 'id="r1-l5"' in page
    assert 'id="r2-l5"' in page


def test_the_fragment_for_the_pages_script_is_no_whole_page(client):
    answer = client.post(
        "/check/", {"files": sample("hongze-2024.pdf"), "number": "7"}, headers={"X-Fragment": "1"}
    )
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="result-7"' in text
    assert 'href="#r7-l' in text


def test_results_as_workbook_page_and_json(client):
    def post(kind: str):
        return client.post("/check/", {"files": sample("linyi-2017-report.txt"), "format": kind})

    book = load_workbook(io.BytesIO(post("xlsx").content))
    assert book.sheetnames == ["问题", "读到的数"]
    assert book["问题"].max_row > 10
    assert json.loads(post("json").content)["version"] == 1
    assert post("html").content.decode().startswith("<!doctype html>")


def test_last_years_report_stands_against_this_years(client):
    both = {
        "files": sample("hongze-2024.pdf"),
        "against": SimpleUploadedFile("去年.pdf", b""),
    }
    report = json.loads(client.post("/check/", {**both, "format": "json"}).content)["reports"][0]
    assert not report["readable"]
    assert "去年.pdf" in report["message"]


def test_a_form_without_a_file_is_told_so(client):
    answer = client.post("/check/", {})
    assert answer.status_code == 400
    assert "请先选择" in answer.content.decode()


def test_text_of_a_strangers_file_is_never_markup(client):
    nasty = SimpleUploadedFile(
        "<img src=x>.txt", "<script>alert(1)</script>2024年政府信息公开工作年度报告".encode()
    )
    page = client.post("/check/", {"files": nasty}).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_a_formula_in_a_strangers_file_stays_text(client):
    answer = client.post("/check/", {"files": SimpleUploadedFile("=1+1.txt", b""), "format": "xlsx"})
    cells = [cell for row in load_workbook(io.BytesIO(answer.content))["问题"] for cell in row]
    assert any(cell.value == "=1+1.txt" for cell in cells)
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize(("address", "message"), [("/check/", "没有核对"), ("/api/check", "message")])
def test_too_many_files_an_hour_are_refused(client, settings, address, message):
    settings.CHECKS_AN_HOUR = 1
    assert client.post(address, {"files": sample("hongze-2024.pdf")}).status_code == 200
    answer = client.post(address, {"files": sample("hongze-2024.pdf")})
    assert answer.status_code == 429
    assert message in answer.content.decode()


@pytest.mark.parametrize("address", ["/check/", "/api/check"])
def test_too_large_a_request_is_refused(client, settings, address):
    settings.CHECK_REQUEST_BYTES = 1000
    large = SimpleUploadedFile("a.txt", b"x" * 200_000)
    assert client.post(address, {"files": large}).status_code == 413


def test_the_api_gives_the_documented_answer(client):
    answer = client.post(
        "/api/check", {"files": [sample("hongze-2024.pdf"), sample("linyi-2017-report.txt")]}
    ).json()
    assert answer["version"] == 1
    first, second = answer["reports"]
    assert (first["year"], first["form"], first["readable"]) == (2024, "2021", True)
    assert second["cells"]["3.1"]["state"] == "number"
    assert {finding["severity"] for finding in second["findings"]} >= {"error"}


def test_nothing_a_visitor_sends_is_kept(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.post("/check/", {"files": sample("hongze-2024.pdf")})
    assert list(tmp_path.iterdir()) == []
