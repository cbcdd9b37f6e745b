"""Rules by which numbers and addresses of people are found in a flattened text.

A rule is a pattern and a check of what it matched; where the pattern names a group “told”, only that part is
personal. Separators, line breaks within a number and list numbers before it are the writer's habits and hide
nothing; a row of figures is no number of a person.
"""

import re
from collections.abc import Callable
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


type Rule = tuple[Kind, re.Pattern[str], Callable[[re.Match[str]], bool]]

_PROVINCES = frozenset(  # 99 is used by samples
    str(code)
    for codes in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66))
    for code in (*codes, 71, 81, 82, 83, 91, 99)
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_LUHN = 10
_FORMER_CENTURY = "19"
_OLDEST, _LATEST = 1900, 2100  # years of birth

_GAP = r"[ \-\t\n]{0,2}"
_LOOSE = r"[ \-\t\n.,·]{0,3}"  # between digits that a check digit holds together
_SAYS = r"(?:\([^()\n]{0,10}\))?(?:[:为是]|\s)*"
_LAST = r"[\dXx×ХхⅩⅹΧχ]"  # the check digit, and what people type for X
_ENDS = r"(?![0-9A-Za-z])"
_UNITS = r"(?!\.\d|\s*(?:元|万|亿|吨|米|平方|公里|份|个|股|千瓦))"

_ID = re.compile(rf"(?<!\d)(\d{{6}})[ -]?(\d{{8}})[ -]?(\d{{3}}{_LAST})(?![\d×])")
_SPREAD_ID = re.compile(  # the century is looked for early, for speed
    rf"(?<!\d)(?=(?P<told>[1-9](?:{_LOOSE}\d){{5}}{_LOOSE}(?:1{_LOOSE}9|2{_LOOSE}0)"
    rf"(?:{_LOOSE}\d){{9}}{_LOOSE}{_LAST})(?![\d×]))"
)
_AROUND_ID = (
    re.compile(  # 残疾人证号 is the identity number and two to four more; 学籍号 has a letter before it
        r"(?<![0-9A-Za-z.])(?:[GLgl](\d{6})(\d{8})(\d{3}[\dXx])(?![0-9A-Za-z])"
        r"|(\d{6})(\d{8})(\d{3}[\dXx])[1-7][1-4](?:B\d?)?(?![0-9A-Za-z]))"
    )
)
_FORMER_ID = re.compile(
    rf"(?<![0-9A-Za-z.])(\d{{2}})\d{{4}}(?P<gap>[ -]?)(\d{{6}})(?P=gap)\d{{3}}{_ENDS}"
    r"(?!\.\d|元|万|亿|吨|号)"
)
_TOLD_ID = re.compile(
    rf"(?:身份证(?:件)?|[公居]民身份(?:证)?|证件|社会保障)(?:号码|号)?{_SAYS}"
    rf"(?P<told>\d(?:{_GAP}\d){{13,16}}(?:{_GAP}{_LAST})?)(?![0-9A-Za-z×])"
)
_MOBILE = re.compile(
    rf"(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]{{0,2}}\d{{4}}[ -]{{0,2}}\d{{4}}{_ENDS}{_UNITS}"
)
_TOLD_MOBILE = re.compile(
    r"(?:手机|电话|联系方式|联系人|联系|(?i:tel|mobile|phone))[^\d\n]{0,12}"
    r"(?P<told>1[3-9]\d(?:[ \-.\n]{0,2}\d){8})(?!\d|\.\d)"
)
_LINE = r"[2-8]\d{2,3}[ -]?\d{4}"
_LINES = rf"(?:[、/] ?{_LINE}(?:-\d{{1,5}})?(?!\d))*"
_PHONE = re.compile(
    r"(?<![0-9A-Za-z.-])(?:\+?86[ -]?\(?0?[1-9]\d{1,2}\)?|\(?0\d{2,3}\)?)(?:[ -]{0,2}|\.|-\n|\n-)"
    rf"{_LINE}(?:-\d{{1,5}})?{_ENDS}{_UNITS}{_LINES}"
)
_TOLD_PHONE = re.compile(
    rf"(?:电话|传真|座机|联系方式)(?:号码)?{_SAYS}(?P<told>{_LINE}(?:-\d{{1,5}})?(?!\d){_LINES})"
)
_CARD = re.compile(
    rf"(?<![0-9A-Za-z.-])(?:[3-6]\d{{3}}(?:[ -]{{0,2}}\d{{4}}){{2,3}}(?:[ -]{{0,2}}\d{{1,4}})?"
    rf"|62\d{{4}}[ -]{{1,2}}\d{{10,13}}|62\d{{2,16}}\n\d{{4,15}}){_ENDS}{_UNITS}"
)
_TOLD_CARD = re.compile(
    r"(?:(?:银行|储蓄|社保|信用|惠农|一卡通)?卡号|银行卡|银行账[号户]|一卡通(?:账号|号)|存折(?:账号|号码?)"
    rf"|个人(?:银行)?账[号户])(?:码)?{_SAYS}(?P<told>\d(?:[ -]{{0,2}}\d){{9,27}}){_ENDS}"
)
_EMAIL = re.compile(
    r"(?<![A-Za-z0-9_.+-])[A-Za-z0-9][A-Za-z0-9_.+-]* ?@ ?[A-Za-z0-9\u4e00-\u9fff-]+"
    r"(?:\.[A-Za-z0-9-]+|\.(?:中国|公司|网络|政务|公益))+"
)
_ACCOUNT = re.compile(
    r"(?:微信号?|(?i:wechat)|(?i:qq)号?|护照(?:号码|号)?|(?:通行证|台胞证|军官证|士兵证|居留证)(?:号码|号)?"
    r"|社会保障号码?)"
    rf"{_SAYS}(?P<told>[A-Za-z0-9][A-Za-z0-9_-]{{4,19}})(?![0-9A-Za-z]|\s*[条篇件个次万人家户])"
)

_NUMBER = r"(?:[甲乙丙丁附]?\d{1,5}(?:-\d{1,4})?|[一二三四五六七八九十]{1,3}|[A-Z]\d{0,2})"
_PART = r"(?:#楼|#|号楼|号院|号|栋|幢|座|单元|楼|层|室|户)"
_INSIDE = rf"(?: ?(?:{_NUMBER}|[东西南北中]) ?{_PART})"
_TAIL = r"(?: ?\d{2,5}(?!\d))?"
_DOOR = re.compile(
    rf"(?:(?<=[路街巷弄村庄屯组里园苑区寓厦城])|(?<=大道)|(?<=胡同)) ?(?P<told>{_NUMBER} ?"
    rf"(?:(?:#楼|号楼|号院|号|弄){_INSIDE}*{_TAIL}|(?:栋|幢|座)(?:{_INSIDE}+{_TAIL}| ?\d{{2,5}}(?!\d))))"
)
_HOUSE = re.compile(
    rf"{_NUMBER} ?(?:#楼|#|号楼|栋|幢|座)(?:{_INSIDE}+{_TAIL}|\d{{1,2}}-\d{{2,4}})|{_NUMBER} ?单元{_INSIDE}+"
)
_SHORT_HOUSE = re.compile(
    r"(?<=[园苑区寓厦城府村院庄湾里])(?:\d{1,3}-\d{1,2}-\d{2,4}(?![\d-])|\d{1,3}排\d{1,3}号)"
)
_VEHICLE = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新][A-Z][·• ]?"
    r"(?=[A-Z]*\d)(?:[A-Z0-9]{5,6}(?![A-Z0-9])|[A-Z0-9]{4}[学警挂领使港澳])"
)
_NO_DOOR = re.compile(
    r"建设|改造|加固|维修|修缮|文件|文$|公告|令|决定|通知|线|桥|井|地块|宗地|标段|工程|项目|公报|文号|文[，。、]"
)
_LIST_NUMBER = re.compile(r"(?:^|[\n ,;])\d{1,3}\.$")
_ANNOUNCING = re.compile(r"(?:^|[^A-Za-z])(?:tel|phone|mobile|mob|cell|no|wx|qq)\.?$", re.IGNORECASE)


def _always(_: re.Match[str]) -> bool:
    return True


def _is_id(match: re.Match[str]) -> bool:
    """Eighteen digits with a birthday and the right check digit (GB 11643-1999)."""
    return _checks(*match.groups())


def _is_spread_id(match: re.Match[str]) -> bool:
    """The same with gaps or a line's end within; the province is asked for: rows of figures look alike."""
    digits = "".join(each for each in match["told"] if each not in " -\t\n.,·")
    return digits[:2] in _PROVINCES and _checks(digits[:6], digits[6:14], digits[14:])


def _is_around_id(match: re.Match[str]) -> bool:
    return _checks(*(part for part in match.groups() if part is not None))


def _checks(region: str, birthday: str, serial: str) -> bool:
    body = region + birthday + serial[:3]
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, body, strict=True))
    last = serial[-1] if serial[-1].isdecimal() else "X"
    return _is_day(birthday) and _CHECK[total % 11] == last


def _is_former_id(match: re.Match[str]) -> bool:
    return match[1] in _PROVINCES and _is_day(_FORMER_CENTURY + match[3])


def _is_day(digits: str) -> bool:
    try:
        return _OLDEST <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year < _LATEST
    except ValueError:
        return False


def _is_card(match: re.Match[str]) -> bool:
    """16 to 19 digits that satisfy Luhn's check and are no credit code of an organisation."""
    digits = re.sub(r"\D", "", match[0])
    if not 16 <= len(digits) <= 19 or credit_code_problem(digits) is None:
        return False
    doubled = (int(each) * (2 if place % 2 else 1) for place, each in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % _LUHN == 0


def _stands_alone(match: re.Match[str]) -> bool:
    """No decimals and no part of a code: before it stands a list number, a word for telephone, no letter."""
    before = match.string[max(0, match.start() - 12) : match.start()]
    if before.endswith("."):
        return not before[:-1][-1:].isdecimal() or _LIST_NUMBER.search(before) is not None
    last = before[-1:]
    return not (last.isascii() and last.isalpha()) or _ANNOUNCING.search(before) is not None


def _is_door(match: re.Match[str]) -> bool:
    """No number of a document, a line or a plot of land."""
    return not _NO_DOOR.match(match.string, match.end())


RULES: tuple[Rule, ...] = (
    (Kind.ID_CARD, _AROUND_ID, _is_around_id),
    (Kind.ID_CARD, _ID, _is_id),
    (Kind.ID_CARD, _SPREAD_ID, _is_spread_id),
    (Kind.ID_CARD, _TOLD_ID, _always),
    (Kind.EMAIL, _EMAIL, _always),
    (Kind.BANK_CARD, _CARD, _is_card),
    (Kind.BANK_CARD, _TOLD_CARD, _always),
    (Kind.ID_CARD, _FORMER_ID, _is_former_id),
    (Kind.MOBILE, _MOBILE, _stands_alone),
    (Kind.MOBILE, _TOLD_MOBILE, _always),
    (Kind.PHONE, _PHONE, _always),
    (Kind.PHONE, _TOLD_PHONE, _always),
    (Kind.ACCOUNT, _ACCOUNT, _always),
    (Kind.ADDRESS, _DOOR, _is_door),
    (Kind.ADDRESS, _HOUSE, _is_door),
    (Kind.ADDRESS, _SHORT_HOUSE, _always),
    (Kind.VEHICLE, _VEHICLE, _always),
)
"""Of two rules that find overlapping spans the earlier wins."""
