"""One report in the many shapes offices publish it in. Each rendering gives (file name, bytes)."""

import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import chain

import docx
import openpyxl
import typst
from docx.oxml.ns import qn

from tests.reporting.readers.report import Box, Report, Sheet
from tests.reporting.readers.word_marks import into_control, number_list, numbered, track, wrap_in_insertion


def spread(sheet: Sheet) -> tuple[list[list[tuple[Box, bool]]], int]:
    """Every grid place with its box, and whether it is the box's first; and the width."""
    places: dict[tuple[int, int], tuple[Box, bool]] = {}
    for at, row in enumerate(sheet):
        column = 0
        for box in row:
            while (at, column) in places:
                column += 1
            for down in range(box.high):
                for across in range(box.wide):
                    places[at + down, column + across] = (box, down == across == 0)
            column += box.wide
    width = max(column for _, column in places) + 1
    return [[places[at, column] for column in range(width)] for at in range(len(sheet))], width


# --- text


def _text(report: Report, table: "TableWriter", gap: str = "\n") -> bytes:
    parts: list[str] = []
    for kind, block in report.blocks:
        parts.extend(
            table(block) if isinstance(block, list) else [f"　　{block}" if kind == "text" else block]
        )
    return gap.join(parts).encode()


type TableWriter = object


def _rows_of_texts(sheet: Sheet) -> Iterator[list[str]]:
    for row in sheet:
        yield [box.text for box in row]


def txt_row_a_line(report: Report) -> tuple[str, bytes]:
    return "报告.txt", _text(
        report, lambda sheet: [" ".join(t for t in row if t) for row in _rows_of_texts(sheet)]
    )


def txt_cell_a_line(report: Report) -> tuple[str, bytes]:
    return "报告.txt", _text(report, lambda sheet: [t for row in _rows_of_texts(sheet) for t in row if t])


def txt_cell_a_line_spaced(report: Report) -> tuple[str, bytes]:
    return "报告.txt", _text(
        report, lambda sheet: [t for row in _rows_of_texts(sheet) for t in row if t], gap="\n\n"
    )


def txt_gbk_crlf(report: Report) -> tuple[str, bytes]:
    _, data = txt_row_a_line(report)
    return "报告.txt", data.decode().replace("\n", "\r\n").encode("gb18030")


def txt_utf16(report: Report) -> tuple[str, bytes]:
    _, data = txt_cell_a_line(report)
    return "报告.txt", data.decode().encode("utf-16")


def txt_bars(report: Report) -> tuple[str, bytes]:
    def table(sheet: Sheet) -> list[str]:
        width = spread(sheet)[1]
        return [
            " | ".join(row) + " |" * (2 if len(row) == 1 else 1) * (len(row) < width)
            for row in _rows_of_texts(sheet)
        ]

    return "报告.txt", _text(report, table)


def txt_closed_cells(report: Report) -> tuple[str, bytes]:
    """A lone bar opens each row, a bar closes each cell, each on a line of its own."""

    def table(sheet: Sheet) -> list[str]:
        return list(
            chain.from_iterable(["|", *(f"{t} |".strip() for t in row)] for row in _rows_of_texts(sheet))
        )

    return "报告.txt", _text(report, table)


def txt_opened_cells(report: Report) -> tuple[str, bytes]:
    """The first cell bare, each further one opened by a bar, a lone bar closing the row."""

    def table(sheet: Sheet) -> list[str]:
        rows = ([row[0], *(f"| {t}".strip() for t in row[1:]), "|"] for row in _rows_of_texts(sheet))
        return list(chain.from_iterable(rows))

    return "报告.txt", _text(report, table)


def txt_tabs(report: Report) -> tuple[str, bytes]:
    def table(sheet: Sheet) -> list[str]:
        return ["\t".join(box.text if first else "" for box, first in row) for row in spread(sheet)[0]]

    return "报告.txt", _text(report, table)


def txt_markdown(report: Report) -> tuple[str, bytes]:
    def table(sheet: Sheet) -> list[str]:
        rows = [
            "| " + " | ".join(box.text if first else "" for box, first in row) + " |"
            for row in spread(sheet)[0]
        ]
        return ["", rows[0], "|" + "---|" * spread(sheet)[1], *rows[1:], ""]

    return "报告.md", _text(report, table)


# --- HTML


def _html(report: Report, cell: object, shell: str, paragraph: str = "<p>{}</p>") -> str:
    parts = []
    for kind, block in report.blocks:
        if not isinstance(block, list):
            parts.append(f"<h2>{block}</h2>" if kind == "title" else paragraph.format(block))
            continue
        parts.append("<table border=1 cellspacing=0><tbody>")
        for row in block:
            cells = "".join(f'<td colspan="{b.wide}" rowspan="{b.high}">{cell(b.text)}</td>' for b in row)
            parts.append(f"<tr>{cells}</tr>")
        parts.append("</tbody></table>")
    return shell.format("\n".join(parts))


_PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>政府信息公开年报_青川市人民政府</title>
<style>td {{ padding: 0 }}</style><script>var n = "规章 9999";</script></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a></div><div id="zoom">{}</div>
<div class="foot"><a href="/">主办单位</a></div></body></html>"""


def html_plain(report: Report) -> tuple[str, bytes]:
    return "index.html", _html(report, lambda text: text, _PAGE).encode()


def html_word(report: Report) -> tuple[str, bytes]:
    """As pasted from Word: paragraphs and spans in cells, words broken, hard spaces, GBK."""

    def cell(text: str) -> str:
        cut = len(text) // 2 if len(text) > 3 and not text[0].isdigit() else 0
        inner = f"{text[:cut]}</span></p><p><span>{text[cut:]}" if cut else text
        return f'<p class="MsoNormal"><span lang="EN-US" style="font-size:10.5pt">{inner}&nbsp;</span></p>'

    shell = _PAGE.replace("utf-8", "gb2312")
    return "art.htm", _html(
        report, cell, shell, "<div><span>&nbsp;&nbsp;&nbsp;&nbsp;{}</span><br></div>"
    ).encode("gb18030")


def html_in_layout_table(report: Report) -> tuple[str, bytes]:
    shell = _PAGE.replace("{}", "<table><tr><td width=20></td><td>{}</td></tr></table>")
    return "doc.html", _html(report, lambda text: f"<div>{text}</div>", shell).encode()


def html_as_doc(report: Report) -> tuple[str, bytes]:
    return "年报.doc", html_word(report)[1]


# --- DOCX


def _add_table(document: docx.document.Document, sheet: Sheet) -> None:
    places, width = spread(sheet)
    table = document.add_table(rows=len(places), cols=width)
    table.style = "Table Grid"
    for at, row in enumerate(places):
        for column, (box, first) in enumerate(row):
            if not first:
                continue
            cell = table.cell(at, column)
            if box.wide > 1 or box.high > 1:
                cell = cell.merge(table.cell(at + box.high - 1, column + box.wide - 1))
            cell.text = box.text


def docx_plain(report: Report) -> tuple[str, bytes]:
    document = docx.Document()
    for _, block in report.blocks:
        if isinstance(block, list):
            _add_table(document, block)
        else:
            document.add_paragraph(block)
    return "年报.docx", _saved(document)


def docx_marked_up(report: Report) -> tuple[str, bytes]:
    """Headings numbered by Word, figures as tracked insertions beside deleted ones, content controls."""
    document = docx.Document()
    number_list(document)
    for kind, block in report.blocks:
        if isinstance(block, list):
            _add_table(document, block)
        elif kind == "heading":
            paragraph = document.add_paragraph(block.split("、", 1)[1])
            properties = paragraph._p.get_or_add_pPr()
            properties.append(numbered("77"))
        else:
            paragraph = document.add_paragraph()
            wrap_in_insertion(paragraph, block)
    for table in document.tables:
        for text in list(table._tbl.iter(qn("w:t"))):
            track(text)
        into_control(table._tbl)
    return "修订.docx", _saved(document)


def _saved(document: docx.document.Document) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# --- workbooks


def xlsx_one_sheet(report: Report) -> tuple[str, bytes]:
    book = openpyxl.Workbook()
    sheet = book.active
    at = 1
    for _, block in report.blocks:
        if not isinstance(block, list):
            sheet.cell(at, 1, block)
            at += 1
            continue
        places, _ = spread(block)
        for down, row in enumerate(places):
            for across, (box, first) in enumerate(row):
                if first:
                    sheet.cell(at + down, 1 + across, _typed(box.text))
                    if box.wide > 1 or box.high > 1:
                        sheet.merge_cells(
                            start_row=at + down,
                            start_column=1 + across,
                            end_row=at + down + box.high - 1,
                            end_column=across + box.wide,
                        )
        at += len(places) + 1
    buffer = BytesIO()
    book.save(buffer)
    return "统计表.xlsx", buffer.getvalue()


def _typed(text: str) -> str | int | float:
    return (
        (float(text) if "." in text else int(text))
        if text.replace(".", "").isdigit() and text[-1:] != "."
        else text
    )


# --- PDF


def _typst_text(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@[]=-+/~\"'.:" else c for c in text)


def _typst(report: Report, stroke: str, page: str, repeat: bool) -> bytes:
    parts = [
        f'#set page({page}, numbering: "- 1 -", header: [青川市人民政府])',
        '#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), size: 12pt, lang: "zh")',
        "#set par(justify: true, first-line-indent: (amount: 2em, all: true))",
    ]
    for kind, block in report.blocks:
        if not isinstance(block, list):
            text = _typst_text(block)
            parts.append(f"#align(center)[{text}]" if kind == "title" else f"#par[{text}]")
            continue
        _, width = spread(block)
        cells = []
        for row in block:
            for box in row:
                text = (
                    f"#par(first-line-indent: 0em, justify: false)[{_typst_text(box.text)}]"
                    if box.text
                    else ""
                )
                breakable = "true" if box.high > 1 else "false"
                spans = f"colspan: {box.wide}, rowspan: {box.high}, breakable: {breakable}"
                cells.append(f"table.cell({spans})[{text}]")
        labels = max(0, width - 7) if width == 10 else (0 if width == 15 else 1)
        columns = ", ".join(["2.2fr"] * labels + ["1fr"] * (width - labels))
        body = ", ".join(cells)
        parts.append(f"#text(size: 9pt)[#table(columns: ({columns}), stroke: {stroke}, inset: 3pt, {body})]")
    return typst.compile("\n\n".join(parts).encode())


def pdf_ruled(report: Report) -> tuple[str, bytes]:
    return "年报.pdf", _typst(report, "0.5pt", 'paper: "a4"', repeat=False)


def pdf_ruled_short_pages(report: Report) -> tuple[str, bytes]:
    """Pages so short that every table runs over several."""
    return "年报.pdf", _typst(report, "0.5pt", "width: 595pt, height: 420pt", repeat=False)


def pdf_unruled(report: Report) -> tuple[str, bytes]:
    return "年报.pdf", _typst(report, "none", 'paper: "a4"', repeat=False)


def pdf_three_rules(report: Report) -> tuple[str, bytes]:
    """Only horizontal rules."""
    return "年报.pdf", _typst(report, "(x: none, y: 0.5pt)", 'paper: "a4"', repeat=False)


def pdftotext(report: Report, *options: str) -> tuple[str, bytes]:
    _, data = pdf_ruled(report)
    done = subprocess.run(["pdftotext", *options, "-", "-"], input=data, capture_output=True, check=True)
    return "年报.txt", done.stdout


def txt_pdftotext_layout(report: Report) -> tuple[str, bytes]:
    return pdftotext(report, "-layout")


def txt_pdftotext_raw(report: Report) -> tuple[str, bytes]:
    return pdftotext(report, "-raw")


GRIDS = (
    html_plain,
    html_word,
    html_in_layout_table,
    html_as_doc,
    docx_plain,
    docx_marked_up,
    xlsx_one_sheet,
    pdf_ruled,
    pdf_ruled_short_pages,
    txt_markdown,
    txt_tabs,
)
FLAT = (
    txt_row_a_line,
    txt_cell_a_line,
    txt_cell_a_line_spaced,
    txt_gbk_crlf,
    txt_utf16,
    txt_bars,
    txt_closed_cells,
    txt_opened_cells,
    pdf_unruled,
    pdf_three_rules,
    txt_pdftotext_layout,
    txt_pdftotext_raw,
)
