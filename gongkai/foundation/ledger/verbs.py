"""The one way to change state.

A verb is a keyword-only function with `actor` and `now`. It locks, asks the policy, asks `core`, writes,
and records; all in one transaction. A refusal is returned, not raised, and leaves nothing behind. A verb
that changes something and records nothing is an error in the program and is undone.
"""

import functools
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ParamSpec, TypeVar, cast

from django.db import transaction

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger import chain, following
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.remembering import forget, remembering

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a verb was not done, in words for the person, with the article it rests on.

    `details` hold one message a field or cell when there are several reasons.
    """

    reason: Message
    article: str = ""
    details: tuple[tuple[str, Message], ...] = ()

    def __bool__(self) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class Overtaken(Refused):
    """Refused because somebody else has acted since the person looked; `details` tell who did what."""


def first_refusal(*answers: Refused | None) -> Refused | None:
    """The first of several answers that is a refusal. (A refusal is falsy, so `or` would pass it by.)"""
    return next((answer for answer in answers if answer is not None), None)


class VerbDidNotRecordError(RuntimeError):
    """A verb ended without a ledger event."""


class _UndoneError(Exception):
    """Ends a refused verb's transaction; never leaves this module."""

    def __init__(self, refusal: Refused) -> None:
        self.refusal = refusal


@dataclass(slots=True)
class _Call:
    verb: str
    actor: Any
    now: datetime
    events: list[Event] = field(default_factory=list)


_NOT_TEXT = Message(N_("填写的文字里有看不见的空字符，不能保存。请删去后重新输入，不要从别处粘贴。"))
_current: ContextVar[_Call | None] = ContextVar("gongkai_verb", default=None)
REGISTRY: dict[str, Callable[..., Any]] = {}


def verb(name: str, *, of_each: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the verb `name` ("return.submit"). `of_each`: it does to many things what that
    verb does to one; ledger and followers know each of its events by the verb for one."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        if name in REGISTRY:
            raise ValueError(f"two verbs are called {name}")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            if any(isinstance(each, str) and "\0" in each for each in kwargs.values()):
                return cast(R, Refused(_NOT_TEXT))  # every verb's result may be a refusal, R does not say so
            call = _Call(of_each or name, kwargs["actor"], cast(datetime, kwargs["now"]))
            token = _current.set(call)
            chain.settle()  # what a verb around this one has recorded is not undone with it
            try:
                own = transaction.atomic(savepoint=chain.can_be_undone_alone())
                with remembering(), own, chain.turn():
                    return _done(call, function(*args, **kwargs))
            except _UndoneError as undone:
                return cast(R, undone.refusal)
            finally:
                _current.reset(token)

        REGISTRY[name] = run
        return run

    return decorate


def _done[R](call: _Call, result: R) -> R:
    """What every verb ends with, within its transaction."""
    if isinstance(result, Refused):
        raise _UndoneError(result)
    if not call.events:
        raise VerbDidNotRecordError(call.verb)
    chain.settle()
    following.tell(call.verb, call.now, call.events)
    return result


def record(
    *,
    subject: tuple[str, object],
    body: int | None,
    before: Any = None,
    after: Any = None,
    reason: str = "",
    rule_version: str = "",
) -> Event:
    """Append the event of the running verb. `subject` is (type, identifier)."""
    call = _current.get()
    if call is None:
        raise RuntimeError("record() belongs inside a verb")
    event = chain.append(
        at=call.now, actor=call.actor.code, body=body, verb=call.verb,
        subject_type=subject[0], subject_id=str(subject[1]),
        before=before, after=after, reason=reason, rule_version=rule_version,
    )  # fmt: skip
    call.events.append(event)
    forget(subject[0])
    return event
