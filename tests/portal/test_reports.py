"""Published reports as anybody sees them."""

import io
import json
import zipfile
from decimal import Decimal

import pytest
from django.core.cache import cache

from gongkai.reporting import actions
from tests.journeys.city import YEAR, City

pytestmark = pytest.mark.django_db
REPORT = f"/reports/qingshan/{YEAR}/"


@pytest.fixture(autouse=True)
def _nothing_cached(db):
    cache.clear()


def _text(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_before_anything_is_published_the_pages_say_so(client):
    assert "还没有公布的年度报告" in _text(client, "/")
    assert "共 0 份" in _text(client, "/reports/")
    assert client.get(REPORT).status_code == 404


def test_home_and_list_name_the_published_report(client, city: City):
    assert REPORT in _text(client, "/")
    assert REPORT in _text(client, f"/reports/?year={YEAR}")
    assert REPORT in _text(client, "/reports/?q=青山")
    assert "没有找到" in _text(client, "/reports/?q=别处")


def test_figures_of_the_report_are_links_that_open(client, city: City):
    assert f"{REPORT}figures/T3.R1.C7/" in _text(client, REPORT)
    opened = _text(client, f"{REPORT}figures/T3.R1.C7/")
    assert ">48<" in opened  # four bodies, twelve requests each
    for name in ("临溪县人民政府", "青山市林业局", "青山市教育局", "青山市人民政府本级"):
        assert name in opened


@pytest.mark.parametrize(
    "address", [f"{REPORT}figures/T9.X/", f"{REPORT}?version=7", "/reports/nowhere/2024/"]
)
def test_what_is_not_published_is_not_found(client, city: City, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("kind", "begins"),
    [("pdf", b"%PDF-"), ("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"PK"), ("json", b"{")],
)
def test_downloads(client, city: City, kind, begins):
    for _again in range(2):
        answer = client.get(f"{REPORT}download/{kind}/")
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert "attachment" in answer["Content-Disposition"]
    assert client.get(f"{REPORT}download/exe/").status_code == 404


def test_the_csv_archive_holds_a_file_a_table(client, city: City):
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{REPORT}download/csv/").content))
    assert {f"{YEAR}-T2.csv", f"{YEAR}-T3.csv", f"{YEAR}-T4.csv"} <= set(archive.namelist())


def test_a_correction_stays_public_beside_what_it_corrects(client, city: City):
    city.do(actions.correct, "qingshan", "office", reason="漏报一件")
    city.submit("qingshan", {"T3.R1.C1": "13", "T3.R3.1.C1": "9", "T3.R3.4.1.C1": "3", "T3.R4.C1": "1"})
    assert ">48<" in _text(client, f"{REPORT}figures/T3.R1.C7/")
    for verb in (actions.freeze, actions.publish):
        city.do(verb, "qingshan", "office")
    page = _text(client, REPORT)
    assert "漏报一件" in page
    assert "改动的数字" in page
    assert ">49<" in _text(client, f"{REPORT}figures/T3.R1.C7/")
    first = _text(client, f"{REPORT}?version=1")
    assert "已有更正" in first
    assert ">48<" in _text(client, f"{REPORT}figures/T3.R1.C7/?version=1")


def test_the_api_tells_the_same(client, city: City):
    listed = client.get(f"/api/reports?year={YEAR}").json()
    assert [(each["body"]["code"], each["version"]) for each in listed] == [("qingshan", 1)]
    report = client.get(f"/api/reports/qingshan/{YEAR}").json()
    cells = {cell["code"]: cell for cell in report["cells"]}
    assert (cells["T3.R1.C7"]["state"], cells["T3.R1.C7"]["value"]) == ("number", 48)
    assert {body["code"] for body in report["bodies"]} == {"linxi", "linye", "jiaoyu"}
    figure = client.get(f"/api/reports/qingshan/{YEAR}/cells/T3.R1.C7").json()
    assert figure["own"] + sum(part["value"] for part in figure["bodies"]) == figure["cell"]["value"] == 48


def test_the_api_refuses_in_words(client, city: City):
    for address, status in (
        ("/api/reports/nowhere/2024", 404),
        (f"/api/reports/qingshan/{YEAR}/cells/none", 404),
        (f"/api/reports/qingshan/{YEAR}?version=9", 404),
        ("/api/reports?year=1900", 422),
        ("/api/reports/qingshan/abc", 422),
    ):
        answer = client.get(address)
        assert answer.status_code == status, address
        assert answer.json()["message"]


def test_json_download_gives_numbers_not_text(client, city: City):
    data = json.loads(client.get(f"{REPORT}download/json/").content, parse_float=Decimal)
    assert data["title"]
    assert data["year"] == YEAR


def test_a_report_page_asks_few_questions_of_the_database(client, city: City, django_assert_max_num_queries):
    client.get(REPORT)
    with django_assert_max_num_queries(25):
        client.get(REPORT)
