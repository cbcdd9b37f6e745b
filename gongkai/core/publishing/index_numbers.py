"""索引号: the permanent number of a piece of government information, given once and never used again.

Two schemes are in use: 组织机构代码 (GB 11714, 9 characters) with a serial of five digits,
`000014349/2017-00110`; and 统一社会信用代码 (GB 32100, 18 characters) with five to seven,
`11370322004222241N/2021-5135380`. 《政府信息公开目录系统实施指引（试行）》. The number never changes, also
when the body does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.core.messages import N_, Message
from gongkai.core.organisation_codes import credit_code_problem, organisation_code_problem


class Scheme(StrEnum):
    ORGANISATION = "organisation"  # 组织机构代码, 9 characters
    CREDIT = "credit"  # 统一社会信用代码, 18 characters


WIDTHS = {Scheme.ORGANISATION: (5, 5), Scheme.CREDIT: (5, 7)}
"""Fewest and most digits of the serial."""

_LENGTHS = {9: Scheme.ORGANISATION, 18: Scheme.CREDIT}
_FIRST_YEAR = 1949
_STRICT = re.compile(r"([0-9A-Z]{9}|[0-9A-Z]{18})/(\d{4})-(\d{5,7})", re.ASCII)
_LOOSE = re.compile(
    r"(?<![0-9A-Z])(?P<code>[0-9A-Z]{18}|[0-9A-Z]{8}-?[0-9A-Z])[/\\_|-]?"
    r"(?P<year>(?:19|20)\d{2})[-_/]?(?P<serial>\d{5,7})(?![0-9A-Z])",
    re.ASCII,
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－_"), "-") | dict.fromkeys(map(ord, "∕⁄／＼\\"), "/")


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """`width`: digits of the serial as printed; numbers that differ in it alone are the same."""

    code: str
    year: int
    serial: int
    width: int = 5

    @property
    def scheme(self) -> Scheme:
        return _LENGTHS[len(self.code)]

    @property
    def key(self) -> str:
        """Equal for every way the number is written; what search compares."""
        return f"{self.code}/{self.year}-{self.serial}".lower()

    def __str__(self) -> str:
        return f"{self.code}/{self.year}-{self.serial:0{self.width}d}"


def index_number(code: str, year: int, serial: int, width: int = 5) -> IndexNumber:
    """The number a body gives. Raises ValueError with a Message when it would not be one."""
    made = IndexNumber(code, year, serial, width)
    problem = number_problem(str(made)) if len(code) in _LENGTHS else code_problem(code)
    if serial < 1:
        problem = Message(N_("索引号的流水号从 1 开始"))
    if problem is not None:
        raise ValueError(problem)
    return made


def code_problem(code: str) -> Message | None:
    """What is wrong with the front part (前段码); None when length and check digit hold."""
    if len(code) not in _LENGTHS:
        values = {"length": len(code)}
        return Message(N_("前段码应为 9 位组织机构代码或者 18 位统一社会信用代码，现为 {length} 位"), values)
    return organisation_code_problem(code) if len(code) == 9 else credit_code_problem(code)


def number_problem(text: str) -> Message | None:
    """What is wrong with a number as it is to be printed; None when nothing is."""
    found = _STRICT.fullmatch(text)
    if found is None:
        return Message(N_("索引号应写作“前段码/年份-流水号”，如 000014349/2017-00110"))
    code, year, serial = found.groups()
    fewest, most = WIDTHS[_LENGTHS[len(code)]]
    if not fewest <= len(serial) <= most:
        values = {"length": len(serial), "most": most}
        return Message(N_("流水号应为 5 至 {most} 位数字，现为 {length} 位"), values)
    if int(year) < _FIRST_YEAR:
        return Message(N_("年份“{year}”不对"), {"year": year})
    return code_problem(code)


def parse(text: str) -> IndexNumber | None:
    """A number as printed; None when it isn't one. The check digit is not asked: numbers once given stay."""
    found = _STRICT.fullmatch(text)
    return _made(found[1], found[2], found[3]) if found else None


def read_loosely(text: str) -> IndexNumber | None:
    """A number as people type it: full-width, small letters, blanks, other dashes, a missing hyphen or
    slash, the word 索引号 before it."""
    flat = re.sub(r"^(?:政府信息)?(?:公开)?索引号?[:：]?", "", folded(text))
    found = _LOOSE.fullmatch(flat)
    return _made(found["code"].replace("-", ""), found["year"], found["serial"]) if found else None


def numbers_in(text: str) -> Iterator[IndexNumber]:
    """Every number written in a running text, in order."""
    flat = text.translate(_WIDE).translate(_DASHES).upper()
    for found in _STRICT.finditer(flat):
        yield _made(found[1], found[2], found[3])


def folded(text: str) -> str:
    """Half-width, capitals, one kind of dash and slash, no blanks."""
    return "".join(text.translate(_WIDE).translate(_DASHES).upper().split())


def _made(code: str, year: str, serial: str) -> IndexNumber:
    return IndexNumber(code, int(year), int(serial), len(serial))
