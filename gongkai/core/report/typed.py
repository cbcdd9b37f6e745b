"""Figures typed by hand where a count exists: found in the office's paragraphs, and refused.

A clause is judged by declared phrases ("收到…申请") with a number and the measure's unit beside them.
What the clause says of somebody else (a county, the body's own offices, a running total) is left alone
unless the number is the very figure of the return.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.core.messages import N_, Message
from gongkai.core.report.figures import LAST_YEAR, WAN, Figures
from gongkai.core.report.parts import Problem
from gongkai.core.report.prose import numbered
from gongkai.core.report.wording import HOLE, Measure, Wording

CLAUSE = re.compile(r"[^，。；！？（）()]+")
GAP = r"[^，。；、\d]{0,12}?"
NUMBER = r"(?P<number>\d+(?:,\d{3})*(?:\.\d+)?)\s*(?P<size>万|亿)?(?:余|多)?\s*"
LAST_YEAR_WORDS = ("上年", "去年", "上一年")
OTHERS = re.compile(
    r"本级|累计|以来|季度|月份|历年|每年|同比|增加|减少|"
    r"[\u4e00-\u9fff]{2,}(?:局|委|办|区|县|镇|乡|街道|厅|院|中心|集团|公司)(?=[^\u4e00-\u9fff]|共|收|受|办|举|发|公|编|接|组|设)"
)
SIZES = {"万": WAN, "亿": WAN * WAN, None: 1}


@dataclass(frozen=True, slots=True)
class Typed:
    """A number found beside a phrase of `measure`."""

    measure: Measure
    phrase: str
    clause: str
    number: Decimal


def typed_figures(slot: str, text: str, wording: Wording, figures: Figures) -> Iterator[Problem]:
    """The figures of `text` that a count holds: each with its paragraph and the hole to write instead."""
    for number, line in numbered(text):
        for found in _claims(line, wording.measures):
            hole = _hole(found, figures)
            if hole:
                yield _problem(slot, number, found, hole)


def _claims(line: str, measures: tuple[Measure, ...]) -> Iterator[Typed]:
    for match in CLAUSE.finditer(HOLE.sub("〔〕", line)):
        clause = match[0].strip()
        claims = (claim for measure in measures for claim in _claims_in(clause, measure))
        yield from _longest_phrase_only(claims)


def _claims_in(clause: str, measure: Measure) -> Iterator[Typed]:
    for phrase in measure.phrases:
        words = GAP.join(re.escape(word) for word in phrase.split("…"))
        unit = re.escape(measure.unit)
        for pattern in (f"{words}{GAP}{NUMBER}{unit}", f"{NUMBER}{unit}{GAP}{words}"):
            found = re.search(pattern, clause)
            if found:
                number = Decimal(found["number"].replace(",", "")) * SIZES[found["size"]]
                yield Typed(measure, phrase, clause, number)


def _longest_phrase_only(claims: Iterator[Typed]) -> Iterator[Typed]:
    """One claim a number: "不予公开政府信息" is not also "公开政府信息"."""
    best: dict[Decimal, Typed] = {}
    for claim in claims:
        if claim.number not in best or len(claim.phrase) > len(best[claim.number].phrase):
            best[claim.number] = claim
    return iter(best.values())


def _hole(found: Typed, figures: Figures) -> str | None:
    """The hole that says what the clause says; None when no count holds that figure."""
    name = found.measure.figure
    at = _whose(found, figures)
    amount = figures.find(name, at)
    if amount is None or amount.read is None:
        return None
    if at is None and OTHERS.search(found.clause) and amount.read != found.number:
        return None
    mode = (
        ":rounded" if found.number != amount.read and found.number % 100 == 0 and found.number >= WAN else ""
    )
    return f"{{{name}{'@' + at if at else ''}{mode}}}"


def _whose(found: Typed, figures: Figures) -> str | None:
    """Whose figure the clause speaks of: None for this return's, else what a hole writes after @.

    "上年结转" is a figure of this year, so the phrase itself does not count as a word for last year.
    """
    clause = found.clause
    for word in found.phrase.split("…"):
        clause = clause.replace(word, "")
    for year in re.findall(r"(20\d\d)\s*年", clause):
        if int(year) != figures.year:
            return str(year)
    if any(word in clause for word in LAST_YEAR_WORDS) and "比上年" not in clause:
        return LAST_YEAR
    return next((body for body in figures.by_body if body in clause), None)


def _problem(slot: str, paragraph: int, found: Typed, hole: str) -> Problem:
    return Problem(
        slot,
        paragraph,
        found.clause,
        Message(
            N_("第{paragraph}段手工写了数字：“{clause}”。这个数由系统统计，不能手工填写"),
            {"paragraph": paragraph, "clause": found.clause},
        ),
        Message(N_("把数字改为 {hole}，报告会自动填入统计数"), {"hole": hole}),
    )
