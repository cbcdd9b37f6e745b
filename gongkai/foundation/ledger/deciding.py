"""May a verb be done: the declared lifecycle, and conditions that each room judges in its own way."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Denied, Lifecycle
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused

type Judge = Callable[[], Message | Refused | Denied | None]
"""Why a condition does not hold: a sentence, or a sentence with its article; None when it does."""

type Judges = Mapping[Any, Judge]
"""By the condition's name in the lifecycle, or the member of a StrEnum that has it."""


def against(judge: Judge) -> Refused | None:
    """What the judge says, as a verb gives it back; None when the condition holds."""
    found = judge()
    if found is None or isinstance(found, Refused):
        return found
    return Refused(found.reason, found.article) if isinstance(found, Denied) else Refused(found)


def decide(
    life: Lifecycle, state: str, verb: str, held: Collection[str], judges: Judges | None = None
) -> Allowed | Refused:
    """May the verb be done in this state by somebody who stands as `held` says (role@place)? A condition that
    nobody judges counts as failing. What a judge says of article and details goes before the lifecycle's."""
    told: list[Refused] = []

    def failing(name: str) -> Message | None:
        judge = (judges or {}).get(name)
        found = against(judge) if judge else Refused(Message(N_("条件“{name}”未核实。"), {"name": name}))
        if found is None:
            return None
        told.append(found)
        return found.reason

    decision = lifecycle.decide(life, state, verb, held, failing)
    if isinstance(decision, Allowed):
        return decision
    inner = told[-1] if told else Refused(decision.reason)
    return Refused(decision.reason, inner.article or decision.article, inner.details)


def when(failing: bool, text: str, article: str = "", **values: object) -> Judge:
    """A judge that says `text` when `failing`."""
    return lambda: Refused(Message(text, values), article) if failing else None


def written(text: str, said: str = N_("请写明理由。")) -> Judge:
    """A judge that says `said` when nothing was written."""
    return lambda: None if text.strip() else Message(said)
