"""Public pages made once and kept in the process, each as it went out.

Nothing is taken from the shelf before the ledger was asked what has happened since: one statement. A page of
an item leaves when something it tells of has changed (`concerning`), any other page with the next event of
any kind, and with the hour, since lists may name the day.

Beside whole pages stands what many pages tell alike (`known`), the frame of the items' pages among it
(`framed`). One does not make the other needless: a page that has been read is answered in a millisecond, from
here, by whoever runs without a cache in front or asks behind it; of 300,000 items most are read for the first
time, by robots, and those need only be filled in because their frame is there. Both end by the same
reading of the ledger.
"""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings

from gongkai.foundation.ledger import tail
from gongkai.foundation.ledger.tail import Place, Tail
from gongkai.portal.concerning import concerned

OVERHEAD = 2000  # bytes beside the content, about
MOST_KNOWN = 10_000


@dataclass(frozen=True, slots=True)
class Mark:
    """What was known before a page was made: the place in the ledger, and the hour."""

    place: Place
    hour: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """A finished answer. `item`: the document it tells of; None for lists and everything else."""

    status: int
    headers: tuple[tuple[str, str], ...]
    content: bytes
    item: int | None
    mark: Mark

    @property
    def size(self) -> int:
        return len(self.content) + OVERHEAD


@dataclass(slots=True)
class Shelf:
    """`place`: up to where the ledger has been read; None: not yet. Used by all threads of a process."""

    place: Place | None = None
    size: int = 0
    _made: OrderedDict[Hashable, Made] = field(default_factory=OrderedDict)
    _of_item: defaultdict[int, set[Hashable]] = field(default_factory=lambda: defaultdict(set))
    _known: dict[Hashable, Any] = field(default_factory=dict)
    _alone: threading.Lock = field(default_factory=threading.Lock)

    def mark(self, now: datetime) -> Mark:
        """Ask the ledger, and let go of what has changed."""
        known = self.place
        told = tail.since(known) if known is not None else Tail(tail.newest(), None)
        gone = None if told.changes is None else concerned(told.changes)
        with self._alone:
            self._let_go(known, told.place, gone)
        return Mark(told.place, now.replace(minute=0, second=0, microsecond=0))

    def taken(self, key: Hashable, now: datetime) -> Made | None:
        """What stands there, if it is still what would be made now. Without it nothing is asked."""
        if key not in self._made:
            return None
        mark = self.mark(now)
        with self._alone:
            found = self._made.get(key)
            if found is not None and found.item is None and found.mark != mark:
                self._drop(key)
                return None
            if found is not None:
                self._made.move_to_end(key)
            return found

    def put(self, key: Hashable, made: Made) -> None:
        """Unless something has happened since its mark: half of it might be old."""
        with self._alone:
            if made.mark.place != self.place:
                return
            self._drop(key)
            self._made[key] = made
            self.size += made.size
            if made.item is not None:
                self._of_item[made.item].add(key)
            while self.size > settings.PAGES_KEPT_BYTES:
                self._drop(next(iter(self._made)))

    def known[A](self, key: Hashable, mark: Mark | None, ask: Callable[[], A]) -> A:
        """What many pages tell alike, such as the foot of the site or the name of a body: asked again once
        something has happened that concerns every page. Without a mark it is asked each time."""
        if mark is None:
            return ask()
        with self._alone:
            if mark.place == self.place and key in self._known:
                told: A = self._known[key]
                return told
        told = ask()
        with self._alone:
            if mark.place == self.place and len(self._known) < MOST_KNOWN:
                self._known[key] = told
        return told

    def clear(self) -> None:
        with self._alone:
            self._let_go(None, Place(), None)
            self.place = None

    def __len__(self) -> int:
        return len(self._made)

    def _let_go(self, known: Place | None, found: Place, gone: frozenset[int] | None) -> None:
        """`gone` happened between `known` and `found`. Another thread may have read further meanwhile, which
        does no harm, or begun anew from before `known`, which does: then nothing is sure."""
        here = self.place
        if gone is None or known is None or here is None or here.sequence < known.sequence:
            self._made.clear()
            self._of_item.clear()
            self._known.clear()
            self.size = 0
            self.place = found
            return
        for each in gone:
            for key in tuple(self._of_item.get(each, ())):
                self._drop(key)
        if found.sequence > here.sequence:
            self.place = found

    def _drop(self, key: Hashable) -> None:
        made = self._made.pop(key, None)
        if made is None:
            return
        self.size -= made.size
        if made.item is not None:
            keys = self._of_item[made.item]
            keys.discard(key)
            if not keys:
                del self._of_item[made.item]


shelf = Shelf()
"""The one of this process."""
