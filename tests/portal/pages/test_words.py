"""The Chinese of what Wagtail leaves in English keeps every placeholder and tag, and nothing is left."""

import re
from pathlib import Path

import wagtail.admin
from babel.messages.pofile import read_po
from django.test import RequestFactory
from django.utils.translation import override

from gongkai.portal.pages.editor_words import PACKAGES, Words

PLACES = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+|href=\"[^\"]*\"")
WRITTEN = Path(__file__).parents[3] / "gongkai" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
UNSAID = {"%(workflow)s", "{workflow_name}", "%(model_name)s"}
"""The one way of review needs no name; “of the page” goes without saying."""


def test_no_placeholder_is_lost():
    with WRITTEN.open("rb") as file:
        entries = [each for each in read_po(file) if each.id]
    assert len(entries) > 100
    wrong = []
    for each in entries:
        asked, told = set(PLACES.findall(each.id)), set(PLACES.findall(each.string))
        if told - asked or {place for place in asked - told if not place.startswith("<")} - UNSAID:
            wrong.append((each.id, each.string))
    assert wrong == []


def test_the_editors_scripts_speak_chinese():
    """Every message that Wagtail's scripts know of."""
    known = Path(wagtail.admin.__file__).parent / "locale" / "en" / "LC_MESSAGES" / "djangojs.po"
    with known.open("rb") as file:
        asked = [each.id if isinstance(each.id, str) else each.id[0] for each in read_po(file) if each.id]
    assert len(asked) > 50
    with override("zh-hans"):
        view = Words(packages=PACKAGES)
        view.get(RequestFactory().get("/"))
        told = view.get_catalog()
    assert [each for each in asked if not told.get(each)] == []
