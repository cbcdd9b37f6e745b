"""The pictures of requests for information: the citizen's telephone, the clerk's desk, the city's figures."""

from playwright.sync_api import Browser, Page

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.picturing import keep, new_page, open_page, press, sign_in

OFFICE, CLERK = "gongkaiban", "lanshan-jingban"
WANTED = "兰山区2025年城市低保的发放标准和人数"
YEAR = "from=2017-01-01&until=2017-12-31"


def take_all(browser: Browser, site: str) -> None:
    _asking(browser, site)
    clerk = new_page(browser, site, DESKTOP)
    sign_in(clerk, CLERK)
    open_page(clerk, "/workbench/cases/board/")
    keep(clerk, "deadlines")
    extended = clerk.locator("main tr", has_text="已延期").get_by_role("link").first
    number, case = extended.inner_text(), extended.get_attribute("href") or ""
    open_page(clerk, case)
    keep(clerk, "case")
    _following(browser, site, number, _new_code(clerk, case))
    _reply(clerk)
    clerk.context.close()
    office = new_page(browser, site, DESKTOP)
    sign_in(office, OFFICE)
    open_page(office, f"/workbench/cases/statistics/?{YEAR}")
    keep(office, "statistics")
    office.context.close()


def _asking(browser: Browser, site: str) -> None:
    """The form on a telephone, with what is public already beside what is being typed."""
    citizen = new_page(browser, site, PHONE)
    open_page(citizen, "/requests/")
    citizen.get_by_label("您需要什么政府信息").fill(WANTED)
    keep(citizen, "ask-phone")
    citizen.context.close()


def _new_code(clerk: Page, case: str) -> str:
    """A query code for the case, as the desk gives it to whoever lost his."""
    open_page(clerk, f"{case}code/")
    clerk.get_by_label("怎样核对的身份").fill("为文档拍照（示例）")
    press(clerk, "重发查询码")
    return clerk.locator("main code").inner_text()


def _following(browser: Browser, site: str, number: str, code: str) -> None:
    """The applicant's page with the clock."""
    for suffix, size in (("", DESKTOP), ("-phone", PHONE)):
        citizen = new_page(browser, site, size)
        open_page(citizen, "/requests/follow/")
        citizen.get_by_label("编号").fill(number)
        citizen.get_by_label("查询码", exact=True).fill(code)
        press(citizen, "查询")
        citizen.wait_for_url("**/follow/case/")
        keep(citizen, f"follow{suffix}")
        citizen.context.close()


def _reply(clerk: Page) -> None:
    """A reply being drafted; the first time a case that is being handled is decided for it."""
    open_page(clerk, "/workbench/cases/?state=replying")
    drafted = clerk.locator("main tr", has_text="行政处罚").get_by_role("link")
    if not drafted.count():
        open_page(clerk, "/workbench/cases/?state=handling")
        handled = clerk.locator("main tr", has_text="行政处罚").get_by_role("link").first
        open_page(clerk, handled.get_attribute("href") or "")
        press(clerk, "作出决定")
        clerk.get_by_role("link", name="行政执法案卷信息").first.click()
        clerk.get_by_label("理由", exact=True).fill("所申请的材料都在该处罚案件的执法案卷中。")
        press(clerk, "决定并起草答复书")
        clerk.wait_for_url("**/reply/")
    else:
        open_page(clerk, f"{drafted.first.get_attribute('href')}reply/")
    clerk.locator(".gk-progress-track").evaluate("each => each.scrollIntoView()")
    keep(clerk, "reply")
