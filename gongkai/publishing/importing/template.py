"""The workbook to fill in: heads, lists to choose from, and what belongs where."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.publishing.importing.columns import NOTES, SHEET, Column, Holds, columns
from gongkai.publishing.importing.reading import MOST_ROWS

LISTS = "选项"
_FORMATS = {Holds.TEXT: "@", Holds.DATE: "yyyy-mm-dd", Holds.CHOICE: "@"}
_REQUIRED = PatternFill("solid", start_color="FFF2CC")
_OPTIONAL = PatternFill("solid", start_color="EDEDED")
_HEAD = Font(name="宋体", size=11, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HOW = (
    "每条信息一行，第 1 行是列名，不要改动；列的次序可以变。带 * 的列必填，没有的内容留空。",
    "有附件的，把工作簿和附件放进一个 .zip 压缩包上传；工作簿放在最外层，附件列写文件名。",
    "也可以每条信息一个文件夹，用原编号命名，里面的文件都归这一条。"
    "图片用内容命名，或者在旁边放“图片文件名.txt”写文字说明；视频在旁边放“视频文件名.txt”文字稿和同名的封面图片。",
    "先检查，系统逐行指出哪一格有误、怎样改；确认以后才导入。原编号相同的，再次导入不会重复。",
    "导入的都是草稿，和逐件起草的走同样的审核、保密审查和签发。",
)


def template() -> bytes:
    """An empty workbook as a file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = SHEET
    lists = book.create_sheet(LISTS)
    for at, column in enumerate(columns(), start=1):
        _head(sheet, at, column)
        if column.choices:
            _list(book, sheet, lists, at, column)
    sheet.freeze_panes = "B2"
    lists.sheet_state = "hidden"
    _notes(book.create_sheet(NOTES))
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, at: int, column: Column) -> None:
    cell = sheet.cell(1, at, f"{column.title}{'*' if column.required else ''}")
    cell.font, cell.alignment = _HEAD, _WRAPPED
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    dimension = sheet.column_dimensions[get_column_letter(at)]
    dimension.width, dimension.number_format = column.width, _FORMATS[column.holds]


def _list(book: Workbook, sheet: Worksheet, lists: Worksheet, at: int, column: Column) -> None:
    """The list stands in a hidden sheet: there is no limit to its length there."""
    letter = get_column_letter(at)
    for row, choice in enumerate(column.choices, start=1):
        lists.cell(row, at, choice)
    name = f"list_{column.key}"
    place = f"'{LISTS}'!${letter}$1:${letter}${len(column.choices)}"
    book.defined_names[name] = DefinedName(name, attr_text=place)
    rule = DataValidation(type="list", formula1=f"={name}", allow_blank=not column.required)
    rule.error, rule.errorTitle, rule.showErrorMessage = "请从列表中选择", column.title, True
    rule.add(f"{letter}2:{letter}{MOST_ROWS}")
    sheet.add_data_validation(rule)


def _notes(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 20, 90
    for line in _HOW:
        sheet.append([line])
    sheet.append([])
    for column in columns():
        sheet.append([f"{column.title}{'*' if column.required else ''}", column.note])
