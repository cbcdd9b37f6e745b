"""Figures a body need not type: what the registers count, and the statement that nothing happened."""

from datetime import datetime

from gongkai.core.cells import State
from gongkai.core.lifecycle import Allowed
from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.deciding import written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.counts import counted
from gongkai.reporting.findings import blanks
from gongkai.reporting.judgement import judge, note_findings
from gongkai.reporting.models import ReturnCell
from gongkai.reporting.policy import Condition, decide
from gongkai.reporting.queries.visible import day_of, locked_return

ZERO = "本年度没有发生"


def counted_columns(value: int, now: datetime, position: int) -> dict[str, object]:
    """The columns of a counted cell: the value, the day, and the ledger position it was counted at."""
    return {"counted": value, "counted_as_of": day_of(now), "counted_position": position}


@verb("return.refresh_counts")
def refresh_counts(*, actor: Actor, now: datetime, return_id: int) -> int | Refused:
    """Count the registers again. Entries stay. Returns how many cells have another count than before."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.refresh_counts", of, actor)
    if isinstance(decision, Refused):
        return decision
    form = rulebook.form(of.reporting_year.form)
    position = chain.position()
    figures = counted(form, of.year, [of.body_id], position)[of.body_id]
    if not figures:
        return Refused(Message(N_("{year} 年度的统计表没有由系统统计的单元格。"), {"year": of.year}))
    known = {cell.code: cell for cell in ReturnCell.objects.filter(of=of, code__in=figures)}
    below_zero = [code for code, value in figures.items() if _entry(known.get(code)) + value < 0]
    if below_zero:
        reason = Message(N_("系统统计数已减少，加上本单位填报的负数后小于零，请先改填报数。"))
        return Refused(reason, details=tuple((code, reason) for code in below_zero))
    typed_twice = [code for code in figures if _would_add_up(known.get(code))]
    if typed_twice:
        reason = Message(
            N_("本格从现在起由系统统计，原来填报的数会与统计数相加：请先清空，或者写明另外补充的理由。")
        )
        return Refused(reason, details=tuple((code, reason) for code in typed_twice))
    changed = [code for code, value in figures.items() if code not in known or known[code].counted != value]
    change = Change(of)
    change.cells(
        [
            (known.get(code) or ReturnCell(of=of, code=code), counted_columns(value, now, position))
            for code, value in figures.items()
        ]
    )
    change.record(rule_version=rulebook.rule_version())
    note_findings(of, judge(of))
    return len(changed)


def _would_add_up(cell: ReturnCell | None) -> bool:
    """A figure typed before the cell was counted at all: it may be the very thing that is now counted."""
    return cell is not None and cell.counted is None and bool(cell.entry_value) and not cell.reason


def _entry(cell: ReturnCell | None) -> int:
    return (cell.entry_value or 0) if cell else 0


@verb("return.state_zero")
def state_zero(
    *, actor: Actor, now: datetime, return_id: int, reason: str = ZERO
) -> tuple[str, ...] | Refused:
    """State that nothing happened in every cell still blank (零报告). Returns the cells set to 0.

    Never done unasked: a blank cell is not zero until the body says so.
    """
    of = locked_return(actor, return_id, now)
    decision = decide("return.state_zero", of, actor, {Condition.REASON_GIVEN: written(reason)})
    if not isinstance(decision, Allowed):
        return decision
    judgement = judge(of)
    empty = blanks(judgement.form, judgement.cells)
    if not empty:
        return Refused(Message(N_("没有空白的单元格。")), decision.article)
    known = {cell.code: cell for cell in ReturnCell.objects.filter(of=of, code__in=empty)}
    columns = {
        "entry_state": State.NUMBER.value,
        "entry_value": 0,
        "reason": reason,
        "entered_by": actor.code,
        "entered_at": now,
        "revision": of.revision + 1,
    }
    change = Change(of)
    change.cells([(known.get(code) or ReturnCell(of=of, code=code), columns) for code in empty])
    change.filled(actor, now, decision.state)
    change.record(reason=reason, rule_version=rulebook.rule_version())
    note_findings(of, judge(of))
    return empty
