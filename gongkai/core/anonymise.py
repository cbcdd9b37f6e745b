"""Personal data in a text that is to be published: finding it and masking it.

Names are masked where they are given; identity numbers, telephones, bank cards, e-mail addresses, accounts
and the door part of addresses by rule. Rules can't know everything: whoever publishes reads the text again.
《政府信息公开条例》第十五条, 《个人信息保护法》第四条、第二十八条.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.core.organisation_codes import credit_code_problem


class Kind(StrEnum):
    NAME = "name"
    ID_CARD = "id_card"  # 居民身份证号码, 18 or the former 15 digits
    MOBILE = "mobile"
    PHONE = "phone"  # fixed line
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ACCOUNT = "account"  # 微信、QQ、护照, after the word that says so
    VEHICLE = "vehicle"  # 号牌号码
    ADDRESS = "address"  # 门牌 and what follows: 号、楼、单元、室


@dataclass(frozen=True, slots=True)
class Found:
    """Half-open span in the text as given."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anonymised:
    """`masked`: what was masked, by spans of the text before."""

    text: str
    masked: tuple[Found, ...]


MASK = "×××"
_MIN_NAME = 2  # a single character is no name to search for

_WIDE = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {"—": "-", "－": "-", "\u3000": " "}
)
_PROVINCES = frozenset(  # 99 is used by samples
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in (*codes, 71, 81, 82, 83, 91, 99)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LUHN = 10
_FORMER_CENTURY = "19"

_ALONE = r"(?<![0-9A-Za-z.])"
_ENDS = r"(?![0-9A-Za-z])"
_ID = re.compile(rf"{_ALONE}(\d{{6}})[ -]?(\d{{8}})[ -]?(\d{{3}}[\dXx]){_ENDS}")
_AROUND_ID = (
    re.compile(  # 残疾人证号 is the identity number and two to four more; 学籍号 has a letter before it
        r"(?<![0-9A-Za-z.])(?:[GLgl](\d{6})(\d{8})(\d{3}[\dXx])(?![0-9A-Za-z])"
        r"|(\d{6})(\d{8})(\d{3}[\dXx])[1-7][1-4](?:B\d?)?(?![0-9A-Za-z]))"
    )
)
_FORMER_ID = re.compile(rf"{_ALONE}(\d{{2}})\d{{4}}(\d{{6}})\d{{3}}{_ENDS}(?!\.\d|元|万|亿|吨|号)")
_TOLD_ID = re.compile(
    r"身份证(?:件)?(?:号码|号)?(?:[:为是]|\s)*(?P<told>\d[\d ]{13,19}[\dXx])(?![0-9A-Za-z])"
)
_UNITS = r"(?!\.\d|[,，]\d{3}|\s*(?:元|万|亿|吨|米|平方|公里|份|个|股|千瓦))"
_MOBILE = re.compile(rf"(?<![0-9A-Za-z.,，])(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{{4}}[ -]?\d{{4}}{_ENDS}{_UNITS}")
_PHONE = re.compile(rf"(?<![0-9A-Za-z.-])\(?0\d{{2,3}}\)?[ -]?[2-8]\d{{6,7}}(?:-\d{{1,5}})?{_ENDS}{_UNITS}")
_TOLD_PHONE = re.compile(
    r"(?:电话|传真|座机|联系方式)(?:号码)?(?:[:为是]|\s)*(?P<told>[2-8]\d{6,7}(?:-\d{1,5})?)(?!\d)"
)
_CARD = re.compile(
    rf"(?<![0-9A-Za-z.-])[3-6]\d{{3}}(?:[ -]?\d{{4}}){{2,3}}(?:[ -]?\d{{1,4}})?{_ENDS}{_UNITS}"
)
_TOLD_CARD = re.compile(
    r"(?:(?:银行|储蓄|社保|信用|惠农|一卡通)?卡号|一卡通(?:账号|号)|存折(?:账号|号码?)|个人(?:银行)?账[号户])(?:码)?(?:[:为是]|\s)*"
    r"(?P<told>\d(?:[ -]?\d){9,27})(?![0-9A-Za-z])"
)
_EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9][\w.+-]*@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)
_ACCOUNT = re.compile(
    r"(?:微信号?|(?i:wechat)|(?i:qq)号?|护照(?:号码|号)?)(?:[:为是]|\s)*(?P<told>[A-Za-z0-9][A-Za-z0-9_-]{4,19})(?![0-9A-Za-z]|\s*[条篇件个次万人家户])"
)
_NUMBER = r"(?:\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3}|[A-Z]\d{0,2})"
_INSIDE = rf"(?:(?:{_NUMBER}|[东西南北中])(?:#楼|号楼|号院|号|栋|幢|座|单元|楼|层|室|户))"
_DOOR = re.compile(
    rf"(?:(?<=[路街巷弄村庄屯组里园苑区寓厦城])|(?<=大道)|(?<=胡同)){_NUMBER}(?:号楼|号院|号|栋|幢|座|弄){_INSIDE}*(?:\d{{2,5}}(?!\d))?"
)
_HOUSE = re.compile(rf"{_NUMBER}(?:#楼|号楼|栋|幢|座){_INSIDE}+(?:\d{{2,5}}(?!\d))?|{_NUMBER}单元{_INSIDE}+")
_SHORT_HOUSE = re.compile(r"(?<=[园苑区寓厦城府村院庄湾里])\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])")
_VEHICLE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·• ]?"
    r"(?=[A-Z]*\d)[A-Z0-9]{5,6}(?![A-Z0-9])"
)
_NO_DOOR = re.compile(r"文件|文$|公告|令|决定|通知|线|桥|井|地块|宗地|标段|工程|项目|公报|文号|文[，。、]")


def anonymise(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> Anonymised:
    """`text` with everything found masked. `keep`: passages that stay as they are, such as the office's own
    telephone and address."""
    found = find_personal_data(text, names, keep)
    parts, at = [], 0
    for each in found:
        parts += [text[at : each.start], MASK]
        at = each.end
    return Anonymised("".join((*parts, text[at:])), found)


def find_personal_data(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> tuple[Found, ...]:
    """What should be masked, in order, without overlaps: of two that overlap the earlier rule wins. Where a
    word announces the number (“身份证号”), only what follows it is found."""
    flat = text.translate(_WIDE)
    kept = _Apart.of(span for passage in keep for span in _spans(flat, passage.translate(_WIDE)))
    taken = _Apart()
    found: list[Found] = []
    for each in (*_names(flat, names), *_by_rule(flat)):
        if not taken.touches(each.start, each.end) and not kept.touches(each.start, each.end):
            taken.add(each.start, each.end)
            found.append(each)
    return tuple(sorted(found, key=lambda each: each.start))


class _Apart:
    """Half-open spans that don't overlap, in order, so that a list of thousands is asked quickly."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "_Apart":
        """Any spans, those that overlap joined."""
        joined = cls()
        for start, end in sorted(spans):
            if joined._ends and start < joined._ends[-1]:
                joined._ends[-1] = max(end, joined._ends[-1])
            else:
                joined._starts.append(start)
                joined._ends.append(end)
        return joined

    def touches(self, start: int, end: int) -> bool:
        after = bisect_right(self._ends, start)  # the first span that ends behind `start`
        return after < len(self._starts) and self._starts[after] < end

    def add(self, start: int, end: int) -> None:
        """A span that touches none."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


def _spans(text: str, passage: str) -> Iterator[tuple[int, int]]:
    if passage:
        yield from (match.span() for match in re.finditer(re.escape(passage), text))


def _names(text: str, names: Iterable[str]) -> Iterator[Found]:
    """Longer names first; blanks between the characters, as in “张 三”, make no difference."""
    for name in sorted({"".join(each.translate(_WIDE).split()) for each in names}, key=len, reverse=True):
        if len(name) >= _MIN_NAME:
            for match in re.finditer(r"[ \t]?".join(map(re.escape, name)), text):
                yield Found(Kind.NAME, *match.span())


def _by_rule(text: str) -> Iterator[Found]:
    for kind, pattern, holds in _RULES:
        for match in pattern.finditer(text):
            if holds(match):
                yield Found(kind, *match.span("told" if "told" in pattern.groupindex else 0))


def _always(_: re.Match[str]) -> bool:
    return True


def _is_id(match: re.Match[str]) -> bool:
    """Eighteen digits with a birthday and the right check digit (GB 11643-1999)."""
    return _checks(*match.groups())


def _is_around_id(match: re.Match[str]) -> bool:
    return _checks(*(part for part in match.groups() if part is not None))


def _checks(region: str, birthday: str, serial: str) -> bool:
    body = region + birthday + serial[:3]
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    return _is_day(birthday) and _CHECK[total % 11] == serial[-1].upper()


def _is_former_id(match: re.Match[str]) -> bool:
    return match[1] in _PROVINCES and _is_day(_FORMER_CENTURY + match[2])


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= 1900
    except ValueError:
        return False


def _is_card(match: re.Match[str]) -> bool:
    """16 to 19 digits that satisfy Luhn's check and are no credit code of an organisation."""
    digits = re.sub(r"\D", "", match[0])
    if not 16 <= len(digits) <= 19 or credit_code_problem(digits) is None:
        return False
    doubled = (int(each) * (2 if place % 2 else 1) for place, each in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % _LUHN == 0


def _is_door(match: re.Match[str]) -> bool:
    """No number of a document, a line or a plot of land."""
    return not _NO_DOOR.match(match.string, match.end())


_RULES: tuple[tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], bool]], ...] = (
    (Kind.ID_CARD, _ID, _is_id),
    (Kind.ID_CARD, _TOLD_ID, _always),
    (Kind.ID_CARD, _AROUND_ID, _is_around_id),
    (Kind.EMAIL, _EMAIL, _always),
    (Kind.BANK_CARD, _CARD, _is_card),
    (Kind.BANK_CARD, _TOLD_CARD, _always),
    (Kind.ID_CARD, _FORMER_ID, _is_former_id),
    (Kind.MOBILE, _MOBILE, _always),
    (Kind.PHONE, _PHONE, _always),
    (Kind.PHONE, _TOLD_PHONE, _always),
    (Kind.ACCOUNT, _ACCOUNT, _always),
    (Kind.ADDRESS, _DOOR, _is_door),
    (Kind.ADDRESS, _HOUSE, _is_door),
    (Kind.ADDRESS, _SHORT_HOUSE, _always),
    (Kind.VEHICLE, _VEHICLE, _always),
)
