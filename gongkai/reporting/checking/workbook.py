"""The result as a workbook: a sheet of findings, a sheet of the cells as they were read."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.core.cells import in_unit
from gongkai.core.findings import Finding
from gongkai.core.forms import Severity
from gongkai.core.messages import N_
from gongkai.core.reading import Reading
from gongkai.reporting.checking.result import ReportResult, Translate, unchanged
from gongkai.reporting.checking.terminal import SEVERITY_NAMES, summary

_FINDINGS = (
    (N_("文件"), 24),
    (N_("机关"), 22),
    (N_("年度"), 8),
    (N_("严重程度"), 10),
    (N_("规则"), 22),
    (N_("问题"), 60),
    (N_("页"), 6),
    (N_("行"), 7),
    (N_("单元格"), 14),
    (N_("所写"), 14),
    (N_("应为"), 14),
    (N_("各数"), 50),
    (N_("依据"), 36),
    (N_("建议"), 50),
)
_CELLS = (
    (N_("文件"), 24),
    (N_("单元格"), 14),
    (N_("名称"), 50),
    (N_("单位"), 8),
    (N_("状态"), 8),
    (N_("数值"), 14),
    (N_("原样"), 14),
    (N_("页"), 6),
    (N_("行"), 7),
)
_FILLS = {Severity.ERROR: "F8D7DA", Severity.WARNING: "FFF3CD", Severity.NOTE: "E2F0FB"}
_STATES = {"number": N_("数字"), "blank": N_("空白"), "struck": N_("划去")}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_000  # a cell of the format holds 32,767 characters


def as_workbook(results: Sequence[ReportResult], translate: Translate = unchanged) -> bytes:
    """An .xlsx of all results. Text from a stranger's file is never taken for a formula."""
    book = Workbook()
    findings = book.active
    assert isinstance(findings, Worksheet)
    _head(findings, translate(N_("问题")), _FINDINGS, translate)
    cells = book.create_sheet()
    _head(cells, translate(N_("读出的数")), _CELLS, translate)
    for result in results:
        _write_findings(findings, result, translate)
        if result.reading is not None:
            for row in _cell_rows(result.file, result.reading, translate):
                _append(cells, row)
    for sheet in (findings, cells):
        sheet.auto_filter.ref = sheet.dimensions
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, title: str, columns: Sequence[tuple[str, int]], translate: Translate) -> None:
    sheet.title = title
    _append(sheet, [translate(name) for name, _ in columns])
    for index, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
        sheet.cell(1, index).font = Font(bold=True)
    sheet.freeze_panes = "A2"


def _write_findings(sheet: Worksheet, result: ReportResult, translate: Translate) -> None:
    if result.reading is None:
        _append(sheet, [result.file, None, None, translate(N_("读不了")), None, summary(result, translate)])
        return
    for finding in result.findings:
        _append(sheet, _finding_row(result.file, result.reading, finding, translate))
        fill = PatternFill("solid", fgColor=_FILLS[finding.severity])
        sheet.cell(sheet.max_row, 4).fill = fill


def _finding_row(file: str, reading: Reading, finding: Finding, translate: Translate) -> list[object]:
    figures = "；".join(
        f"{figure.label} {translate(N_('空')) if figure.value is None else figure.value}"
        for figure in finding.figures
    )
    return [
        file,
        reading.body,
        reading.year,
        translate(SEVERITY_NAMES[finding.severity]),
        finding.rule,
        finding.message.in_language(translate),
        finding.where.page,
        finding.where.line,
        finding.where.cell,
        finding.printed,
        finding.computed,
        figures,
        finding.basis.in_language(translate),
        finding.suggestion.in_language(translate),
    ]


def _cell_rows(file: str, reading: Reading, translate: Translate) -> Iterable[list[object]]:
    for code, found in reading.cells.items():
        spec = reading.form.cells.get(code) if reading.form else None
        value = found.cell.value
        yield [
            file,
            code,
            spec.label if spec else found.label,
            spec.unit if spec else None,
            translate(_STATES[found.cell.state]),
            None if value is None else in_unit(value, spec.unit if spec else None),
            found.cell.printed,
            found.where.page,
            found.where.line,
        ]


def _append(sheet: Worksheet, values: Sequence[object]) -> None:
    row = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value is not None else 1
    for index, value in enumerate(values, start=1):
        cell = sheet.cell(row, index)
        if isinstance(value, str):
            cell.value = _UNPRINTABLE.sub("", value)[:_LONGEST]
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        elif isinstance(value, int | Decimal):
            cell.value = value
            cell.alignment = Alignment(vertical="top")
