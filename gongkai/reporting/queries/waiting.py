"""What waits for a person: returns he can move on, soonest due first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting.bodies import bodies_of
from gongkai.reporting.deadlines import Deadline, deadline
from gongkai.reporting.models import Return, ReturnState
from gongkai.reporting.policy import permitted_verbs
from gongkai.reporting.queries.visible import know_heirs, returns_visible_to

MOVES = {
    ReturnState.OPENED: ("return.save_cells",),
    ReturnState.FILLING: ("return.save_cells",),
    ReturnState.RETURNED: ("return.save_cells",),
    ReturnState.SENT_BACK: ("return.save_cells",),
    ReturnState.IN_REVIEW: ("return.review_ok",),
    ReturnState.REVIEWED: ("return.submit",),
    ReturnState.SUBMITTED: ("return.accept", "return.freeze"),
    ReturnState.FROZEN: ("return.publish",),
}
"""The verb that moves a return on from each state. An accepted one waits for the sum above, nobody else."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A return and the verb it waits for. `reminded` is the last reminder, if it still stands."""

    return_id: int
    body: BodyOnDay
    year: int
    state: str
    state_label: str
    verb: str
    deadline: Deadline
    open_comments: int
    reminded: datetime | None


def waiting_for(actor: Actor, day: date) -> list[Waiting]:
    """Returns whose next step is this person's. Who filled a return is not asked to review it."""
    visible = returns_visible_to(actor, day).exclude(state=ReturnState.PUBLISHED)
    found = []
    returns = list(
        visible.select_related("reporting_year").annotate(reminded=Max("reminders__at")).order_by("pk")
    )
    know_heirs(actor, returns, day)
    bodies = bodies_of(returns)
    comments = _open_comments(returns)
    for of in returns:
        verb = _next_verb(actor, of)
        if verb is not None:
            body = bodies[of.body_id]
            found.append(
                Waiting(
                    of.pk, body, of.year, of.state, of.get_state_display(), verb, deadline(body, of, day),
                    comments.get(of.pk, 0), of.reminded,
                )
            )  # fmt: skip
    return sorted(found, key=lambda each: (each.deadline.date, each.return_id))


def own_returns(actor: Actor, day: date) -> list[tuple[int, BodyOnDay, int, str]]:
    """(return, body, year, state) of the person's own bodies and of closed ones these answer for, newest year
    first."""
    own = {old for old, new in organisations.heirs_on(day).items() if new in actor.bodies}
    returns = list(
        returns_visible_to(actor, day)
        .filter(body_id__in=own)
        .select_related("reporting_year")
        .order_by("-year", "order", "pk")
    )
    bodies = bodies_of(returns)
    return [(of.pk, bodies[of.body_id], of.year, of.state) for of in returns]


def _next_verb(actor: Actor, of: Return) -> str | None:
    permitted = permitted_verbs(actor, of)
    for verb in MOVES.get(ReturnState(of.state), ()):
        if verb in permitted and not (verb == "return.review_ok" and actor.code in of.filled_by):
            return verb
    return None


def _open_comments(returns: Sequence[Return]) -> dict[int, int]:
    counts: dict[int, int] = {}
    rows = Return.objects.filter(pk__in=[of.pk for of in returns], comments__closed_at__isnull=True)
    for pk in rows.filter(comments__isnull=False).values_list("pk", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return counts
