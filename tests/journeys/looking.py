"""Looking a page over as its readers meet it: on a desk, in large type, on a phone.

Nothing serious may be found by axe, the page may not scroll sideways, and the browser may not complain.
"""

from pathlib import Path
from typing import Any

from playwright.sync_api import ConsoleMessage, Locator, Page

from tests.journeys.browser import DESKTOP, PHONE

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
WAYS = (("desk", DESKTOP, False), ("large type", DESKTOP, True), ("phone", PHONE, False))
SERIOUS = ("serious", "critical")

RUN = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    each => ({id: each.id, impact: each.impact, help: each.help,
              nodes: each.nodes.slice(0, 3).map(node => node.html.slice(0, 160))}))"""
WIDER = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth + 1) return [];
    const out = [...document.body.querySelectorAll("*")].filter(
        each => each.getBoundingClientRect().right > root.clientWidth + 1
            && !each.closest(".gk-scroll, [class*=__scroll], pre"));
    return [root.scrollWidth + "px", ...out.slice(0, 3).map(each => each.outerHTML.slice(0, 120))];
}"""


class Complaints(list[str]):
    """What the browser complained of since the page was made: script errors, broken security policy."""

    def listen(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.append(str(error)))
        page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.append(message.text)


def visit(page: Page, address: str) -> None:
    """Open the address and look the page over."""
    response = page.goto(address)
    assert response is not None, f"{address}: no answer"
    assert response.ok, f"{address}: {response.status}"
    look_over(page)


def follow(page: Page, link: Locator) -> None:
    """Click what leads to another page, wait until that page is there, and look it over."""
    with page.expect_navigation():
        link.click()
    look_over(page)


def look_over(page: Page) -> None:
    """The page as it stands, in each of the WAYS. Raises AssertionError naming all that was found."""
    found = []
    chosen = page.evaluate("document.documentElement.classList.contains('gk-large')")
    for name, size, large in WAYS:
        page.set_viewport_size(size)
        _large_type(page, large or chosen)
        found += [f"{name}: {_said(each)}" for each in violations(page)]
        if wider := page.evaluate(WIDER):
            found.append(f"{name}: scrolls sideways: {wider}")
    page.set_viewport_size(DESKTOP)
    _large_type(page, chosen)
    assert not found, "\n".join([page.url, *found])


def violations(page: Page) -> list[dict[str, Any]]:
    """What axe finds serious or critical."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return [each for each in page.evaluate(RUN) if each["impact"] in SERIOUS]


def _said(each: dict[str, Any]) -> str:
    return f"{each['impact']}: {each['id']}: {each['help']}\n    " + "\n    ".join(each["nodes"])


def _large_type(page: Page, on: bool) -> None:
    page.evaluate("on => document.documentElement.classList.toggle('gk-large', on)", on)
