"""What each body owes and what became of it: `core.disclosure.obligations`, fed with few queries.

The answer for a stretch of time is kept in memory until a release, a statement, a body, a declaration or the
calendar changes.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from gongkai.core.disclosure.bodies import Bodies, Body
from gongkai.core.disclosure.due import Promptness
from gongkai.core.disclosure.obligations import (
    EventRow,
    Facts,
    Obligation,
    Question,
    Released,
    Stated,
    in_force_between,
    obligations,
)
from gongkai.core.disclosure.schema import DataSet, State
from gongkai.core.disclosure.timing import TimingKind
from gongkai.core.workdays import Calendar
from gongkai.disclosure import declared
from gongkai.disclosure.models import Draw, DrawResult, DrawState, Release, Statement, StatementKind
from gongkai.disclosure.staging import loaded, read
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.files import storage
from gongkai.foundation.organisations import queries as organisations

_KEPT = 16  # answers
_MOST_STAGED = 50 << 20  # bytes of rows on their way that are looked into
_answers: OrderedDict[tuple[Any, ...], tuple[Obligation, ...]] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class People:
    """Bodies by code and the other way round, as the room numbers them."""

    codes: dict[int, str]
    numbers: dict[str, int]
    labels: dict[str, str]


def owed(first: date, last: date, today: date, calendar: Calendar | None = None) -> tuple[Obligation, ...]:
    """All obligations of the periods that end within first..last, as known on `today`; in the order of the
    declarations. Another `calendar` is asked afresh."""
    if calendar is not None:
        return _asked(first, last, today, calendar)
    calendar = current_calendar()
    key = (connection.alias, first, last, today, id(declared.fields()), id(calendar), _state())
    with _lock:
        if key in _answers:
            _answers.move_to_end(key)
            return _answers[key]
    found = _asked(first, last, today, calendar)
    with _lock:
        _answers[key] = found
        while len(_answers) > _KEPT:
            _answers.popitem(last=False)
    return found


def people(day: date) -> People:
    """Every body that ever was."""
    known = organisations.latest_bodies(list(organisations.heirs_on(day)))
    codes = {pk: each.code for pk, each in known.items()}
    return People(codes, {code: pk for pk, code in codes.items()}, {e.code: e.label for e in known.values()})


def promptness() -> Promptness:
    return Promptness(settings.PROMPT_WORKDAYS, settings.LIVE_MINUTES)


def _asked(first: date, last: date, today: date, calendar: Calendar) -> tuple[Obligation, ...]:
    known = people(today)
    facts = Facts.of(today, _released(known), _stated(known), list(_events(first, last, today, known)))
    question = Question(first, last, today, calendar, promptness())
    return tuple(obligations(declared.fields(), _bodies(today), facts, question))


def _state() -> tuple[Any, ...]:
    """Changes when anything does that an answer rests on."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT coalesce(sum(revision), 0) || '/' || count(*) FROM disclosure_release),"
            " (SELECT count(*) || '/' || count(taken_back_at) FROM disclosure_statement),"
            " (SELECT count(*) || '/' || count(valid_to) FROM organisations_bodyversion),"
            " (SELECT count(drawn_at) FROM disclosure_draw), (SELECT count(*) FROM disclosure_drawresult)"
        )
        row: tuple[Any, ...] = cursor.fetchone()
        return row


def _bodies(today: date) -> Bodies:
    """With level and kind as declarations name them, and who took over what was closed."""
    heirs = organisations.heirs_of_ended(date.max)
    known = organisations.latest_bodies(list(organisations.heirs_on(today)))
    return Bodies(
        Body(
            each.code, frozenset({each.level, each.kind}), each.founded, each.closed,
            (known[heirs[pk]].code,) if pk in heirs and heirs[pk] in known else (),
        )
        for pk, each in known.items()
    )  # fmt: skip


def owed_by_nobody(today: date) -> tuple[DataSet, ...]:
    """The data sets that no body of the city owes on the day: `owed_by` names a code or a level nobody has,
    and there would be silence instead of a delay."""
    bodies = _bodies(today)
    return tuple(each for each in declared.fields().data_sets(today) if not bodies.owing(each.owed_by, today))


def _released(known: People) -> Iterator[Released]:
    """The first release of each period. Of a stream each day it spoke."""
    out = Release.objects.filter(released_at__isnull=False).exclude(rolled_back_by__released_at__isnull=False)
    live = {
        each.name
        for version in declared.fields().versions
        for each in version.data
        if each.cadence.timing.kind is TimingKind.LIVE
    }
    columns = ("data_set", "body_id", "released_at", "periods", "added", "changed", "removed")
    for data_set, body, at, periods, *_ in out.values_list(*columns).iterator(5000):
        assert at is not None
        on, code = timezone.localdate(at), known.codes.get(body, "")
        for period in [on.isoformat()] if data_set in live else periods:
            yield Released(data_set, code, period, on)


def _stated(known: People) -> Iterator[Stated]:
    rows = Statement.objects.filter(taken_back_at__isnull=True)
    for each in rows:
        applies = each.kind == StatementKind.NOTHING
        yield Stated(
            each.data_set, known.codes.get(each.body_id, ""), each.period, timezone.localdate(each.at),
            applies, each.reason,
        )  # fmt: skip


def _events(first: date, last: date, today: date, known: People) -> Iterator[EventRow]:
    """Rows of event data sets that happened in the stretch: public ones with their first day, and those that
    are on their way, which are not public yet."""
    counted = (TimingKind.EVENT, TimingKind.AT_ONCE)
    sets = {
        each.name: each
        for each, _, _ in in_force_between(declared.fields(), first, last)
        if each.cadence.timing.kind in counted and each.cadence.starts
    }
    if not sets:
        return
    yield from _public(sets, first, min(last, today), known)
    yield from _on_their_way(sets, first, min(last, today), known)
    yield from _drawn(sets, first, min(last, today), known)


def _drawn(sets: dict[str, DataSet], first: date, last: date, known: People) -> Iterator[EventRow]:
    """Objects drawn for inspection of which nobody has told anything: the inspection was to be over by the
    day the draw named."""
    told = DrawResult.objects.exclude(release__state__in=("cancelled", "returned"))
    draws = Draw.objects.filter(
        state=DrawState.DRAWN, results_set__in=sets, finish_by__gte=first, finish_by__lte=last
    )
    counted = draws.annotate(told=Count("results", filter=Q(results__in=told)))
    columns = ("results_set", "body_id", "finish_by", "wanted", "told")
    for data_set, body, finish_by, wanted, done in counted.values_list(*columns):
        if wanted > done:
            yield EventRow(data_set, known.codes.get(body, ""), finish_by, None, wanted - done)


def _public(sets: dict[str, DataSet], first: date, last: date, known: People) -> Iterator[EventRow]:
    """One statement for all: rows grouped by body, day and first day of publication."""
    parts, values = [], []
    for name, each in sets.items():
        happened = f"left(content ->> '{each.cadence.starts}', 10)"
        said = f"""(content ->> '{each.cadence.starts}') COLLATE "C\""""
        parts.append(
            f"SELECT data_set, body_id, {happened} AS happened,"
            " (valid_from AT TIME ZONE %s)::date AS released, count(*) AS rows"
            f" FROM disclosure_row WHERE data_set = %s AND version = 1 AND {said} >= %s AND {said} <= %s"
            " GROUP BY 1, 2, 3, 4"
        )
        values += [settings.TIME_ZONE, name, first.isoformat(), last.isoformat() + "T99"]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), values)
        for data_set, body, happened, released, count in cursor.fetchall():
            code = known.codes.get(body, "")
            yield EventRow(data_set, code, date.fromisoformat(happened), released, count)


def _on_their_way(sets: dict[str, DataSet], first: date, last: date, known: People) -> Iterator[EventRow]:
    waiting = Release.objects.filter(
        data_set__in=sets, state__in=("checked", "in_review", "approved", "scheduled"), added__gt=0
    ).exclude(staged_place="")
    for release in waiting:
        path = storage.path_of(release.staged_place)
        if not path.exists() or path.stat().st_size > _MOST_STAGED:
            continue
        starts, code = sets[release.data_set].cadence.starts, known.codes.get(release.body_id, "")
        keys: dict[str, date] = {}
        for line in read(release.staged_place):
            said = str(loaded(line.content).get(starts, "")) if not line.goes else ""
            if said and first.isoformat() <= said[:10] <= last.isoformat():
                keys[line.key] = date.fromisoformat(said[:10])
        for key in keys.keys() - _standing_keys(release.data_set, list(keys)):
            yield EventRow(release.data_set, code, keys[key])


def _standing_keys(data_set: str, keys: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM disclosure_row WHERE data_set = %s AND valid_to IS NULL AND key = ANY(%s)",
            [data_set, keys],
        )
        return {key for (key,) in cursor.fetchall()}


def open_until(today: date, days: int) -> tuple[Obligation, ...]:
    """What is not yet due, of periods that have begun or end within the days to come."""
    found = owed(today - timedelta(days=120), today + timedelta(days=days), today)
    return tuple(each for each in found if each.state is State.NOT_YET_DUE)
