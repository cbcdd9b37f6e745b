"""What waits for a person at desks of rooms that the staff's front page does not know: each tells its own.

In the room's `waiting.py`:

    @waits
    def desk(actor, day): …
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: where, what it is about, what is asked, by when if there is a day. `is_late`: that day
    is over."""

    address: str
    title: str
    about: str
    step: str
    due: date | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a person has something to do. `name` in his language; `lines` the most urgent first."""

    name: str
    address: str
    lines: tuple[Line, ...]


type Source = Callable[[Actor, date], Desk | None]

_sources: list[Source] = []


def waits(source: Source) -> Source:
    """Decorator: tells what waits for somebody on a day; None for those with nothing to do there."""
    _sources.append(source)
    return source


def desks(actor: Actor, day: date) -> list[Desk]:
    """Those at which something waits."""
    told = (source(actor, day) for source in _sources)
    return [desk for desk in told if desk is not None and desk.lines]
