"""Which printed row is which row of the form: both run in one order, and labels are only roughly alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.core.forms import Row
from gongkai.core.recognise.entries import Entry
from gongkai.core.recognise.text import key, numbering, similarity

LIKE = 0.6
MAX_ENTRIES = 1500
NUMBER_AGREES = 0.08
OUTER = 0.85  # a merged cell to the left names the group, not the row


@dataclass(frozen=True, slots=True)
class Match:
    """An entry taken for a row: how alike (0 to 1), and the label as printed."""

    entry: Entry
    row: Row
    score: float
    label: str


def likeness(entry: Entry, row: Row) -> tuple[float, str]:
    """The best agreement of the entry's possible labels with the row's, and the label that gave it."""
    best, label = 0.0, ""
    for depth, candidate in enumerate(entry.candidates):
        score = max(similarity(candidate, label) for label in (row.label, *row.aliases))
        if depth and entry.grid is not None:
            score *= OUTER
        if score > best:
            best, label = score, candidate
    if best >= LIKE:
        printed, wanted = numbering(label), numbering(row.label)
        if printed and wanted:
            best += NUMBER_AGREES if printed == wanted else -NUMBER_AGREES
    return best, label


def _pairs(text: str) -> set[str]:
    shape = key(text)
    return {shape[at : at + 2] for at in range(len(shape) - 1)} or {shape}


def _is_near(entry: Entry, known: set[str]) -> bool:
    """True when an entry's own words are mostly the form's: cheap, and spares the others the comparison."""
    tail = entry.labels[-4:]
    texts = (
        entry.labels
        if entry.grid is not None
        else (*tail, "".join(tail), "".join(tail[-2:]), *entry.after[:1])
    )
    return any(len(_pairs(text) & known) * 2 >= len(_pairs(text)) for text in texts)


def align(entries: Sequence[Entry], rows: Sequence[Row]) -> list[Match]:
    """The best one-to-one matching that keeps both orders; entries and rows may be left over."""
    known = {pair for row in rows for pair in _pairs(row.label)}
    near = [entry for entry in entries if _is_near(entry, known)][:MAX_ENTRIES]
    scored = [(entry, [likeness(entry, row) for row in rows]) for entry in near]
    scored = [pair for pair in scored if any(score >= LIKE for score, _ in pair[1])]
    best = [[0.0] * (len(rows) + 1) for _ in range(len(scored) + 1)]
    for i in range(len(scored) - 1, -1, -1):
        for j in range(len(rows) - 1, -1, -1):
            take = scored[i][1][j][0]
            taken = best[i + 1][j + 1] + take - LIKE / 2 if take >= LIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], taken)
    return _walk(scored, rows, best)


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


def regions(entries: Sequence[Entry], first: Row) -> list[Sequence[Entry]]:
    """The entries cut before each one that looks like the form's first row: one table a region."""
    starts = [
        at
        for at, entry in enumerate(entries)
        if entry.values and any(key(candidate) == key(first.label) for candidate in entry.candidates)
    ]
    if len(starts) < 2:
        return [entries]
    bounds = [0, *starts[1:], len(entries)]
    return [entries[begin:end] for begin, end in pairwise(bounds)]


def total(matches: Sequence[Match]) -> float:
    """How much of a table the matches explain."""
    return sum(match.score for match in matches)
