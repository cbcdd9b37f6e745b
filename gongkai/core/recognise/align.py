"""Which printed row is which row of the form: both run in one order, and labels are only roughly alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from gongkai.core.forms import Row
from gongkai.core.recognise.entries import MAX_FRAGMENTS, Entry
from gongkai.core.recognise.text import key, numbering, similarity

LIKE, NEAR = 0.6, 0.5
MAX_ENTRIES, MAX_REGIONS, CANDIDATES = 600, 20, 16  # a report has some 120 rows in its tables
NUMBER_AGREES = 0.08
OUTER = 0.85  # a merged cell to the left names the group, not the row


@dataclass(frozen=True, slots=True)
class Match:
    """An entry taken for a row: how alike (0 to 1), and the label as printed."""

    entry: Entry
    row: Row
    score: float
    label: str


class Labels:
    """The rows of a form's table, ready to be compared with printed labels again and again."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._known = frozenset(pair for row in rows for pair in _pairs(row.label))
        self._seen: dict[tuple[object, ...], list[tuple[float, str]]] = {}

    def share(self, text: str) -> float:
        """How much of `text` is made of the rows' own words, 0 to 1: cheap, and spares the comparison."""
        pairs = _pairs(text)
        return len(pairs & self._known) / len(pairs)

    def is_near(self, entry: Entry) -> bool:
        """True when the entry's own words are mostly the rows'."""
        tail = entry.labels[-4:]
        joined = ("".join(tail), "".join(tail[-2:]), *entry.after[:1])
        texts = entry.labels if entry.grid is not None else (*tail, *joined)
        return any(self.share(text) >= NEAR for text in texts)

    def likeness(self, entry: Entry) -> list[tuple[float, str]]:
        """For each row how well the entry's possible labels agree with it, and the label that agrees best."""
        mark = (entry.labels[-MAX_FRAGMENTS:], entry.after, entry.grid is None)
        if mark not in self._seen:
            self._seen[mark] = self._likeness(entry)
        return self._seen[mark]

    def _likeness(self, entry: Entry) -> list[tuple[float, str]]:
        outer = OUTER if entry.grid is not None else 1.0
        weighed = [(candidate, outer if depth else 1.0) for depth, candidate in enumerate(entry.candidates)]
        if len(weighed) > CANDIDATES:
            weighed = sorted(weighed, key=lambda pair: -self.share(pair[0]))[:CANDIDATES]
        return [_best(weighed, row) for row in self.rows]


def _best(weighed: Sequence[tuple[str, float]], row: Row) -> tuple[float, str]:
    best, label = 0.0, ""
    for candidate, weight in weighed:
        score = weight * max(similarity(candidate, wanted) for wanted in (row.label, *row.aliases))
        if score > best:
            best, label = score, candidate
    if best >= LIKE:
        printed, wanted = numbering(label), numbering(row.label)
        if printed and wanted:
            best += NUMBER_AGREES if printed == wanted else -NUMBER_AGREES
    return best, label


@lru_cache(maxsize=16_384)
def _pairs(text: str) -> frozenset[str]:
    shape = key(text)
    return frozenset(shape[at : at + 2] for at in range(len(shape) - 1)) or frozenset([shape])


def align(entries: Sequence[Entry], rows: Labels) -> list[Match]:
    """The best one-to-one matching that keeps both orders; entries and rows may be left over."""
    near = list(islice((entry for entry in entries if rows.is_near(entry)), MAX_ENTRIES))
    scored = [(entry, rows.likeness(entry)) for entry in near]
    scored = [pair for pair in scored if any(score >= LIKE for score, _ in pair[1])]
    count = len(rows.rows)
    best = [[0.0] * (count + 1) for _ in range(len(scored) + 1)]
    for i in range(len(scored) - 1, -1, -1):
        for j in range(count - 1, -1, -1):
            take = scored[i][1][j][0]
            taken = best[i + 1][j + 1] + take - LIKE / 2 if take >= LIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    return _walk(scored, rows.rows, best)


def _walk(
    scored: list[tuple[Entry, list[tuple[float, str]]]], rows: Sequence[Row], best: list[list[float]]
) -> list[Match]:
    matches, i, j = [], 0, 0
    while i < len(scored) and j < len(rows):
        score, label = scored[i][1][j]
        if score >= LIKE and best[i][j] == best[i + 1][j + 1] + score - LIKE / 2:
            matches.append(Match(scored[i][0], rows[j], min(score, 1.0), label))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return matches


def best_region(entries: Sequence[Entry], rows: Labels, first: Row) -> tuple[Sequence[Entry], list[Match]]:
    """The part of the document that holds the table, where it is printed more than once, and its matches.

    The entries are cut before each one that looks like the table's first row.
    """
    wanted = key(first.label)
    starts = [
        at
        for at, entry in enumerate(entries)
        if entry.values and rows.is_near(entry) and any(key(text) == wanted for text in entry.candidates)
    ][:MAX_REGIONS]
    bounds = [0, *starts[1:], len(entries)]
    tried = [(entries[begin:end], align(entries[begin:end], rows)) for begin, end in pairwise(bounds)]
    return max(tried, key=lambda pair: sum(match.score for match in pair[1]))
