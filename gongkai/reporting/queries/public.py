"""What the public may see: published versions by body and year, what changed between them, and each figure
down to the bodies. Values are plain, ready for JSON; money in the unit of the form."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet

from gongkai.core.cells import BLANK, Cell, State, in_unit
from gongkai.core.derived import with_totals
from gongkai.core.entry import combined
from gongkai.core.forms import CellSpec, Form
from gongkai.foundation import rulebook
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import bodies_of
from gongkai.reporting.figures import cells_from_json
from gongkai.reporting.models import Figure, FrozenReturn, Submission


class NotPublishedError(LookupError):
    """No version of this body's return for this year has been published."""


@dataclass(frozen=True, slots=True)
class ChangedCell:
    """A figure that a later version changed."""

    code: str
    label: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A published version. `changed` is against the published version before it."""

    version: int
    published_at: datetime
    reason: str
    sha256: str
    changed: tuple[ChangedCell, ...]


@dataclass(frozen=True, slots=True)
class PublicReturn:
    """One published version of a return, with all published versions of it, newest first.

    `bodies` are those whose figures are contained, `missing` those that had not reported.
    """

    body: BodyOnDay
    year: int
    form: Form
    version: int
    cells: Mapping[str, Cell]
    versions: tuple[PublicVersion, ...]
    bodies: tuple[BodyOnDay, ...]
    missing: tuple[BodyOnDay, ...]
    rule_version: str
    ledger_position: int


@dataclass(frozen=True, slots=True)
class ListedReturn:
    """The newest published version of a body's return for a year."""

    body: BodyOnDay
    year: int
    version: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class PublicCell:
    """A published figure, opened down to the bodies. `own` is the body's own part, `trend` the same cell of
    the years before that use the same form (year, figure)."""

    spec: CellSpec
    cell: Cell
    own: Cell
    bodies: tuple[tuple[BodyOnDay, Cell], ...]
    trend: tuple[tuple[int, Cell], ...]


def published_years() -> list[int]:
    """Years with anything published, newest first."""
    return list(_published().order_by("-of__year").values_list("of__year", flat=True).distinct())


def published_list(year: int | None = None, body_code: str | None = None) -> list[ListedReturn]:
    """Newest published versions, newest year first, in the bodies' order."""
    found = _published().select_related("of__reporting_year")
    if year is not None:
        found = found.filter(of__year=year)
    if body_code is not None:
        found = found.filter(of__body__code=body_code)
    newest = list(found.order_by("of_id", "-version").distinct("of_id"))
    bodies = bodies_of([each.of for each in newest])
    listed = [
        ListedReturn(bodies[each.of.body_id], each.of.year, each.version, each.published_at)
        for each in newest
        if each.published_at is not None
    ]
    return sorted(listed, key=lambda each: (-each.year, each.body.order, each.body.id))


def published(body_code: str, year: int, version: int | None = None) -> PublicReturn:
    """A published version, the newest unless one is named. Raises NotPublishedError."""
    rows = _versions_of(body_code, year)
    chosen = _chosen(rows, version)
    form = rulebook.form(chosen.of.reporting_year.form)
    day = chosen.of.reporting_year.tree_day
    known = _bodies_in(chosen.submission, day)
    return PublicReturn(
        body=bodies_of([chosen.of])[chosen.of.body_id],
        year=year,
        form=form,
        version=chosen.version,
        cells=cells_from_json(chosen.figures),
        versions=_told(form, rows),
        bodies=tuple(known[pk] for pk, _ in chosen.submission.children if pk in known),
        missing=tuple(known[pk] for pk in chosen.submission.missing if pk in known),
        rule_version=chosen.rule_version,
        ledger_position=chosen.ledger_position,
    )


def open_published(body_code: str, year: int, code: str, version: int | None = None) -> PublicCell:
    """A published figure, down to the bodies. Raises NotPublishedError, or LookupError for no such cell."""
    chosen = _chosen(_versions_of(body_code, year), version)
    form = rulebook.form(chosen.of.reporting_year.form)
    spec = form.cells[code]
    known = _bodies_in(chosen.submission, chosen.of.reporting_year.tree_day)
    figures = _figures_below(chosen.submission, code)
    return PublicCell(
        spec=spec,
        cell=cells_from_json(chosen.figures).get(code, BLANK),
        own=_own(form, chosen.submission, code),
        bodies=tuple((known[pk], cell) for pk, cell in figures if pk in known),
        trend=_trend(body_code, form, code),
    )


def published_row(body_code: str, year: int, version: int | None = None) -> FrozenReturn:
    """The row of a published version, for this room. Raises NotPublishedError."""
    return _chosen(_versions_of(body_code, year), version)


def public_value(cell: Cell, spec: CellSpec) -> int | Decimal | None:
    """The figure in the unit of the form; None when it is blank or struck."""
    return None if cell.value is None else in_unit(cell.value, spec.unit)


def _published() -> QuerySet[FrozenReturn]:
    return FrozenReturn.objects.filter(published_at__isnull=False)


def _versions_of(body_code: str, year: int) -> list[FrozenReturn]:
    rows = _published().filter(of__body__code=body_code, of__year=year)
    found = list(rows.select_related("of__reporting_year", "submission").order_by("-version"))
    if not found:
        raise NotPublishedError
    return found


def _chosen(rows: list[FrozenReturn], version: int | None) -> FrozenReturn:
    for row in rows:
        if version in (None, row.version):
            return row
    raise NotPublishedError


def _told(form: Form, rows: list[FrozenReturn]) -> tuple[PublicVersion, ...]:
    told = []
    for row, before in zip(rows, [*rows[1:], None], strict=True):
        changed = () if before is None else _changed(form, before, row)
        assert row.published_at is not None
        told.append(PublicVersion(row.version, row.published_at, row.reason, row.sha256, changed))
    return tuple(told)


def _changed(form: Form, before: FrozenReturn, after: FrozenReturn) -> tuple[ChangedCell, ...]:
    old, new = cells_from_json(before.figures), cells_from_json(after.figures)
    return tuple(
        ChangedCell(code, spec.label, old.get(code, BLANK), new.get(code, BLANK))
        for code, spec in form.cells.items()
        if old.get(code, BLANK) != new.get(code, BLANK)
    )


def _bodies_in(submission: Submission, day: date) -> dict[int, BodyOnDay]:
    """Return id → body, for the returns a submission contains or misses."""
    ids = [pk for pk, _ in submission.children] + list(submission.missing)
    bodies = dict(type(submission.of).objects.filter(pk__in=ids).values_list("pk", "body_id"))
    known = organisations.bodies_on(day, list(bodies.values()))
    return {pk: known[body] for pk, body in bodies.items() if body in known}


def _figures_below(submission: Submission, code: str) -> list[tuple[int, Cell]]:
    """(return, figure) of the returns a submission contains, in their order."""
    below = {number: pk for pk, number in submission.children}
    rows = Figure.objects.filter(submission_id__in=list(below), code=code)
    figures = {
        below[number]: Cell(State(state), value)
        for number, state, value in rows.values_list("submission_id", "state", "value")
    }
    return [(pk, figures.get(pk, BLANK)) for pk, _ in submission.children]


def _own(form: Form, submission: Submission, code: str) -> Cell:
    """The body's own part of a figure; of a total, the total of its own parts."""
    own = {
        cell: combined(part["counted"], Cell(State(part["state"]), part["value"]))
        for cell, part in submission.own.items()
    }
    return with_totals(form, own).get(code, BLANK)


def _trend(body_code: str, form: Form, code: str) -> tuple[tuple[int, Cell], ...]:
    rows = (
        _published()
        .filter(of__body__code=body_code, of__reporting_year__form=form.code)
        .order_by("of__year", "-version")
        .distinct("of__year")
        .values_list("of__year", "figures")
    )
    return tuple((year, cells_from_json(figures).get(code, BLANK)) for year, figures in rows)
