"""The Chinese of what Wagtail leaves in English keeps every placeholder and every tag."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

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
