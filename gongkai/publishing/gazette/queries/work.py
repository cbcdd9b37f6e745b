"""The gazette before those who edit it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, QuerySet

from gongkai.core.publishing.gazette import Piece, proposed
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.gazette import duty, policy
from gongkai.publishing.gazette.actions.copies import totals
from gongkai.publishing.gazette.actions.old import pointed_at
from gongkai.publishing.gazette.digests import digest_of
from gongkai.publishing.gazette.models import (
    Copies,
    Entry,
    Gazette,
    Issue,
    Omission,
    Paper,
    PaperForm,
    ScanPage,
    ScanReading,
)
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.gazette.papers.printed import line_of
from gongkai.publishing.gazette.policy import the_lifecycle
from gongkai.publishing.gazette.queries.visible import (
    gazettes_visible_to,
    issue_visible_to,
    issues_visible_to,
)
from gongkai.publishing.models import Edition

_CHOICES = 100


@dataclass(frozen=True, slots=True)
class GazetteCard:
    id: int
    body: int
    title: str
    issn: str
    serial_number: str
    editor: str
    contact: str
    since: date


@dataclass(frozen=True, slots=True)
class IssueCard:
    """`lacking`: how many must be in and are not, of an issue in hand; None of any other."""

    id: int
    gazette: int
    title: str
    line: str
    dated: date
    state: str
    is_old: bool
    year: int
    number: int
    items: int
    lacking: int | None
    read: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A released edition that may be taken in. `reason`: why it is left out, where that was said."""

    document: int
    title: str
    number: str
    kind: str
    body: int
    released_at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StaffEntry:
    id: int
    order: int
    section: str
    title: str
    number: str
    maker: str
    document: int | None
    page: int | None
    first: int | None
    last: int | None
    text: str
    corrects: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class CopiesLine:
    entry: int
    place: str
    name: str
    copies: int
    on: date


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the recognition of a scan is."""

    pages: int
    done: int
    problem: str


@dataclass(frozen=True, slots=True)
class IssueDesk:
    """An issue whole. `verbs`: what the person may try now. `proof`: number of the file with its pages."""

    card: IssueCard
    gazette: GazetteCard
    starts: date
    ends: date
    revision: int
    returned: str
    writers: tuple[str, ...]
    approved_by: str
    published_at: datetime | None
    entries: tuple[StaffEntry, ...]
    lacking: tuple[Candidate, ...]
    excused: tuple[Candidate, ...]
    proof: int | None
    proof_pages: int
    scan: int | None
    reading: Reading | None
    verbs: tuple[str, ...]
    copies: tuple[CopiesLine, ...]
    printed: int
    given: int

    @property
    def last_day(self) -> date:
        return self.ends - timedelta(days=1)


def gazettes(actor: Actor, day: date) -> list[GazetteCard]:
    return [_gazette(row) for row in gazettes_visible_to(actor, day).order_by("pk")]


def issues(actor: Actor, day: date, *, gazette_id: int | None = None, limit: int = 60) -> list[IssueCard]:
    """Newest first; dropped ones are left out."""
    found = issues_visible_to(actor, day).select_related("gazette", "reading").exclude(state="dropped")
    if gazette_id is not None:
        found = found.filter(gazette=gazette_id)
    rows = found.annotate(items=Count("entrys")).order_by("-year", "-number", "pk")[:limit]
    return [_card(row, row.items) for row in rows]


def printed_of(body_ids: frozenset[int], limit: int = 50) -> QuerySet[Entry]:
    """Where documents of these bodies were printed, newest first."""
    rows = Entry.objects.filter(document__body__in=body_ids, issue__state__in=OUT)
    return rows.select_related("issue__gazette").order_by("-issue__published_at", "order")[:limit]


def next_numbers(gazette_id: int, day: date) -> tuple[int, int, int | None, date, date]:
    """Year, number, 总期号, first and last day of the issue that follows the newest: the month behind it."""
    newest = (
        Issue.objects.filter(gazette=gazette_id, is_old=False)
        .exclude(state="dropped")
        .order_by("-ends")
        .first()
    )
    starts = newest.ends if newest else day.replace(day=1)
    ends = (starts.replace(day=1) + timedelta(days=32)).replace(day=1)
    year = starts.year
    number = newest.number + 1 if newest and newest.year == year else 1
    total = newest.total_number + 1 if newest and newest.total_number else None
    return year, number, total, starts, ends - timedelta(days=1)


def desk(actor: Actor, issue_id: int, day: date) -> IssueDesk:
    """Raises NoSuchIssueError."""
    issue = issue_visible_to(actor, issue_id, day)
    rows = list(
        Entry.objects.filter(issue=issue).select_related("document", "corrects__issue").order_by("order")
    )
    in_hand = issue.state in ("open", "closed")
    proof = _paper(issue, PaperForm.PDF)
    scan = _paper(issue, PaperForm.SCAN)
    printed, given = totals(issue.pk)
    held = policy.standing(actor, issue.body_id, day)
    return IssueDesk(
        card=_card(issue, len(rows)), gazette=_gazette(issue.gazette), starts=issue.starts, ends=issue.ends,
        revision=issue.revision, returned=issue.returned, writers=tuple(issue.writers),
        approved_by=issue.approved_by, published_at=issue.published_at, entries=tuple(map(_entry, rows)),
        lacking=_candidates(duty.lacking(issue)) if in_hand and not issue.is_old else (),
        excused=_excused(issue), proof=proof.file_id if proof else None,
        proof_pages=proof.pages if proof else 0, scan=scan.file_id if scan else None,
        reading=_reading(issue), verbs=the_lifecycle().permitted(issue.state, held),
        copies=_copies(issue), printed=printed, given=given,
    )  # fmt: skip


def choices(actor: Actor, issue_id: int, day: date, text: str = "") -> tuple[Candidate, ...]:
    """What an editor may take in beside what he must. Raises NoSuchIssueError."""
    issue = issue_visible_to(actor, issue_id, day)
    must = set(duty.lacking(issue).values_list("pk", flat=True))
    found = duty.choices(issue, text).exclude(pk__in=must)
    return _candidates(found[:_CHOICES])


def correctable(actor: Actor, issue_id: int, day: date) -> list[tuple[int, str]]:
    """Entries of earlier issues that a correction may be about, newest first. Raises NoSuchIssueError."""
    issue = issue_visible_to(actor, issue_id, day)
    rows = Entry.objects.filter(issue__gazette=issue.gazette_id, issue__state__in=OUT, corrects__isnull=True)
    rows = rows.select_related("issue").order_by("-issue__year", "-issue__number", "order")[:500]
    return [(row.pk, f"{line_of(row.issue)} {row.title}") for row in rows]


def proposal(issue_id: int) -> tuple[Piece, ...]:
    """A first split of a scan, from the recognised text."""
    texts = ScanPage.objects.filter(issue=issue_id).order_by("number").values_list("text", flat=True)
    return proposed(list(texts))


def page_texts(issue_id: int) -> dict[int, str]:
    return dict(ScanPage.objects.filter(issue=issue_id).order_by("number").values_list("number", "text"))


def findings(issue_id: int) -> list[tuple[str, str]]:
    """Title, and the words the machine points at in it."""
    issue = Issue.objects.get(pk=issue_id)
    return [(row.title, finding.words) for row, finding in pointed_at(issue)]


def _reading(issue: Issue) -> Reading | None:
    row = ScanReading.objects.filter(issue=issue).first()
    return Reading(row.pages, row.done, row.problem) if row else None


def _paper(issue: Issue, form: PaperForm) -> Paper | None:
    rows = Paper.objects.filter(issue=issue, form=form)
    if form is PaperForm.PDF:
        rows = rows.filter(digest=issue.digest or digest_of(issue))
    return rows.order_by("-pk").first()


def _card(issue: Issue, items: int) -> IssueCard:
    reading = _reading(issue) if issue.state == "scanned" else None
    lacking = duty.lacking(issue).count() if issue.state == "open" and not issue.is_old else None
    return IssueCard(
        issue.pk, issue.gazette_id, issue.gazette.title, line_of(issue), issue.dated, issue.state,
        issue.is_old, issue.year, issue.number, items, lacking,
        (reading.done, reading.pages) if reading else None,
    )  # fmt: skip


def _gazette(row: Gazette) -> GazetteCard:
    return GazetteCard(
        row.pk, row.body_id, row.title, row.issn, row.serial_number, row.editor, row.contact, row.since
    )


def _candidates(found: QuerySet[Edition]) -> tuple[Candidate, ...]:
    return tuple(_candidate(each) for each in found.select_related("document"))


def _candidate(edition: Edition, reason: str = "") -> Candidate:
    document, released_at = edition.document, edition.released_at
    assert released_at is not None
    return Candidate(
        document.pk, edition.title, document.number, document.kind, document.body_id, released_at, reason
    )


def _excused(issue: Issue) -> tuple[Candidate, ...]:
    if issue.is_old:
        return ()
    said = dict(Omission.objects.filter(issue=issue).values_list("document_id", "reason"))
    found = duty.excused(issue).select_related("document")
    return tuple(_candidate(each, said[each.document_id]) for each in found)


def _entry(row: Entry) -> StaffEntry:
    gone = row.document is not None and row.document.standing == "withdrawn"
    corrects = f"{line_of(row.corrects.issue)}《{row.corrects.title}》" if row.corrects else ""
    return StaffEntry(
        row.pk, row.order, row.section, row.title, row.number, row.maker, row.document_id, row.page,
        row.first_page, row.last_page, row.text, corrects, gone,
    )  # fmt: skip


def _copies(issue: Issue) -> tuple[CopiesLine, ...]:
    rows = Copies.objects.standing().filter(issue=issue).order_by("on", "entry_id")
    columns = ("entry_id", "place", "name", "copies", "on")
    return tuple(CopiesLine(*row) for row in rows.values_list(*columns))
