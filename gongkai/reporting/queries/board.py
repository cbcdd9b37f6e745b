"""The year's board: every body's return, where it stands and who is late. Five statements at any size."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import bodies_of
from gongkai.reporting.deadlines import Deadline, deadline
from gongkai.reporting.models import Return, ReturnState
from gongkai.reporting.policy import permitted_verbs
from gongkai.reporting.queries.visible import know_heirs, returns_visible_to

UNSUBMITTED = (
    ReturnState.OPENED, ReturnState.FILLING, ReturnState.IN_REVIEW, ReturnState.RETURNED,
    ReturnState.REVIEWED, ReturnState.SENT_BACK,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BoardLine:
    """One body. `errors` and `warnings` as last checked; `reminded` is the last reminder.

    `submitted_at` is the last submission; `is_late` when none came by the due date and the return is still
    with the body.
    """

    return_id: int
    parent_id: int | None
    depth: int
    body: BodyOnDay
    state: str
    state_label: str
    state_since: datetime
    version: int
    deadline: Deadline
    submitted_at: datetime | None
    errors: int
    warnings: int
    reminded: datetime | None
    verbs: tuple[str, ...]

    @property
    def is_submitted(self) -> bool:
        return self.state not in UNSUBMITTED

    @property
    def is_late(self) -> bool:
        return not (self.is_submitted or self.is_correction) and self.deadline.days_left < 0

    @property
    def is_correction(self) -> bool:
        """An earlier version stands; the next has no date in law."""
        return self.version > 1


def board(actor: Actor, year: int, day: date) -> list[BoardLine]:
    """The returns of `year` the person may see, parents before children, in the bodies' order."""
    returns = list(
        returns_visible_to(actor, day)
        .filter(year=year)
        .select_related("reporting_year", "latest")
        .annotate(reminded=Max("reminders__at"))
        .order_by("order", "pk")
    )
    know_heirs(actor, returns, day)
    bodies = bodies_of(returns)
    lines = [_line(actor, each, bodies[each.body_id], day) for each in returns]
    return _as_tree(lines)


def _line(actor: Actor, of: Return, body: BodyOnDay, day: date) -> BoardLine:
    return BoardLine(
        return_id=of.pk,
        parent_id=of.parent_id,
        depth=len(of.ancestors),
        body=body,
        state=of.state,
        state_label=of.get_state_display(),
        state_since=of.state_since,
        version=of.version,
        deadline=deadline(body, of, day),
        submitted_at=of.latest.at if of.latest else None,
        errors=of.errors,
        warnings=of.warnings,
        reminded=of.reminded,  # type: ignore[attr-defined]
        verbs=permitted_verbs(actor, of),
    )


def _as_tree(lines: list[BoardLine]) -> list[BoardLine]:
    """Each line followed by those below it; lines whose parent is not visible stand at the top."""
    known = {line.return_id for line in lines}
    under: dict[int | None, list[BoardLine]] = {}
    for line in lines:
        under.setdefault(line.parent_id if line.parent_id in known else None, []).append(line)
    ordered: list[BoardLine] = []
    waiting = list(reversed(under.get(None, [])))
    while waiting:
        line = waiting.pop()
        ordered.append(line)
        waiting += reversed(under.get(line.return_id, []))
    return ordered
