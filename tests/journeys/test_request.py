"""A citizen with a telephone asks, is asked to correct, answers, receives the reply; the clerk and the others
at their desks in between."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.casework import queries
from tests.journeys.browser import PHONE
from tests.journeys.desk import offered, press_on, submit
from tests.journeys.looking import follow, visit
from tests.journeys.request_office import WANTED


def test_a_citizen_asks_corrects_and_receives_the_reply(office, seat, new_page):
    citizen = new_page()
    citizen.set_viewport_size(PHONE)
    ask(citizen)
    number = citizen.locator("#receipt-number").inner_text()

    clerk = seat("clerk")
    visit(clerk, "/workbench/cases/")
    follow(clerk, clerk.get_by_role("link", name=number).first)
    expect(clerk.locator("main")).not_to_contain_text("990000199001010012")
    follow(clerk, offered(clerk, "要求补正"))
    clerk.get_by_label("需要补正的内容").fill("请写明是哪一批次的名单")
    clerk.get_by_label("补正的最后一天").fill(f"{timezone.localdate() + timedelta(days=14)}")
    follow(clerk, press_on(clerk, "要求补正"))

    follow(citizen, citizen.get_by_role("button", name="查看办理进度"))
    expect(citizen.locator("main")).to_contain_text("请写明是哪一批次的名单")
    follow(citizen, citizen.get_by_role("button", name="现在补正"))
    citizen.get_by_label("补正内容").fill("2025年第一批")
    follow(citizen, press_on(citizen, "提交补正"))

    case = clerk.url
    visit(clerk, case)
    expect(clerk.locator("main")).to_contain_text("2025年第一批")
    follow(clerk, offered(clerk, "审查受理"))
    follow(clerk, press_on(clerk, "审查受理"))
    decide(clerk, "已主动公开", "获取的方式、途径", "本机关网站“政府信息公开”专栏")
    reply = clerk.url
    follow(clerk, press_on(clerk, "送审"))
    pass_on(seat("reviewer"), reply, "审核通过")
    sign(seat("signer"), reply)
    visit(clerk, reply)
    follow(clerk, clerk.locator("main a[href$='reply.send/']"))
    follow(clerk, submit(clerk))
    expect(clerk.locator("main")).to_contain_text("已发出")

    visit(citizen, "/requests/follow/case/")
    expect(citizen.locator("main")).to_contain_text("已答复")
    with citizen.expect_download() as taken:
        citizen.get_by_role("link", name="答复书").first.click()
    assert taken.value.path().read_bytes().startswith(b"%PDF")


def test_a_double_click_is_one_request(office, new_page):
    citizen = new_page()
    fill_in(citizen)
    citizen.get_by_role("button", name="提交申请").dblclick()
    expect(citizen.locator("#receipt-number")).to_be_visible()
    citizen.go_back()
    citizen.goto("/requests/new/check/")
    citizen.get_by_role("button", name="提交申请").click()
    expect(citizen.locator("#receipt-number")).to_be_visible()
    assert queries.cases_visible_to(office.actor("clerk"), timezone.localdate()).count() == 1


def ask(page: Page) -> None:
    """From the form to the receipt."""
    fill_in(page)
    follow(page, page.get_by_role("button", name="提交申请"))


def fill_in(page: Page) -> None:
    """To the page where everything is checked once more."""
    visit(page, "/requests/")
    page.get_by_label("您需要什么政府信息").fill(WANTED)
    follow(page, page.get_by_role("button", name="下一步"))
    page.get_by_label("单位名称").fill("林业")
    page.get_by_label("青山市林业局").check()
    follow(page, page.get_by_role("button", name="下一步：申请人"))
    page.get_by_label("姓名或者单位名称").fill("张样本")
    page.get_by_label("证件号码").fill("990000199001010012")
    page.get_by_label("联系电话").fill("13800001234")
    follow(page, page.get_by_role("button", name="下一步：获取方式"))
    follow(page, page.get_by_role("button", name="下一步：核对"))


def decide(page: Page, outcome: str, fact: str, text: str) -> None:
    """The outcome out of its list, and what it has to say."""
    follow(page, offered(page, "作出决定"))
    follow(page, page.get_by_role("link", name=outcome).first)
    page.get_by_label(fact).fill(text)
    follow(page, press_on(page, "决定并起草答复书"))


def pass_on(page: Page, reply: str, step: str) -> None:
    """One of those who look at the reply lets it pass."""
    visit(page, reply)
    follow(page, press_on(page, step))


def sign(page: Page, reply: str) -> None:
    visit(page, reply)
    follow(page, page.get_by_role("button", name="签发"))
    follow(page, submit(page))
