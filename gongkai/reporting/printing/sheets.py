"""Every table of the report as rows: workbook, CSV and JSON draw on the same reading of it."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.core.cells import State
from gongkai.core.report import Chart, FormTable, Paragraph, PrintedCell, Report, Section
from gongkai.core.report.layout import STRUCK_MARK
from gongkai.reporting.printing.grid import Headed, Placed, figures, laid
from gongkai.reporting.printing.words import captions, edition

type Value = str | int | Decimal | None

BOM = "\ufeff"  # by which old versions of Excel know that a CSV is UTF-8
DATA_VERSION = 1
LINE = Side(style="thin")
THIN = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
SHADE = PatternFill("solid", fgColor="DFE9EE")
FIRST_ROW = 3  # under title and subtitle
SHEET_WIDTH = 110  # characters across a sheet


def value_of(cell: PrintedCell) -> Value:
    """A figure as a number, everything else as its text; an empty cell is None."""
    if not cell.text:
        return None
    if state_of(cell) is not State.NUMBER:
        return cell.text
    number = Decimal(cell.text)
    return int(number) if number == number.to_integral_value() and "." not in cell.text else number


def state_of(cell: PrintedCell) -> State | None:
    """What a figure's cell holds; None for a cell that is no figure."""
    if cell.cell is None:
        return None
    if not cell.text:
        return State.BLANK
    return State.STRUCK if cell.text == STRUCK_MARK else State.NUMBER


# CSV --------------------------------------------------------------------------------------------------

CSV_HEAD = ("单元格", "项目", "栏目", "单位", "数值")


def to_csv(report: Report, *, bom: bool = True) -> dict[str, str]:
    """Each table as CSV text by its file name, one figure a line with its heads, so that every line can
    be read, sorted and added alone. `bom` marks UTF-8 for old versions of Excel."""
    tables = {f"{report.year}-{table.code}.csv": _lines(table) for table in report.tables}
    charts = {
        f"{report.year}-chart-{number}.csv": chart.table
        for number, chart in enumerate(report.charts, start=1)
    }
    return {name: (BOM if bom else "") + _csv(rows) for name, rows in {**tables, **charts}.items()}


def _lines(table: FormTable) -> Iterator[tuple[Value, ...]]:
    yield CSV_HEAD
    for figure in figures(table):
        cell = figure.cell
        yield cell.cell, " / ".join(figure.row), " / ".join(figure.column), cell.unit, value_of(cell)


def _csv(rows: Iterable[Iterable[object]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


# XLSX -------------------------------------------------------------------------------------------------


def to_xlsx(report: Report) -> bytes:
    """All tables in one workbook, laid out as printed, and the figures of each chart on a sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = report.title
    book.properties.creator = report.signatory
    for table in report.tables:
        _table_sheet(book.create_sheet(_sheet_name(table.code, table.title)), table, report)
    names = captions(report)
    for number, chart in enumerate(report.charts, start=1):
        _chart_sheet(book.create_sheet(f"图{number}"), chart, names[chart])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_name(code: str, title: str) -> str:
    """A sheet's name: at most 31 characters, none of []:*?/\\."""
    return f"{code} {title}".translate(str.maketrans("", "", "[]:*?/\\"))[:31]


def _table_sheet(sheet: Worksheet, table: FormTable, report: Report) -> None:
    columns = len(table.widths)
    for at, width in enumerate(table.widths, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = SHEET_WIDTH * width / sum(table.widths)
    _heading(sheet, 1, columns, table.title, Font(name="宋体", size=16, bold=True))
    under = table.subtitle or f"{report.body}　{report.year}年{edition(report)}"
    _heading(sheet, 2, columns, under, Font(name="宋体", size=11))
    number = FIRST_ROW
    for group in table.groups:
        for at, row in enumerate(laid((*group.head, *group.rows))):
            for placed in row:
                if not placed.carried:
                    _fill(sheet, number, placed, shaded=at < len(group.head))
            number += 1
    if len(table.groups) == 1:
        sheet.freeze_panes = f"A{FIRST_ROW + len(table.groups[0].head)}"
        sheet.print_title_rows = f"1:{FIRST_ROW - 1 + len(table.groups[0].head)}"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _heading(sheet: Worksheet, row: int, columns: int, words: str, font: Font) -> None:
    cell = sheet.cell(row, 1, words)
    cell.font = font
    cell.alignment = Alignment(horizontal="center")
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def _fill(sheet: Worksheet, row: int, placed: Placed, *, shaded: bool) -> None:
    cell, column = placed.cell, placed.column + 1
    last_row, last_column = row + cell.rowspan - 1, column + cell.colspan - 1
    for line in sheet.iter_rows(row, last_row, column, last_column):
        for place in line:
            place.border = THIN
    target = sheet.cell(row, column, value_of(cell))
    target.font = Font(name="宋体", size=11)
    target.alignment = Alignment(
        horizontal="left" if cell.align == "left" else "center",
        vertical="center",
        wrap_text=True,
        indent=cell.level,
    )
    if shaded:
        target.fill = SHADE
    if isinstance(target.value, Decimal):
        target.number_format = "0.00"
    if (last_row, last_column) != (row, column):
        sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)


def _chart_sheet(sheet: Worksheet, chart: Chart, caption: str) -> None:
    sheet.append([caption])
    for row in chart.table:
        sheet.append(list(row))
    sheet.column_dimensions["A"].width = 30


# JSON -------------------------------------------------------------------------------------------------


def to_json(report: Report) -> str:
    """The whole report as data; the shape is documented in docs/report-data.md and only ever grows."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1)


def as_data(report: Report) -> Mapping[str, object]:
    """What `to_json` writes."""
    return {
        "version": DATA_VERSION,
        "title": report.title,
        "body": report.body,
        "year": report.year,
        "form": report.form,
        "edition": report.version,
        "issued_on": report.issued_on.isoformat() if report.issued_on else None,
        "signatory": report.signatory,
        "opening": [_paragraph(paragraph) for paragraph in report.opening],
        "chapters": [_chapter(section) for section in report.sections],
    }


def _chapter(section: Section) -> Mapping[str, object]:
    return {
        "number": section.number,
        "title": section.title,
        "annex": section.annex,
        "blocks": [_block(block) for block in section.blocks],
    }


def _block(block: Paragraph | FormTable | Chart) -> Mapping[str, object]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", **_paragraph(block)}
        case FormTable():
            return {
                "kind": "table",
                "code": block.code,
                "title": block.title,
                "cells": {str(figure.cell.cell): _cell(figure) for figure in figures(block)},
            }
        case Chart():
            return {
                "kind": "chart",
                "chart": block.kind,
                "title": block.title,
                "unit": block.unit,
                "categories": list(block.categories),
                "series": [
                    {"name": one.name, "values": [_number(value) for value in one.values]}
                    for one in block.series
                ],
                "alt": block.alt,
            }


def _cell(figure: Headed) -> Mapping[str, object]:
    cell = figure.cell
    state = state_of(cell)
    return {
        "value": _number(value_of(cell)) if state is State.NUMBER else None,
        "state": state,
        "unit": cell.unit,
        "row": list(figure.row),
        "column": list(figure.column),
    }


def _paragraph(paragraph: Paragraph) -> Mapping[str, object]:
    return {
        "role": paragraph.role,
        "text": paragraph.text,
        "figures": [
            {"text": run.text, "cell": run.cell, "adds": list(run.adds)}
            for run in paragraph.runs
            if run.cell or run.adds
        ],
    }


def _number(value: Value) -> str | int | float | None:
    return float(value) if isinstance(value, Decimal) else value
