"""The office loads a year's holiday notice; the auditor verifies the ledger."""

from playwright.sync_api import Page, expect

from gongkai.foundation.rulebook.book import RULES
from tests.journeys.desk import press
from tests.journeys.looking import look_over, visit

PRINTED = (RULES / "calendars" / "2025.toml").read_text(encoding="utf-8")
CHANGED = PRINTED.replace("first = 2025-01-28", "first = 2025-01-27").replace("2025-01-26, ", "")
SOURCE = "2025年1月10日收到更正通知"


def choose(page: Page, text: str) -> None:
    page.goto("/workbench/calendar/")
    file = {"name": "2025.toml", "mimeType": "application/toml", "buffer": text.encode()}
    page.set_input_files("#notice", file)
    press(page, "核对")


def test_a_holiday_notice_moves_deadlines_once_it_is_confirmed_and_the_ledger_holds_it(city, desk):
    office, auditor = desk("qingshan", "office"), desk("qingshan", "auditor")
    visit(office, "/workbench/calendar/")

    choose(office, CHANGED.replace("last = 2025-02-04", "last = 二月四日"))
    expect(office.locator("main [role=alert]")).to_contain_text("行")
    look_over(office)

    choose(office, CHANGED)
    expect(office.locator("main")).to_contain_text("会变动的期限：2 个")
    for body in ("青山市林业局", "青山市教育局"):
        line = office.locator("main tr", has_text=f"{body}2024年度报告")
        expect(line).to_contain_text("2025年1月27日")
        expect(line).to_contain_text("2025年1月24日")
    look_over(office)
    office.fill("#reason", SOURCE)
    press(office, "确认载入")
    expect(office.locator("main")).to_contain_text("2 个期限随之变动")
    expect(office.locator("main tr", has_text="2025年部分节假日")).to_contain_text("载入")

    visit(auditor, "/workbench/ledger/")
    expect(auditor.locator("main tbody")).to_contain_text(SOURCE)
    press(auditor, "验证台账是否完整")
    expect(auditor.locator("main")).to_contain_text("台账完整")
    auditor.get_by_label("单位").select_option(label="青山市林业局")
    press(auditor, "筛选")
    expect(auditor.locator("main tbody")).to_contain_text(SOURCE)
    expect(auditor.locator("main tbody")).not_to_contain_text("市教育局")
    look_over(auditor)
    expect(auditor.get_by_role("link", name="后台任务")).to_be_visible()
    auditor.goto("/workbench/calendar/")
    expect(auditor.locator("#notice")).to_have_count(0)


def test_the_staffs_other_pages_can_be_read_by_everybody(city, desk):
    office = desk("qingshan", "office")
    linye = city.bodies["linye"]
    for address in (
        "bodies/", f"bodies/{linye}/", "people/", "people/new/", f"people/{city.people['linye', 'clerk']}/",
        "tasks/", "search/?q=林业",
    ):  # fmt: skip
        visit(office, f"/workbench/{address}")
    visit(office, "/accounts/2fa/")
