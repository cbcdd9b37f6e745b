"""A citizen who uses neither mouse nor script-savvy eyes: keyboard only, large type, on a telephone's width;
asks, signs in by mail, corrects, pays, complains, withdraws."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from gongkai.casework import actions
from gongkai.casework.models import Case, Challenge, FeeNotice, SignInLink
from gongkai.foundation.mail.models import Letter
from gongkai.portal.requests import mine
from tests.journeys import conftest as journeys
from tests.journeys.browser import PHONE
from tests.journeys.looking import look_over

from .conftest import DELIVERY, WANTED, YOU, City

pytestmark = pytest.mark.journey
browser: Callable[[], Browser] = journeys.browser
site, new_page = journeys.site, journeys.new_page
MOST_TABS = 120


class Hands:
    """Only the keyboard."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, place: Locator) -> None:
        """Tab until the place has the focus, and shows that it has."""
        for _tab in range(MOST_TABS):
            if place.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{place} cannot be reached by keyboard on {self.page.url}")

    def write(self, label: str, text: str) -> None:
        self.reach(self.page.get_by_label(label))
        self.page.keyboard.insert_text(text)

    def press(self, place: Locator, key: str = "Enter") -> None:
        self.reach(place)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        look_over(self.page)
        self.page.set_viewport_size(PHONE)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def back(self) -> None:
        """Up to the case; a link that is called a button obeys the space bar."""
        place = self.page.get_by_text("回到申请", exact=True).last
        self.press(place, "Space" if place.get_attribute("role") == "button" else "Enter")

    def link(self, name: str) -> None:
        self.press(self.page.get_by_role("link", name=name, exact=True))


@pytest.fixture
def hands(new_page) -> Hands:
    page: Page = new_page()
    page.set_viewport_size(PHONE)
    page.goto("/requests/")
    made = Hands(page)
    made.press(page.get_by_role("button", name=re.compile("大字")))
    return made


def asked(hands: Hands) -> Case:
    page = hands.page
    hands.write("您需要什么政府信息", WANTED)
    hands.button("下一步：选单位")
    hands.reach(page.get_by_label("单位名称"))
    page.keyboard.insert_text("林业")
    expect(page.locator(".gk-bodies input")).to_have_count(1)
    hands.reach(page.get_by_label("市林业局"))
    page.keyboard.press("Space")
    hands.button("下一步：申请人")
    hands.write("姓名或者单位名称", YOU["name"])
    hands.write("证件号码", YOU["id_number"])
    hands.write("联系电话", YOU["phone"])
    hands.button("下一步：获取方式")
    hands.write("电子邮箱", DELIVERY["email"])
    hands.button("下一步：核对")
    hands.button("提交申请")
    return Case.objects.get()


def signed_in(hands: Hands) -> None:
    page = hands.page
    hands.write("邮箱或者手机号", DELIVERY["email"])
    hands.button("发给我")
    mine.send(SignInLink.objects.latest("pk").pk, timezone.now())
    text = Letter.objects.filter(about_type="sign_in_link").latest("pk").text
    page.goto(re.search(r"http://[^/]+(/\S+)", text)[1])
    look_over(page)
    page.set_viewport_size(PHONE)
    hands.button("登录")


def test_the_whole_way(hands, city: City):
    page = hands.page
    case = asked(hands)
    hands.press(page.get_by_role("link", name=re.compile("以后不想用查询码")))
    signed_in(hands)
    expect(page.get_by_text(case.number)).to_be_visible()

    if case.state == "unconfirmed":
        city.must(actions.confirm_receipt, case.pk, note="电话确认")
    until = timezone.localdate() + timedelta(days=14)
    city.must(actions.ask_correction, case.pk, items="请写明年度", until=until)
    page.reload()
    expect(page.get_by_text("等您回应")).to_be_visible()
    hands.press(page.get_by_role("button", name=WANTED))
    hands.button("现在补正")
    hands.write("补正内容", "2024年度")
    hands.button("提交补正")
    hands.back()

    city.must(actions.examine, case.pk)
    city.must(actions.ask_fee, case.pk, basis="page", pages=230, payment="到样本银行缴纳")
    page.reload()
    hands.button("看明细和缴费办法")
    hands.write("缴款凭证号", "样本0001")
    hands.button("告知凭证号")
    assert FeeNotice.objects.get().voucher == "样本0001"
    hands.back()

    hands.link("对答复不服、逾期不答复")
    hands.button("提交投诉")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    hands.write("投诉什么", "电话没有人接")
    hands.write("姓名或者单位名称", YOU["name"])
    hands.write("联系电话", YOU["phone"])
    hands.button("提交投诉")
    assert Challenge.objects.get().case.about_id == case.pk
    hands.back()

    hands.link("撤回申请")
    hands.reach(page.get_by_label("我确定撤回，不再要求答复"))
    page.keyboard.press("Space")
    hands.button("撤回申请")
    assert Case.objects.get(pk=case.pk).outcome == "withdrawn"
    hands.back()
    hands.link("回到我的申请")
    hands.button("退出登录")


def test_digits_of_a_text_message(hands, city: City):
    page = hands.page
    hands.press(page.get_by_role("link", name=re.compile("我的申请：")))
    hands.button("发给我")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    hands.write("邮箱或者手机号", "13900009999")
    hands.button("发给我")
    hands.write("短信里的8位验证码", "12345678")
    hands.button("登录")
    expect(page.locator(".govuk-error-summary")).to_contain_text("验证码不对")
