"""The deadlines board: open requests by when their reply is due."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.casework.models import Case, CaseKind
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.casework.queries.clocks import readings_from
from gongkai.core.clock import Phase, Reading
from gongkai.foundation.ledger.remembering import remembered
from gongkai.foundation.organisations.roles import Actor

PAGE = 50
_PAUSED = frozenset({Phase.CORRECTING, Phase.CONSULTING, Phase.FEE})


class Bucket(StrEnum):
    """Where an open request stands on the board."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"  # to Sunday
    LATER = "later"
    PAUSED = "paused"  # waits for a correction, an opinion or a payment
    WAITING = "waiting"  # the day of receipt is not yet confirmed


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One open request. `due` is None while the clock stands; `waits_until`: what is then awaited ends, None
    also while `awaits_proof`: the period has not begun, for nobody knows when the fee notice was received."""

    card: CaseCard
    bucket: Bucket
    due: date | None
    provisional: bool
    day_number: int
    of: int
    days_late: int
    waits_until: date | None
    extended: bool
    awaits_proof: bool


@dataclass(frozen=True, slots=True)
class Board:
    """`counts`, `by_body`, `by_person`: of all that was asked for, not of the page. A person of None: not yet
    assigned. `after` asks for the next page; empty at the end."""

    rows: tuple[BoardRow, ...]
    counts: Mapping[Bucket, int]
    by_body: Mapping[int, Mapping[Bucket, int]]
    by_person: Mapping[int | None, Mapping[Bucket, int]]
    after: str


@dataclass(frozen=True, slots=True)
class _Open:
    id: int
    body: int
    person: int | None
    received_on: date | None
    reading: Reading
    bucket: Bucket

    @property
    def key(self) -> tuple[date, int]:
        """Soonest first; what stands still by when its waiting ends, then what has no date at all."""
        return (self.reading.due or _waits_until(self.reading) or date.max, self.id)


def board(
    actor: Actor,
    day: date,
    *,
    body_id: int | None = None,
    person_id: int | None = None,
    bucket: Bucket | None = None,
    after: str = "",
    limit: int = PAGE,
) -> Board:
    """The open requests the person may see, soonest first, one page; narrowed by body, person, bucket.

    Five statements whatever their number: visible bodies, open requests, their events, and the page's cases
    with their applicants. Only open requests are reckoned.
    """
    found = [each for each in _open(actor, day, body_id) if person_id is None or each.person == person_id]
    chosen = sorted(
        (each for each in found if bucket is None or each.bucket is bucket), key=lambda each: each.key
    )
    start = _key_of(after)
    rest = [each for each in chosen if start is None or each.key > start]
    page = rest[:limit]
    return Board(
        tuple(_rows(page)),
        Counter(each.bucket for each in found),
        _counted((each.body, each.bucket) for each in found),
        _counted((each.person, each.bucket) for each in found),
        _after(page[-1]) if page and len(rest) > limit else "",
    )


def due_dates(actor: Actor, day: date, *, person_id: int | None = None) -> list[BoardRow]:
    """Every open request with a date, for a calendar that a person subscribes to; soonest first."""
    found = [
        each
        for each in _open(actor, day, None)
        if each.reading.due is not None and (person_id is None or each.person == person_id)
    ]
    return list(_rows(sorted(found, key=lambda each: each.key)))


def bucket_of(reading: Reading, received: bool, day: date) -> Bucket:
    """Where a request stands on `day`."""
    if not received or reading.phase is Phase.WAITING:
        return Bucket.WAITING
    if reading.phase in _PAUSED or reading.due is None:
        return Bucket.PAUSED
    if reading.overdue:
        return Bucket.OVERDUE
    if reading.due == day:
        return Bucket.TODAY
    sunday = day + timedelta(days=6 - day.weekday())
    return Bucket.THIS_WEEK if reading.due <= sunday else Bucket.LATER


@remembered("case", "case_event", "body_version", "succession")
def _open(actor: Actor, day: date, body_id: int | None) -> tuple[_Open, ...]:
    """Reckoned once a page, which shows them several times over."""
    cases = cases_visible_to(actor, day).filter(kind=CaseKind.REQUEST, closed_on__isnull=True)
    if body_id is not None:
        cases = cases.filter(body_id=body_id)
    rows = list(cases.values_list("pk", "body_id", "assigned_to_id", "received_on", "submitted_on"))
    shown = readings_from({pk: received or submitted for pk, _, _, received, submitted in rows}, day)
    return tuple(
        _Open(pk, body, person, received, shown[pk], bucket_of(shown[pk], received is not None, day))
        for pk, body, person, received, _ in rows
    )


def _rows(page: list[_Open]) -> Iterator[BoardRow]:
    shown = {card.id: card for card in cards(Case.objects.filter(pk__in=[each.id for each in page]))}
    for each in page:
        reading = each.reading
        yield BoardRow(
            shown[each.id], each.bucket, reading.due, reading.provisional, reading.day_number, reading.of,
            reading.days_late, _waits_until(reading), reading.extended,
            reading.awaits_proof,
        )  # fmt: skip


def _waits_until(reading: Reading) -> date | None:
    """The last day for what is awaited: the correction, the payment, or the last opinion."""
    if reading.lapse is not None:
        return reading.lapse.on - timedelta(days=1)
    if reading.phase is Phase.CONSULTING and reading.consultations:
        return max(due.date for due in reading.consultations.values())
    return None


def _counted[K](pairs: Iterable[tuple[K, Bucket]]) -> dict[K, dict[Bucket, int]]:
    found: dict[K, dict[Bucket, int]] = {}
    for (key, bucket), count in Counter(pairs).items():
        found.setdefault(key, dict.fromkeys(Bucket, 0))[bucket] = count
    return found


def _after(last: _Open) -> str:
    day, pk = last.key
    return f"{day.isoformat()}.{pk}"


def _key_of(after: str) -> tuple[date, int] | None:
    """A key that was tampered with begins at the beginning."""
    day, _, pk = after.partition(".")
    try:
        return (date.fromisoformat(day), int(pk)) if after else None
    except ValueError:
        return None
