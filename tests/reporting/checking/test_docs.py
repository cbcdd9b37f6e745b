"""docs/check.md lists every rule the check may name."""

import re
from pathlib import Path

import pytest

from gongkai.foundation import rulebook
from gongkai.reporting.checking import check_file
from gongkai.reporting.checking.catalogue import GROUPS, as_markdown, known

ROOT = Path(__file__).parents[3]
SOURCES = (
    "gongkai/core/narrative",
    "gongkai/core/checks",
    "gongkai/core/recognise",
    "gongkai/reporting/checking",
)
# A rule's id where a Finding is made: first argument, keyword, or handed to the function that makes it.
_MADE = r"Finding\(\s*(?:rule=)?|_(?:built|finding|unlike|unrecognised)\(\s*|\b(?:rule|SCOPE_RULE) = "
_ID = re.compile(rf'(?:{_MADE})"([a-z][a-z-]+)"')


def ids_in_sources() -> set[str]:
    return {
        id_
        for folder in SOURCES
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "catalogue.py"
        for id_ in _ID.findall(path.read_text(encoding="utf-8"))
    }


def test_the_rules_section_is_the_catalogue() -> None:
    text = (ROOT / "docs/check.md").read_text(encoding="utf-8")
    section = text.partition("<!-- rules:begin -->\n")[2].partition("<!-- rules:end -->")[0]
    assert section == as_markdown(rulebook.forms()), "write the catalogue into docs/check.md again"


def test_every_rule_of_the_code_is_in_the_catalogue_and_the_other_way_round() -> None:
    listed = {entry.rule for _, entries in GROUPS for entry in entries}
    assert ids_in_sources() == listed


@pytest.mark.parametrize("name", ["linyi-2017-report.txt", "hongze-2024.pdf"])
def test_every_finding_of_the_samples_is_known(name: str) -> None:
    result = check_file((ROOT / "tests/samples" / name).read_bytes(), name)
    assert [f.rule for f in result.findings if not known(f.rule, rulebook.forms())] == []
