"""Releases as staff see them, and as everybody sees those that are out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.core.messages import Message
from gongkai.disclosure import policy, told
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries.visible import reads_rows, release_visible_to, releases_visible_to
from gongkai.foundation.files import storage
from gongkai.foundation.organisations.roles import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class ReleaseCard:
    """`refused` rows are left out or to be mended; `number` is the public one, None before it is out."""

    id: int
    data_set: str
    body: int
    period: str
    way: str
    mode: str
    state: str
    added: int
    changed: int
    removed: int
    same: int
    refused: int
    findings: int
    created_by: str
    created_at: datetime
    checked_at: datetime | None
    approved_by: str
    scheduled_for: datetime | None
    released_at: datetime | None
    number: int | None
    returned: str
    reason: str
    rolls_back: int | None
    rolled_back: bool
    progress: Mapping[str, Any]
    revision: int
    is_sample: bool

    @property
    def percent(self) -> int:
        """How far background work is, in whole percent; 0 as long as nobody knows how much it is."""
        total = self.progress.get("total", 0)
        return self.progress.get("done", 0) * 100 // total if total else 0


@dataclass(frozen=True, slots=True)
class Told:
    """What the check says of one place. `cell` "B7" in a file, "" elsewhere; `column` a name, "" for the
    row."""

    row: int
    cell: str
    column: str
    message: Message


@dataclass(frozen=True, slots=True)
class Previewed:
    """A row of the dry run. `columns`: those that differ, of a changed one; `before` their values now."""

    row: int
    key: str
    content: Mapping[str, Any]
    number: int | None = None
    columns: tuple[str, ...] = ()
    before: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data met where none is declared; `places` are rows of the file, `judged` "" while open."""

    key: str
    column: str
    kind: str
    words: str
    excerpt: str
    places: tuple[int, ...]
    count: int
    judged: str
    reason: str


@dataclass(frozen=True, slots=True)
class WholeRelease:
    """A release with what the check found. `may`: verbs the person may try now; `file_refused`: why the file
    as a whole can't be read. Rows and findings are empty for who may not read them yet."""

    card: ReleaseCard
    may: tuple[str, ...]
    writers: tuple[str, ...]
    declared: date
    file_name: str
    file_size: int
    file_refused: Message | None
    notes: tuple[Message, ...]
    problems: tuple[Told, ...]
    problem_count: int
    added: tuple[Previewed, ...]
    changed: tuple[Previewed, ...]
    removed: tuple[Previewed, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class WantedReleases:
    """What a list is narrowed to; empty means everything."""

    body: int | None = None
    data_set: str = ""
    states: Collection[str] = ()
    ways: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class ReleasePage:
    """`before` asks for the next page; None at the end."""

    items: tuple[ReleaseCard, ...]
    before: int | None


def listed(
    actor: Actor,
    day: date,
    wanted: WantedReleases = WantedReleases(),
    *,
    before: int | None = None,
    limit: int = PAGE,
) -> ReleasePage:
    """Releases the person sees, newest first, a page at a time by key. Two statements."""
    found = releases_visible_to(actor, day)
    if wanted.body is not None:
        found = found.filter(body=wanted.body)
    if wanted.data_set:
        found = found.filter(data_set=wanted.data_set)
    if wanted.states:
        found = found.filter(state__in=list(wanted.states))
    if wanted.ways:
        found = found.filter(way__in=list(wanted.ways))
    if before is not None:
        found = found.filter(pk__lt=before)
    rows = list(found.defer("report", "findings").order_by("-pk")[: limit + 1])
    own = policy.own_bodies(actor, day)
    undone = _undone([row.pk for row in rows])
    items = tuple(_card(row, undone, words=actor.is_system or row.body_id in own) for row in rows[:limit])
    return ReleasePage(items, rows[limit - 1].pk if len(rows) > limit else None)


def waiting(actor: Actor, day: date) -> dict[str, int]:
    """How many releases of the person's own bodies wait, by state."""
    found: dict[str, int] = {}
    own = policy.own_bodies(actor, day)
    states = ("draft", "checked", "returned", "in_review", "approved", "scheduled")
    rows = Release.objects.filter(body__in=own, state__in=states)
    for state in rows.values_list("state", flat=True):
        found[state] = found.get(state, 0) + 1
    return found


def whole(actor: Actor, day: date, release_id: int) -> WholeRelease:
    """One release with its dry run. Raises NoSuchReleaseError."""
    row = release_visible_to(actor, release_id, day)
    reads = reads_rows(actor, row, day)
    report = row.report if reads else {}
    held = policy.standing(actor, row.body_id, day)
    refused = report.get("file_refused")
    return WholeRelease(
        card=_card(row, _undone([row.pk]), words=reads),
        may=policy.release_lifecycle().permitted(row.state, held),
        writers=tuple(row.writers),
        declared=row.declared,
        file_name=row.file_name if reads else "",
        file_size=row.file_size,
        file_refused=told.read(refused) if refused else None,
        notes=tuple(told.read(each) for each in report.get("notes", ())),
        problems=tuple(
            Told(each["row"], each["cell"], each["column"], told.read(each["said"]))
            for each in report.get("problems", ())
        ),
        problem_count=report.get("problem_count", 0),
        added=_previewed(report, "added"),
        changed=_previewed(report, "changed"),
        removed=_previewed(report, "removed"),
        findings=tuple(_finding(each) for each in row.findings) if reads else (),
    )


def upload_of(actor: Actor, day: date, release_id: int) -> tuple[str, bytes] | None:
    """Name and content of what was uploaded, for its own body. None when it is gone. Raises
    NoSuchReleaseError."""
    row = release_visible_to(actor, release_id, day)
    if not reads_rows(actor, row, day) or not row.file_place or row.released_at is not None:
        return None
    try:
        return row.file_name, storage.content_of(row.file_place)
    except FileNotFoundError:
        return None


def released(data_set: str, *, before: int | None = None, limit: int = PAGE) -> ReleasePage:
    """The releases of a data set that are out, the newest first; `before` is a public number. For
    everybody."""
    found = Release.objects.filter(data_set=data_set, released_at__isnull=False)
    if before is not None:
        found = found.filter(number__lt=before)
    rows = list(found.defer("report", "findings").order_by("-number")[: limit + 1])
    undone = _undone([row.pk for row in rows])
    items = tuple(_public(row, undone) for row in rows[:limit])
    return ReleasePage(items, rows[limit - 1].number if len(rows) > limit else None)


def released_since(data_set: str, number: int, limit: int = 100) -> tuple[ReleaseCard, ...]:
    """The change feed: releases that are out after that public number, in order. For everybody."""
    found = Release.objects.filter(data_set=data_set, number__gt=number).order_by("number")
    rows = list(found.defer("report", "findings")[:limit])
    undone = _undone([row.pk for row in rows])
    return tuple(_public(row, undone) for row in rows)


def released_one(data_set: str, number: int) -> ReleaseCard | None:
    """One release that is out, by its public number. For everybody."""
    row = Release.objects.filter(data_set=data_set, number=number).first()
    return None if row is None else _public(row, _undone([row.pk]))


def public_place(release_id: int) -> tuple[str, int] | None:
    """Data set and public number of a release by its identifier; None of one that is not out."""
    found = Release.objects.filter(pk=release_id, released_at__isnull=False)
    row = found.values_list("data_set", "number").first()
    return (row[0], row[1]) if row and row[1] is not None else None


def _public(row: Release, undone: frozenset[int]) -> ReleaseCard:
    return _card(row, undone, words=False, names=False)


def _undone(releases: Collection[int]) -> frozenset[int]:
    rows = Release.objects.filter(rolls_back__in=releases, released_at__isnull=False)
    return frozenset(pk for pk in rows.values_list("rolls_back", flat=True) if pk is not None)


def _card(row: Release, undone: frozenset[int], *, words: bool, names: bool = True) -> ReleaseCard:
    return ReleaseCard(
        id=row.pk, data_set=row.data_set, body=row.body_id, period=row.period, way=row.way, mode=row.mode,
        state=row.state, added=row.added, changed=row.changed, removed=row.removed, same=row.same,
        refused=row.refused, findings=0 if not words else sum(not each["judged"] for each in _findings(row)),
        created_by=row.created_by if names else "", created_at=row.created_at, checked_at=row.checked_at,
        approved_by=row.approved_by if names else "", scheduled_for=row.scheduled_for,
        released_at=row.released_at, number=row.number, returned=row.returned if words else "",
        reason=row.reason, rolls_back=row.rolls_back_id, rolled_back=row.pk in undone, progress=row.progress,
        revision=row.revision, is_sample=row.is_sample,
    )  # fmt: skip


def _findings(row: Release) -> list[dict[str, Any]]:
    """Not asked for in lists, where it is deferred."""
    return [] if "findings" in row.get_deferred_fields() else row.findings


def _previewed(report: Mapping[str, Any], kind: str) -> tuple[Previewed, ...]:
    return tuple(
        Previewed(
            each.get("row", 0), each["key"], each["content"], each.get("number"),
            tuple(each.get("columns", ())), each.get("before"),
        )
        for each in report.get(kind, ())
    )  # fmt: skip


def _finding(each: Mapping[str, Any]) -> Finding:
    return Finding(
        each["key"], each["column"], each["kind"], each["words"], each["excerpt"], tuple(each["places"]),
        each["count"], each["judged"], each.get("reason", ""),
    )  # fmt: skip
