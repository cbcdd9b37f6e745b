"""What everybody reads of the gazette. Nothing here asks who reads. What was withdrawn since answers with its
notice only, and is not handed out as a file either."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gongkai.core.messages import Message
from gongkai.foundation.files.queries import FileCard
from gongkai.foundation.files.queries import cards as file_cards
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.transparency.queries import edition_with, proof_of
from gongkai.publishing.gazette import law
from gongkai.publishing.gazette.models import Entry, Gazette, Issue, Paper, PaperForm, ScanReading
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.gazette.papers.printed import PrintedIssue, line_of, printed
from gongkai.publishing.gazette.proving import address_of, content_of, paper_out


@dataclass(frozen=True, slots=True)
class Place:
    """Where an issue stands: the code of its government, year and number."""

    body: str
    year: int
    number: int


@dataclass(frozen=True, slots=True)
class IssueLine:
    """An issue in a list. `line`: 2026年第3期（总第45期）."""

    id: int
    place: Place
    title: str
    line: str
    dated: date
    items: int
    is_old: bool
    is_sample: bool


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line of the contents. `address`: of the document on the site; `page` as printed. `is_gone`: withdrawn
    since."""

    id: int
    order: int
    section: str
    title: str
    number: str
    maker: str
    page: int | None
    address: str
    is_gone: bool
    is_erratum: bool


@dataclass(frozen=True, slots=True)
class PrintedIn:
    """That something stands in an issue that is out, and where."""

    id: int
    issue: IssueLine
    order: int
    title: str
    page: int | None
    edition: int | None = None
    document: int | None = None


@dataclass(frozen=True, slots=True)
class IssueWhole:
    """`pdf`: its pages for print, or its scan; None while they are being set again."""

    line: IssueLine
    issn: str
    serial_number: str
    editor: str
    contact: str
    statement: str
    statement_article: str
    sections: tuple[tuple[str, tuple[EntryLine, ...]], ...]
    pdf: FileCard | None
    pages: int
    published_at: datetime | None


@dataclass(frozen=True, slots=True)
class EntryWhole:
    """One document in an issue. `html` of a document (its edition as printed), `text` of a correction or a
    scan, `scan`: its pages there."""

    issue: IssueWhole
    line: EntryLine
    html: str
    text: str
    edition: int | None
    scan: range
    corrects: PrintedIn | None
    corrected_by: tuple[PrintedIn, ...]
    before: EntryLine | None
    after: EntryLine | None
    notice: str


class NoSuchPlaceError(LookupError):
    """No issue that is out stands there."""


def gazettes() -> dict[int, str]:
    """Titles of the gazettes that have an issue out, by body."""
    return dict(Gazette.objects.filter(issues__state__in=OUT).distinct().values_list("body_id", "title"))


def years(body_id: int | None = None) -> list[int]:
    """The years of which there is an issue, newest first."""
    found = _out()
    if body_id is not None:
        found = found.filter(body=body_id)
    return sorted(set(found.values_list("year", flat=True)), reverse=True)


def issues(*, body_id: int | None = None, year: int | None = None) -> tuple[IssueLine, ...]:
    """Issues that are out, newest first."""
    found = _out().order_by("-year", "-number", "gazette")
    if body_id is not None:
        found = found.filter(body=body_id)
    if year is not None:
        found = found.filter(year=year)
    return _lines(found)


def gazette_of(document_id: int) -> tuple[PrintedIn, ...]:
    """Where a document was printed, newest first: that text is the authoritative one (标准文本)."""
    rows = Entry.objects.filter(document=document_id, issue__state="published")
    return _printed_in(rows.order_by("-issue__published_at", "-pk"))


def issue(place: Place) -> IssueWhole:
    """The issue with its contents. Raises NoSuchPlaceError."""
    return _whole(_at(place))


def entry(place: Place, order: int) -> EntryWhole:
    """One document of it. Raises NoSuchPlaceError."""
    found = _at(place)
    row = (
        Entry.objects.filter(issue=found, order=order)
        .select_related("document", "edition", "corrects__issue__gazette")
        .first()
    )
    if row is None:
        raise NoSuchPlaceError(place, order)
    whole = _whole(found)
    lines = [line for _, group in whole.sections for line in group]
    at = next(n for n, line in enumerate(lines) if line.order == order)
    gone = lines[at].is_gone
    scan = range(row.first_page, (row.last_page or row.first_page) + 1) if row.first_page else range(0)
    return EntryWhole(
        issue=whole, line=lines[at], html="" if gone or row.edition is None else row.edition.html,
        text=row.text, edition=row.edition.number if row.edition else None, scan=scan,
        corrects=next(iter(_printed_in([row.corrects])), None) if row.corrects else None,
        corrected_by=_corrections(row), before=lines[at - 1] if at else None,
        after=lines[at + 1] if at + 1 < len(lines) else None, notice=_notice(row) if gone else "",
    )  # fmt: skip


def book(place: Place) -> PrintedIssue:
    """The issue as its papers say it, for an electronic book. Raises NoSuchPlaceError."""
    return printed(_at(place))


def proof(place: Place) -> dict[str, Any] | Message:
    """The proof file of the issue: of the edition whose file is handed out, of the first while that is set
    again. Raises NoSuchPlaceError."""
    found = _at(place)
    address, paper = address_of(found), paper_out(found)
    edition = edition_with(address, content_of(found, paper)) if paper is not None else None
    return proof_of(address, edition or 1)


def scan_of(place: Place) -> tuple[FileCard, int]:
    """The scan of an old issue, and its pages. Raises NoSuchPlaceError."""
    found = _at(place)
    paper = Paper.objects.filter(issue=found, form=PaperForm.SCAN).order_by("-pk").first()
    if paper is None:
        raise NoSuchPlaceError(place)
    return file_cards([paper.file_id])[paper.file_id], _scan_pages(found)


def entries_out(entry_ids: Collection[int]) -> tuple[PrintedIn, ...]:
    """Those of the entries that everybody may read at this moment."""
    rows = Entry.objects.filter(pk__in=entry_ids, issue__state__in=OUT)
    return _printed_in(rows.exclude(document__standing="withdrawn"))


def withdrawn() -> tuple[tuple[Place, int], ...]:
    """Where something stood that was withdrawn since: of these pages no old copy may be read."""
    rows = list(Entry.objects.filter(document__standing="withdrawn", issue__state__in=OUT).order_by("pk"))
    places = {each.id: each.place for each in _lines(_out().filter(pk__in={row.issue_id for row in rows}))}
    return tuple((places[row.issue_id], row.order) for row in rows)


def _out() -> QuerySet[Issue]:
    return Issue.objects.filter(state__in=OUT).select_related("gazette")


def _at(place: Place) -> Issue:
    found = _out().filter(gazette__body__code=place.body, year=place.year, number=place.number).first()
    if found is None:
        raise NoSuchPlaceError(place)
    return found


def _lines(found: Collection[Issue] | QuerySet[Issue]) -> tuple[IssueLine, ...]:
    rows = list(found)
    bodies = organisations.latest_bodies({row.body_id for row in rows})
    counted: dict[int, int] = {}
    for number in Entry.objects.filter(issue__in=[row.pk for row in rows]).values_list("issue_id", flat=True):
        counted[number] = counted.get(number, 0) + 1
    return tuple(
        IssueLine(
            row.pk, Place(bodies[row.body_id].code, row.year, row.number), row.gazette.title, line_of(row),
            row.dated, counted.get(row.pk, 0), row.is_old, row.is_sample,
        )
        for row in rows
    )  # fmt: skip


def _printed_in(rows: Collection[Entry] | QuerySet[Entry]) -> tuple[PrintedIn, ...]:
    found = list(rows)
    if not found:
        return ()
    numbers = {row.issue_id for row in found}
    lines = {each.id: each for each in _lines(_out().filter(pk__in=numbers))}
    editions = dict(
        Entry.objects.filter(pk__in=[row.pk for row in found]).values_list("pk", "edition__number")
    )
    return tuple(
        PrintedIn(
            row.pk, lines[row.issue_id], row.order, row.title, row.page, editions[row.pk], row.document_id
        )
        for row in found
        if row.issue_id in lines
    )


def _corrections(row: Entry) -> tuple[PrintedIn, ...]:
    return _printed_in(Entry.objects.filter(corrects=row, issue__state__in=OUT).order_by("pk"))


def _whole(found: Issue) -> IssueWhole:
    (line,) = _lines([found])
    gazette, rules = found.gazette, law.rules()
    rows = list(Entry.objects.filter(issue=found).select_related("document").order_by("order"))
    sections: dict[str, list[EntryLine]] = {}
    for row in rows:
        sections.setdefault(row.section, []).append(_entry_line(row))
    pdf, pages = _file_of(found)
    return IssueWhole(
        line, gazette.issn, gazette.serial_number, gazette.editor, gazette.contact, rules.statement,
        rules.statement_article,
        tuple((rules.section_title(code), tuple(group)) for code, group in sections.items()), pdf, pages,
        found.published_at,
    )  # fmt: skip


def _entry_line(row: Entry) -> EntryLine:
    gone = row.document is not None and row.document.standing == "withdrawn"
    address = row.document.address if row.document is not None else ""
    return EntryLine(
        row.pk, row.order, row.section, "" if gone else row.title, row.number, row.maker, row.page, address,
        gone, row.corrects_id is not None,
    )  # fmt: skip


def _file_of(found: Issue) -> tuple[FileCard | None, int]:
    """The file to hand out, and its pages."""
    paper = paper_out(found)
    if paper is None:
        return None, 0
    pages = _scan_pages(found) if found.is_old else paper.pages
    return file_cards([paper.file_id])[paper.file_id], pages


def _scan_pages(found: Issue) -> int:
    return ScanReading.objects.filter(issue=found).values_list("pages", flat=True).first() or 0


def _notice(row: Entry) -> str:
    """The public words of the withdrawal."""
    assert row.document is not None
    last = row.document.standingnotices.filter(standing="withdrawn").order_by("-pk").first()
    return last.reason if last else ""
