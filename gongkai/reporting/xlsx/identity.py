"""Whose workbook it is: kept in a hidden sheet, with what stood in each cell when it was downloaded."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from openpyxl import Workbook

from gongkai.core.messages import N_, Message

SHEET = "_gongkai"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Identity:
    body_code: str
    body_name: str
    year: int
    form: str
    version: int
    revision: int
    rules: str
    format: int = FORMAT


@dataclass(frozen=True, slots=True)
class Filled:
    """An entry and its reason as text."""

    text: str = ""
    reason: str = ""


def write(book: Workbook, identity: Identity, filled: Mapping[str, Filled]) -> None:
    """Add the hidden sheet."""
    sheet = book.create_sheet(SHEET)
    sheet.sheet_state = "veryHidden"
    for name, value in asdict(identity).items():
        sheet.append(["identity", name, value])
    for code, each in filled.items():
        sheet.append(["cell", code, each.text, each.reason])
    sheet.protection.sheet = True


def read(book: Workbook) -> tuple[Identity, dict[str, Filled]] | None:
    """What the hidden sheet says; None when the workbook has none or it is damaged."""
    if SHEET not in book.sheetnames:
        return None
    facts: dict[str, object] = {}
    filled: dict[str, Filled] = {}
    for row in book[SHEET].iter_rows(values_only=True):
        kind, name, value, *more = [*row, None, None, None][:4]
        if kind == "identity":
            facts[str(name)] = value
        elif kind == "cell":
            filled[str(name)] = Filled(str(value or ""), str((more or [""])[0] or ""))
    try:
        return Identity(**facts), filled  # type: ignore[arg-type]
    except TypeError:
        return None


def difference(found: Identity, wanted: Identity) -> Message | None:
    """Why the workbook is not that of this return, by name; None when it is."""
    values = {
        "found": found.body_name, "found_year": found.year, "found_version": found.version,
        "wanted": wanted.body_name, "wanted_year": wanted.year, "wanted_version": wanted.version,
    }  # fmt: skip
    if (found.body_code, found.year) != (wanted.body_code, wanted.year):
        return Message(
            N_("这是 {found} {found_year} 年的表，不是 {wanted} {wanted_year} 年的表，没有导入。"), values
        )
    if found.form != wanted.form or found.format != wanted.format:
        return Message(N_("这份表的格式与 {wanted_year} 年度现用的统计表不同，请重新下载后填写。"), values)
    if found.version != wanted.version:
        return Message(
            N_("这是第 {found_version} 版的表，现在填的是第 {wanted_version} 版，请重新下载后填写。"), values
        )
    return None
