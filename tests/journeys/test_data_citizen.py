"""A citizen finds a data set, narrows its list, looks at the chart and its figures, takes the list away, and
reads how it stood at the end of last June."""

import csv
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from gongkai.disclosure import actions
from gongkai.disclosure.actions import Given
from gongkai.portal.data import remembered
from tests.disclosure.conftest import Office, fields, fine, office, rows
from tests.journeys.browser import PHONE
from tests.journeys.looking import follow, look_over

__all__ = ["fields", "office"]
JUNE, JULY = date(2017, 6, 1), date(2017, 7, 3)


@pytest.fixture
def published(site: str, office: Office) -> Office:
    """Eight fines in June; in July one is withdrawn."""
    remembered.forget()
    given = [
        fine(n, kind="fine" if n % 2 else "warning", amount=str(n), facts=f"占用林地 {n} 亩",
             decided_on=f"2017-0{3 + n % 3}-1{n}")
        for n in range(1, 9)
    ]  # fmt: skip
    office.released(Given.rows(given), day=JUNE)
    (taken,) = (each.number for each in rows() if each.content["number"] == "样处〔2026〕8号")
    withdrawal = office.must(
        actions.withdraw, office.writer(), JULY, data_set="fines", number=taken, reason="决定被复议机关撤销"
    )
    office.out(withdrawal, day=JULY)
    return office


def test_a_citizen_filters_charts_downloads_and_reads_last_june(published, reader, tmp_path: Path):
    reader.goto("/data/")
    look_over(reader)
    follow(reader, reader.get_by_role("link", name="示例处罚决定"))
    expect(reader.locator("#total")).to_contain_text("共 7 行")

    reader.locator("#f-kind").select_option("fine")
    reader.locator("#ask").get_by_role("button", name="查看").click()
    expect(reader.locator("#total")).to_contain_text("共 4 行")
    expect(reader.locator("figure svg")).to_be_visible()
    reader.get_by_text("图里的数字").click()
    expect(reader.locator("details table").first).to_contain_text("罚款")
    look_over(reader)

    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="CSV（UTF-8）").click()
    waiting.value.save_as(tmp_path / "fines.csv")
    with (tmp_path / "fines.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 4

    follow(reader, reader.get_by_role("link", name="比较各地、各年"))
    expect(reader.locator("figure svg")).to_be_visible()
    follow(reader, reader.get_by_role("link", name="回到数据集"))

    reader.set_viewport_size(PHONE)
    reader.get_by_role("link", name="取消筛选").click()
    reader.get_by_label("哪一天的名单").fill("2017-06-30")
    reader.locator("#ask").get_by_role("button", name="查看").click()
    expect(reader.locator("#total")).to_contain_text("共 8 行")
    expect(reader.get_by_text("2017年6月30日 结束时的名单")).to_be_visible()
    reader.get_by_role("link", name="样处〔2026〕8号").click()
    expect(reader.get_by_text("决定被复议机关撤销").first).to_be_visible()
    look_over(reader)
