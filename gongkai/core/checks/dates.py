"""Dates: the signature after the period's end and within the statutory time, the period that of the year."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.core.checks.wording import TextWords
from gongkai.core.document import Document
from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading, Sentence

_YEAR = r"(20\d\d|二[〇○零Oo0ＯО]?[〇○零Oo0ＯО一二三四五六七八九]{2,3})"
_NUMBER = r"(\d{1,2}|[一二三四五六七八九十]{1,3})"
_SIGNED = re.compile(rf"(?:^|[\u4e00-\u9fa5）)])[（(]?{_YEAR}年{_NUMBER}月{_NUMBER}日[）)]?$")
_ALONE = re.compile(rf"^[（(]?{_YEAR}年{_NUMBER}月{_NUMBER}日[）)]?$")
_ISSUED = re.compile(
    r"(?:发布|发文|成文|公开|生成|印发|发表|更新)?(?:日期|时间)[:：|]?(20\d\d)[-./年](\d{1,2})[-./月](\d{1,2})"
)
_LONGEST = 3000  # characters read of one sentence: a longer one is no prose
_SIGNATURE = 40  # the longest line that ends in a signing body and a date
_PERIOD = re.compile(
    r"(?:自|从)?(20\d\d)年(\d{1,2})月(\d{1,2})日(?:起|开始)?[，,]?(?:至|到|-|—|－|~|～)+(?:(20\d\d)年|当年|本年)?(\d{1,2})月(\d{1,2})日"
)
_FIGURES = {character: number for number, character in enumerate("零一二三四五六七八九")}
PERIOD_BASIS = Message(N_("年度报告报告的是上一年度（1月1日至12月31日）的工作"))


def check_dates(reading: Reading, words: TextWords, due: date | None) -> Iterator[Finding]:
    """Signature, publication date and stated period against the report's year. `due` is the statutory
    last day of publication, or None when it is unknown."""
    if reading.year is None:
        return
    signed = _signature(reading.document)
    if signed:
        yield from _signed_too_early(*signed, reading.year)
    published = signed or _issued(reading.document)
    if published and due is not None:
        yield from _too_late(*published, reading.year, due)
    for sentence in reading.sentences:
        if words.period_pattern.search(sentence.text[:_LONGEST]):
            yield from _period(sentence, reading.year)


def _signature(document: Document) -> tuple[date, Where] | None:
    """The last date that stands alone or closes a short line; one in brackets under the title counts too."""
    found = None
    for line in document.lines:
        text = re.sub(r"\s+", "", line.text)
        if len(text) > _SIGNATURE:
            continue
        match = _ALONE.match(text) or (_SIGNED.search(text) if _closes(text) else None)
        day = _day(*match.groups()) if match else None
        if day is not None:
            found = day, Where(line.page, line.number)
    return found


def _closes(text: str) -> bool:
    """A signing body before the date: no verb of a sentence, no period, no label such as 发布日期."""
    return not re.search(r"[，。；：:至自起]|日期|时间|截止|截至|之前|以前", text)


def _issued(document: Document) -> tuple[date, Where] | None:
    """The publication date a web page shows."""
    for line in document.lines:
        match = _ISSUED.search(re.sub(r"\s+", "", line.text))
        day = _day(*match.groups()) if match else None
        if day is not None:
            return day, Where(line.page, line.number)
    return None


def _signed_too_early(day: date, where: Where, year: int) -> Iterator[Finding]:
    if day >= date(year, 12, 31) or day.year < year - 1:
        return
    meant = _next_year(day, year)
    values = {"day": day.isoformat(), "year": year, "meant": meant.isoformat()}
    yield Finding(
        "date-before-period-end",
        Severity.ERROR,
        Message(N_("落款 {day} 早于统计期末 {year}-12-31"), values),
        where,
        day.isoformat(),
        meant.isoformat(),
        basis=PERIOD_BASIS,
        suggestion=Message(N_("落款年份疑似写错，应为 {meant}"), values),
    )


def _next_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year + 1)
    except ValueError:  # 29 February
        return date(year + 1, 3, 1)


def _too_late(day: date, where: Where, year: int, due: date) -> Iterator[Finding]:
    if due < day < date(year + 3, 1, 1):
        values = {"day": day.isoformat(), "due": due.isoformat()}
        yield Finding(
            "date-late",
            Severity.NOTE,
            Message(N_("报告日期 {day} 晚于法定公布期限 {due}"), values),
            where,
            day.isoformat(),
            due.isoformat(),
            basis=Message(N_("《政府信息公开条例》规定的年度报告公布期限")),
            suggestion=Message(N_("如公布日期另有记录，请核对；确属逾期的应说明")),
        )


def _period(sentence: Sentence, year: int) -> Iterator[Finding]:
    match = _PERIOD.search(re.sub(r"\s+", "", sentence.text[:_LONGEST]))
    if not match:
        return
    first = _day(match[1], match[2], match[3])
    last = _day(match[4] or match[1], match[5], match[6])
    if first is None or last is None:
        return
    starts_right = first == date(year, 1, 1) or year == 2008  # the first regulation began on 1 May 2008
    if starts_right and last == date(year, 12, 31):
        return
    other_year = first.year != year or last.year != year
    yield Finding(
        "period",
        Severity.ERROR if other_year else Severity.WARNING,
        Message(N_("统计期限写作“{said}”，应为 {year} 年全年"), {"said": match.group(), "year": year}),
        sentence.where,
        match.group(),
        f"{year}-01-01/{year}-12-31",
        basis=PERIOD_BASIS,
        suggestion=Message(N_("请改正统计期限；确有特殊起止的应说明原因")),
    )


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(_year(year), _number(month), _number(day))
    except ValueError:
        return None


def _year(text: str) -> int:
    if text.isdigit():
        return int(text)
    digits = re.sub(r"[〇○零Oo0ＯО]", "0", text)
    return int("".join(str(_FIGURES.get(character, character)) for character in digits))


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (_FIGURES[tens] if tens else 1) * 10 * bool(ten) + (_FIGURES[ones] if ones else 0)
