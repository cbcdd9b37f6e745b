"""失信名单: who is on it on a day, by which steps he came there, what follows from it, who came and who left;
the same changes as a feed for sites that copy the list (信用中国 and others)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from gongkai.core.disclosure.logic.blacklist import (
    BlacklistRules,
    Change,
    Entry,
    Standing,
    changes_between,
    flaws,
    rules_on,
    standing,
    term_over,
)
from gongkai.core.disclosure.logic.columns import blacklist_entry
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar
from gongkai.disclosure.queries.asking import AskedError
from gongkai.disclosure.queries.rows import RowCard
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.rulebook.disclosure_logic import blacklist_rules
from gongkai.portal.data.special.asking import Asking, Shown, address_of

LIST, MEASURES = "blacklist", "joint_sanctions"
_MOST = 5_000
_RECENT = timedelta(days=366)
_STEPS = ("noticed_on", "stated_on", "answered_on", "decided_on")


@dataclass(frozen=True, slots=True)
class Listing:
    """A row of the list, judged by the rules of its kind on the day of its decision."""

    card: RowCard
    entry: Entry
    rules: BlacklistRules

    def standing(self, day: date, calendar: Calendar) -> Standing:
        return standing(self.entry, day, self.rules, calendar)

    def changes(self, after: date, until: date) -> tuple[Change, ...]:
        return changes_between([self.entry], after, until, self.rules)


def build(asking: Asking) -> Shown:
    """As of the day asked for, today where none is."""
    on, calendar = day_asked(asking, "on", asking.day), current_calendar()
    found, measures = listings(asking), _measures(asking)
    there = [each for each in found if each.standing(on, calendar) is Standing.LISTED]
    there.sort(key=lambda each: (each.entry.decided_on or on, each.entry.document), reverse=True)
    flawed = [(each, flaws(each.entry, each.rules, calendar)) for each in found]
    moved = [(change, each) for each in found for change in each.changes(on - _RECENT, on)]
    return {
        "on": on,
        "listed": [
            (each.card.content, address_of(each.card), _steps(asking, each),
             term_over(each.entry, each.rules), measures.get(each.entry.document, []), each.rules)
            for each in there
        ],
        "flawed": [(each.card.content, address_of(each.card), said) for each, said in flawed if said],
        "moved": [
            (change, each.card.content, address_of(each.card))
            for change, each in sorted(moved, key=lambda pair: pair[0].day, reverse=True)
        ],
    }  # fmt: skip


def listings(asking: Asking) -> list[Listing]:
    """Every row that stands, whether on the list now or not."""
    versions = blacklist_rules()
    return [
        Listing(card, entry, rules_on(versions, entry.decided_on or asking.day, entry.kind))
        for card in asking.rows(LIST, limit=_MOST)
        for entry in (blacklist_entry(card.content),)
    ]


def day_asked(asking: Asking, name: str, otherwise: date) -> date:
    """Raises AskedError for what is no day."""
    said = asking.word(name)
    try:
        return date.fromisoformat(said) if said else otherwise
    except ValueError as error:
        raise AskedError(
            name, Message(N_("“{said}”不是日期，请写成 2017-06-01。"), {"said": said})
        ) from error


def feed(asking: Asking) -> Iterator[dict[str, Any]]:
    """What came and left after `after` up to and with `until`, in order, with the measures it brought."""
    until = day_asked(asking, "until", asking.day)
    after = day_asked(asking, "after", until - _RECENT)
    measures = _measures(asking)
    found = [(change, each) for each in listings(asking) for change in each.changes(after, until)]
    for change, each in sorted(found, key=lambda pair: (pair[0].day, pair[1].entry.document)):
        entry = each.entry
        yield {
            "day": change.day.isoformat(), "event": "listed" if change.listed else "removed",
            "subject": entry.name, "code": entry.code, "kind": entry.kind, "document": entry.document,
            "why": str(change.why), "decided_on": entry.decided_on.isoformat() if entry.decided_on else None,
            "off_the_list_on": term_over(entry, each.rules).isoformat(), "row": address_of(each.card),
            "measures": [
                {name: row.get(name) for name in ("measure", "by", "basis", "taken_on", "ended_on")}
                for row in measures.get(entry.document, [])
            ],
        }  # fmt: skip


def _measures(asking: Asking) -> dict[str, list[dict[str, Any]]]:
    """By the decision they rest on."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for card in asking.rows(MEASURES, limit=_MOST):
        found[str(card.content.get("document"))].append(dict(card.content))
    return found


def _steps(asking: Asking, each: Listing) -> list[tuple[str, str]]:
    """(what was done, the day) of the steps that were taken, in order."""
    column = asking.sets[LIST].column
    return [
        (column(name).title, str(each.card.content[name])) for name in _STEPS if each.card.content.get(name)
    ]
