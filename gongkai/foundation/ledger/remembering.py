"""What was asked once within one piece of work, a page or a verb, is not asked of the database again in it.

A question says which subjects of the ledger its answer rests on. An event of one of them, recorded by the
same piece of work, makes it forgotten; what somebody else changes meanwhile is seen by the next piece of
work. Outside of any piece of work nothing is remembered.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

type _Question = tuple[frozenset[str], Callable[..., Any], tuple[object, ...]]
type _Memory = dict[_Question, Any]

_memory: ContextVar[_Memory | None] = ContextVar("gongkai_memory", default=None)


def remembered[**P, R](*subjects: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorator for a question with hashable arguments, whose answer nobody changes. `subjects`: what it
    rests on."""
    rests_on = frozenset(subjects)

    def decorate(ask: Callable[P, R]) -> Callable[P, R]:
        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> R:
            memory = _memory.get()
            if memory is None:
                return ask(*args, **kwargs)
            question = (rests_on, ask, (*args, *sorted(kwargs.items())))
            if question not in memory:
                memory[question] = ask(*args, **kwargs)
            answer: R = memory[question]
            return answer

        return asked

    return decorate


@contextmanager
def remembering() -> Iterator[None]:
    """One piece of work. Within another it knows what that one knew; what it learnt or changed is known there
    once it has ended well. If it fails, so that its changes are undone, what it learnt goes with them."""
    outer = _memory.get()
    memory: _Memory = dict(outer or {})
    token = _memory.set(memory)
    try:
        yield
    finally:
        _memory.reset(token)
    if outer is not None:
        outer.clear()
        outer.update(memory)


def forget(subject: str) -> None:
    """An event of this subject was recorded."""
    memory = _memory.get()
    if memory is not None:
        for question in [each for each in memory if subject in each[0]]:
            del memory[question]


class Remembering:
    """Middleware: a page is one piece of work."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with remembering():
            return self.answer(request)
