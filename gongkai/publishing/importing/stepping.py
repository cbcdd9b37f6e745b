"""Leading the editions of a batch through the chain, one verb each: what one would be refused, it is
refused in a batch too, and stays behind with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.publishing import actions
from gongkai.publishing.models import Batch, Edition, GateFinding

_MOST_HELD = 200


@dataclass(frozen=True, slots=True)
class Step:
    states: tuple[str, ...]
    roles: tuple[Role, ...]
    do: Callable[..., Any]


def _gate(*, actor: Actor, now: datetime, edition_id: int, answers: Mapping[str, ItemAnswer]) -> Any:
    """Only where the machine points at nothing; what it points at is judged one by one."""
    open_findings = GateFinding.objects.filter(
        review__edition=edition_id, review__decided_at__isnull=True
    ).exclude(judged__in=("stays", "false_alarm", "declassified"))
    if open_findings.exists():
        return Refused(Message(N_("机器发现了要逐处认定的内容。")))
    checked = actions.check_item(actor=actor, now=now, edition_id=edition_id, answers=answers)
    if isinstance(checked, Refused):
        return checked
    return actions.confidentiality_ok(actor=actor, now=now, edition_id=edition_id, result="open")


STEPS: Mapping[str, Step] = {
    "send_to_review": Step(("drafting", "returned"), (Role.DRAFTER,), actions.send_to_review),
    "review_ok": Step(("unit_review",), (Role.REVIEWER, Role.OFFICE_HEAD), actions.review_ok),
    "gate": Step(("confidentiality",), (Role.CONFIDENTIALITY_REVIEWER,), _gate),
    "legal_ok": Step(("legal",), (Role.LEGAL_REVIEWER,), actions.legal_ok),
    "interpretation_ok": Step(
        ("interpretation",), (Role.REVIEWER, Role.OFFICE_HEAD), actions.interpretation_ok
    ),
    "sign": Step(("to_sign",), (Role.SIGNER,), actions.sign),
    "release": Step(("ready",), (Role.DRAFTER, Role.OFFICE_HEAD), actions.release),
}


@dataclass(frozen=True, slots=True)
class Advanced:
    """`held`: (number of edition, reason) of those that stay behind. `after`: the last one looked at."""

    done: int
    held: tuple[tuple[int, str], ...]
    after: int
    over: bool


def step_through(
    *,
    actor: Actor,
    now: datetime,
    batch_id: int,
    step: str,
    answers: Mapping[str, ItemAnswer] | None = None,
    after: int = 0,
    limit: int = 100,
) -> Advanced:
    """The next editions of the batch that wait at the step, each by its own verb."""
    chosen = STEPS[step]
    waiting = Edition.objects.filter(batch=batch_id, state__in=chosen.states, pk__gt=after).order_by("pk")
    numbers = list(waiting.values_list("pk", flat=True)[:limit])
    more = {"answers": answers or {}} if step == "gate" else {}
    done, held = 0, []
    for number in numbers:
        result = chosen.do(actor=actor, now=now, edition_id=number, **more)
        if isinstance(result, Refused):
            held.append((number, str(result.reason)))
        else:
            done += 1
    last = numbers[-1] if numbers else after
    return Advanced(done, tuple(held), last, over=len(numbers) < limit)


def run_ordered(batch_id: int, now: datetime) -> None:
    """The background work: the ordered step, in the name of who ordered it and with what he may today."""
    batch = Batch.objects.get(pk=batch_id)
    order = batch.progress
    if not order.get("running"):
        return
    actor = _who(order, batch, now)
    answers = {code: ItemAnswer(Answer(answer), note) for code, (answer, note) in order["answers"].items()}
    after = order.get("after", 0)
    over = False
    while not over:
        found = step_through(
            actor=actor, now=now, batch_id=batch_id, step=order["step"], answers=answers, after=after
        )
        after, over = found.after, found.over
        _note_progress(actor=SYSTEM, now=now, batch_id=batch_id, found=found)


@verb("batch.note_progress")
def _note_progress(*, actor: Actor, now: datetime, batch_id: int, found: Advanced) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=batch_id)
    order = dict(batch.progress)
    order["done"] += found.done
    order["held"] = [*order["held"], *map(list, found.held)][:_MOST_HELD]
    order["after"], order["running"] = found.after, not found.over
    write(batch, revision=batch.revision + 1, progress=order)
    return batch


def _who(order: Mapping[str, Any], batch: Batch, now: datetime) -> Actor:
    """As the person stands today; an order of somebody without an account is done with the role it needs."""
    if order["person"] is not None:
        return organisations.actor_for(order["person"], timezone.localdate(now))
    roles = STEPS[order["step"]].roles
    return Actor(order["by"], roles=frozenset({(roles[0].value, batch.body_id)}))
