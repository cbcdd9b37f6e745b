"""A citizen with a telephone in hand: asks, is asked to correct, answers. Every page is looked over."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.casework import actions
from gongkai.casework.models import Case
from tests.journeys import conftest as journeys
from tests.journeys.browser import PHONE
from tests.journeys.looking import follow, look_over, visit

from .conftest import WANTED, City

pytestmark = pytest.mark.journey
browser: Callable[[], Browser] = journeys.browser
site, new_page = journeys.site, journeys.new_page


def test_a_citizen_asks_is_asked_to_correct_and_answers(new_page, city: City):
    page: Page = new_page()
    page.set_viewport_size(PHONE)
    visit(page, "/")
    follow(page, page.get_by_role("button", name="提出申请"))
    page.get_by_label("您需要什么政府信息").fill(WANTED)
    expect(page.locator("#alike")).to_contain_text("没有找到相近的信息和答复")
    follow(page, page.get_by_role("button", name="下一步"))
    page.get_by_label("单位名称").fill("林业")
    expect(page.locator(".gk-bodies input")).to_have_count(1)
    page.get_by_label("市林业局").check()
    follow(page, page.get_by_role("button", name="下一步：申请人"))
    follow(page, page.get_by_role("button", name="下一步：获取方式"))
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name=re.compile("证件号码")).click()
    expect(page.get_by_label("证件号码")).to_be_focused()
    page.get_by_label("姓名或者单位名称").fill("张样本")
    page.get_by_label("证件号码").fill("990000199001010012")
    page.get_by_label("联系电话").fill("13800001234")
    expect(page.get_by_label("联系人（单位申请时填）")).to_be_hidden()
    follow(page, page.get_by_role("button", name="下一步：获取方式"))
    follow(page, page.get_by_role("button", name="下一步：核对"))
    follow(page, page.get_by_role("button", name="提交申请"))
    code = page.locator("#receipt-code").inner_text()
    case = Case.objects.get()
    if case.state == "unconfirmed":
        city.must(actions.confirm_receipt, case.pk, note="电话确认")
    until = timezone.localdate() + timedelta(days=14)
    city.must(actions.ask_correction, case.pk, items="请写明年度", until=until)

    another: Page = new_page()
    visit(another, "/requests/follow/")
    another.get_by_label("申请编号").fill(case.number)
    another.get_by_label("查询码").fill(code)
    follow(another, another.get_by_role("button", name="查询", exact=True))
    expect(another.locator("svg.gk-clock")).to_be_visible()
    for each in another.locator("main details > summary").all():
        each.click()
    look_over(another)
    follow(another, another.get_by_role("button", name="现在补正"))
    another.get_by_label("补正内容").fill("2024年度")
    follow(another, another.get_by_role("button", name="提交补正"))
    assert Case.objects.get().state == "registered"
    visit(another, "/requests/follow/case/object/")
    visit(another, "/requests/follow/case/withdraw/")


def test_the_other_pages_are_looked_over(new_page, city: City):
    page: Page = new_page()
    for address in ("replies/", "data-correction/", "suggest/", "draft/"):
        visit(page, f"/requests/{address}")
