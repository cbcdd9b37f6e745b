"""What the readers keep and leave of a document: order, numbers, boxes, marks of pages, encodings."""

import io
import stat
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from gongkai.core.document import Document, Grid
from gongkai.reporting.readers import read
from gongkai.reporting.readers.docx.numbers import chinese, written
from gongkai.reporting.readers.pagemarks import is_page_number
from gongkai.reporting.readers.pdf.join import numbered
from gongkai.reporting.readers.pdf.page import PageContent, PageTable
from gongkai.reporting.readers.radicals import as_words
from gongkai.reporting.readers.txt import decode

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines]


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_text_in_any_encoding(encoding: str) -> None:
    text = "2023年政府信息公开工作年度报告\r\n一、总体情况，共计1108件。\r\n"
    assert decode(text.encode(encoding)) in (text, text.replace("\r\n", "\n"))


@pytest.mark.parametrize("mark", ["- 3 -", "—3—", "－ 3 －", "第3页", "第 3 页 共 9 页", "3/9", "-12-"])
def test_marks_of_pages(mark: str) -> None:
    assert is_page_number(mark)


@pytest.mark.parametrize("text", ["-", "3", "2023", "- -", "第三部分", "1.", "一、", "3件", "-3"])
def test_no_marks_of_pages(text: str) -> None:
    assert not is_page_number(text)


@pytest.mark.parametrize(
    ("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五")]
)
def test_chinese_list_numbers(number: int, word: str) -> None:
    assert chinese(number) == word


@pytest.mark.parametrize(
    ("style", "sign"),
    [
        ("decimal", "3"),
        ("chineseCountingThousand", "三"),
        ("ideographTraditional", "丙"),
        ("decimalEnclosedCircle", "③"),
        ("upperRoman", "III"),
        ("lowerLetter", "c"),
        ("bullet", ""),
    ],
)
def test_list_numbers_in_other_styles(style: str, sign: str) -> None:
    assert written(3, style) == sign


def test_radicals_are_words() -> None:
    assert as_words("⼀、总体情况：⼈⺠政府⽂件") == "一、总体情况：人民政府文件"


def test_a_text_box_stands_after_its_paragraph_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("前")
    inner = "<w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
    box = (
        f"<w:r {nsdecls('w')}><mc:AlternateContent xmlns:mc='{MC}'>"
        f"<mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    paragraph._p.append(parse_xml(box))
    document.add_paragraph("后")
    assert texts(read(saved(document), "年报.docx")) == ["前", "框", "后"]


def test_a_table_that_lays_out_the_page_is_read_through() -> None:
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "2023年政府信息公开工作年度报告"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for at, text in enumerate(("信息内容", "本年制发件数", "规章", "3")):
        inner.cell(at // 2, at % 2).text = text
    read_back = read(saved(document), "年报.docx")
    assert texts(read_back) == ["2023年政府信息公开工作年度报告"]
    assert [[cell.text for cell in row.cells] for grid in read_back.grids for row in grid.rows] == [
        ["信息内容", "本年制发件数"],
        ["规章", "3"],
    ]


def test_vertical_merges_repeat_their_text() -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for at, text in enumerate(
        ("（三）不予公开", "1.属于国家秘密", "0", "", "2.其他", "1", "", "3.其他", "2")
    ):
        table.cell(at // 3, at % 3).text = text
    table.cell(0, 0).merge(table.cell(2, 0))
    (grid,) = read(saved(document), "年报.docx").grids
    assert [(row.cells[0].text, row.cells[0].origin) for row in grid.rows] == [
        ("（三）不予公开", True),
        ("（三）不予公开", False),
        ("（三）不予公开", False),
    ]


def test_navigation_scripts_and_hidden_text_are_left_out() -> None:
    page = """<html><head><title>首页</title><script>var a="甲"</script></head><body>
    <ul><li><a href=/>首页</a></li><li><a href=/a>政务公开</a></li></ul>
    <p style="display: none">隐藏</p><h1>南山市2023年政府信息公开工作年度报告</h1><p>正文<b>一</b>段。</p>
    <p>甲<br>乙</p></body></html>"""
    assert texts(read(page.encode(), "a.html")) == [
        "南山市2023年政府信息公开工作年度报告",
        "正文一段。",
        "甲",
        "乙",
    ]


def test_a_page_title_that_stands_nowhere_else_is_kept() -> None:
    title = "南山市2023年政府信息公开工作年度报告"
    page = f'<html><head><meta name="ArticleTitle" content="{title}"></head><p>正文。</p></html>'
    assert texts(read(page.encode(), "a.html"))[0] == title


def test_lines_of_text_keep_the_numbers_of_the_file() -> None:
    document = read("\n甲\n\n规章 | 1\n行政许可 | 2\n\n乙\n".encode(), "a.txt")
    numbers = [
        [row.number for row in block.rows] if isinstance(block, Grid) else block.number
        for block in document.blocks
    ]
    assert numbers == [2, [4, 5], 7]


def test_an_old_word_file_goes_through_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for soffice that copies a prepared DOCX to where the real one would write."""
    document = docx.Document()
    document.add_paragraph("2015年政府信息公开工作年度报告")
    prepared = tmp_path / "prepared.docx"
    prepared.write_bytes(saved(document))
    program = tmp_path / "soffice"
    program.write_text(
        f'#!/bin/sh\nwhile [ "$1" != "--outdir" ]; do shift; done\ncp {prepared} "$2/source.docx"\n'
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("shutil.which", lambda name: str(program) if name == "soffice" else None)
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
    read_back = read(old, "年报.doc")
    assert (read_back.kind, texts(read_back)) == ("doc", ["2015年政府信息公开工作年度报告"])


def page_of(number: int, rows: list[list[str]]) -> PageContent:
    cells = [[(text, True) for text in row] for row in rows]
    table = PageTable(cells, 80.0, 700.0, tuple(float(at * 50) for at in range(len(rows[0]) + 1)))
    return PageContent(number, 842.0, [table], 500, 0)


NOUGHTS = ["0"] * 7
EMPTY = [""] * 7


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        (["2.没有现成信息需", *EMPTY], ["要另行制作", *NOUGHTS], ["2.没有现成信息需要另行制作", *NOUGHTS]),
        (["2.没有现成信息需", *NOUGHTS], ["要另行制作", *EMPTY], ["2.没有现成信息需要另行制作", *NOUGHTS]),
    ],
)
def test_a_row_cut_by_a_page_break_is_mended(above: list[str], below: list[str], whole: list[str]) -> None:
    (grid,) = numbered(
        [page_of(1, [["1.重复申请", *NOUGHTS], above]), page_of(2, [below, ["3.其他", *NOUGHTS]])]
    )
    assert [[cell.text for cell in row.cells] for row in grid.rows][1] == whole
    assert len(grid.rows) == 3


def test_two_whole_rows_at_a_page_break_stay_two() -> None:
    first, second = [["1.重复申请", *NOUGHTS], ["2.属于国家秘密", *EMPTY]], [["3.其他", *NOUGHTS]]
    (grid,) = numbered([page_of(1, first), page_of(2, second)])
    assert len(grid.rows) == 3
