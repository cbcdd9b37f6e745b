"""Returns as the ledger tells them: to prove the tables, and to recompute a frozen version."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from gongkai.core.cells import Cell, State
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.ledger.chain import plain
from gongkai.foundation.ledger.rows import Mismatch, compares
from gongkai.reporting.actions.freezing import digest
from gongkai.reporting.changes import SUBJECT, cell_as_json, row_as_json
from gongkai.reporting.counts import counted
from gongkai.reporting.figures import Below, OwnCell, cells_from_json, cells_to_json, final_cells, tallied
from gongkai.reporting.models import (
    CellComment,
    Figure,
    FrozenReturn,
    Reminder,
    ReportText,
    Return,
    ReturnCell,
    RuleExplanation,
    Submission,
)

_NOT_TOLD = ("errors", "warnings")  # follow from the figures, kept only for lists


@dataclass(slots=True)
class Told:
    """One return: its row, cells by code, and what was said and sent, as plain JSON values."""

    row: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, dict[str, Any]] = field(default_factory=dict)
    explanations: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    reminders: dict[int, dict[str, Any]] = field(default_factory=dict)
    submissions: dict[int, dict[str, Any]] = field(default_factory=dict)
    figures: dict[int, dict[str, list[Any]]] = field(default_factory=dict)
    frozen: dict[int, dict[str, Any]] = field(default_factory=dict)
    texts: dict[int, dict[str, Any]] = field(default_factory=dict)

    def add(self, after: Mapping[str, Any]) -> None:
        """One event more."""
        self.row |= after.get("return", {})
        self.cells |= after.get("cells", {})
        for kind in ("comments", "reminders", "submissions", "texts"):
            getattr(self, kind).update({row["id"]: row for row in after.get(kind, [])})
        for row in after.get("explanations", []):
            self.explanations[row["rule_key"], row["fingerprint"]] = row
        for row in after.get("submissions", []):
            self.figures[row["id"]] = after["figures"]
        for pk in after.get("comments_closed", []):
            self.comments[pk]["closed_at"] = after["comments_closed_at"]
        for row in after.get("frozen", []):
            self.frozen[row["version"]] = row
        if "published" in after:
            self.frozen[after["published"]["version"]] |= after["published"]


def told(return_id: int, position: int | None = None) -> Told:
    """The return after event number `position` (None: after the last), from the ledger alone."""
    story = Told()
    for event in ledger.told(SUBJECT, return_id, position=position):
        story.add(event.after or {})
    for name in _NOT_TOLD:
        story.row.pop(name, None)
    return story


def held(of: Return) -> Told:
    """The same return as the tables hold it."""
    row = {name: value for name, value in row_as_json(of).items() if name not in _NOT_TOLD}
    return Told(
        row=plain(row),
        cells={cell.code: plain(cell_as_json(cell)) for cell in ReturnCell.objects.filter(of=of)},
        comments={each.pk: plain(row_as_json(each)) for each in CellComment.objects.filter(of=of)},
        explanations={
            (each.rule_key, each.fingerprint): plain(row_as_json(each))
            for each in RuleExplanation.objects.filter(of=of)
        },
        reminders={each.pk: plain(row_as_json(each)) for each in Reminder.objects.filter(of=of)},
        submissions={each.pk: plain(row_as_json(each)) for each in Submission.objects.filter(of=of)},
        figures=_held_figures(of),
        frozen={each.version: plain(row_as_json(each)) for each in FrozenReturn.objects.filter(of=of)},
        texts={each.pk: plain(row_as_json(each)) for each in ReportText.objects.filter(of=of)},
    )


def _held_figures(of: Return) -> dict[int, dict[str, list[Any]]]:
    found: dict[int, dict[str, list[Any]]] = {}
    rows = Figure.objects.filter(submission__of=of)
    for submission, code, state, value in rows.values_list("submission_id", "code", "state", "value"):
        found.setdefault(submission, {})[code] = [state, value]
    return found


@compares
def mismatches() -> Iterator[Mismatch]:
    """Returns whose tables are not what the ledger tells."""
    for of in Return.objects.order_by("pk").iterator(500):
        from_ledger, from_tables = told(of.pk), held(of)
        if from_ledger != from_tables:
            yield Mismatch(SUBJECT, str(of.pk), asdict(from_ledger), asdict(from_tables))


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A frozen version computed again. `rules_changed`: today's rules are not those it was judged by."""

    cells: Mapping[str, Cell]
    sha256: str
    identical: bool
    differences: tuple[str, ...]  # cells
    rules_changed: bool


def recompute(frozen: FrozenReturn) -> Recomputed:
    """Compute a frozen version from the ledger as of its position: entries from the events, counts from the
    registers as they were, the bodies below from what they had sent. Later edits do not reach it."""
    of = Return.objects.select_related("reporting_year").get(pk=frozen.of_id)
    form = rulebook.form(of.reporting_year.form)
    submission = frozen.submission
    pairs = tuple((pk, number) for pk, number in submission.children)
    under = Below(tallied([number for _, number in pairs]), pairs, tuple(submission.missing))
    cells = final_cells(form, _own_as_of(of, frozen.ledger_position), under)
    stood = cells_from_json(frozen.figures)
    sha256 = digest(of, frozen.version, cells_to_json(cells))
    return Recomputed(
        cells,
        sha256,
        sha256 == frozen.sha256,
        tuple(code for code, cell in cells.items() if cell != stood.get(code)),
        frozen.rule_version != rulebook.rule_version(),
    )


def _own_as_of(of: Return, position: int) -> dict[str, OwnCell]:
    cells = told(of.pk, position).cells
    form = rulebook.form(of.reporting_year.form)
    positions = {cell["counted_position"] for cell in cells.values()} - {None}
    again = {at: counted(form, of.year, [of.body_id], at)[of.body_id] for at in positions}
    return {
        code: OwnCell(
            code,
            counted=again[cell["counted_position"]][code] if cell["counted_position"] is not None else None,
            entry=Cell(State(cell["entry_state"]), cell["entry_value"]),
        )
        for code, cell in cells.items()
    }
