"""What makes a request wait, as its clerk and its applicant see it: the fee, the third party; and a
request for two things that becomes two."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.casework import actions
from gongkai.casework.actions import Intake, Registered, RequestFacts
from gongkai.core.receipt import Arrival, Channel
from tests.journeys.browser import PHONE
from tests.journeys.desk import offered, press_on
from tests.journeys.looking import follow, visit
from tests.journeys.request_office import PERSON, WANTED, Office

THIRD_PARTY = "样本林业有限公司"
SECOND_MATTER = "2024年度造林验收报告"


def test_a_fee_stops_the_clock_until_it_is_paid(office, seat, new_page):
    made, clerk, citizen = online(office), seat("clerk"), new_page()
    visit(clerk, f"/workbench/cases/{made.case_id}/")
    follow(clerk, offered(clerk, "发出收费通知"))
    clerk.get_by_label("按量").check()
    clerk.get_by_role("spinbutton", name="页数").fill("150")
    clerk.get_by_label("缴纳方式").fill("青山市财政局非税收入专户，缴款码 0000")
    follow(clerk, press_on(clerk, "发出收费通知"))
    expect(clerk.locator("main")).to_contain_text("等待缴费，期限停止")

    citizen.set_viewport_size(PHONE)
    enter(citizen, made)
    expect(citizen.locator("main")).to_contain_text("请您缴费")
    follow(citizen, citizen.get_by_role("button", name="看明细和缴费办法"))
    expect(citizen.locator("main")).to_contain_text("缴款码 0000")
    citizen.get_by_label("凭证号").fill("PZ-0001")
    follow(citizen, press_on(citizen, "告知凭证号"))

    visit(clerk, f"/workbench/cases/{made.case_id}/")
    expect(clerk.locator("main")).to_contain_text("PZ-0001")
    follow(clerk, offered(clerk, "登记缴费"))
    clerk.get_by_label("缴款凭证号").fill("PZ-0001")
    follow(clerk, press_on(clerk, "登记缴费"))
    expect(clerk.locator("main")).to_contain_text("计时中")
    visit(citizen, "/requests/follow/case/")
    expect(citizen.locator("main")).not_to_contain_text("请您缴费")


def test_a_third_party_is_asked_and_the_pause_is_shown_to_both(office, seat, new_page):
    made, clerk, citizen = online(office), seat("clerk"), new_page()
    visit(clerk, f"/workbench/cases/{made.case_id}/")
    follow(clerk, offered(clerk, "征求意见"))
    clerk.get_by_label("第三方（").check()
    clerk.get_by_label("名称或者姓名").fill(THIRD_PARTY)
    clerk.get_by_label("征求意见的信息").fill("贵公司承包造林的补助金额")
    clerk.get_by_label("地址", exact=True).fill("样本路2号")
    clerk.get_by_label("对方收到之日").fill(f"{timezone.localdate()}")
    follow(clerk, press_on(clerk, "征求意见"))
    expect(clerk.locator("main")).to_contain_text("征求意见，期限暂停")
    expect(clerk.locator(".gk-clock__lines")).to_contain_text("不计入答复期限")

    enter(citizen, made)
    expect(citizen.locator("main")).to_contain_text("征求意见")
    expect(citizen.locator("main")).not_to_contain_text(THIRD_PARTY)
    visit(clerk, "/workbench/cases/board/")
    expect(clerk.locator("main")).to_contain_text("期限暂停")

    visit(clerk, f"/workbench/cases/{made.case_id}/")
    follow(clerk, offered(clerk, "收到意见"))
    clerk.get_by_label("同意公开", exact=True).check()
    follow(clerk, press_on(clerk, "收到意见"))
    expect(clerk.locator("main")).to_contain_text("计时中")


def test_a_request_for_two_things_becomes_two_linked_cases(office, seat, new_page):
    made, clerk = online(office, f"{WANTED}；{SECOND_MATTER}"), seat("clerk")
    visit(clerk, f"/workbench/cases/{made.case_id}/")
    follow(clerk, offered(clerk, "拆分为多件"))
    clerk.get_by_label("第 1 项").fill(WANTED)
    clerk.get_by_label("第 2 项").fill(SECOND_MATTER)
    clerk.get_by_label("理由").fill("一事一申请")
    follow(clerk, press_on(clerk, "拆分为多件"))
    expect(clerk.locator("main")).to_contain_text("拆分出")
    follow(clerk, clerk.locator("aside").get_by_role("link", name="-S2").first)
    expect(clerk.locator("main")).to_contain_text(SECOND_MATTER)
    expect(clerk.locator("aside")).to_contain_text("拆分自")
    expect(clerk.locator("aside").get_by_role("link", name=made.number).first).to_be_visible()


def online(office: Office, wanted: str = WANTED) -> Registered:
    """A request from the portal, taken up by the clerk."""
    today = timezone.localdate()
    made: Any = office.do(
        actions.register, body_id=office.body,
        arrival=Arrival(Channel.INTERNET, today - timedelta(days=1), reached_system=today),
        facts=Intake(RequestFacts(wanted=wanted), PERSON),
    )  # fmt: skip
    office.do(actions.examine, case_id=made.case_id)
    return made


def enter(page: Page, made: Registered) -> None:
    """The applicant's own page, by number and query code."""
    visit(page, "/requests/follow/")
    page.get_by_label("编号").fill(made.number)
    page.get_by_label("查询码", exact=True).fill(made.code)
    follow(page, press_on(page, "查询"))
