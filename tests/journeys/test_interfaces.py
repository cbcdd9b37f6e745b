"""Other systems: a token is issued, messages are set up; a clerk brings existing cases along."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from gongkai.casework.importing.actions import advance_as_begun
from tests.casework.importing.filling import ROW, filled
from tests.journeys.desk import offered, press_on, submit
from tests.journeys.looking import follow, look_over, visit

BAD = ROW | {"原编号": "旧-002", "收到方式": "托梦", "答复文号": "2号"}


def test_the_office_issues_a_token_and_has_others_told(desk):
    page = desk("qingshan", "office")
    visit(page, "/workbench/integration/")
    follow(page, offered(page, "签发令牌"))
    page.get_by_label("用途").fill("一体化平台")
    page.get_by_label("查看统计").check()
    follow(page, submit(page))
    expect(page.locator("#secret")).to_have_value(re.compile("^gk_"))
    visit(page, "/workbench/integration/webhooks/new/")
    page.get_by_label("接收地址").fill("https://example.cn/in")
    page.get_by_label("复议、诉讼、投诉：全部").check()
    page.locator("summary").filter(has_text="依申请公开办件").click()
    page.get_by_label("登记申请 case.register").check()
    look_over(page)
    follow(page, submit(page))
    expect(page.locator("#secret")).to_have_value(re.compile("^whsec_"))
    follow(page, offered(page, "已保存，返回"))
    follow(page, press_on(page, "发测试消息"))
    expect(page.locator("main")).to_contain_text("测试消息")
    visit(page, "/workbench/integration/")


def test_a_clerk_brings_existing_cases_along(office, seat):
    clerk = seat("clerk")
    visit(clerk, "/workbench/cases/import/")
    book = {
        "name": "旧台账 2024.xlsx", "buffer": filled(ROW, BAD),
        "mimeType": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    }  # fmt: skip
    clerk.get_by_label("填好的工作簿").set_input_files(book)
    follow(clerk, press_on(clerk, "上传并试运行"))
    expect(clerk.get_by_role("status").filter(has_text="试运行中")).to_contain_text("2 行中已处理 0 行")
    _work(clerk.url)
    expect(clerk.locator("main")).to_contain_text("收到方式：“托梦”不在列表中")  # it looks again by itself
    look_over(clerk)
    follow(clerk, press_on(clerk, "正式导入"))
    _work(clerk.url)
    expect(clerk.locator("main")).to_contain_text("导入的结果")
    follow(clerk, clerk.get_by_role("link", name="看全部的行"))
    follow(clerk, clerk.locator("main a[href*='/workbench/cases/']").filter(has_text="S2024").first)
    expect(clerk.locator("main")).to_contain_text("2016年度造林补助名单")
    visit(clerk, "/workbench/cases/import/")


def _work(address: str) -> None:
    """What the background worker does."""
    found = re.search(r"/import/(\d+)/", address)
    assert found, address
    advance_as_begun(int(found[1]), timezone.now())
