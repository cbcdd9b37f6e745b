"""The workbook to fill in, made from the declaration: heads, lists to choose from, what belongs where."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.checking.opening import head_of
from gongkai.disclosure.reading.table import sheet_name
from gongkai.disclosure.reading.workbook import LISTS, NOTES

_FORMATS = {
    ColumnType.DATE: "yyyy-mm-dd", ColumnType.DATETIME: "yyyy-mm-dd hh:mm:ss", ColumnType.INTEGER: "0",
    ColumnType.NUMBER: "General", ColumnType.MONEY: "General", ColumnType.PERCENT: "General",
    ColumnType.YEAR: "0",
}  # fmt: skip
_REQUIRED = PatternFill("solid", start_color="FFF2CC")
_OPTIONAL = PatternFill("solid", start_color="EDEDED")
_HEAD = Font(name="宋体", size=11, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_ROWS = 10_000
_NARROW, _WIDE = 16, 40
_HOW = (
    "每条一行，第 1 行是列名，不要改动；列的次序可以变。带 * 的列必填，没有的内容留空。",
    "不要合并单元格，不要隐藏行列，不要写公式和合计行；写了的，系统会指出是哪一格。",
    "先检查，系统逐格指出哪里有误、怎样改；送审以后由他人审核，才会公布。",
)


def template(data_set: DataSet) -> bytes:
    """An empty workbook for the data set."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = sheet_name(data_set.title)
    lists = book.create_sheet(LISTS)
    for at, column in enumerate(data_set.columns, start=1):
        _head(sheet, at, column)
        options = _options(column)
        if options:
            _list(book, sheet, lists, at, column, options)
    sheet.freeze_panes = "A2"
    lists.sheet_state = "hidden"
    _notes(book.create_sheet(NOTES), data_set)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, at: int, column: Column) -> None:
    cell = sheet.cell(1, at, f"{head_of(column)}{'*' if column.required else ''}")
    cell.font, cell.alignment = _HEAD, _WRAPPED
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    if column.help:
        cell.comment = Comment(column.help, "")
    dimension = sheet.column_dimensions[get_column_letter(at)]
    dimension.width = _WIDE if column.type is ColumnType.TEXT else _NARROW
    dimension.number_format = _FORMATS.get(column.type, "@")


def _options(column: Column) -> tuple[str, ...]:
    if column.type is ColumnType.BOOLEAN:
        return ("是", "否")
    return tuple(option.title for option in column.enum)


def _list(
    book: Workbook, sheet: Worksheet, lists: Worksheet, at: int, column: Column, options: tuple[str, ...]
) -> None:
    """The list stands in a hidden sheet: there is no limit to its length there."""
    letter = get_column_letter(at)
    for row, option in enumerate(options, start=1):
        lists.cell(row, at, option).data_type = "s"  # also where it begins like a formula
    name = f"list_{column.name}"
    book.defined_names[name] = DefinedName(name, attr_text=f"'{LISTS}'!${letter}$1:${letter}${len(options)}")
    rule = DataValidation(type="list", formula1=f"={name}", allow_blank=not column.required)
    rule.error, rule.errorTitle, rule.showErrorMessage = "请从列表中选择", column.title, True
    rule.add(f"{letter}2:{letter}{_ROWS}")
    sheet.add_data_validation(rule)


def _notes(sheet: Worksheet, data_set: DataSet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 90
    for line in (data_set.about, *_HOW):
        if line:
            sheet.append([line])
    sheet.append([])
    for column in data_set.columns:
        sheet.append([f"{head_of(column)}{'*' if column.required else ''}", column.help])
