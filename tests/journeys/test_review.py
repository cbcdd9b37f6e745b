"""The reviewer sends a return back, the clerk mends it in the workbook, the body submits it."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from gongkai.foundation import rulebook
from gongkai.reporting.xlsx import download
from gongkai.reporting.xlsx.layout import layout
from tests.journeys.city import DAY, RECEIVED, YEAR, City
from tests.journeys.desk import entry, press
from tests.journeys.looking import follow, look_over, visit

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
REMARK = "信函申请漏计 1 件，请核对登记簿"


def test_sent_back_with_a_remark_mended_off_line_approved_and_submitted(city, desk, tmp_path):
    city.fill("linye", RECEIVED)
    clerk, reviewer = desk("linye", "clerk"), desk("linye", "reviewer")
    address = f"/workbench/returns/{city.returns['linye']}/"
    clerk.goto(address)
    press(clerk, "送审")

    _send_back(reviewer)

    visit(clerk, address)
    expect(clerk.locator("main")).to_contain_text("请补计后重新送审")
    expect(clerk.locator('[id="row-T3.R1.C1"]')).to_contain_text(REMARK)

    _upload(clerk, address, _another_bodys(city))
    expect(clerk.locator("main [role=alert]")).to_contain_text("青山市教育局")
    look_over(clerk)

    _upload(clerk, address, _filled(_downloaded(clerk, tmp_path), {"T3.R1.C1": "十三", "T3.R3.1.C1": 9}))
    expect(clerk.locator("main [role=alert]")).to_contain_text("什么都没有导入")
    expect(clerk.locator("main [role=alert]")).to_contain_text(_place("T3.R1.C1"))

    _upload(clerk, address, _filled(_downloaded(clerk, tmp_path), {"T3.R1.C1": 13, "T3.R3.1.C1": 9}))
    expect(clerk.locator("main")).to_contain_text("已从工作簿导入，改动 2 格")
    expect(entry(clerk, "T3.R1.C1")).to_have_value("13")
    expect(clerk.locator("#findings")).to_contain_text("全部相符")
    press(clerk, "送审")

    reviewer.goto("/workbench/")
    reviewer.click(f"text=青山市林业局 {YEAR}年度报告数据")
    press(reviewer, "审核通过")
    expect(reviewer.locator("main")).to_contain_text("已审核")

    clerk.goto(address)
    press(clerk, "报送上级")
    expect(clerk.locator("main")).to_contain_text("已报送")
    visit(clerk, f"{address}history/")
    expect(clerk.locator("main")).to_contain_text("审核退回")


def test_nobody_is_offered_the_review_of_his_own_figures(city, desk):
    city.fill("linye", RECEIVED)
    clerk = desk("linye", "clerk")
    clerk.goto(f"/workbench/returns/{city.returns['linye']}/")
    press(clerk, "送审")
    expect(clerk.locator("main")).to_contain_text("审核中")
    expect(clerk.get_by_role("button", name="审核通过")).to_have_count(0)


def _send_back(reviewer: Page) -> None:
    visit(reviewer, "/workbench/")
    reviewer.click(f"text=青山市林业局 {YEAR}年度报告数据")
    follow(reviewer, reviewer.get_by_text("退回填报人"))
    reviewer.fill("#reason", "请补计后重新送审")
    reviewer.fill('[name="remark-T3.R1.C1"]', REMARK)
    press(reviewer, "退回")
    reviewer.wait_for_url("**/workbench/")
    expect(reviewer.locator("main")).to_contain_text("已退回填报人")


def _downloaded(page: Page, folder: Path) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载工作簿").click()
    path = folder / "return.xlsx"
    waiting.value.save_as(path)
    assert "青山市林业局" in waiting.value.suggested_filename
    return path.read_bytes()


def _another_bodys(city: City) -> bytes:
    return download(city.actor("jiaoyu", "clerk"), city.returns["jiaoyu"], DAY).data


def _place(code: str) -> str:
    return layout(rulebook.form_for(YEAR), ()).slots[code].where


def _filled(data: bytes, cells: dict[str, object]) -> bytes:
    """The workbook with figures typed into it, as a spreadsheet program would save it."""
    book, slots = load_workbook(BytesIO(data)), layout(rulebook.form_for(YEAR), ()).slots
    for code, value in cells.items():
        row, column = slots[code].entry
        book[slots[code].sheet].cell(row, column).value = value
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _upload(page: Page, address: str, data: bytes) -> None:
    page.goto(f"{address}workbook/")
    page.set_input_files("#workbook", {"name": "填好的.xlsx", "mimeType": XLSX, "buffer": data})
    press(page, "上传并核对")
