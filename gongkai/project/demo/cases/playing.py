"""Playing many stories in the order of time, so that the ledger reads like the year."""

import heapq
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import count

from gongkai.project.demo.ground import together

type Story = Iterator[datetime]
"""Gives the moment of its next step, and takes that step when it is asked to go on."""

_TOGETHER = 200  # steps


def play(stories: Iterable[Story], told: Callable[[int, int], None]) -> None:
    """Run all stories to their ends, each step when its time has come. `told` hears of every one that ends,
    and of how many there are."""
    order = count()
    waiting: list[tuple[datetime, int, Story]] = []
    for story in stories:
        _go_on(story, waiting, order)
    total, ended = len(waiting), 0
    while waiting:
        with together():
            for _ in range(min(_TOGETHER, len(waiting))):
                _, _, story = heapq.heappop(waiting)
                if not _go_on(story, waiting, order):
                    ended += 1
                    told(ended, total)


def until(story: Story, last: datetime) -> Story:
    """The story as far as it goes by `last`."""
    for moment in story:
        if moment > last:
            return
        yield moment


def _go_on(story: Story, waiting: list[tuple[datetime, int, Story]], order: Iterator[int]) -> bool:
    """Whether the story has another step."""
    moment = next(story, None)
    if moment is None:
        return False
    heapq.heappush(waiting, (moment, next(order), story))
    return True
