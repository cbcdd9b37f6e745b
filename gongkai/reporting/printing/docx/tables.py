"""Form tables in WordprocessingML: spans in both directions, heads repeated on every page.

Written element by element: python-docx finds a cell by walking the whole table, too slow for 表三.
"""

from collections.abc import Sequence

from docx.oxml.ns import qn

from gongkai.core.report import FormTable, PrintedCell
from gongkai.foundation.printing.marks import mark, text
from gongkai.reporting.printing.grid import Placed, laid

TEXT_WIDTH = round(156 / 25.4 * 72 * 20)  # twips
INDENT = 180  # twips a level
SHADE = "DFE9EE"
MARGINS = {"top": 34, "left": 57, "bottom": 34, "right": 57}  # twips inside a cell


def drawn(table: FormTable, style: str, *, whole: bool):
    """`table` as w:tbl, its text in the paragraph style `style` (a style id); a `whole` table is kept on
    one page, and the heads of a block always with its first row."""
    widths = _twips(table.widths)
    element = mark(
        "tbl", _properties(table), mark("tblGrid", *(mark("gridCol", w=width) for width in widths))
    )
    stacked = len(table.groups) > 1
    for group in table.groups:
        for at, row in enumerate(laid((*group.head, *group.rows))):
            header = at < len(group.head)
            drawn_row = _row(row, widths, style, repeat=header and not stacked, shade=header and stacked)
            if header or (whole and at < len(group.head) + len(group.rows) - 1):
                _keep_with_next(drawn_row)
            element.append(drawn_row)
    return element


def _keep_with_next(row) -> None:
    for properties in row.iter(qn("w:pPr")):
        properties.insert_element_before(mark("keepNext"), "w:ind", "w:jc")


def _twips(widths: Sequence[float]) -> tuple[int, ...]:
    return tuple(round(TEXT_WIDTH * width / sum(widths)) for width in widths)


def _properties(table: FormTable):
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    return mark(
        "tblPr",
        mark("tblW", w=TEXT_WIDTH, type="dxa"),
        mark("jc", val="center"),
        mark("tblBorders", *(mark(edge, val="single", sz=4, space=0, color="000000") for edge in edges)),
        mark("tblLayout", type="fixed"),
        mark("tblCellMar", *(mark(edge, w=width, type="dxa") for edge, width in MARGINS.items())),
        mark("tblCaption", val=table.title),
        mark("tblDescription", val=table.subtitle or table.title),
    )


def _row(row: tuple[Placed, ...], widths: Sequence[int], style: str, *, repeat: bool, shade: bool):
    properties = mark("trPr", mark("cantSplit"))
    if repeat:
        properties.append(mark("tblHeader"))
    return mark("tr", properties, *(_cell(placed, widths, style, shade=shade) for placed in row))


def _cell(placed: Placed, widths: Sequence[int], style: str, *, shade: bool):
    cell = placed.cell
    width = sum(widths[placed.column : placed.column + cell.colspan])
    properties = mark("tcPr", mark("tcW", w=width, type="dxa"))
    if cell.colspan > 1:
        properties.append(mark("gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(mark("vMerge") if placed.carried else mark("vMerge", val="restart"))
    if shade and cell.scope == "colgroup":
        properties.append(mark("shd", val="clear", color="auto", fill=SHADE))
    if cell.upright:
        properties.append(mark("textDirection", val="tbRlV"))
    properties.append(mark("vAlign", val="center"))
    return mark("tc", properties, _paragraph(cell, style, empty=placed.carried))


def _paragraph(cell: PrintedCell, style: str, *, empty: bool):
    properties = mark("pPr", mark("pStyle", val=style))
    if cell.level:
        properties.append(mark("ind", left=cell.level * INDENT))
    properties.append(mark("jc", val="left" if cell.align == "left" else "center"))
    paragraph = mark("p", properties)
    if cell.text and not empty:
        paragraph.append(mark("r", text(cell.text)))
    return paragraph
