"""The life of a case as declared data: states, permitted verbs, by whom, under which conditions.

A transition says in which states a verb may be done, by which role standing where to the case
("reviewer@own", "city_office@superior"), what must hold, and what the state becomes.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message

SYSTEM = "system"  # background work; stands nowhere
APPLICANT = "applicant"  # the person whose case it is, by number and code on the portal; stands nowhere


class Place(StrEnum):
    """Where a person stands to a case: in its body, in the body next above, in any body above, or in a body
    that was asked something about it."""

    OWN = "own"
    SUPERIOR = "superior"
    ABOVE = "above"
    ADDRESSED = "addressed"


@dataclass(frozen=True, slots=True)
class Transition:
    """`when`: states; `by`: role@place; `becomes`: the state after, None when it stays."""

    verb: str
    label: str
    when: tuple[str, ...]
    by: tuple[str, ...]
    article: str
    becomes: str | None = None
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A worked case; runs as a test. `failing` are the conditions that do not hold."""

    verb: str
    state: str
    by: str
    allowed: bool
    failing: tuple[str, ...] = ()
    becomes: str | None = None


@dataclass(frozen=True, slots=True)
class Lifecycle:
    title: str
    subject: str
    in_force: date
    legal_basis: str
    initial: str
    states: Mapping[str, str]
    transition: tuple[Transition, ...]
    example: tuple[Example, ...]

    def __post_init__(self) -> None:
        seen: set[tuple[str, str]] = set()
        for transition in self.transition:
            for state in (*transition.when, transition.becomes or self.initial, self.initial):
                if state not in self.states:
                    raise ValueError(Message(N_("没有名为“{state}”的状态"), {"state": state}))
            for state in transition.when:
                if (transition.verb, state) in seen:
                    values = {"verb": transition.verb, "state": state}
                    raise ValueError(Message(N_("“{verb}”在状态“{state}”下写了两次"), values))
                seen.add((transition.verb, state))

    @property
    def verbs(self) -> tuple[str, ...]:
        """Every verb once, in the order of the file."""
        return tuple(dict.fromkeys(transition.verb for transition in self.transition))

    def transition_of(self, verb: str, state: str) -> Transition | None:
        return next((one for one in self.transition if one.verb == verb and state in one.when), None)

    def label_of(self, verb: str) -> str:
        return next(one.label for one in self.transition if one.verb == verb)

    def permitted(self, state: str, standing: Collection[str]) -> tuple[str, ...]:
        """The verbs a person of this standing may try in `state`, before conditions are looked at."""
        return tuple(
            one.verb for one in self.transition if state in one.when and not standing_lacks(one, standing)
        )


@dataclass(frozen=True, slots=True)
class Allowed:
    """`state` is the state after the verb."""

    state: str
    article: str


@dataclass(frozen=True, slots=True)
class Denied:
    reason: Message
    article: str

    def __bool__(self) -> bool:
        return False


type Failing = Callable[[str], Message | None]
"""Why a named condition does not hold, or None when it does. Asked only for conditions that count."""


def standing_lacks(transition: Transition, standing: Collection[str]) -> bool:
    """True when none of the person's role@place is among those the transition permits."""
    return not any(one in standing for one in transition.by)


def decide(
    lifecycle: Lifecycle, state: str, verb: str, standing: Collection[str], failing: Failing
) -> Allowed | Denied:
    """May `verb` be done in `state` by someone of this standing? State first, then role, then conditions."""
    transition = lifecycle.transition_of(verb, state)
    if transition is None and verb not in lifecycle.verbs:
        return Denied(Message(N_("这类事项没有这一步。")), lifecycle.legal_basis)
    if transition is None:
        values = {"state": Message(lifecycle.states[state]), "label": Message(lifecycle.label_of(verb))}
        return Denied(Message(N_("现处于“{state}”状态，不能{label}。"), values), lifecycle.legal_basis)
    if standing_lacks(transition, standing):
        return Denied(
            Message(N_("您的岗位不能{label}。"), {"label": Message(transition.label)}), transition.article
        )
    for condition in transition.requires:
        reason = failing(condition)
        if reason is not None:
            return Denied(reason, transition.article)
    return Allowed(transition.becomes or state, transition.article)


def read(declaration: Declaration, *, roles: type[Any], conditions: type[Any]) -> Lifecycle:
    """The declared lifecycle. Raises DeclarationError when it names a role, place or condition that does
    not exist in the closed lists given."""
    lifecycle = declaration.read(Lifecycle)
    places = {f"{role.value}@{place}" for role in roles for place in Place} | {SYSTEM, APPLICANT}
    known = {condition.value for condition in conditions}
    for index, transition in enumerate(lifecycle.transition):
        for key, names, allowed in (
            ("by", transition.by, places), ("requires", transition.requires, known),
        ):  # fmt: skip
            for name in names:
                if name not in allowed:
                    reason = Message(N_("不认识的名称“{name}”"), {"name": name})
                    raise declaration.refusal(("transition", index, key), reason)
    return lifecycle
