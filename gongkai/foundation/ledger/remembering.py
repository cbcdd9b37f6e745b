"""What was asked once within one piece of work, a page or a verb, is not asked of the database again in it.

A question says which subjects of the ledger its answer rests on. An event of one of them, recorded by the
same piece of work, makes it forgotten; what somebody else changes meanwhile is seen by the next piece of
work. Outside of any piece of work nothing is remembered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

type _Subjects = frozenset[str]
type _Question = tuple[Callable[..., Any], tuple[object, ...]]

_MISSING = object()
_known: set[_Subjects] = set()
"""What the answers of all questions there are rest on."""


@dataclass(slots=True)
class _Memory:
    """What one piece of work has learnt, over what the one around it knew. `forgotten`: of this it no longer
    takes that one's word."""

    around: "_Memory | None"
    answers: dict[_Subjects, dict[_Question, Any]] = field(default_factory=dict)
    forgotten: set[_Subjects] = field(default_factory=set)

    def recall(self, rests_on: _Subjects, question: _Question) -> Any:
        memory: _Memory | None = self
        while memory is not None:
            found = memory.answers.get(rests_on, {}).get(question, _MISSING)
            if found is not _MISSING:
                return found
            memory = None if rests_on in memory.forgotten else memory.around
        return _MISSING

    def learn(self, rests_on: _Subjects, question: _Question, answer: Any) -> None:
        self.answers.setdefault(rests_on, {})[question] = answer

    def forget(self, rests_on: _Subjects) -> None:
        self.answers.pop(rests_on, None)
        self.forgotten.add(rests_on)

    def hand_on(self) -> None:
        """To the work around this one, which ended well."""
        if self.around is not None:
            for rests_on in self.forgotten:
                self.around.forget(rests_on)
            for rests_on, answers in self.answers.items():
                self.around.answers.setdefault(rests_on, {}).update(answers)


_memory: ContextVar[_Memory | None] = ContextVar("gongkai_memory", default=None)


def remembered[**P, R](*subjects: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorator for a question with hashable arguments, whose answer nobody changes. `subjects`: what it
    rests on."""
    rests_on = frozenset(subjects)
    _known.add(rests_on)

    def decorate(ask: Callable[P, R]) -> Callable[P, R]:
        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            memory = _memory.get()
            if memory is None:
                return ask(*args, **kwargs)
            question = (ask, (*args, *sorted(kwargs.items())))
            answer: R = memory.recall(rests_on, question)
            if answer is _MISSING:
                answer = ask(*args, **kwargs)
                memory.learn(rests_on, question, answer)
            return answer

        return asked

    return decorate


@contextmanager
def remembering() -> Iterator[None]:
    """One piece of work. Within another it knows what that one knew; what it learnt or changed is known there
    once it has ended well. If it fails, so that its changes are undone, what it learnt goes with them."""
    memory = _Memory(_memory.get())
    token = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(token)
    memory.hand_on()


def forget(subject: str) -> None:
    """An event of this subject was recorded."""
    memory = _memory.get()
    if memory is not None:
        for rests_on in _known:
            if subject in rests_on:
                memory.forget(rests_on)


class Remembering:
    """Middleware: a page is one piece of work."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering():
            return self.answer(request)
