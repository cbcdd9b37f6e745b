"""One return, whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.core.cells import Cell
from gongkai.core.derived import entered_cells, parts_of_totals
from gongkai.core.forms import CellSpec, Form
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import body_of
from gongkai.reporting.changes import SUBJECT
from gongkai.reporting.deadlines import Deadline, deadline
from gongkai.reporting.figures import OwnCell, Tally
from gongkai.reporting.findings import ReturnFinding, blanks
from gongkai.reporting.judgement import judge
from gongkai.reporting.models import CellComment, FrozenReturn, Return
from gongkai.reporting.policy import permitted_verbs
from gongkai.reporting.queries.rollup import ChildBody, children_of
from gongkai.reporting.queries.visible import visible_return


@dataclass(frozen=True, slots=True)
class CellView:
    """One cell as the screen shows it. `below` is None where no body reports to this one.

    `fillable` is False for derived totals; `parts` are then the cells they add up.
    """

    spec: CellSpec
    own: OwnCell
    below: Tally | None
    final: Cell
    fillable: bool
    parts: tuple[str, ...]
    previous: Cell | None


@dataclass(frozen=True, slots=True)
class CommentView:
    """`by` is the person's name; `code` is empty for a remark on the whole return."""

    code: str
    text: str
    place: str
    by: str
    at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class VersionView:
    version: int
    frozen_at: datetime
    published_at: datetime | None
    reason: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReturnView:
    """Everything a person sees of a return, and the verbs to offer."""

    id: int
    body: BodyOnDay
    year: int
    form: Form
    state: str
    state_label: str
    state_since: datetime
    version: int
    version_reason: str
    revision: int
    deadline: Deadline
    cells: Mapping[str, CellView]
    findings: tuple[ReturnFinding, ...]
    blanks: tuple[str, ...]
    children: tuple[ChildBody, ...]
    comments: tuple[CommentView, ...]
    versions: tuple[VersionView, ...]
    verbs: tuple[str, ...]
    parent_id: int | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event of a return. `before` and `after` name what changed."""

    sequence: int
    at: datetime
    by: str
    verb: str
    reason: str
    before: Any
    after: Any


def return_view(actor: Actor, return_id: int, day: date) -> ReturnView:
    """One return with its cells, findings, comments, versions and permitted verbs."""
    of = visible_return(actor, return_id, day)
    judgement = judge(of)
    form, under = judgement.form, judgement.under
    fillable = set(entered_cells(form, [row.code for row in form.optional_rows]))
    totals = parts_of_totals(form)
    cells = {
        code: CellView(
            spec=spec,
            own=judgement.own.get(code, OwnCell(code)),
            below=under.tallies.get(code, Tally()) if under else None,
            final=judgement.cells[code],
            fillable=code in fillable,
            parts=totals.get(code, ()),
            previous=judgement.previous.get(code) if judgement.previous else None,
        )
        for code, spec in form.cells.items()
        if code in fillable or code in totals
    }
    body = body_of(of)
    return ReturnView(
        id=of.pk,
        body=body,
        year=of.year,
        form=form,
        state=of.state,
        state_label=of.get_state_display(),
        state_since=of.state_since,
        version=of.version,
        version_reason=of.version_reason,
        revision=of.revision,
        deadline=deadline(body, of, day),
        cells=cells,
        findings=judgement.findings,
        blanks=blanks(form, judgement.cells),
        children=tuple(children_of(of)) if under else (),
        comments=_comments(of),
        versions=_versions(of),
        verbs=permitted_verbs(actor, of),
        parent_id=of.parent_id,
    )


def findings(actor: Actor, return_id: int, day: date) -> tuple[ReturnFinding, ...]:
    """What the rules say about a return now, explanations included."""
    return judge(visible_return(actor, return_id, day)).findings


def history(actor: Actor, return_id: int, day: date) -> list[HistoryLine]:
    """What happened to a return, newest first."""
    of = visible_return(actor, return_id, day)
    events = ledger.told(SUBJECT, of.pk)[::-1]
    names = organisations.names_of({event.actor for event in events})
    return [
        HistoryLine(
            event.sequence, event.at, names.get(event.actor, event.actor), event.verb,
            event.reason, event.before, event.after,
        )
        for event in events
    ]  # fmt: skip


def _comments(of: Return) -> tuple[CommentView, ...]:
    rows = list(CellComment.objects.filter(of=of))
    names = organisations.names_of({row.by for row in rows})
    return tuple(
        CommentView(row.code, row.text, row.place, names.get(row.by, row.by), row.at, row.closed_at is None)
        for row in rows
    )


def _versions(of: Return) -> tuple[VersionView, ...]:
    rows = FrozenReturn.objects.filter(of=of).order_by("version")
    return tuple(
        VersionView(*row)
        for row in rows.values_list("version", "frozen_at", "published_at", "reason", "sha256")
    )
