"""The look of the workbook: paper-like, inputs to be seen at a glance."""

from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

_LINE = Side(style="thin", color="808080")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
TITLE = Font(name="宋体", size=16, bold=True)
HEAD = Font(name="宋体", size=11, bold=True)
TEXT = Font(name="宋体", size=11)
SMALL = Font(name="宋体", size=10, color="595959")
INPUT = PatternFill("solid", start_color="FFF8DC")
COMPUTED = PatternFill("solid", start_color="EDEDED")
HEADING = PatternFill("solid", start_color="E3ECF5")
BAD = PatternFill("solid", start_color="F4B6B6", end_color="F4B6B6")
WRAPPED = Alignment(wrap_text=True, vertical="center")
_UPRIGHT = 120  # characters that can be read across an upright A4 page
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
OPEN = Protection(locked=False)


def number_format(unit: str | None) -> str:
    """Counts whole, money with two decimals."""
    return "#,##0.00" if unit and unit.endswith("元") else "#,##0"


def height(text: str, width: float) -> float:
    """Points a wrapped text needs in a column `width` characters wide; a Chinese character counts two."""
    wide = sum(1 if letter.isascii() else 2 for letter in text)
    return 16.0 * max(1, -(-wide // max(1, int(width - 1))))


def page(sheet: Worksheet, head_row: int, heads: int, width: float) -> None:
    """A4, as wide as the page (lying down when it is wide), heads repeated, numbered."""
    if width > _UPRIGHT:
        sheet.page_setup.orientation = sheet.ORIENTATION_LANDSCAPE
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.8, bottom=0.8)
    sheet.print_title_rows = f"{head_row}:{head_row + heads - 1}"
    sheet.oddFooter.center.text = "— &P —"  # type: ignore[union-attr]
    sheet.freeze_panes = f"B{head_row + heads}"


def lock(sheet: Worksheet) -> None:
    """Only input cells can be changed; widths and heights may."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
