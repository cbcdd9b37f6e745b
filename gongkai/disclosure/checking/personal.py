"""Personal data where the declaration expects none: numbers of people in free text, and names that another
column of the same row masks."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gongkai.core.anonymise import Kind, find_personal_data
from gongkai.core.disclosure.schema import ColumnType, DataSet, Personal, Shown
from gongkai.core.disclosure.validating import CheckedRow

MOST = 500
"""Findings a person can be asked to judge; more is a file that must be put in order first."""

_FREE = frozenset({ColumnType.STRING, ColumnType.TEXT})
_LOOKED_FOR = frozenset({Kind.NAME, Kind.ID_CARD, Kind.MOBILE, Kind.BANK_CARD, Kind.EMAIL, Kind.ACCOUNT})
"""Addresses and fixed telephones are what most lists are about."""
_DIGIT = r"[\d〇零○一二三四五六七八九幺]"  # of any width; spelt out, too
_TEN_DIGITS = re.compile(rf"{_DIGIT}(?:[\W_]{{0,4}}{_DIGIT}){{9}}")  # however they are set apart
_TELLING = (
    "@", "＠", "微信", "护照", "通行证", "台胞证", "军官证", "士兵证", "居留证", "社会保障号",
    "QQ", "qq", "Qq", "qQ", "ＱＱ", "ｑｑ", "echat", "ECHAT", "ｅｃｈａｔ",
)  # fmt: skip
"""Words before a number of less than ten digits. A text with neither is passed over at once, as most are."""
_LOOKED_INTO = frozenset({None, Personal.NAME, Personal.ADDRESS})
"""A number typed beside a name or an address is seen by everybody who sees that."""
_AROUND = 12  # characters
_PLACES = 20


def found(data_set: DataSet, rows: Iterable[CheckedRow]) -> list[dict[str, Any]]:
    """One finding for the same words of the same kind in the same column, with the places it stands at."""
    free = {
        column.name: column.personal is not None
        for column in data_set.columns
        if column.type in _FREE and not column.enum and column.personal in _LOOKED_INTO
        and column.shown is not Shown.HIDDEN
    }  # fmt: skip
    names = [
        column.name
        for column in data_set.columns
        if column.personal is Personal.NAME and column.shown is not Shown.WHOLE
    ]
    findings: dict[str, dict[str, Any]] = {}
    for row in rows:
        masked = [str(row.content[name]) for name in names if name in row.content]
        for column, kind, words, excerpt in _spans(row.content, free, masked):
            key = hashlib.sha256("\x1f".join((column, kind, words)).encode()).hexdigest()[:24]
            each = findings.setdefault(key, {
                "key": key, "column": column, "kind": kind, "words": words, "excerpt": excerpt,
                "places": [], "count": 0, "judged": "",
            })  # fmt: skip
            each["count"] += 1
            if len(each["places"]) < _PLACES:
                each["places"].append(row.place)
        if len(findings) > MOST:
            break
    return list(findings.values())


def _spans(
    content: Mapping[str, object], free: Mapping[str, bool], masked: list[str]
) -> Iterator[tuple[str, str, str, str]]:
    """(column, kind, words, what stands around them). `free`: is the column one of people's own data?"""
    for column, is_own in free.items():
        text = content.get(column)
        if not isinstance(text, str):
            continue
        closed = "" if is_own else "".join(text.split())
        named = [name for name in masked if len(name) > 1 and name in closed]
        if not named and not any(map(text.__contains__, _TELLING)) and not _TEN_DIGITS.search(text):
            continue
        for each in find_personal_data(text, named):
            if each.kind in _LOOKED_FOR:
                around = text[max(0, each.start - _AROUND) : each.end + _AROUND]
                yield column, each.kind.value, text[each.start : each.end], around
