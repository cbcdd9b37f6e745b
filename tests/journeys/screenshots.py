"""`make screenshots`: the pictures in docs/, taken of the demonstration as it is served.

The demonstration is loaded into a folder of its own (var/pictures) the first time.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page

from gongkai.project.installation import DEMO_MARK
from tests.journeys import pictures_of_cases, pictures_of_publishing
from tests.journeys.browser import DESKTOP, PHONE, chromium
from tests.journeys.picturing import PICTURES, keep, new_page, open_page, sign_in

ROOT = Path(__file__).parents[2]
INSTALLATION = ROOT / "var" / "pictures"
REPORT = "/reports/linyi/2017/"
FIGURE = f"{REPORT}figures/3.1/"
CHECKED = ROOT / "tests" / "samples" / "linyi-2017-report.txt"
OFFICE, CLERK = "gongkaiban", "lanshan-tianbao"
FILLED = {
    "1.1": "320",
    "1.1.1": "14",
    "1.1.2": "12",
    "3.1.1": "6",
    "3.1.3": "21",
    "3.1.4": "30",
    "3.2.1": "52",
}


def main() -> None:
    environment = {**os.environ, "GONGKAI_VAR": str(INSTALLATION)}
    gongkai = [sys.executable, "-m", "gongkai.project.installation"]
    loaded = (INSTALLATION / DEMO_MARK).exists()
    subprocess.run(
        [*gongkai, *(["setup"] if loaded else ["demo", "--serve=no"])], env=environment, check=True
    )
    PICTURES.mkdir(exist_ok=True)
    with _served(gongkai, environment) as site, chromium() as browser:
        _public(browser, site)
        _staff(browser, site)
        pictures_of_cases.take_all(browser, site)
        pictures_of_publishing.take_all(browser, site)
    for picture in sorted(PICTURES.glob("*.png")):
        print(f"{picture.relative_to(ROOT)}  {picture.stat().st_size // 1024} KB")


def _public(browser: Browser, site: str) -> None:
    for suffix, size in (("", DESKTOP), ("-phone", PHONE)):
        page = new_page(browser, site, size)
        open_page(page, REPORT)
        keep(page, f"report{suffix}")
        open_page(page, "/check/")
        page.set_input_files("#files", CHECKED)
        page.click("#check-form button[type=submit]")
        page.wait_for_selector("#result-1")
        page.locator("#result-1").scroll_into_view_if_needed()
        page.evaluate("document.getElementById('result-1').scrollIntoView()")
        keep(page, f"check{suffix}")
        page.context.close()
    page = new_page(browser, site, DESKTOP)
    open_page(page, FIGURE)
    keep(page, "figure")
    page.context.close()


def _staff(browser: Browser, site: str) -> None:
    page = new_page(browser, site, DESKTOP)
    sign_in(page, OFFICE)
    open_page(page, "/workbench/overview/")
    if not page.locator("#year option", has_text="2018").count():
        _open_year(page, "2018")
    open_page(page, "/workbench/overview/?year=2017")
    keep(page, "board")
    page.context.close()

    page = new_page(browser, site, DESKTOP)
    sign_in(page, CLERK)
    open_page(page, "/workbench/")
    keep(page, "workbench")
    page.click("main table a:has-text('2018')")
    _fill(page)
    keep(page, "return")
    page.set_viewport_size(PHONE)
    page.reload()
    page.evaluate("document.getElementById('return-form').scrollIntoView()")
    keep(page, "return-phone")
    page.context.close()


def _open_year(page: Page, year: str) -> None:
    page.click("summary:has-text('布置年报')")
    page.fill("#open-year", year)
    page.click("button:has-text('布置')")
    page.wait_for_url(f"**/overview/?year={year}")


def _fill(page: Page) -> None:
    for code, text in FILLED.items():
        entry = page.locator(f'[name="cell-{code}"]')
        if entry.input_value() != text:
            with page.expect_response("**/save/"):
                entry.fill(text)
                entry.press("Enter")
    page.reload()


@contextmanager
def _served(gongkai: list[str], environment: dict[str, str]) -> Iterator[str]:
    """The installation's address while it is served on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*gongkai, "serve", f"--port={port}", "--no-worker", "--workers=1"]
    server = subprocess.Popen(command, env=environment)
    try:
        site = f"http://127.0.0.1:{port}"
        _wait_for(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(site: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(120):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            with urllib.request.urlopen(site, timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{site} did not answer within a minute.")


if __name__ == "__main__":
    main()
