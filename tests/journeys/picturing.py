"""Taking a picture of the demonstration as somebody sees it."""

from pathlib import Path

from playwright.sync_api import Browser, Page

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"


def new_page(browser: Browser, site: str, size: dict[str, int]) -> Page:
    """A page of a browser that knows nothing yet."""
    return browser.new_context(viewport=size, base_url=site, locale="zh-CN").new_page()


def open_page(page: Page, address: str) -> None:
    """A page that did not come is never kept as a picture. Raises RuntimeError."""
    response = page.goto(address)
    if response is None or not response.ok:
        raise RuntimeError(f"{address}: {response and response.status}")


def sign_in(page: Page, username: str) -> None:
    """With the password and the present code that the demonstration tells. A code serves once: who signed in
    a moment ago waits for the next one."""
    password, code = _told(page, username)
    open_page(page, "/accounts/login/")
    page.fill("[name=login]", username)
    page.fill("[name=password]", password)
    page.click("main button[type=submit]")
    page.fill("[name=code]", code)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    while not page.url.endswith("/workbench/"):
        beside = page.context.new_page()
        while (newer := _told(beside, username)[1]) == code:
            beside.wait_for_timeout(2000)
        beside.close()
        code = newer
        page.fill("[name=code]", code)
        page.click("main button[type=submit]")
        page.wait_for_load_state()


def _told(page: Page, username: str) -> tuple[str, str]:
    """Password and present code."""
    open_page(page, "/demo/")
    _name, password, code = page.locator(f"tr:has(code:text-is('{username}')) code").all_inner_texts()
    return password, code


def keep(page: Page, name: str) -> None:
    """What is in the window now, as docs/pictures/`name`.png."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}.png")


def press(page: Page, name: str) -> None:
    """The button, or the link that looks like one, of the page's main part that is called exactly so."""
    page.locator("main").get_by_role("button", name=name, exact=True).first.click()
