"""Texts, codes and addresses out of cells. Blanks around a text are no part of it; no more is changed."""

import re
import unicodedata
from datetime import date
from difflib import get_close_matches
from urllib.parse import urlsplit

from gongkai.core.disclosure.cast_errors import CellRefusedError, not_a, shown
from gongkai.core.disclosure.schema import Column, ColumnType
from gongkai.core.messages import N_, Message
from gongkai.core.organisation_codes import credit_code_problem, division_code_problem

LONGEST_STRING, LONGEST_TEXT = 500, 50_000

_EXACT = 10**15  # a workbook keeps 15 digits
_SPACE = " \t\r\n\u3000\xa0"
_ALLOWED = frozenset("\n\t")
_BODY = re.compile(r"[A-Za-z0-9_-]{1,40}")
_OPTIONS_SHOWN = 12


def text_of(raw: object) -> str:
    """What a cell says as text. A number is written out where its digits are certain."""
    if type(raw) is str:
        return raw.strip(_SPACE)
    if isinstance(raw, date):
        raise CellRefusedError(
            N_(
                "“{raw}”是日期格式的单元格，这一列写文字；电子表格可能改动了原来的内容，请设成文本格式重新填写"
            ),
            raw=shown(raw),
        )
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if not abs(raw) < _EXACT:  # nor is it not a number
            raise CellRefusedError(
                N_("“{raw}”的位数太多，电子表格只保留前 15 位；请先把这一列设成文本格式再填写"),
                raw=shown(raw),
            )
        return str(int(raw)) if raw == int(raw) else f"{raw:.15g}"
    raise not_a(Message(N_("文字")), raw, Message(N_("一段文字，或者不超过 15 位的数")))


def longest_of(column: Column) -> int:
    """In characters. A column that declares no length still has one."""
    return column.max_length or (LONGEST_TEXT if column.type is ColumnType.TEXT else LONGEST_STRING)


def string(raw: object, column: Column) -> str:
    """One line."""
    text = text_of(raw)
    if not text.isprintable():
        _refuse_invisible(text, column.type is ColumnType.TEXT)
    longest = longest_of(column)
    if len(text) > longest:
        raise CellRefusedError(N_("有 {length} 个字，最多 {longest} 个"), length=len(text), longest=longest)
    if column.min_length and len(text) < column.min_length:
        raise CellRefusedError(
            N_("有 {length} 个字，至少 {least} 个"), length=len(text), least=column.min_length
        )
    return text


def _refuse_invisible(text: str, lines: bool) -> None:
    for each in text:
        if each.isprintable() or (lines and each in _ALLOWED) or each in "\u3000\xa0\r":
            continue
        if each in _ALLOWED:
            raise CellRefusedError(N_("这一列只能写一行文字，请去掉换行"))
        name = unicodedata.name(each, f"U+{ord(each):04X}")
        raise CellRefusedError(N_("含有看不见的字符（{name}），请重新输入"), name=name)


def url(raw: object, column: Column) -> str:
    """http or https, with a host and no name or password."""
    text = string(raw, column)
    try:
        parts = urlsplit(text)
        fine = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        fine = False
    if not fine or " " in text:
        raise not_a(Message(N_("网址")), raw, Message(N_("以 http:// 或者 https:// 开头的完整网址")))
    return text


def credit_code(raw: object, _: Column) -> str:
    text = text_of(raw)
    if problem := credit_code_problem(text):
        raise CellRefusedError(N_("{problem}"), problem=problem)
    return text


def division(raw: object, _: Column) -> str:
    text = text_of(raw)
    if problem := division_code_problem(text):
        raise CellRefusedError(N_("{problem}"), problem=problem)
    return text


def body(raw: object, _: Column) -> str:
    """A code; whether the city has such a body is asked of the whole table at once."""
    text = text_of(raw)
    if not _BODY.fullmatch(text):
        raise not_a(Message(N_("机关代码")), raw, Message(N_("机关登记的代码，由字母、数字、横线组成")))
    return text


def not_an_option(text: str, column: Column) -> CellRefusedError:
    """With the nearest option, if one is near, and the list."""
    titles = [option.title for option in column.enum]
    near = get_close_matches(text, titles, n=1)
    listed = "、".join(titles[:_OPTIONS_SHOWN])
    if len(titles) > _OPTIONS_SHOWN:
        accepted = Message(N_("{listed} 等 {count} 项"), {"listed": listed, "count": len(titles)})
    else:
        accepted = Message(N_("{listed}"), {"listed": listed})
    if near:
        return CellRefusedError(
            N_("“{raw}”不在选项之内，是不是“{near}”？可以写：{accepted}"),
            raw=shown(text), near=near[0], accepted=accepted,
        )  # fmt: skip
    return CellRefusedError(N_("“{raw}”不在选项之内；可以写：{accepted}"), raw=shown(text), accepted=accepted)
