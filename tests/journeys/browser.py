"""The distribution's Chromium, without anything that calls home."""

import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def executable() -> str:
    """Where Chromium is. Raises FileNotFoundError when it has to be installed first."""
    for name in NAMES:
        if found := shutil.which(name):
            return found
    raise FileNotFoundError("No Chromium: run `make browser`")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=list(FLAGS), env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        yield browser
        browser.close()


@cache
def shared() -> Browser:
    """The one browser of this process: a second driver can't run beside the first in one thread."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(chromium())
