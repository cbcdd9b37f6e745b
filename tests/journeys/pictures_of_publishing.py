"""The pictures of what is published: site, search, a list, a map, an item; the desk's gate and its duties."""

from playwright.sync_api import Browser, Page

from tests.journeys.browser import DESKTOP, PHONE
from tests.journeys.picturing import keep, new_page, open_page, sign_in

OFFICE, EXAMINER = "gongkaiban", "lanshan-baomi"
PUBLIC = {
    "site": "/",
    "search": "/documents/?q=政务公开",
    "data": "/data/river_notices/",
    "land": "/data/view/land/",
    "powers": "/data/view/powers/",
}


def take_all(browser: Browser, site: str) -> None:
    _public(browser, site)
    examiner = new_page(browser, site, DESKTOP)
    sign_in(examiner, EXAMINER)
    _gate(examiner)
    examiner.context.close()
    office = new_page(browser, site, DESKTOP)
    sign_in(office, OFFICE)
    open_page(office, "/workbench/data/board/?year=2017")
    keep(office, "duties")
    office.context.close()


def _public(browser: Browser, site: str) -> None:
    reader = new_page(browser, site, DESKTOP)
    for name, address in PUBLIC.items():
        open_page(reader, address)
        keep(reader, name)
    reader.context.close()
    citizen = new_page(browser, site, PHONE)
    open_page(citizen, PUBLIC["search"])
    citizen.locator("#found a[href^='/documents/']").first.click()
    keep(citizen, "item-phone")
    open_page(citizen, PUBLIC["data"])
    keep(citizen, "data-phone")
    citizen.context.close()


def _gate(examiner: Page) -> None:
    """Where the machine points at the numbers of a person."""
    open_page(examiner, "/workbench/documents/waiting/")
    examiner.locator("main tbody a").first.click()
    open_page(examiner, f"{examiner.url.rstrip('/')}/gate/")
    examiner.locator("main mark").first.scroll_into_view_if_needed()
    keep(examiner, "gate")
