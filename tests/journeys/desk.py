"""What people do at the workbench again and again."""

import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Locator, Page

from tests.journeys.city import PASSWORD, SECRET


def sign_in(page: Page, username: str) -> Page:
    """By password and by the code of this half minute."""
    page.goto("/accounts/login/")
    give_password(page, username)
    give_code(page)
    page.wait_for_url("**/workbench/")
    return page


def give_password(page: Page, username: str) -> None:
    page.fill("[name=login]", username)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")


def give_code(page: Page) -> None:
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // 30))
    page.fill("[name=code]", code)
    page.click("main button[type=submit]")


def entry(page: Page, code: str) -> Locator:
    """The input of a cell of the return."""
    return page.locator(f'[name="cell-{code}"]')


def type_in(page: Page, code: str, text: str) -> None:
    """Type into a cell and leave it; wait until the server has answered."""
    with page.expect_response("**/save/"):
        entry(page, code).fill(text)
        entry(page, code).press("Enter")


def press(page: Page, name: str) -> None:
    """A button of the page's main part."""
    page.locator("main").get_by_role("button", name=name).click()


def press_on(page: Page, name: str) -> Locator:
    """The button of the page's main part that is called exactly so."""
    return page.locator("main").get_by_role("button", name=name, exact=True)


def offered(page: Page, name: str) -> Locator:
    """A step the case's page offers, whether it looks like a button or like a link."""
    return page.locator(f"main a:text-is('{name}')")


def submit(page: Page) -> Locator:
    """The button of the page's one form."""
    return page.locator("main form button[type=submit]").last
