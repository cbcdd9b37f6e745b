"""Other years in the text: last year's work, last year's plan and last year's title left standing."""

import re
from collections.abc import Iterator

from gongkai.core.checks.wording import TextWords
from gongkai.core.findings import Finding
from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative.quantities import quantities
from gongkai.core.reading import Reading, Sentence

BASIS = Message(N_("年度报告报告的是本年度的工作"))
_LEADING = re.compile(r"(?:^|[。；：，])[）)]?(?P<year>20\d\d)年(?:度)?[，,、]?")
# Only the report's own announcement: last year's report is rightly named among this year's publications.
_OWN_TITLE = re.compile(
    r"(?:现(?:将|予|向社会|就)?|特(?:向社会|此)?)(?:公布|发布|将)?[^，。；《》]{0,30}?(?P<year>20\d\d)年(?:度)?"
    r"[^，。；《》]{0,20}?政府信息公开(?:工作)?年度报告"
)
_COMPARES = re.compile(
    r"同比|环比|较上|较去|较20|比上|比去|增长|减少|下降|上升|增加|降低|持平|提高|翻|两年|本年度|报告期"
)
_LONGEST = 3000  # characters read of one sentence: a longer one is no prose
_MIXED = 8  # how many years back a leftover sentence may reach


def check_years(reading: Reading, words: TextWords) -> Iterator[Finding]:
    """Clauses that report another year's work as this year's, and plans for a year already over."""
    if reading.year is None:
        return
    for sentence in reading.sentences:
        text = re.sub(r"\s+", "", sentence.text[:_LONGEST])
        yield from _own_title(sentence, text, reading.year)
        if words.plan_chapter_pattern.search(sentence.heading):
            yield from _old_plan(sentence, text, reading.year, words)
        else:
            yield from _old_work(sentence, text, reading.year, words)


def _own_title(sentence: Sentence, text: str, year: int) -> Iterator[Finding]:
    match = _OWN_TITLE.search(text)
    if match and int(match["year"]) != year and str(year) not in match.group():
        yield Finding(
            "other-year-title",
            Severity.WARNING,
            Message(
                N_("报告是 {year} 年度的，正文自称 {said} 年度报告"), {"year": year, "said": match["year"]}
            ),
            sentence.where,
            int(match["year"]),
            year,
            basis=BASIS,
            suggestion=Message(N_("疑似沿用上年稿，请改正年份")),
        )


def _old_work(sentence: Sentence, text: str, year: int, words: TextWords) -> Iterator[Finding]:
    for match in _LEADING.finditer(text):
        said = int(match["year"])
        if not year - _MIXED <= said < year:
            continue
        clause = _until_next_year(text, match.end())
        around = text[max(0, match.start("year") - 10) : match.end()] + clause
        if words.fine_pattern.search(_first_clauses(around)) or _says_this_year(text, year):
            continue
        if _COMPARES.search(clause):
            continue
        counted = [quantity for quantity in quantities(clause) if quantity.unit and not quantity.is_share]
        if counted and words.work_pattern.search(clause):
            yield Finding(
                "other-year",
                Severity.WARNING,
                Message(
                    N_("{year} 年度报告中写了 {said} 年的工作量：“{text}”"),
                    {"year": year, "said": said, "text": f"{said}年，{_first_clauses(clause)}"[:60]},
                ),
                sentence.where,
                said,
                year,
                basis=BASIS,
                suggestion=Message(N_("疑似沿用上年稿；请改为本年度的数，或写明是上年情况")),
            )


def _until_next_year(text: str, start: int) -> str:
    """The text from `start` to where another year or the sentence takes over."""
    following = re.search(r"。|；|20\d\d年", text[start:])
    return text[start : start + following.start()] if following else text[start:]


def _first_clauses(text: str) -> str:
    return "，".join(text.split("，")[:4])


def _says_this_year(text: str, year: int) -> bool:
    """Whether the sentence sets this year beside the other one."""
    return f"{year}年" in text or "本年" in text or "今年" in text


def _old_plan(sentence: Sentence, text: str, year: int, words: TextWords) -> Iterator[Finding]:
    for match in _LEADING.finditer(text):
        said = int(match["year"])
        clause = text[match.end() : match.end() + 20]
        planned = re.match(rf"[^，。；]{{0,8}}(?:{words.plan_pattern.pattern})", clause)
        if year - _MIXED <= said <= year and planned:
            yield Finding(
                "stale-plan",
                Severity.WARNING,
                Message(
                    N_("改进打算写的是 {said} 年，而本报告是 {year} 年度的：“{text}”"),
                    {"year": year, "said": said, "text": f"{said}年{clause}"},
                ),
                sentence.where,
                said,
                year + 1,
                basis=BASIS,
                suggestion=Message(N_("打算应针对下一年度，请核对年份")),
            )
