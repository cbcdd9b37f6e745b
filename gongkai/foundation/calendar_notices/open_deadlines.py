"""Which open dates rest on the calendar. Each room tells its own; the preview asks all of them twice."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.core.messages import Message
from gongkai.core.workdays import Calendar


@dataclass(frozen=True, slots=True)
class OpenDeadline:
    """A date somebody has to keep. `subject` is (type, identifier) in the ledger; `label` says what it is."""

    subject: tuple[str, str]
    body: int
    label: Message
    due: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """A date that another calendar moves, or makes certain."""

    subject: tuple[str, str]
    body: int
    label: Message
    before: date
    after: date
    provisional_before: bool
    provisional_after: bool


type Source = Callable[[Calendar], Iterable[OpenDeadline]]

SOURCES: dict[str, Source] = {}


def source(name: str) -> Callable[[Source], Source]:
    """Decorator: a function from a calendar to the open dates of a room, in its `deadlines.py`."""

    def decorate(function: Source) -> Source:
        if name in SOURCES:
            raise ValueError(f"two sources of deadlines are called {name}")
        SOURCES[name] = function
        return function

    return decorate


def moved(old: Calendar, new: Calendar) -> Iterator[Moved]:
    """What changes between two calendars."""
    for ask in SOURCES.values():
        before = {each.subject: each for each in ask(old)}
        for now in ask(new):
            was = before.get(now.subject)
            if was is not None and (was.due, was.provisional) != (now.due, now.provisional):
                yield Moved(
                    now.subject, now.body, now.label, was.due, now.due, was.provisional, now.provisional
                )
