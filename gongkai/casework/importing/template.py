"""The workbook to fill in: heads, lists to choose from, and what belongs where."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.casework.importing.columns import NOTES, SHEET, Column, Holds, sheets

LISTS = "选项"
_ROWS = 2000  # lines prepared with formats and lists
_FORMATS = {Holds.TEXT: "@", Holds.DATE: "yyyy-mm-dd", Holds.NUMBER: "0", Holds.CHOICE: "@"}
_REQUIRED = PatternFill("solid", start_color="FFF2CC")
_OPTIONAL = PatternFill("solid", start_color="EDEDED")
_TEXT = Font(name="宋体", size=11)
_HEAD = Font(name="宋体", size=11, bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_HOW = (
    "每件申请一行，第 1 行是列名，不要改动；列的次序可以变。带 * 的列必填，没有的内容留空。",
    "日期写成 2017-03-05。证件号码、电话按文本填写，避免被改成数字。",
    "收到申请之日由系统按收到方式和日期计算：当面为提交之日，邮寄（签收）为签收之日，其他为双方确认之日。",
    "已办结的填办理结果和日期；有答复的还要填文号。没有办结的留空，导入后在系统中继续办理。",
    "“复议诉讼”表每件一行，用“针对的申请”一列与申请对上：填本系统的编号，或者“申请”表里的原编号。",
    "上传后系统先试运行，逐行指出哪一格有误、怎样改；改好后再正式导入。原编号相同的，再次导入不会重复。",
)


def template() -> bytes:
    """An empty workbook as a file."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    lists = book.create_sheet(LISTS)
    for name, columns in sheets().items():
        sheet = first if name == SHEET else book.create_sheet(name, 1)
        sheet.title = name
        for at, column in enumerate(columns, start=1):
            _head(sheet, at, column)
            if column.choices:
                _list(book, sheet, lists, at, column)
        sheet.freeze_panes = "B2"
    lists.sheet_state = "hidden"
    _notes(book.create_sheet(NOTES, 0))
    book.active = book.sheetnames.index(SHEET)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, at: int, column: Column) -> None:
    letter = get_column_letter(at)
    cell = sheet.cell(1, at, f"{column.title}{'*' if column.required else ''}")
    cell.font, cell.alignment = _HEAD, _WRAPPED
    cell.fill = _REQUIRED if column.required else _OPTIONAL
    cell.comment = Comment(column.note, "", width=260, height=80)
    sheet.column_dimensions[letter].width = column.width
    for row in range(2, _ROWS + 2):
        sheet.cell(row, at).number_format = _FORMATS[column.holds]


def _list(book: Workbook, sheet: Worksheet, lists: Worksheet, at: int, column: Column) -> None:
    """The list stands in a hidden sheet: there is no limit to its length there."""
    letter, place = get_column_letter(at), lists.max_column + 1
    for row, choice in enumerate(column.choices, start=1):
        lists.cell(row, place, choice)
    name = f"list_{'' if sheet.title == SHEET else 'challenge_'}{column.key}"
    found = get_column_letter(place)
    book.defined_names[name] = DefinedName(
        name, attr_text=f"'{LISTS}'!${found}$1:${found}${len(column.choices)}"
    )
    rule = DataValidation(type="list", formula1=f"={name}", allow_blank=not column.required)
    rule.error, rule.errorTitle, rule.showErrorMessage = "请从列表中选择", column.title, True
    rule.add(f"{letter}2:{letter}{_ROWS + 1}")
    sheet.add_data_validation(rule)


def _notes(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 90
    lines = [(text, "") for text in _HOW]
    for row, (text, _) in enumerate(lines, start=1):
        sheet.cell(row, 1, text).font = _TEXT
    row = len(lines) + 1
    for name, columns in sheets().items():
        row += 1
        sheet.cell(row, 1, name).font = _HEAD
        for column in columns:
            row += 1
            sheet.cell(row, 1, f"{column.title}{'*' if column.required else ''}").font = _TEXT
            cell = sheet.cell(row, 2, column.note)
            cell.font, cell.alignment = _TEXT, _WRAPPED
        row += 1
