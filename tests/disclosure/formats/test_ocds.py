"""Public trades against the standard's own checker and schemas, which need no network here."""

from datetime import UTC, date, datetime

import pytest
from libcoveocds.api import ocds_json_output
from libcoveocds.config import LibCoveOCDSConfig

from gongkai.core.disclosure.formats import ocds
from gongkai.core.disclosure.formats.ocds import Publisher, Trade
from gongkai.disclosure.declared import fields as installed
from tests.disclosure.formats.ocds_standard import IS_HERE, archive

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PUBLISHER = Publisher(
    "某市人民政府办公室", "https://www.example.cn/", "ocds-000000", "https://www.example.cn/open-data/",
    "https://www.example.cn/open-data/",
)  # fmt: skip
standard = pytest.mark.skipif(not IS_HERE, reason="the standard's schemas are not here: make browser")
HERE = "https://www.example.cn/api/data/ocds/releases.json"


def samples(name: str, trade: str) -> list[dict]:
    found = installed().data_set(name, date(2026, 3, 2)).samples
    return [dict(each) for each in found if each["trade"] == trade]


@pytest.fixture(scope="module")
def releases() -> list[dict]:
    """Of every sample of the declaration: a building job, a purchase, a sale of land."""
    notices = installed().data_set("trade_notices", date(2026, 3, 2)).samples
    return [
        ocds.release(
            Trade(
                each, AT, "公开招标",
                [*samples("trade_qualifications", each["trade"]), *samples("trade_process", each["trade"])],
                samples("trade_results", each["trade"]), samples("trade_contracts", each["trade"]),
            ),
            PUBLISHER,
        )
        for each in notices
    ]  # fmt: skip


@pytest.fixture(scope="module")
def checked():
    """What the checker says of a package."""
    config = LibCoveOCDSConfig({"standard_zip": archive(), "context": "api"})
    return lambda package: ocds_json_output(json_data=package, lib_cove_ocds_config=config)


@standard
def test_packages_pass_the_standards_checker(releases, checked):
    assert len(releases) >= 3
    for package in (
        ocds.release_package(releases, PUBLISHER, HERE, AT),
        ocds.record_package(releases, PUBLISHER, HERE, AT),
    ):
        found = checked(package)
        assert found["validation_errors"] == []
        assert found["additional_fields"] == []
        assert not found.get("additional_closed_codelist_values")
        assert not found.get("additional_open_codelist_values")
        assert not found.get("json_deref_error")


@standard
@pytest.mark.parametrize("broken", [{"tag": []}, {"date": "gestern"}, {"awards": [{"title": "x"}]}])
def test_the_checker_notices_what_is_wrong(releases, checked, broken):
    package = ocds.release_package([{**releases[0], **broken}], PUBLISHER, HERE, AT)
    assert checked(package)["validation_errors"]


def test_a_trade_is_told_from_notice_to_contract(releases):
    job = releases[0]
    assert job["ocid"] == f"ocds-000000-{job['tender']['id']}"
    assert job["tag"] == ["tender", "award", "contract"]
    assert job["tender"]["value"]["currency"] == "CNY"
    assert job["awards"][0]["value"] == {"amount": 712_600_000, "currency": "CNY"}
    assert job["contracts"][0]["awardID"] == job["awards"][0]["id"]
    assert job["tender"]["numberOfTenderers"] == 3
    named = {each["id"] for each in job["parties"]}
    told = [job["buyer"], job["tender"]["procuringEntity"], *job["tender"]["tenderers"]]
    assert {each["id"] for each in told} | {each["id"] for each in job["awards"][0]["suppliers"]} <= named
    assert len({each["id"] for each in releases}) == len(releases)


def test_a_sale_has_no_buyer(releases):
    sale = next(each for each in releases if each["tender"]["id"].startswith("TD"))
    assert "buyer" not in sale
    assert {role for each in sale["parties"] for role in each["roles"]} <= {
        "procuringEntity", "supplier", "tenderer"
    }  # fmt: skip
