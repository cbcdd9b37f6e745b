"""The workbook of a return, to be filled off line."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.core.cells import BLANK, Cell, State, in_unit
from gongkai.core.derived import parts_of_totals
from gongkai.core.forms import Form
from gongkai.reporting.figures import OwnCell
from gongkai.reporting.xlsx import formulas, identity, styles
from gongkai.reporting.xlsx.identity import Filled, Identity
from gongkai.reporting.xlsx.layout import FIRST_ROW, Layout, Sheet, Slot, Spot, coordinate

CHECK_SHEET = "勾稽核对"
CHECK_WIDTHS = (14, 14, 14, 10, 84)
INSTRUCTION = (
    "只填浅黄色的格。没有发生的填 0，不适用的填 /，空白表示未填。"
    "灰色的格由系统计算。系统已统计的，只填需要补充的数并写明理由。填好后上传本文件。"
)


def write(
    form: Form, plan: Layout, own: Mapping[str, OwnCell], facts: Identity, comments: Mapping[str, str]
) -> bytes:
    """The workbook as a file. `comments` are open remarks of reviewers by cell."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for sheet in plan.sheets:
        _sheet(book.create_sheet(sheet.name), sheet, facts)
    _Cells(book, form, plan.slots, own, comments).write()
    _checks(book, form, plan)
    filled = {code: filled_in(own.get(code), slot) for code, slot in plan.slots.items() if not slot.is_total}
    identity.write(book, facts, filled)
    book.properties.title = f"{facts.body_name} {facts.year} {form.title}"
    book.properties.creator = facts.body_name
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def filled_in(own: OwnCell | None, slot: Slot) -> Filled:
    """The entry as it is written into the workbook."""
    if own is None:
        return Filled()
    shown = shown_value(own.entry, slot.spec.unit)
    return Filled("" if shown is None else str(shown), own.reason)


def shown_value(cell: Cell, unit: str | None) -> object:
    """What a cell of the workbook holds: a number in the unit of the form, "/" or nothing."""
    if cell.value is not None:
        return in_unit(cell.value, unit)
    return None if cell.state is State.BLANK else "/"


def _sheet(sheet: Worksheet, plan: Sheet, facts: Identity) -> None:
    width = len(plan.widths)
    for column, each in enumerate(plan.widths, start=1):
        sheet.column_dimensions[coordinate((1, column))[:-1]].width = each
    lines = (
        (f"{plan.title}", styles.TITLE),
        (f"填报单位：{facts.body_name}　　报告年度：{facts.year} 年　　第 {facts.version} 版", styles.TEXT),
        (INSTRUCTION + plan.note, styles.SMALL),
    )
    for row, (text, font) in enumerate(lines, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, styles.CENTRED if row == 1 else styles.WRAPPED
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[3].height = 44
    for mark in plan.marks:
        row, column = mark.spot
        cell = sheet.cell(row, column, mark.text)
        cell.font = styles.HEAD if mark.head else styles.TEXT
        cell.alignment = styles.CENTRED if mark.head and column > 1 else styles.WRAPPED
        cell.border = styles.BORDER
        if mark.head:
            cell.fill = styles.HEADING
        if mark.down > 1 or mark.across > 1:
            sheet.merge_cells(
                start_row=row, end_row=row + mark.down - 1,
                start_column=column, end_column=column + mark.across - 1,
            )  # fmt: skip
    _heights(sheet, plan)
    styles.page(sheet, FIRST_ROW, plan.head_rows, sum(plan.widths))
    styles.lock(sheet)


def _heights(sheet: Worksheet, plan: Sheet) -> None:
    """Rows as high as their longest label needs."""
    tallest: dict[int, float] = {}
    for mark in plan.marks:
        if mark.down == 1:
            row, column = mark.spot
            width = sum(plan.widths[column - 1 : column - 1 + mark.across])
            tallest[row] = max(tallest.get(row, 0), styles.height(mark.text, width))
    for row, points in tallest.items():
        sheet.row_dimensions[row].height = points + 2


class _Cells:
    """Writes inputs, counts, totals and reasons into their places."""

    def __init__(
        self,
        book: Workbook,
        form: Form,
        slots: Mapping[str, Slot],
        own: Mapping[str, OwnCell],
        comments: Mapping[str, str],
    ) -> None:
        self.book = book
        self.slots = slots
        self.own = own
        self.comments = comments
        self.totals = parts_of_totals(form)
        self.validations: dict[str, DataValidation] = {}

    def write(self) -> None:
        for code, slot in self.slots.items():
            if slot.is_total:
                self._total(code, slot)
            else:
                self._input(code, slot)
        for name, validation in self.validations.items():
            self.book[name].add_data_validation(validation)

    def _total(self, code: str, slot: Slot) -> None:
        value = formulas.total(self.totals[code], self.slots, slot.sheet)
        self._put(slot.sheet, slot.final, value, slot)
        if slot.counted:
            for _, column in (slot.counted[1], slot.entry):
                self._put(slot.sheet, (slot.entry[0], column), None, slot)

    def _input(self, code: str, slot: Slot) -> None:
        own = self.own.get(code, OwnCell(code))
        cell = self._put(slot.sheet, slot.entry, shown_value(own.entry, slot.spec.unit), slot, is_open=True)
        if slot.counted:
            counted = BLANK if own.counted is None else Cell.number(own.counted)
            self._put(*slot.counted, shown_value(counted, slot.spec.unit), slot)
        if slot.final != slot.entry:
            self._put(slot.sheet, slot.final, formulas.final(slot), slot)
        if slot.reason:
            self._put(*slot.reason, own.reason or None, slot, is_open=True, is_text=True)
        if code in self.comments:
            cell.comment = Comment(self.comments[code], "审核意见", width=260, height=90)
        self._choices(slot)

    def _put(
        self,
        sheet: str,
        spot: Spot,
        value: object,
        slot: Slot,
        *,
        is_open: bool = False,
        is_text: bool = False,
    ) -> Any:
        row, column = spot
        cell = self.book[sheet].cell(row, column)
        cell.value = value  # type: ignore[assignment]
        cell.font, cell.border = styles.TEXT, styles.BORDER
        cell.alignment = styles.WRAPPED if is_text else styles.RIGHT
        cell.fill = styles.INPUT if is_open else styles.COMPUTED
        if not is_text:
            cell.number_format = styles.number_format(slot.spec.unit)
        if is_open:
            cell.protection = styles.OPEN
        return cell

    def _choices(self, slot: Slot) -> None:
        """A list to pick 0 or "/" from; figures may be typed over it. What is no figure turns red."""
        place = coordinate(slot.entry)
        if slot.sheet not in self.validations:
            validation = DataValidation(
                type="list", formula1='"0,/"', allow_blank=True, showErrorMessage=False
            )
            validation.promptTitle, validation.prompt = "填写", "没有发生填 0，不适用填 /"
            validation.showInputMessage = True
            self.validations[slot.sheet] = validation
        self.validations[slot.sheet].add(place)
        wrong = f'AND({place}<>"",{place}<>"/",NOT(ISNUMBER({place})))'
        self.book[slot.sheet].conditional_formatting.add(place, FormulaRule([wrong], fill=styles.BAD))


def _checks(book: Workbook, form: Form, plan: Layout) -> None:
    """The rules of the form as formulas, so that they can be seen off line too."""
    rules = {rule.key: rule for rule in form.rules}
    sheet = book.create_sheet(CHECK_SHEET)
    for column, (head, width) in enumerate(zip(formulas.CHECK_HEADS, CHECK_WIDTHS, strict=True), start=1):
        cell = sheet.cell(1, column, head)
        cell.font, cell.fill, cell.border = styles.HEAD, styles.HEADING, styles.BORDER
        sheet.column_dimensions[coordinate((1, column))[:-1]].width = width
    for row, (key, left, right, _, basis) in enumerate(formulas.checks(form, plan.slots), start=2):
        values = (key, left, right, formulas.verdict(rules[key], row, plan.slots), basis)
        for column, value in enumerate(values, start=1):
            cell = sheet.cell(row, column, value)
            cell.font, cell.border, cell.alignment = styles.TEXT, styles.BORDER, styles.WRAPPED
    sheet.conditional_formatting.add("D2:D500", FormulaRule([f'D2="{formulas.WRONG}"'], fill=styles.BAD))
    styles.page(sheet, 1, 1, sum(CHECK_WIDTHS))
    styles.lock(sheet)
