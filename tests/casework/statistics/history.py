"""Dated histories of cases, written as the verbs leave them behind, and the table a person would draw up."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from gongkai.casework.models import Case, CaseStanding
from gongkai.foundation.ledger.rows import write, write_recorded
from gongkai.foundation.ledger.verbs import REGISTRY, verb
from gongkai.foundation.organisations.roles import SYSTEM

NOW = datetime(2024, 6, 1, 2, 0, tzinfo=UTC)
NATURAL, BUSINESS = "natural", "business"
_serials = count(1)


@dataclass(frozen=True)
class Round:
    """One stretch from receipt (or reopening) to closing; open when `closed` is None."""

    received: date
    closed: date | None = None
    result: str = "disclosed"

    def __post_init__(self) -> None:
        assert self.closed is None or self.closed >= self.received


@dataclass(frozen=True)
class Told:
    """A case's life. `rounds` after the first begin with a reopening."""

    body: int
    rounds: tuple[Round, ...]
    applicant: str = NATURAL
    channel: str = "counter"
    extended: bool = False
    late: bool = False
    kind: str = "request"
    group: str = ""
    fee_fen: int = 0
    more: dict[str, Any] = field(default_factory=dict)


def request(body: int, received: date, closed: date | None = None, **more: Any) -> Told:
    result = more.pop("result", "disclosed")
    return Told(body, (Round(received, closed, result),), **more)


@contextmanager
def in_a_verb(name: str = "test.history") -> Iterator[Any]:
    """A verb that runs what it is given, known only here."""

    def act(*, actor: Any, now: datetime, do: Any) -> Any:
        return do()

    try:
        yield verb(name)(act)
    finally:
        del REGISTRY[name]


def happen(told: Iterable[Told]) -> list[int]:
    """Write the histories; the numbers of the cases."""
    with in_a_verb() as run:
        return [run(actor=SYSTEM, now=NOW, do=lambda each=each: _written(each)) for each in told]


def _written(told: Told) -> int:
    first = told.rounds[0]
    serial = next(_serials)
    case = Case(
        kind=told.kind, body_id=told.body, year=first.received.year, serial=serial,
        number=f"{told.kind}-{first.received.year}-{serial}", regime=_regime(first.received),
        channel=told.channel, applicant_type=told.applicant, submitted_on=first.received,
        received_on=first.received, state="handling", created_at=NOW, touched_at=NOW,
    )  # fmt: skip
    write(case)
    for number, each in enumerate(told.rounds, start=1):
        standing = write_recorded(_standing(case, told, each, number, closed=False))
        if each.closed:
            write_recorded(_standing(case, told, each, number, closed=True), replaces=standing)
    return case.pk


def _standing(case: Case, told: Told, each: Round, number: int, *, closed: bool) -> CaseStanding:
    return CaseStanding(
        case=case, body_id=told.body, kind=told.kind, group=told.group, regime=case.regime,
        channel=told.channel, applicant_type=told.applicant, received_on=each.received, round=number,
        closed_on=each.closed if closed else None, result=each.result if closed else "",
        extended=told.extended and closed, late=told.late and closed,
        fee_fen=told.fee_fen, fee_paid_on=each.received if told.fee_fen else None,
    )  # fmt: skip


def _regime(received: date) -> str:
    return "2019" if received >= date(2019, 5, 15) else "2007"


def by_hand(told: Iterable[Told], body: int, year: int) -> Counter[tuple[str, str]]:
    """{(row, applicant): cases} of the year: received, carried in, closed, carried out."""
    table: Counter[tuple[str, str]] = Counter()
    for each in told:
        first = each.rounds[0]
        if each.body != body or each.kind != "request" or first.received.year > year:
            continue
        if first.closed and first.closed.year < year:
            continue
        table["in" if first.received.year < year else "new", each.applicant] += 1
        ended = first.closed is not None and first.closed.year == year
        table["closed" if ended else "out", each.applicant] += 1
    return table
