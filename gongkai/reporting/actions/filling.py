"""Saving what people type into cells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from gongkai.core.cells import BLANK, Cell, State, in_unit
from gongkai.core.derived import entered_cells, parts_of_totals, with_totals
from gongkai.core.entry import NotAFigureError, combined, parse
from gongkai.core.forms import Form
from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.files.queries import files_visible_to
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.figures import own_cell
from gongkai.reporting.findings import ReturnFinding
from gongkai.reporting.judgement import judge, note_findings
from gongkai.reporting.models import Return, ReturnCell
from gongkai.reporting.policy import decide
from gongkai.reporting.queries.visible import day_of, locked_return


@dataclass(frozen=True, slots=True)
class Entry:
    """What a person typed into one cell. `reason` and `file` are left as they are when None."""

    text: str
    reason: str | None = None
    file: int | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """An entry that was not saved, as typed, and why."""

    code: str
    typed: Entry
    message: Message


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save came to. `cells` are all final figures after it, `rejected` the entries left out."""

    revision: int
    changed: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    cells: Mapping[str, Cell]
    findings: tuple[ReturnFinding, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A cell somebody else changed meanwhile: what stands there now, and what was typed."""

    code: str
    standing: Cell
    by: str
    at: datetime | None
    typed: Entry


@dataclass(frozen=True, slots=True)
class StaleSave(Refused):
    """Nothing was saved, because cells changed after the revision the person saw. `typed` gives everything
    back."""

    conflicts: tuple[Conflict, ...] = ()
    typed: Mapping[str, Entry] = field(default_factory=dict)
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged(Refused):
    """Everything typed stands there already."""


@verb("return.save_cells")
def save_cells(
    *,
    actor: Actor,
    now: datetime,
    return_id: int,
    entries: Mapping[str, Entry],
    based_on: int,
    whole: bool = False,
) -> Saved | Refused:
    """Save many cells at once (国办发〔2014〕32号). `based_on` is the revision the person saw.

    Bad entries are left out and given back with the reason; with `whole`, one bad entry refuses all. When a
    cell among them was changed by another after `based_on`, all are refused (`StaleSave`).
    """
    of = locked_return(actor, return_id, now)
    decision = decide("return.save_cells", of, actor)
    if isinstance(decision, Refused):
        return decision
    form = rulebook.form(of.reporting_year.form)
    if _unknown_files(of, actor, now, entries):
        return Refused(Message(N_("没有这份依据材料，请重新上传。")))
    rows = {row.code: row for row in ReturnCell.objects.filter(of=of, code__in=list(entries))}
    conflicts = _conflicts(form, rows, entries, based_on)
    if conflicts:
        return _stale(of, conflicts, entries)
    read, rejected = _read(form, rows, entries)
    rejected += _wrong_totals(form, of, entries, read)
    if rejected and (whole or not read):
        return _refused(rejected)
    changed = {code: given for code, given in read.items() if _differs(rows.get(code), given)}
    if not changed:
        return Unchanged(Message(N_("没有改动。")))
    change = Change(of)
    change.cells(
        [
            (rows.get(code) or ReturnCell(of=of, code=code), _columns(given, actor, now, of.revision + 1))
            for code, given in changed.items()
        ]
    )
    change.filled(actor, now, decision.state)
    change.record(rule_version=rulebook.rule_version())
    judgement = judge(of)
    note_findings(of, judgement)
    return Saved(of.revision, tuple(changed), tuple(rejected), judgement.cells, judgement.findings)


def _unknown_files(of: Return, actor: Actor, now: datetime, entries: Mapping[str, Entry]) -> set[int]:
    """Files named that are not the body's own."""
    named = {entry.file for entry in entries.values() if entry.file is not None}
    if not named:
        return named
    known = files_visible_to(actor, day_of(now), named)
    return named - {file for file, card in known.items() if card.body == of.body_id}


type _Given = tuple[Cell, str, int | None]
"""A parsed entry: cell, reason, file."""


def _conflicts(
    form: Form, rows: Mapping[str, ReturnCell], entries: Mapping[str, Entry], based_on: int
) -> list[Conflict]:
    """Cells changed after `based_on` to something else than what was typed."""
    found = []
    for code, row in rows.items():
        standing = Cell(State(row.entry_state), row.entry_value)
        if row.revision > based_on and _typed(form, code, entries[code]) != standing:
            found.append(Conflict(code, standing, row.entered_by, row.entered_at, entries[code]))
    return found


def _typed(form: Form, code: str, entry: Entry) -> Cell | None:
    """What was typed, None when it is not a figure."""
    try:
        cell = parse(entry.text, form.cells[code].unit, negative=True)
    except NotAFigureError:
        return None
    return Cell(cell.state, cell.value)


def _stale(of: Return, conflicts: list[Conflict], entries: Mapping[str, Entry]) -> StaleSave:
    reason = Message(
        N_("{count} 格在您打开后已被他人修改，您填的数没有保存。请核对后再保存。"), {"count": len(conflicts)}
    )
    said = N_("现为 {standing}，您填的是 {typed}")
    details = tuple(
        (each.code, Message(said, {"standing": _shown(each.standing), "typed": each.typed.text}))
        for each in conflicts
    )
    return StaleSave(reason, "", details, tuple(conflicts), dict(entries), of.revision)


def _shown(cell: Cell) -> object:
    if cell.value is not None:
        return cell.value
    return Message(N_("空白")) if cell.state is State.BLANK else "/"


def _read(
    form: Form, rows: Mapping[str, ReturnCell], entries: Mapping[str, Entry]
) -> tuple[dict[str, _Given], list[Rejected]]:
    """The entries as figures, and those that can't be."""
    fillable = set(entered_cells(form, [row.code for row in form.optional_rows]))
    read: dict[str, _Given] = {}
    rejected = []
    for code, entry in entries.items():
        if code in parts_of_totals(form):
            continue
        if code not in fillable:
            rejected.append(Rejected(code, entry, Message(N_("本表没有这一格。"))))
            continue
        try:
            read[code] = _given(form, code, entry, rows.get(code))
        except NotAFigureError as error:
            rejected.append(Rejected(code, entry, error.message))
    return read, rejected


def _given(form: Form, code: str, entry: Entry, row: ReturnCell | None) -> _Given:
    """One entry beside what the registers count in its cell. Raises NotAFigureError."""
    counted = row.counted if row else None
    spec = form.cells[code]
    cell = parse(entry.text, spec.unit, negative=spec.signed or counted is not None)
    reason = (row.reason if row else "") if entry.reason is None else entry.reason.strip()
    file = (row.file_id if row else None) if entry.file is None else entry.file
    if counted is not None:
        _beside_a_count(counted, cell, reason, file, spec.unit)
    return Cell(cell.state, cell.value), reason, file


def _beside_a_count(counted: int, cell: Cell, reason: str, file: int | None, unit: str | None) -> None:
    """An entry beside a count is an addition, and says why; with RETURN_FILE_REQUIRED, it proves it."""
    shown = in_unit(counted, unit)
    if cell.state is State.STRUCK and counted:
        raise NotAFigureError(
            Message(N_("系统已统计到 {counted}，不能划去。没有补充的请留空。"), {"counted": shown})
        )
    if counted + (cell.value or 0) < 0:
        raise NotAFigureError(Message(N_("减去的数大于系统统计的 {counted}。"), {"counted": shown}))
    if cell.value and not reason:
        raise NotAFigureError(Message(N_("系统已统计 {counted}，另外补充的请写明理由。"), {"counted": shown}))
    if cell.value and file is None and settings.RETURN_FILE_REQUIRED:
        raise NotAFigureError(
            Message(N_("系统已统计 {counted}，另外补充的请附依据材料。"), {"counted": shown})
        )


def _wrong_totals(
    form: Form, of: Return, entries: Mapping[str, Entry], read: Mapping[str, _Given]
) -> list[Rejected]:
    """Totals given with the entries (an uploaded workbook has them) that are not what the parts give."""
    totals = {code: entry for code, entry in entries.items() if code in parts_of_totals(form) and entry.text}
    if not totals:
        return []
    rows = {row.code: row for row in ReturnCell.objects.filter(of=of)}
    cells = {code: own_cell(row).cell for code, row in rows.items()}
    for code, (cell, _, _) in read.items():
        cells[code] = combined(rows[code].counted if code in rows else None, cell)
    right = with_totals(form, {code: cells.get(code, BLANK) for code in form.cells})
    found = []
    for code, entry in totals.items():
        if _typed(form, code, entry) != right[code]:
            value = right[code].value
            shown = _shown(right[code]) if value is None else in_unit(value, form.cells[code].unit)
            said = Message(
                N_("合计由系统按分项计算，应为 {right}，不能填 {typed}。"),
                {"right": shown, "typed": entry.text},
            )
            found.append(Rejected(code, entry, said))
    return found


def _refused(rejected: list[Rejected]) -> Refused:
    reason = Message(N_("有 {count} 格填写有误，没有保存。"), {"count": len(rejected)})
    return Refused(reason, details=tuple((each.code, each.message) for each in rejected))


def _differs(row: ReturnCell | None, given: _Given) -> bool:
    cell, reason, file = given
    if row is None:
        return cell != BLANK or bool(reason) or file is not None
    return (row.entry_state, row.entry_value, row.reason, row.file_id) != (
        cell.state.value, cell.value, reason, file,
    )  # fmt: skip


def _columns(given: _Given, actor: Actor, now: datetime, revision: int) -> dict[str, object]:
    cell, reason, file = given
    return {
        "entry_state": cell.state.value,
        "entry_value": cell.value,
        "reason": reason,
        "file_id": file,
        "entered_by": actor.code,
        "entered_at": now,
        "revision": revision,
    }
