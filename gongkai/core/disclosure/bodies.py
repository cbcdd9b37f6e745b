"""Which bodies owe a data set on a day: those the declaration names, through their foundings, mergers and
closings. Whoever takes a body over owes what it owed, from that day on.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation as far as owing goes. `tags`: its level and kind, as declarations name them. It exists
    on days from `since` up to but not `until`. `successors`: who took it over on `until`."""

    code: str
    tags: frozenset[str]
    since: date
    until: date | None = None
    successors: tuple[str, ...] = ()

    def exists(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


class Bodies:
    """All bodies of a city with their history. Answers are remembered between two changes."""

    def __init__(self, bodies: Iterable[Body]) -> None:
        self.by_code: Mapping[str, Body] = {body.code: body for body in bodies}
        changes = {body.since for body in self.by_code.values()}
        changes.update(body.until for body in self.by_code.values() if body.until is not None)
        self._changes = sorted(changes)
        self._owing: dict[tuple[tuple[str, ...], int], tuple[str, ...]] = {}
        self._heirs: dict[tuple[str, int], tuple[str, ...]] = {}

    def owing(self, owed_by: tuple[str, ...], day: date) -> tuple[str, ...]:
        """Codes of the bodies that owe on `day`, each once. `owed_by` as declared: codes, levels, kinds or
        "all"; "-" before one takes it out."""
        asked = (owed_by, self._epoch(day))
        if asked not in self._owing:
            self._owing[asked] = self._found(owed_by, day)
        return self._owing[asked]

    def heirs(self, code: str, day: date) -> tuple[str, ...]:
        """Who answers on `day` for what the body owes: itself while it exists, then who took it over; nobody
        when it was closed without a successor."""
        asked = (code, self._epoch(day))
        if asked not in self._heirs:
            self._heirs[asked] = tuple(dict.fromkeys(self._followed(code, day, frozenset())))
        return self._heirs[asked]

    def _epoch(self, day: date) -> int:
        return bisect_right(self._changes, day)

    def _found(self, owed_by: tuple[str, ...], day: date) -> tuple[str, ...]:
        named = frozenset(each for each in owed_by if not each.startswith("-"))
        out = frozenset(each[1:] for each in owed_by if each.startswith("-"))
        found: dict[str, None] = {}
        for body in self.by_code.values():
            if body.since <= day and _fits(body, named) and not _fits(body, out):
                found.update(dict.fromkeys(self.heirs(body.code, day)))
        return tuple(code for code in found if code not in out)

    def _followed(self, code: str, day: date, before: frozenset[str]) -> tuple[str, ...]:
        body = self.by_code.get(code)
        if body is None or code in before:
            return ()
        if body.exists(day) or day < body.since:
            return (code,)
        heirs = (self._followed(each, day, before | {code}) for each in body.successors)
        return tuple(each for some in heirs for each in some)


def _fits(body: Body, names: frozenset[str]) -> bool:
    return body.code in names or EVERYBODY in names or not names.isdisjoint(body.tags)
