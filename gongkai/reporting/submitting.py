"""Fixing the figures of a return as a submission, with everything they rest on."""

from datetime import datetime
from typing import Any

from gongkai.core.cells import Cell
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.figures import OwnCell
from gongkai.reporting.judgement import Judgement
from gongkai.reporting.models import Figure, Return, Submission


def fix(of: Return, judgement: Judgement, change: Change, actor: Actor, now: datetime) -> Submission:
    """Write a submission and its figures. They never change afterwards; the next submission is another."""
    submission = Submission.objects.create(
        of=of,
        number=of.submissions.count() + 1,
        version=of.version,
        at=now,
        by=actor.code,
        rule_version=rulebook.rule_version(),
        ledger_position=chain.position(),
        own={code: own_as_json(cell) for code, cell in sorted(judgement.own.items())},
        children=[list(pair) for pair in judgement.under.included],
        missing=list(judgement.under.missing),
    )
    figures = [_figure(submission, code, judgement.cells[code]) for code in judgement.form.cells]
    Figure.objects.bulk_create(figures, batch_size=1000)
    change.add("submissions", submission)
    change.tell(figures={each.code: [each.state, each.value] for each in figures})
    return submission


def _figure(submission: Submission, code: str, cell: Cell) -> Figure:
    return Figure(submission=submission, code=code, state=cell.state.value, value=cell.value)


def own_as_json(own: OwnCell) -> dict[str, Any]:
    """The parts of a cell: counted and entered. Money in fen."""
    return {
        "counted": own.counted,
        "counted_as_of": own.counted_as_of and own.counted_as_of.isoformat(),
        "counted_position": own.counted_position,
        "state": own.entry.state.value,
        "value": own.entry.value,
        "reason": own.reason,
        "file": own.file,
    }
