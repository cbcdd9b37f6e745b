"""The city's office accepts, compiles, writes, freezes, publishes and corrects."""

from playwright.sync_api import Page, expect

from tests.journeys.city import RECEIVED, WRITTEN, YEAR
from tests.journeys.desk import press, type_in
from tests.journeys.looking import follow, look_over, visit

REASON = "市本级漏计自然人申请 1 件"


def test_from_the_board_to_the_published_and_corrected_report(city, desk, reader):
    for body in ("linxi", "linye"):
        city.submit(body, RECEIVED)
    office, clerk = desk("qingshan", "office"), desk("qingshan", "clerk")
    own = f"/workbench/returns/{city.returns['qingshan']}/"

    visit(office, "/workbench/overview/")
    expect(_line(office, "青山市教育局")).to_contain_text("逾期")
    for body in ("临溪县人民政府", "青山市林业局"):
        _line(office, body).get_by_role("button", name="接收").click()
        expect(_line(office, body)).to_contain_text("已接收")
    city.submit("jiaoyu", RECEIVED)
    office.goto("/workbench/")
    follow(office, office.get_by_text(f"青山市教育局 {YEAR}年度报告数据"))
    press(office, "接收")
    expect(office.locator("main")).to_contain_text("已接收")

    city.submit("qingshan", RECEIVED)
    visit(office, own)
    expect(_total(office)).to_have_text("48")
    office.goto(f"{own}cells/T3.R1.C7/")
    expect(office.locator("main")).to_contain_text("由这些格合计")
    visit(office, f"{own}cells/T3.R1.C1/")
    expect(office.locator("main tr", has_text="市林业局")).to_contain_text("12")

    _write_report(office, own)
    office.goto(own)
    press(office, "定稿（第 1 版）")
    expect(office.locator("main")).to_contain_text("已定稿")
    press(office, "向社会公布")
    expect(office.locator("main")).to_contain_text("已公布")
    reader.goto(f"/reports/qingshan/{YEAR}/")
    expect(reader.locator("article")).to_contain_text("新收政府信息公开申请48件")

    office.click("text=更正已定稿的数据")
    office.fill("#correct-reason", REASON)
    press(office, "开启第 2 版")
    expect(office.locator("main")).to_contain_text("第 2 版")
    _correct(clerk, desk("qingshan", "reviewer"), own)
    office.goto(own)
    press(office, "定稿（第 2 版）")
    press(office, "向社会公布")
    expect(office.locator("main")).to_contain_text("已公布")
    visit(office, f"{own}history/")

    reader.goto(f"/reports/qingshan/{YEAR}/")
    expect(reader.locator("article")).to_contain_text("新收政府信息公开申请49件")
    reader.click("text=第 2 版（共 2 版）")
    expect(reader.locator("main")).to_contain_text(REASON)
    look_over(reader)
    reader.get_by_role("link", name="第 1 版").click()
    expect(reader.locator("main")).to_contain_text("这是第 1 版，已有更正")
    expect(reader.locator("article")).to_contain_text("新收政府信息公开申请48件")


def _line(office: Page, body: str):
    return office.locator("main tr", has_text=body)


def _total(page: Page):
    return page.locator('[id="final-T3.R1.C7"]')


def _write_report(office: Page, own: str) -> None:
    """Every paragraph the office has to write. A figure that the system counts may not be typed."""
    visit(office, f"{own}report/")
    expect(office.locator("main")).to_contain_text("定稿前还有")
    places = office.locator("main li", has_text="待写").locator("a")
    addresses = [place.get_attribute("href") for place in places.all()]
    assert addresses
    visit(office, addresses[0])
    office.fill("#text", "全年新收政府信息公开申请48件，均按期答复。")
    press(office, "保存")
    expect(office.locator("main [role=alert]")).to_contain_text("绑定")
    look_over(office)
    office.fill("#text", "全年新收政府信息公开申请{T3.R1.C7}件，均按期答复。")
    press(office, "保存")
    office.wait_for_url("**/report/")
    expect(office.locator("article")).to_contain_text("全年新收政府信息公开申请48件，均按期答复")
    for address in addresses[1:]:
        office.goto(address)
        office.fill("#text", WRITTEN)
        press(office, "保存")
        office.wait_for_url("**/report/")
    expect(office.locator("main")).not_to_contain_text("定稿前还有")
    look_over(office)
    for kind in ("PDF", "Word"):
        with office.expect_download() as waiting:
            office.click(f"text=下载草稿 {kind}")
        assert "（草稿）" in waiting.value.suggested_filename


def _correct(clerk: Page, reviewer: Page, own: str) -> None:
    clerk.goto(own)
    type_in(clerk, "T3.R1.C1", "13")
    type_in(clerk, "T3.R3.1.C1", "9")
    expect(_total(clerk)).to_have_text("49")
    press(clerk, "送审")
    reviewer.goto(own)
    press(reviewer, "审核通过")
    clerk.goto(own)
    press(clerk, "报送上级")
    expect(clerk.locator("main")).to_contain_text("已报送")
