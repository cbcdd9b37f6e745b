"""“您要找的是不是……”: the stretch of a title that resembles what was typed most."""

from collections import Counter
from collections.abc import Iterable, Iterator

from gongkai.foundation.search.tokens import plain

SHORTEST = 3  # characters; of two, any other word is one character away
_SHORT = 4  # up to here one character may differ, two in longer ones
_LONGEST = 30


def nearest(word: str, titles: Iterable[str]) -> str | None:
    """A stretch of one of the titles a character or two from the word; of several the nearest, then the one
    that stands in most titles. None when nothing is near, or the word itself stands there."""
    wanted = plain(word)
    if not SHORTEST <= len(wanted) <= _LONGEST:
        return None
    most = 1 if len(wanted) <= _SHORT else 2
    distances: dict[str, int] = {}
    times: Counter[str] = Counter()
    for title in titles:
        folded = plain(title)
        if wanted in folded:
            return None
        found = dict.fromkeys(_stretches(folded, wanted, most))
        times.update(list(found))
        for stretch in found:
            if stretch not in distances:
                distances[stretch] = distance(stretch, wanted)
    near = [stretch for stretch, far in distances.items() if far <= most]
    return min(
        near,
        key=lambda each: (distances[each], abs(len(each) - len(wanted)), -times[each], each),
        default=None,
    )


def _stretches(title: str, wanted: str, most: int) -> Iterator[str]:
    """Those with nearly the same characters; a stretch of the same length first."""
    letters = Counter(wanted)
    for length in range(len(wanted) - 1, len(wanted) + 2):
        for at in range(len(title) - length + 1):
            stretch = title[at : at + length]
            if (letters - Counter(stretch)).total() <= most:
                yield stretch


def distance(one: str, other: str) -> int:
    """Characters to put in, take out, change or swap with the neighbour."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            steps = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                steps = min(steps, before[j - 2] + 1)
            row.append(steps)
        before, last = last, row
    return last[-1]
