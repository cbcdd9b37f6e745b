"""What is costly to find out about a data set and changes only with a release: its quality, whose rows it
holds, the choices of its filters. Kept in memory until the next release, an hour at most."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.utils import timezone

from gongkai.core.disclosure.quality import Quality
from gongkai.disclosure.queries import rows, sets
from gongkai.disclosure.queries.asking import EVERYTHING
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.values import OfficeCard
from gongkai.portal.data.controls import offered

_KEPT = 200
_LARGE = 200_000  # rows from which choices are not looked up
_known: OrderedDict[tuple[object, ...], "About"] = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, slots=True)
class About:
    """`bodies`: rows of each, the most first; `offices` that answer for them; `values` by filter."""

    quality: Quality | None
    bodies: Mapping[int, int]
    offices: Mapping[int, OfficeCard]
    values: Mapping[str, Mapping[str, int]]


def about(card: DataSetCard, now: datetime) -> About:
    key = (card.name, card.field.digest, card.releases, card.last_released_at, now.strftime("%Y%m%d%H"))
    with _lock:
        if key in _known:
            _known.move_to_end(key)
            return _known[key]
    found = _looked_up(card, now)
    with _lock:
        _known[key] = found
        while len(_known) > _KEPT:
            _known.popitem(last=False)
    return found


def forget() -> None:
    with _lock:
        _known.clear()


def _looked_up(card: DataSetCard, now: datetime) -> About:
    day = timezone.localdate(now)
    bodies = sets.who_answers(card.name)
    offices = {each.body: each for each in organisations.offices(list(bodies), day) if each.valid_to is None}
    values = {}
    if card.rows and card.rows <= _LARGE:
        for name in offered(card.data_set):
            found = rows.values_of(card.data_set, name, EVERYTHING, limit=201)
            if len(found) <= 200:
                values[name] = found
    return About(sets.quality_of(card.name, day), bodies, offices, values)
