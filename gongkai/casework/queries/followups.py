"""Advice to units and tasks of proactive publication, for those who give, receive and decide them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import F, Q

from gongkai.casework import law, policy
from gongkai.casework.models import Advice, Case, ProactiveTask
from gongkai.casework.queries.cases import bodies_seen_by
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

MOST = 300  # in one list
_ADDRESSED = (Role.REQUEST_CLERK, Role.OFFICE_HEAD, Role.DRAFTER)


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """Advice from `body` to `to_body`. `case` is None to whom it is only addressed: he does not see it."""

    id: int
    case: int | None
    number: str
    body: int
    to_body: int
    to_unit: str
    state: str
    state_label: str
    text: str
    drafted_by: str
    given_on: date | None
    due_on: date
    answer: str
    answered_on: date | None
    answered_by: str
    revision: int
    verbs: tuple[str, ...]
    held: frozenset[str]


@dataclass(frozen=True, slots=True)
class TaskCard:
    """A matter to be published proactively; `case_ids` asked for it."""

    id: int
    body: int
    state: str
    state_label: str
    subject: str
    case_ids: tuple[int, ...]
    unit: str
    opened_on: date
    due_on: date
    closed_on: date | None
    address: str
    reason: str
    revision: int
    verbs: tuple[str, ...]
    held: frozenset[str]


def advice_visible_to(
    actor: Actor, day: date, *, before: int | None = None, most: int = MOST
) -> list[AdviceCard]:
    """From bodies the person sees, in any state; to his own bodies once it was sent. Newest first; those
    written `before` that one."""
    found = Advice.objects.select_related("case").filter(_seen(actor, day)).order_by("-pk")
    return _advice(actor, day, (found.filter(pk__lt=before) if before else found)[:most])


def advice_for(actor: Actor, advice_id: int, day: date) -> AdviceCard | None:
    """One of them; None when there is none or it is not for the person's eyes."""
    found = Advice.objects.select_related("case").filter(_seen(actor, day), pk=advice_id)
    return next(iter(_advice(actor, day, found)), None)


def tasks_visible_to(actor: Actor, day: date) -> list[TaskCard]:
    """Of bodies the person sees; open ones first, soonest due, MOST."""
    found = ProactiveTask.objects.filter(body_id__in=bodies_seen_by(actor, day))
    ordered = found.order_by(F("closed_on").desc(nulls_first=True), "due_on", "-pk")
    return _tasks(actor, day, ordered[:MOST])


def tasks_by_number(actor: Actor, day: date, *, before: int | None, most: int) -> list[TaskCard]:
    """The same newest first; those opened `before` that one."""
    found = ProactiveTask.objects.filter(body_id__in=bodies_seen_by(actor, day)).order_by("-pk")
    return _tasks(actor, day, (found.filter(pk__lt=before) if before else found)[:most])


def task_for(actor: Actor, task_id: int, day: date) -> TaskCard | None:
    """One of them; None when there is none or it is not for the person's eyes."""
    found = ProactiveTask.objects.filter(body_id__in=bodies_seen_by(actor, day), pk=task_id)
    return next(iter(_tasks(actor, day, found)), None)


def numbers_of(case_ids: Iterable[int]) -> dict[int, str]:
    """The cases' numbers, for links."""
    return dict(Case.objects.filter(pk__in=list(case_ids)).values_list("pk", "number"))


def _seen(actor: Actor, day: date) -> Q:
    to_him = Q(to_body_id__in=actor.bodies_as(*_ADDRESSED), given_on__isnull=False)
    return Q(body_id__in=bodies_seen_by(actor, day)) | to_him


def _advice(actor: Actor, day: date, found: Iterable[Advice]) -> list[AdviceCard]:
    rows = sorted(found, key=lambda each: -each.pk)
    names = organisations.names_of({code for each in rows for code in (each.drafted_by, each.answered_by)})
    seen = bodies_seen_by(actor, day)
    lifecycle = law.lifecycle_of("advice")
    standing = cache(lambda body, addressed: policy.standing(actor, body, day, addressed=addressed))
    cards = []
    for each in rows:
        held = standing(each.body_id, each.to_body_id)
        cards.append(
            AdviceCard(
                each.pk, each.case_id if each.body_id in seen else None, each.case.number, each.body_id,
                each.to_body_id, each.to_unit, each.state, lifecycle.states[each.state], each.text,
                names.get(each.drafted_by, ""), each.given_on, each.due_on, each.answer, each.answered_on,
                names.get(each.answered_by, ""), each.revision, lifecycle.permitted(each.state, held), held,
            )
        )  # fmt: skip
    return cards


def _tasks(actor: Actor, day: date, found: Iterable[ProactiveTask]) -> list[TaskCard]:
    standing = cache(lambda body: policy.standing(actor, body, day))
    return [_task(each, standing(each.body_id)) for each in found]


def _task(each: ProactiveTask, held: frozenset[str]) -> TaskCard:
    lifecycle = law.lifecycle_of("proactive_task")
    return TaskCard(
        each.pk, each.body_id, each.state, lifecycle.states[each.state], each.subject, tuple(each.case_ids),
        each.unit, each.opened_on, each.due_on, each.closed_on, each.address, each.reason, each.revision,
        lifecycle.permitted(each.state, held), held,
    )  # fmt: skip
