"""Check results as a workbook, from their JSON form."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet


def workbook(reports: Sequence[dict[str, Any]]) -> bytes:
    """Findings on one sheet, the cells that were read on another. Text is never taken for a formula."""
    book = Workbook()
    findings = book.active
    assert isinstance(findings, Worksheet)
    _fill(findings, _("问题"), _finding_rows(reports), (24, 20, 8, 8, 60, 14, 14, 18, 40, 40))
    _fill(book.create_sheet(), _("读到的数"), _cell_rows(reports), (24, 16, 14, 10, 8, 8))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _finding_rows(reports: Iterable[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    yield (
        _("文件"), _("机关"), _("年度"), _("程度"), _("问题"), _("所写"), _("算得"),
        _("位置"), _("依据"), _("建议"),
    )  # fmt: skip
    names = {"error": _("错误"), "warning": _("提醒"), "note": _("提示")}
    for report in reports:
        if not report["readable"]:
            yield report["file"], "", "", _("读不了"), report["message"], "", "", "", "", ""
        paged = has_pages(report)
        for each in report["findings"]:
            yield (
                report["file"], report["body"], report["year"], names[each["severity"]], each["message"],
                each["printed"], each["computed"], place(each["where"], paged=paged), each["basis"],
                each["suggestion"],
            )  # fmt: skip


def _cell_rows(reports: Iterable[dict[str, Any]]) -> Iterable[Sequence[Any]]:
    yield _("文件"), _("单元格"), _("数值"), _("状态"), _("页"), _("行")
    for report in reports:
        for code, cell in report["cells"].items():
            where = cell["where"] or {}
            yield report["file"], code, cell["value"], cell["state"], where.get("page"), where.get("line")


def has_pages(report: dict[str, Any]) -> bool:
    """Whether a page says anything: everything in a text, a web page or a sheet stands on the first."""
    places = [each["where"] for each in (*report["findings"], *report["cells"].values())]
    return any(where and (where.get("page") or 1) > 1 for where in places)


def place(where: dict[str, Any] | None, *, paged: bool = True) -> str:
    """第 3 页第 54 行."""
    parts = []
    if paged and where and where.get("page"):
        parts.append(_("第 {page} 页").format(page=where["page"]))
    if where and where.get("line"):
        parts.append(_("第 {line} 行").format(line=where["line"]))
    return " ".join(parts)


def _fill(sheet: Worksheet, title: str, rows: Iterable[Sequence[Any]], widths: Sequence[int]) -> None:
    sheet.title = title
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if number == 1:
                cell.font = Font(bold=True)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
