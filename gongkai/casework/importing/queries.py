"""How far a workbook is, and what became of its lines, for the clerks of its body."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet

from gongkai.casework.importing.packing import unpacked
from gongkai.casework.models.importing import Became, ImportLine, ImportRun, ImportState
from gongkai.core.messages import Message
from gongkai.foundation.organisations.roles import Actor, Role

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class RunCard:
    """`done` of `total` lines are done in this state; `new`, `known`, `refused` among them."""

    id: int
    body: int
    name: str
    state: ImportState
    at: datetime
    confirmed_at: datetime | None
    total: int
    done: int
    new: int
    known: int
    refused: int

    @property
    def is_working(self) -> bool:
        return self.state in (ImportState.TRYING, ImportState.RUNNING)

    @property
    def is_trial(self) -> bool:
        """Nothing of it is registered so far."""
        return self.state in (ImportState.TRYING, ImportState.TRIED)

    @property
    def can_confirm(self) -> bool:
        return self.state == ImportState.TRIED and self.new + self.known > 0

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total


@dataclass(frozen=True, slots=True)
class LineCard:
    """`problems`: head of the column, empty for the line as a whole, and what is wrong."""

    place: int
    sheet: str
    row: int
    external: str
    became: Became
    case: int | None
    number: str
    problems: tuple[tuple[str, Message], ...]


def runs_visible_to(actor: Actor, *, before: int | None = None, most: int = 50) -> list[RunCard]:
    """Of the bodies whose clerk the person is. Newest first; those begun `before` that one."""
    found = _seen(actor).order_by("-pk")
    return _cards((found.filter(pk__lt=before) if before else found)[:most])


def run_for(actor: Actor, run_id: int) -> RunCard | None:
    """One of them; None when there is none or it is not for the person's eyes."""
    return next(iter(_cards(_seen(actor).filter(pk=run_id))), None)


def lines_of(
    run_id: int, *, after: int | None = None, most: int, became: Collection[Became] = tuple(Became)
) -> list[LineCard]:
    """In the order of the workbook; those `after` that place."""
    found = ImportLine.objects.filter(run=run_id, became__in=became).order_by("place")
    return [_line(each) for each in (found if after is None else found.filter(place__gt=after))[:most]]


def every_line(run_id: int) -> Iterator[LineCard]:
    """For a report to take away."""
    for each in ImportLine.objects.filter(run=run_id).order_by("place").iterator(_AT_ONCE):
        yield _line(each)


def _seen(actor: Actor) -> QuerySet[ImportRun]:
    return ImportRun.objects.filter(body_id__in=actor.bodies_as(Role.REQUEST_CLERK))


def _cards(runs: Iterable[ImportRun]) -> list[RunCard]:
    rows = list(runs)
    found = ImportLine.objects.filter(run__in=rows).values_list("run", "became").annotate(Count("pk"))
    counted = {(run, became): number for run, became, number in found.order_by()}
    return [
        RunCard(
            each.pk, each.body_id, each.name, ImportState(each.state), each.at, each.confirmed_at, each.total,
            each.done, *(counted.get((each.pk, became.value), 0) for became in Became),
        )
        for each in rows
    ]  # fmt: skip


def _line(each: ImportLine) -> LineCard:
    problems = tuple((column, unpacked(said)) for column, said in each.problems)
    return LineCard(
        each.place, each.sheet, each.row, each.external, Became(each.became), each.case_id, each.number,
        problems,
    )  # fmt: skip
