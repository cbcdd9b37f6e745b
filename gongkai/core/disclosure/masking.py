"""What the public sees of a row: personal columns masked, hidden or whole, as the declaration says.

A mask keeps what tells two people of a list apart for those who know them, and no more: the family name, the
region of an identity number, the village of an address (《个人信息保护法》第六条, 最小范围).
"""

import re
from collections.abc import Callable, Mapping

from gongkai.core.disclosure.schema import Column, DataSet, Personal, Shown
from gongkai.core.disclosure.validating import Content

_STAR = "*"
_COMPOUND = (
    "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐宇文长孙司徒"
    "夏侯端木南宫独孤轩辕申屠呼延闻人澹台淳于单于太史钟离"
)  # family names of two characters, one after another
_REGION = 6  # digits of an identity number that tell the county
_VILLAGE = re.compile(r".*(?:省|自治区|市|县|区|旗|镇|乡|街道|村|社区|居委会|办事处)")
_PHONE_HEAD, _TAIL = 3, 4


def masked_name(name: str) -> str:
    """张小明 as 张某某, 欧阳修 as 欧阳某."""
    kept = 2 if len(name) > 2 and _COMPOUND.find(name[:2]) % 2 == 0 else 1
    return name[:kept] + "某" * max(len(name) - kept, 1)


def masked_id_number(number: str) -> str:
    """The county's digits stay; birthday, serial and check digit go. A short number goes whole."""
    kept = _REGION if len(number) > 2 * _REGION else 0
    return number[:kept] + _STAR * (len(number) - kept)


def masked_phone(phone: str) -> str:
    """13800001234 as 138****1234; of a shorter number the last two digits stay."""
    if len(phone) > _PHONE_HEAD + _TAIL:
        return phone[:_PHONE_HEAD] + _STAR * (len(phone) - _PHONE_HEAD - _TAIL) + phone[-_TAIL:]
    return _STAR * max(len(phone) - 2, 0) + phone[-2:]


def masked_address(address: str) -> str:
    """Down to the village or community; streets, doors and the rest go."""
    found = _VILLAGE.match(address)
    return f"{found[0]}{_STAR * 3}" if found else _STAR * 3


def masked_bank_card(number: str) -> str:
    """The last four digits stay."""
    return _STAR * max(len(number) - _TAIL, _TAIL) + (number[-_TAIL:] if len(number) > 2 * _TAIL else "")


_MASKS: Mapping[Personal, Callable[[str], str]] = {
    Personal.NAME: masked_name,
    Personal.ID_NUMBER: masked_id_number,
    Personal.PHONE: masked_phone,
    Personal.ADDRESS: masked_address,
    Personal.BANK_CARD: masked_bank_card,
}


def masked(column: Column, value: str) -> str:
    """A personal value as it is shown masked; several people or lines of one cell each by itself."""
    if column.personal is None:
        return value
    mask = _MASKS[column.personal]
    if column.personal is Personal.ADDRESS:
        return mask(value)
    return "".join(part if _BETWEEN.fullmatch(part) else mask(part) for part in _BETWEEN.split(value) if part)


_BETWEEN = re.compile(r"([、，,；;/\n]+)")


def public_columns(data_set: DataSet) -> tuple[Column, ...]:
    """The columns of which the public sees anything."""
    return tuple(column for column in data_set.columns if column.shown is not Shown.HIDDEN)


def public_content(data_set: DataSet, content: Content) -> dict[str, object]:
    """A row's canonical content as the public may have it."""
    shown = dict(content)
    for column in data_set.personal_columns:
        if column.name not in shown:
            continue
        if column.shown is Shown.HIDDEN:
            del shown[column.name]
        elif column.shown is Shown.MASKED:
            shown[column.name] = masked(column, str(shown[column.name]))
    return shown
