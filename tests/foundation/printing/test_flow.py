"""Cleaned text as the blocks that a print sets: nothing lost, no holes in tables, no level skipped."""

import pytest

from gongkai.foundation.printing.flow import flow, pictures
from gongkai.publishing.sanitising import cleaned, text_of

TEXT = (
    '<p>正文<strong>重</strong>和 <a href="https://example.gov.cn/x">链接</a>。</p>松散'
    "<h3>一、标题</h3><h4>（一）</h4>"
    '<p class="center">居中</p><ul><li>甲</li><li>乙<ol start="3"><li>丙</li></ol></li></ul>'
    "<blockquote><p>引文</p></blockquote><hr><dl><dt>词</dt><dd>义</dd></dl>"
    '<figure><img src="attachment:3" alt="图"><figcaption>图题</figcaption></figure>'
)


def _said(blocks) -> str:
    """Every word in the blocks, in order."""
    found = ""
    for block in blocks:
        found += _words(block.get("words", []))
        found += block.get("alt", "")
        for items in block.get("items", ()):
            found += _said(items)
        found += _said(block.get("blocks", ()))
        for row in (*block.get("head", ()), *block.get("rows", ())):
            for cell in row:
                found += _said(cell["blocks"])
    return found


def _words(words) -> str:
    return "".join(each if isinstance(each, str) else _words(each["words"]) for each in words)


@pytest.mark.parametrize(
    "given",
    [
        TEXT,
        "<table><tr><th>甲</th><th>乙</th></tr><tr><td>丙</td></tr></table>",
        "<p>一<br>二</p>",
        "只有文字",
        "",
    ],
)
def test_nothing_is_lost(given):
    safe = cleaned(given).html
    assert "".join(_said(flow(safe)).split()) == "".join(text_of(safe).split())


def test_headings_skip_no_level():
    levels = [
        each["level"] for each in flow("<h4>甲</h4><h2>乙</h2><h4>丙</h4>") if each["kind"] == "heading"
    ]
    assert levels == [1, 1, 2]


def test_pictures_of_a_text():
    assert pictures(flow(TEXT)) == {3}


TABLES = {
    "plain": "<tr><td>1</td><td>2</td></tr>",
    "a row too short": "<tr><td>1</td><td>2</td></tr><tr><td>3</td></tr>",
    "a span below the end": '<tr><td rowspan="9">1</td><td>2</td></tr><tr><td>3</td></tr>',
    "a span over another": '<tr><td>1</td><td rowspan="2">2</td></tr><tr><td colspan="2">3</td></tr>',
    "spans of nothing": '<tr><td rowspan="0" colspan="0">1</td></tr>',
    "an empty row": "<tr></tr><tr><td>1</td></tr>",
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES.keys())
def test_a_table_is_a_whole_grid(rows):
    (table,) = flow(f"<table>{rows}</table>")
    places = [
        (cell["x"] + dx, cell["y"] + dy)
        for row in table["rows"]
        for cell in row
        for dx in range(cell["across"])
        for dy in range(cell["down"])
    ]
    whole = {(x, y) for x in range(table["columns"]) for y in range(len(table["rows"]))}
    assert len(places) == len(set(places))
    assert set(places) == whole
