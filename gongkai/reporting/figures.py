"""The figures of a return: what the body has itself, what the bodies below sent, and what follows.

The sum over the bodies below is one statement with one GROUP BY, whatever their number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.expressions import RawSQL

from gongkai.core import rollup
from gongkai.core.cells import BLANK, Cell, State
from gongkai.core.derived import with_totals
from gongkai.core.entry import combined
from gongkai.core.forms import Form
from gongkai.reporting.models import Figure, FrozenReturn, Return, ReturnCell, ReturnState

type Cells = dict[str, Cell]

SENT_ON = (ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.FROZEN, ReturnState.PUBLISHED)
"""States in which the figures are those of the last submission."""


@dataclass(frozen=True, slots=True)
class OwnCell:
    """A cell as the body has it itself: counted from the registers, entered by hand, or both."""

    code: str
    counted: int | None = None
    counted_as_of: date | None = None
    counted_position: int | None = None
    entry: Cell = BLANK
    reason: str = ""
    file: int | None = None
    entered_by: str = ""
    entered_at: datetime | None = None
    revision: int = 0

    @property
    def cell(self) -> Cell:
        """Counted and entered together."""
        return combined(self.counted, self.entry)


@dataclass(frozen=True, slots=True)
class Tally:
    """One cell over many returns. Blank is not zero: it is counted apart, not added."""

    numbers: int = 0
    blanks: int = 0
    struck: int = 0
    total: int = 0

    def plus(self, cell: Cell) -> "Tally":
        return Tally(
            self.numbers + cell.is_number,
            self.blanks + (cell.state is State.BLANK),
            self.struck + (cell.state is State.STRUCK),
            self.total + (cell.value or 0),
        )

    @property
    def cell(self) -> Cell:
        return rollup.summed(self.total, self.numbers, self.blanks, self.struck)


@dataclass(frozen=True, slots=True)
class Below:
    """The sum over the returns directly below: which submissions are in it, and which returns are not."""

    tallies: Mapping[str, Tally]
    included: tuple[tuple[int, int], ...] = ()  # (return, submission)
    missing: tuple[int, ...] = ()  # returns without figures

    def __bool__(self) -> bool:
        return bool(self.included or self.missing)


NOTHING_BELOW = Below({})


def own_cells(return_ids: Iterable[int]) -> dict[int, dict[str, OwnCell]]:
    """The own cells of several returns in one statement."""
    found: dict[int, dict[str, OwnCell]] = {pk: {} for pk in return_ids}
    for row in ReturnCell.objects.filter(of__in=list(found)):
        found[row.of_id][row.code] = own_cell(row)
    return found


def own_cell(row: ReturnCell) -> OwnCell:
    return OwnCell(
        row.code, row.counted, row.counted_as_of, row.counted_position,
        Cell(State(row.entry_state), row.entry_value),
        row.reason, row.file_id, row.entered_by, row.entered_at, row.revision,
    )  # fmt: skip


def below(of: Return, *, submitted: bool = False) -> Below:
    """What the bodies directly below sent: accepted figures, with `submitted` also those not yet accepted.

    Once the return itself has been sent on, what was summed then.
    """
    return added_up(summed(of, submitted=submitted))


def added_up(pairs: Mapping[int, int | None]) -> Below:
    """The sum over {return: its submission, None when it is missing}."""
    if not pairs:
        return NOTHING_BELOW
    included = tuple((pk, submission) for pk, submission in pairs.items() if submission is not None)
    return Below(
        tallies=tallied(list(submission for _, submission in included)),
        included=included,
        missing=tuple(pk for pk, submission in pairs.items() if submission is None),
    )


def summed(of: Return, *, submitted: bool = False) -> dict[int, int | None]:
    """{return below: its submission in the sum, None when it is missing from it}, in the bodies' order."""
    if of.state in SENT_ON and of.latest is not None:
        return {**dict(of.latest.children), **dict.fromkeys(of.latest.missing)}
    return dict(standing_submissions(of.pk, submitted=submitted))


def standing_submissions(return_id: int, *, submitted: bool = False) -> QuerySet[Any, Any]:
    """(return, submission) of the returns directly below as they stand now, None where nothing does."""
    counts = F("accepted_id")
    if submitted:
        waiting = When(state=ReturnState.SUBMITTED, then=F("latest_id"))
        return _below(return_id).values_list("pk", Case(waiting, default=counts))
    return _below(return_id).values_list("pk", counts)


def _below(return_id: int) -> QuerySet[Return]:
    return Return.objects.filter(parent_id=return_id).order_by("order", "pk")


def _these(ids: list[int]) -> RawSQL:
    """Thousands of numbers as one parameter, where a plain IN would have one each."""
    return RawSQL("SELECT unnest(%s::bigint[])", [ids])


def tallied(submissions: list[int]) -> dict[str, Tally]:
    """Every cell over these submissions: one GROUP BY, pivoted here."""
    rows = (
        Figure.objects.filter(submission_id__in=_these(submissions))
        .values("code")
        .annotate(
            numbers=Count("value"),
            blanks=Count("pk", filter=Q(state=State.BLANK.value)),
            rows=Count("pk"),
            total=Sum("value"),
        )
        .values_list("code", "numbers", "blanks", "rows", "total")
    )
    return {
        code: Tally(numbers, blanks, rows - numbers - blanks, int(total or 0))
        for code, numbers, blanks, rows, total in rows
    }


def final_cells(form: Form, own: Mapping[str, OwnCell], under: Below = NOTHING_BELOW) -> Cells:
    """Own and children's figures together, every derived total computed."""
    cells: Cells = {}
    for code in form.cells:
        mine = own[code].cell if code in own else BLANK
        cells[code] = under.tallies.get(code, Tally()).plus(mine).cell if under.included else mine
    return with_totals(form, cells)


def figures_of(submission_id: int) -> Cells:
    """The figures of one submission."""
    rows = Figure.objects.filter(submission_id=submission_id).values_list("code", "state", "value")
    return {code: Cell(State(state), value) for code, state, value in rows}


def previous_cells(body_id: int, year: int) -> Cells | None:
    """Last year's figures of the body: its newest frozen version, None when there is none."""
    frozen = (
        FrozenReturn.objects.filter(of__body_id=body_id, of__year=year - 1)
        .order_by("-version")
        .values_list("figures", flat=True)
        .first()
    )
    return None if frozen is None else cells_from_json(frozen)


def cells_to_json(cells: Mapping[str, Cell]) -> dict[str, dict[str, Any]]:
    """{code: {"state", "value"}}, as frozen and as published. Money in fen."""
    return {code: {"state": cell.state.value, "value": cell.value} for code, cell in sorted(cells.items())}


def cells_from_json(figures: Mapping[str, Mapping[str, Any]]) -> Cells:
    return {code: Cell(State(each["state"]), each["value"]) for code, each in figures.items()}
