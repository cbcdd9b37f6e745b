"""Small reports for the tests: cells, and sentences under one heading."""

from collections.abc import Mapping

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.document import Document
from gongkai.core.findings import Finding, Where
from gongkai.core.narrative import check_narrative
from gongkai.core.narrative.claims import Claim, claims, passages
from gongkai.core.narrative.places import Places
from gongkai.core.reading import Found, Reading, Sentence
from gongkai.foundation import rulebook
from gongkai.reporting.checking.declared import narratives, scope_words

CITY = "青川市人民政府"
YEARS = {"2014": 2017, "2019": 2020, "2021": 2024}


def sentences(text: str, heading: str = "（二）依申请公开情况") -> tuple[Sentence, ...]:
    """The text cut at 。 and ；, as recognition cuts it, one line each."""
    cut = text.replace("。", "。\n").replace("；", "；\n").split("\n")
    return tuple(
        Sentence(part, Where(1, line), "一", heading) for line, part in enumerate(filter(None, cut), start=1)
    )


def report(
    form: str,
    text: str,
    cells: Mapping[str, int | str] | None = None,
    *,
    body: str = CITY,
    year: int | None = None,
    heading: str = "（二）依申请公开情况",
) -> Reading:
    """A reading with these cells ("" is blank, "/" struck)."""
    found = {code: Found(_cell(value), Where(2, 40, code)) for code, value in (cells or {}).items()}
    return Reading(
        Document("report.txt", "txt", ()),
        rulebook.form(form),
        body,
        year or YEARS[form],
        found,
        sentences(text, heading),
    )


def _cell(value: int | str) -> Cell:
    if isinstance(value, int):
        return Cell.number(value)
    return STRUCK if value == "/" else BLANK


def found_in(reading: Reading) -> list[Finding]:
    """What the narrative checks say."""
    return list(check_narrative(reading, narratives(), scope_words()))


def said(reading: Reading) -> list[tuple[str, str]]:
    """Rule and severity of each finding."""
    return [(finding.rule, finding.severity.value) for finding in found_in(reading)]


def claimed(reading: Reading) -> list[Claim]:
    """Every claim of the prose."""
    assert reading.form is not None
    fitting = [each for each in narratives() if reading.form.code in each.forms]
    read = passages(reading.sentences, Places.of(reading.document))
    found: list[Claim] = []
    for narrative in fitting:
        taken = {(claim.sentence, claim.start) for claim in found}
        found += claims(read, narrative, scope_words().compiled, reading.year, reading.body, taken)
    return found
