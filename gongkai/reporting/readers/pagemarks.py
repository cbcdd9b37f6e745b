"""Page numbers and running heads in text: no part of the report."""

import re
from collections import Counter

from gongkai.core.document import Line

_SIGN = r"[\-—–―－_·•|~]"
_NUMBER = r"(?:\d{1,3}|[ivxIVX]{1,5})"
_BARE = re.compile(
    rf"^\s*{_SIGN}*\s*(?:第\s*)?(?:{_NUMBER}|[一二三四五六七八九十]{{1,3}})\s*(?:页)?\s*(?:[/／,，]?\s*(?:共\s*)?\d{{1,3}}\s*页?)?\s*{_SIGN}*\s*$"
)
_SURE = re.compile(
    rf"^\s*(?:{_SIGN}+\s*{_NUMBER}\s*{_SIGN}+|第\s*\d{{1,3}}\s*页.*|\d{{1,3}}\s*/\s*\d{{1,3}})\s*$"
)


def may_be_page_number(text: str) -> bool:
    """True for "- 3 -", "第3页 共9页", "3/9", "3": the last only where a page ends."""
    return bool(_BARE.match(text))


def is_page_number(text: str) -> bool:
    """True for marks that nothing but a page number looks like: "- 3 -", "第3页 共9页"."""
    return bool(_SURE.match(text)) and len(text.strip()) < 20


def shape(text: str) -> str:
    """A running line with its digits made equal, so that it is one on every page."""
    return re.sub(r"\d+", "#", re.sub(r"\s+", "", text))


def without_page_marks(lines: list[Line]) -> list[Line]:
    """`lines` without page numbers, and without heads and feet that return on most pages."""
    kept = [line for line in lines if not is_page_number(line.text)]
    pages = {line.page for line in kept}
    if len(pages) < 2:
        return kept
    edges = _edges(kept)
    seen = Counter(shape(line.text) for line in edges)
    repeated = {text for text, times in seen.items() if times >= max(2, len(pages) * 0.6) and len(text) > 2}
    marks = {line.number for line in edges if shape(line.text) in repeated or may_be_page_number(line.text)}
    return [line for line in kept if line.number not in marks]


def _edges(lines: list[Line]) -> list[Line]:
    """The first and the last line of each page."""
    first = {line.page: line for line in reversed(lines)}
    last = {line.page: line for line in lines}
    return list({line.number: line for line in (*first.values(), *last.values())}.values())
