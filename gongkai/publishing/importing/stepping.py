"""Leading the editions of a batch through the chain (`leading.py`): what one would be refused alone, it is
refused in a batch too, and stays behind with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.publishing.leading import AT_ONCE, STEPS, lead
from gongkai.publishing.models import Batch, Edition

_MOST_HELD = 200


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
    limit: int = AT_ONCE,
) -> Advanced:
    """The next editions of the batch that wait at the step."""
    waiting = Edition.objects.filter(batch=batch_id, state__in=STEPS[step].states, pk__gt=after)
    numbers = list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
    led = lead(step, actor=actor, now=now, edition_ids=numbers, answers=answers)
    held = tuple((number, str(refused.reason)) for number, refused in led.held)
    last = numbers[-1] if numbers else after
    return Advanced(len(led.done), held, last, over=len(numbers) < limit)


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
