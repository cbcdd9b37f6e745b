"""The check's sentences in another language, for the process that reads files and runs without Django."""

import gettext
from functools import cache
from pathlib import Path

from gongkai.reporting.checking.result import Translate, unchanged

LOCALE = Path(__file__).resolve().parents[2] / "locale"


@cache
def translation_into(language: str) -> Translate:
    """What turns a Chinese sentence into `language`; Chinese stays for Chinese and for languages without a
    compiled catalogue."""
    try:
        catalogue = gettext.translation("django", LOCALE, [language])
    except OSError:
        return unchanged
    return lambda text: catalogue.gettext(text) if text else ""  # "" would give the catalogue's own head
