"""Between a body and the one above: submit, accept, send back."""

from collections.abc import Mapping
from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger.deciding import Judge, written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.actions.reviewing import comment
from gongkai.reporting.changes import Change
from gongkai.reporting.judgement import judge, judge_submission, note_findings
from gongkai.reporting.models import CellComment, FrozenReturn, Return, ReturnState
from gongkai.reporting.policy import Condition, another_person, decide, topmost
from gongkai.reporting.queries.visible import locked_return
from gongkai.reporting.submitting import fix

CLOSED = (ReturnState.FROZEN, ReturnState.PUBLISHED)


@verb("return.submit")
def submit(*, actor: Actor, now: datetime, return_id: int) -> Return | Refused:
    """Send the reviewed return to the body above (《条例》第四十九条). Its figures are fixed now.

    Blocked by cross-footing errors; warnings need a written explanation; blank is not zero.
    """
    of = locked_return(actor, return_id, now)
    judgement = judge(of)
    decision = decide("return.submit", of, actor, judgement.conditions())
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    submission = fix(of, judgement, change, actor, now)
    change.move(decision.state, now, latest_id=submission.pk, submitted_by=actor.code)
    change.record(rule_version=rulebook.rule_version())
    note_findings(of, judgement)
    return of


@verb("return.accept")
def accept(*, actor: Actor, now: datetime, return_id: int) -> Return | Refused:
    """Take the return over: from now on its figures count in the sum of the body above."""
    of = locked_return(actor, return_id, now)
    conditions = {
        Condition.ANOTHER_PERSON: another_person(actor, hands(of)),
        Condition.NO_ERRORS: _no_errors(of),
    }
    decision = decide("return.accept", of, actor, conditions)
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(decision.state, now, accepted_id=of.latest_id)
    change.record(rule_version=rulebook.rule_version())
    _recheck_above(of)
    return of


@verb("return.send_back")
def send_back(
    *, actor: Actor, now: datetime, return_id: int, reason: str, comments: Mapping[str, str] | None = None
) -> Return | Refused:
    """Give the return back to the body with the reason and comments on cells {code: text}.

    Its figures leave the sum above, unless an earlier version of it is frozen: then that counts again.
    """
    of = locked_return(actor, return_id, now)
    conditions = {
        Condition.SUPERIOR_OPEN: lambda: _superior_open(of),
        Condition.REASON_GIVEN: written(reason),
    }
    decision = decide("return.send_back", of, actor, conditions)
    if isinstance(decision, Refused):
        return decision
    return _sent_back(of, actor, now, decision.state, reason, comments or {})


@verb("return.reopen")
def reopen(
    *, actor: Actor, now: datetime, return_id: int, reason: str, comments: Mapping[str, str] | None = None
) -> Return | Refused:
    """The same at the top of the tree, where nobody above could send it back."""
    of = locked_return(actor, return_id, now)
    conditions = {Condition.TOPMOST: topmost(of), Condition.REASON_GIVEN: written(reason)}
    decision = decide("return.reopen", of, actor, conditions)
    if isinstance(decision, Refused):
        return decision
    return _sent_back(of, actor, now, decision.state, reason, comments or {})


def hands(of: Return) -> list[str]:
    """Everybody in the body who had a hand in the return."""
    return [*of.filled_by, *(name for name in (of.reviewed_by, of.submitted_by) if name)]


def _no_errors(of: Return) -> Judge:
    """The submitted figures by the rules of today."""
    latest = of.latest
    if latest is None:
        return lambda: Message(N_("还没有报送的数据。"))
    return lambda: judge_submission(of, latest.pk).conditions()[Condition.NO_ERRORS]()


def _superior_open(of: Return) -> Message | None:
    if of.parent is None or of.parent.state not in CLOSED:
        return None
    return Message(N_("上级汇总表已定稿。请先定稿本表，再用“更正”修改。"))


def _sent_back(
    of: Return, actor: Actor, now: datetime, state: str, reason: str, comments: Mapping[str, str]
) -> Return:
    standing = FrozenReturn.objects.filter(of=of).order_by("-version").first()
    change = Change(of)
    change.move(state, now, accepted_id=standing.submission_id if standing else None)
    comment(of, change, actor, now, CellComment.Place.SUPERIOR, reason, comments)
    change.record(reason=reason)
    _recheck_above(of)
    return of


def _recheck_above(of: Return) -> None:
    """The sum above has changed, and with it what the rules find there."""
    if of.parent is not None:
        note_findings(of.parent, judge(of.parent))
