"""Which form a document uses, and what it holds by that form."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.core.forms import Form
from gongkai.core.recognise.align import Match
from gongkai.core.recognise.disclosure import read_disclosure
from gongkai.core.recognise.entries import Entry
from gongkai.core.recognise.harvest import Harvest
from gongkai.core.recognise.listing import read_list
from gongkai.core.recognise.requests import read_requests
from gongkai.core.recognise.reviews import read_reviews
from gongkai.core.recognise.text import key, plain

LIST_ROWS, REQUEST_ROWS, DISCLOSURE_ROWS = 20, 8, 3


@dataclass(frozen=True, slots=True)
class Used:
    """A form tried on a document. `zones` are the line ranges of its tables; `fit` ranks the forms."""

    form: Form
    harvest: Harvest
    zones: tuple[tuple[int, int], ...]
    fit: float


def best_form(entries: Sequence[Entry], forms: Sequence[Form], year: int | None) -> Used | None:
    """The form whose labels and columns the document shows most of; its year only breaks a tie."""
    shown = _shown(entries)
    tried = [used for form in forms if (used := _try(form, entries)) is not None]
    if not tried:
        return None

    def rank(used: Used) -> tuple[float, bool]:
        return used.fit + _own_labels(used.form, forms, shown), year is not None and used.form.covers(year)

    return max(tried, key=rank)


def _shown(entries: Sequence[Entry]) -> str:
    parts = (text for entry in entries for text in (*entry.labels, *(piece.text for piece in entry.spans)))
    return plain("".join(parts)[:400_000])


def _labels(form: Form) -> set[str]:
    blocks = [block for table in form.tables for block in table.blocks]
    texts = [column.label for block in blocks for column in block.columns]
    texts += [row.label for block in blocks for row in block.rows]
    return {key(text) for text in texts if len(key(text)) >= 4}


def _own_labels(form: Form, forms: Sequence[Form], shown: str) -> float:
    """The share of the labels that only this form has which the document shows."""
    others = set().union(*(_labels(other) for other in forms if other.code != form.code))
    own = [label for label in _labels(form) if not any(label in other for other in others)]
    return sum(label in shown for label in own) / len(own) if own else 0.0


def _try(form: Form, entries: Sequence[Entry]) -> Used | None:
    harvest = Harvest()
    if not any(table.code == "T3" for table in form.tables):
        matches = read_list(form, entries, harvest)
        enough = len(matches) >= LIST_ROWS
        return (
            Used(form, harvest, _zones([matches]), len(matches) / max(1, len(form.cells))) if enough else None
        )
    requests = read_requests(form, entries, harvest)
    if len(requests) < REQUEST_ROWS:
        requests = []
        harvest = Harvest()
    first = requests[0].entry.number if requests else None
    before = [entry for entry in entries if first is None or entry.number < first]
    disclosure = read_disclosure(form, before, harvest)
    last = requests[-1].entry.number if requests else 0
    reviews = read_reviews(form, entries, last + 1, harvest)
    if len(requests) < REQUEST_ROWS and len(disclosure) < DISCLOSURE_ROWS:
        return None
    zones = (*_zones([disclosure, requests]), *([reviews] if reviews else []))
    return Used(form, harvest, zones, len(harvest.cells) / max(1, len(form.cells)))


def _zones(tables: Sequence[Sequence[Match]]) -> tuple[tuple[int, int], ...]:
    zones = []
    for matches in tables:
        if matches:
            ends = [piece.number for match in matches for piece in match.entry.values if piece.number]
            first = min(match.entry.number for match in matches)
            zones.append((first, max([match.entry.number for match in matches] + ends)))
    return tuple(zones)
