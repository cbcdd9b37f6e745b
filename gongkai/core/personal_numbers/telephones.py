"""手机 and 固定电话, with 区号, 分机 and the further lines of one office behind a 顿号."""

import re

from gongkai.core.personal_numbers.rule import ENDS, NO_AMOUNT, SAYS, Kind, Rule

_LINE = r"[2-8]\d{2,3}[ -]?\d{4}(?:-\d{1,5})?"  # a line of seven or eight digits and its extension
_MORE_LINES = rf"(?:[、/] ?{_LINE}(?!\d))*"

_LIST_NUMBER = re.compile(r"(?:^|[\n ,;])\d{1,3}\.$")
_ANNOUNCING = re.compile(r"(?:^|[^A-Za-z])(?:tel|phone|mobile|mob|cell|no|wx|qq)\.?$", re.IGNORECASE)


def _stands_alone(text: str, start: int, _end: int) -> bool:
    """No decimals and no part of a code: before it stands a list number, a word for telephone, no letter."""
    before = text[max(0, start - 12) : start]
    if before.endswith("."):
        return not before[:-1][-1:].isdecimal() or _LIST_NUMBER.search(before) is not None
    last = before[-1:]
    return not (last.isascii() and last.isalpha()) or _ANNOUNCING.search(before) is not None


MOBILE = Rule(
    kind=Kind.MOBILE,
    name="手机号，可以带国家代码，中间至多隔开两处",
    before=r"(?<![0-9])",
    number=r"(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]{0,2}\d{4}[ -]{0,2}\d{4}",
    after=rf"{ENDS}{NO_AMOUNT}",
    holds=_stands_alone,
    found=(
        "请拨打【13800001234】联系",
        "手机【+86-138-0000-1234】",
        "1.【13800001234】",
        "TEL【13800001234】",
    ),
    left=("收入13800001234元", "经度13.800001234", "编号A13800001234", "13800001234.50"),
)

ANNOUNCED_MOBILE = Rule(
    kind=Kind.MOBILE,
    name="“手机”“电话”“联系人”等字样后面十二字以内的手机号，可以断行、加点",
    lead=r"(?:手机|电话|联系方式|联系人|联系|(?i:tel|mobile|phone))[^\d\n]{0,12}",
    number=r"1[3-9]\d(?:[ \-.\n]{0,2}\d){8}",
    after=r"(?!\d|\.\d)",
    found=("手机：【1380000\n1234】", "电话：【138.0000.1234】", "手机 【13800 001234】"),
    left=("联系电话12345、119", "1380 2000 1800\n13500 12000 1380", "电话：138000012345"),
)

FIXED_LINE = Rule(
    kind=Kind.PHONE,
    name="带区号的固定电话，可以有分机，后面可以再列几个",
    before=r"(?<![0-9A-Za-z.-])",
    number=r"(?:\+?86[ -]?\(?0?[1-9]\d{1,2}\)?|\(?0\d{2,3}\)?)(?:[ -]{0,2}|\.|-\n|\n-)"
    rf"{_LINE}{ENDS}{NO_AMOUNT}{_MORE_LINES}",
    found=("家里【(0531)80001234-801】", "电话：【0539-8000123-12、8000124-345】", "【+86-539-8000123】"),
    left=("档案0539-12345678", "编号A0539-8000123", "面积0539 8000123平方米"),
)

ANNOUNCED_LINE = Rule(
    kind=Kind.PHONE,
    name="“电话”“传真”等字样后面没有区号的固定电话",
    lead=rf"(?:电话|传真|座机|联系方式)(?:号码)?{SAYS}",
    number=rf"{_LINE}(?!\d){_MORE_LINES}",
    found=("联系电话：【8000123】", "传真（办公室）：【8000-1234、8000125】"),
    left=("电话：12345", "8000123", "电话：800012"),
)
