"""What is wrong in a report: every rule run once, root causes once, the gravest first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.core.cells import Cell
from gongkai.core.checks import check_text, explains_open_requests
from gongkai.core.crossfoot import check as cross_foot
from gongkai.core.crossfoot import check_children, to_findings
from gongkai.core.document import Document
from gongkai.core.findings import Finding, Where
from gongkai.core.forms import Form, Severity
from gongkai.core.messages import N_, Message
from gongkai.core.narrative import check_narrative
from gongkai.core.reading import Found, Reading, Sentence
from gongkai.core.recognise import recognise
from gongkai.core.report_clock import NoReportDueError, Reporter
from gongkai.foundation.rulebook import NoSuchFormError, form_for, forms, report_due
from gongkai.reporting.checking.comparisons import check_jumps, check_relatives
from gongkai.reporting.checking.declared import narratives, scope_words, text_words
from gongkai.reporting.checking.result import ReportResult
from gongkai.reporting.readers import Unreadable, read

_GRAVITY = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
FIRST_FORM_YEAR = 2014  # no national form before it
# A government, and its office, which reports for it (《条例》第四十九条第二款).
_ANSWERS_FOR_GOVERNMENT = re.compile(
    r"政府(?:办公室|办公厅|办)?$|管委会$|管理委员会$|(?:镇|乡|街道|街道办事处)$"
)
OPEN_REQUESTS = "A24"  # asks what became of requests not closed: answered where the prose tells


def check(
    reading: Reading, previous: Reading | None = None, children: Sequence[Reading] = ()
) -> tuple[Finding, ...]:
    """The findings on a read report, against last year's and the reports below it if they are given."""
    findings = [
        *reading.findings,
        *_recognised(reading),
        *_crossfooting(reading, previous, children),
        *check_narrative(reading, narratives(), scope_words()),
        *check_text(reading, text_words(), _proper_form(reading.year), _due(reading)),
    ]
    return tuple(sorted(findings, key=_order))


def check_file(
    data: bytes, name: str, previous: Reading | None = None, children: Sequence[Reading] = ()
) -> ReportResult:
    """Read, recognise and check one file. A file that can't be read gives a result that says so."""
    try:
        reading = read_report(data, name)
    except Unreadable as error:
        return ReportResult(name, message=error.message)
    return ReportResult(name, reading, check(reading, previous, children))


def read_report(data: bytes, name: str) -> Reading:
    """The report in a file. Raises Unreadable."""
    return recognise(read(data, name), forms(), name)


def check_cells(
    form: Form,
    cells: Mapping[str, Cell],
    sentences: Sequence[Sentence] = (),
    *,
    year: int | None = None,
    body: str | None = None,
    headings: Sequence[Sentence] = (),
    previous: Mapping[str, Cell] | None = None,
    children: Sequence[Mapping[str, Cell]] = (),
) -> tuple[Finding, ...]:
    """The findings on a compiled return: its cells, and the narrative that goes with them."""

    def reading_of(values: Mapping[str, Cell], of_year: int | None) -> Reading:
        found = {code: Found(cell, Where(cell=code)) for code, cell in values.items()}
        document = Document(body or "", "return", ())
        return Reading(document, form, body, of_year, found, tuple(sentences), tuple(headings))

    last_year = None if year is None else year - 1
    return check(
        reading_of(cells, year),
        None if previous is None else reading_of(previous, last_year),
        [reading_of(child, year) for child in children],
    )


def _order(finding: Finding) -> tuple[int, int, int, str]:
    where = finding.where
    return _GRAVITY[finding.severity], where.page or 0, where.line or 0, finding.rule


def _recognised(reading: Reading) -> Iterator[Finding]:
    """Says so when a report has no table or no year, since then most rules can't run."""
    expects_table = reading.year is None or reading.year >= FIRST_FORM_YEAR
    if reading.form is None and expects_table:
        yield _unrecognised("no-table", N_("没有找到年度报告的统计表"), N_("请确认文件是完整的年度报告"))
    if reading.year is None:
        yield _unrecognised("no-year", N_("没有认出报告年度"), N_("请在标题中写明年度"))


def _unrecognised(rule: str, message: str, suggestion: str) -> Finding:
    return Finding(
        rule,
        Severity.WARNING,
        Message(message),
        basis=Message(N_("年度报告格式")),
        suggestion=Message(suggestion),
    )


def _crossfooting(
    reading: Reading, previous: Reading | None, children: Sequence[Reading]
) -> Iterator[Finding]:
    form = reading.form
    if form is None:
        return
    cells, places = _values(reading), _places(reading)
    usable, related = check_relatives(reading, previous, children)
    yield from related
    before = usable.previous
    differences = cross_foot(form, cells, _values(before) if before else None)
    if explains_open_requests(reading):
        differences = [difference for difference in differences if difference.rule.id != OPEN_REQUESTS]
    yield from to_findings(differences, form, places, _places(before) if before else None)
    if before is not None:
        yield from check_jumps(reading, before)
    below = check_children(form, cells, [_values(child) for child in usable.children])
    yield from to_findings(below, form, places)


def _values(reading: Reading) -> dict[str, Cell]:
    return {code: found.cell for code, found in reading.cells.items()}


def _places(reading: Reading) -> dict[str, Where]:
    return {code: Where(found.where.page, found.where.line, code) for code, found in reading.cells.items()}


def _proper_form(year: int | None) -> Form | None:
    if year is None:
        return None
    try:
        return form_for(year)
    except NoSuchFormError:
        return None


def _due(reading: Reading) -> date | None:
    """The last day of publication; a body nobody could name is given the later one."""
    if reading.year is None:
        return None
    body = reading.body or ""
    is_department = bool(body) and not _ANSWERS_FOR_GOVERNMENT.search(body)
    reporter = Reporter.DEPARTMENT if is_department else Reporter.GOVERNMENT
    try:
        return report_due(reporter, reading.year).date
    except NoReportDueError:
        return None
