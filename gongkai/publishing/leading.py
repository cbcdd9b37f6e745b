"""Leading many editions through one step: the routine ones together, the others one by one, each with its
reason if it stays behind. One that is refused hinders no other."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gate import ItemAnswer
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing import actions
from gongkai.publishing.actions import Held, Led, NoneLed
from gongkai.publishing.models import Edition, GateFinding
from gongkai.publishing.queries.visible import NoSuchEditionError

AT_ONCE = 200  # editions of one transaction


@dataclass(frozen=True, slots=True)
class Step:
    """`alone` leads one edition; `together`, where there is one, those that `actions.is_routine` tells of."""

    states: tuple[str, ...]
    roles: tuple[Role, ...]
    alone: Callable[..., Any]
    together: Callable[..., Led | NoneLed | Refused] | None = None


def _gate(
    *, actor: Actor, now: datetime, edition_id: int, answers: Mapping[str, ItemAnswer], based_on: int | None
) -> Any:
    """Only where the machine points at nothing; what it points at is judged one by one. `based_on` is
    compared at the first of the two steps, which does not change the edition."""
    open_findings = GateFinding.objects.filter(
        review__edition=edition_id, review__decided_at__isnull=True
    ).exclude(judged__in=("stays", "false_alarm", "declassified"))
    if open_findings.exists():
        return Refused(Message(N_("机器发现了要逐处认定的内容，请单独审查。")))
    checked = actions.check_item(actor=actor, now=now, edition_id=edition_id, answers=answers)
    if isinstance(checked, Refused):
        return checked
    return actions.confidentiality_ok(
        actor=actor, now=now, edition_id=edition_id, result="open", based_on=based_on
    )


STEPS: Mapping[str, Step] = {
    "send_to_review": Step(
        ("drafting", "returned"), (Role.DRAFTER,), actions.send_to_review, actions.send_many
    ),
    "review_ok": Step(("unit_review",), (Role.REVIEWER, Role.OFFICE_HEAD), actions.review_ok),
    "gate": Step(("confidentiality",), (Role.CONFIDENTIALITY_REVIEWER,), _gate, actions.pass_many),
    "legal_ok": Step(("legal",), (Role.LEGAL_REVIEWER,), actions.legal_ok),
    "interpretation_ok": Step(
        ("interpretation",), (Role.REVIEWER, Role.OFFICE_HEAD), actions.interpretation_ok
    ),
    "sign": Step(("to_sign",), (Role.SIGNER,), actions.sign, actions.sign_many),
    "release": Step(
        ("ready",), (Role.DRAFTER, Role.OFFICE_HEAD), actions.release, actions.release_many
    ),
}  # fmt: skip


def lead(
    step: str,
    *,
    actor: Actor,
    now: datetime,
    edition_ids: Collection[int],
    answers: Mapping[str, ItemAnswer] | None = None,
    based_on: Mapping[int, int] | None = None,
) -> Led:
    """What became of each. `answers`: at the gate, to its list, for each edition; `based_on`: the revision of
    each edition that the person saw."""
    chosen, seen = STEPS[step], based_on or {}
    more: dict[str, Any] = {"actor": actor, "now": now}
    if step == "gate":
        more["answers"] = answers or {}
    routine = _routine(edition_ids) if chosen.together else frozenset()
    done: list[int] = []
    held: list[tuple[int, Refused]] = []
    for numbers in batched(sorted(routine), AT_ONCE):
        together = chosen.together(edition_ids=numbers, based_on=seen, **more)  # type: ignore[misc]
        went, stayed = _told(together, numbers)
        done += went
        held += stayed
    for number in sorted(set(edition_ids) - routine):
        alone = _alone(chosen, number, based_on=seen.get(number), **more)
        if isinstance(alone, Refused):
            held.append((number, alone))
        else:
            done.append(number)
    return Led(tuple(sorted(done)), tuple(sorted(held, key=lambda each: each[0])))


def waiting(step: str, edition_ids: Collection[int]) -> list[int]:
    """Those of the editions that wait at the step."""
    rows = Edition.objects.filter(pk__in=edition_ids, state__in=STEPS[step].states)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _routine(edition_ids: Collection[int]) -> frozenset[int]:
    rows = Edition.objects.filter(actions.is_routine(), pk__in=edition_ids)
    return frozenset(rows.values_list("pk", flat=True))


def _alone(step: Step, edition_id: int, **more: Any) -> Any:
    try:
        return step.alone(edition_id=edition_id, **more)
    except NoSuchEditionError:
        return Refused(Message(N_("没有这一件，或者您不能办理。")))


def _told(result: Led | NoneLed | Refused, numbers: Sequence[int]) -> tuple[tuple[int, ...], Held]:
    if isinstance(result, Led):
        return result.done, result.held
    if isinstance(result, NoneLed):
        return (), result.held
    return (), tuple((number, result) for number in numbers)
