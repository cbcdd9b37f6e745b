"""What became of the duties of a year, body by body and field by field, kept for the statistics: figures are
counted from it at any position of the ledger, and so the assessment can be repeated."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from gongkai.core.disclosure.schema import State
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, owing
from gongkai.disclosure.models import DutyFigure
from gongkai.foundation.ledger.rows import write_recorded, write_recorded_new
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_COUNTED = {
    State.FULFILLED: "punctual", State.LATE: "late", State.MISSING: "missing", State.EMPTY: "nothing",
}  # fmt: skip
_LONGEST_TIME = timedelta(days=190)  # from a period's end to its due date


@dataclass(frozen=True, slots=True)
class Duties:
    """Of one body in one field."""

    punctual: int = 0
    late: int = 0
    missing: int = 0
    nothing: int = 0


type Tally = dict[tuple[int, str], Duties]


@verb("duties.tally")
def tally_duties(*, actor: Actor, now: datetime, year: int) -> int | Refused:
    """统计公开义务 whose due date fell in the year and has passed. Returns how many figures are new or have
    changed."""
    if not actor.is_system:
        return Refused(Message(N_("公开义务由系统统计。")))
    standing = {(each.body_id, each.field): each for each in _standing(year)}
    found = tally(year, timezone.localdate(now))
    fresh, changed = [], 0
    for key in sorted(found.keys() | standing.keys()):
        duties, known = found.get(key, Duties()), standing.get(key)
        if known is None:
            fresh.append(_figure(key, year, duties))
        elif duties != _of(known):
            write_recorded(_figure(key, year, duties), replaces=known)
            changed += 1
    write_recorded_new(fresh)
    if not fresh and not changed:
        return Refused(Message(N_("没有变化。")))
    return len(fresh) + changed


def tally(year: int, today: date) -> Tally:
    """The same, as it follows from what is owed; nothing is written."""
    first, last = date(year, 1, 1) - _LONGEST_TIME, date(year, 12, 31)
    numbers = owing.people(today).numbers
    fields = {each.name: one.field for one in declared.fields().versions for each in one.data}
    counted: dict[tuple[int, str], Counter[str]] = {}
    for each in owing.owed(first, last, today):
        named = _COUNTED.get(each.state)
        if named is None or each.due.date.year != year or each.due.date >= today or each.body not in numbers:
            continue
        key = (numbers[each.body], fields[each.data_set])
        counted.setdefault(key, Counter())[named] += 1
    return {key: Duties(**each) for key, each in counted.items()}


def _standing(year: int) -> list[DutyFigure]:
    return list(DutyFigure.objects.standing().filter(year=year).select_related("entry"))


def _figure(key: tuple[int, str], year: int, duties: Duties) -> DutyFigure:
    body, field = key
    return DutyFigure(
        body_id=body, field=field, year=year, punctual=duties.punctual, late=duties.late,
        missing=duties.missing, nothing=duties.nothing,
    )  # fmt: skip


def _of(row: DutyFigure) -> Duties:
    return Duties(row.punctual, row.late, row.missing, row.nothing)
