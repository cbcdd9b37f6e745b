"""Review inside the body: by another person than those who filled the return."""

from collections.abc import Mapping
from datetime import datetime

from gongkai.foundation import rulebook
from gongkai.foundation.ledger.deciding import written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.judgement import judge
from gongkai.reporting.models import CellComment, Return
from gongkai.reporting.policy import Condition, another_person, decide
from gongkai.reporting.queries.visible import locked_return


@verb("return.send_to_review")
def send_to_review(*, actor: Actor, now: datetime, return_id: int) -> Return | Refused:
    """Hand the filled return to the body's reviewer. Complete, without errors, warnings explained."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.send_to_review", of, actor, judge(of).conditions())
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(decision.state, now, filled_by=sorted({*of.filled_by, actor.code}), reviewed_by="")
    close_comments(of, change, now)
    change.record(rule_version=rulebook.rule_version())
    return of


@verb("return.recall")
def recall(*, actor: Actor, now: datetime, return_id: int) -> Return | Refused:
    """Take the return back from review to go on filling."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.recall", of, actor)
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(decision.state, now, reviewed_by="")
    change.record()
    return of


@verb("return.review_ok")
def review_ok(*, actor: Actor, now: datetime, return_id: int) -> Return | Refused:
    """Find the return in order (《统计法》2009 年修订第二十一条). Nobody reviews what he filled."""
    of = locked_return(actor, return_id, now)
    decision = decide(
        "return.review_ok", of, actor, {Condition.ANOTHER_PERSON: another_person(actor, of.filled_by)}
    )
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(decision.state, now, reviewed_by=actor.code)
    change.record(rule_version=rulebook.rule_version())
    return of


@verb("return.review_send_back")
def review_send_back(
    *, actor: Actor, now: datetime, return_id: int, reason: str, comments: Mapping[str, str] | None = None
) -> Return | Refused:
    """Give the return back to the clerk with the reason and comments on cells {code: text}."""
    of = locked_return(actor, return_id, now)
    conditions = {
        Condition.ANOTHER_PERSON: another_person(actor, of.filled_by),
        Condition.REASON_GIVEN: written(reason),
    }
    decision = decide("return.review_send_back", of, actor, conditions)
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(decision.state, now, reviewed_by="")
    comment(of, change, actor, now, CellComment.Place.OWN, reason, comments or {})
    change.record(reason=reason)
    return of


def comment(
    of: Return,
    change: Change,
    actor: Actor,
    now: datetime,
    place: CellComment.Place,
    reason: str,
    comments: Mapping[str, str],
) -> None:
    """Keep the reason for the whole return and the remarks on its cells."""
    said = {"": reason, **comments}
    rows = [
        CellComment(of=of, code=code, text=text.strip(), place=place, by=actor.code, at=now)
        for code, text in said.items()
        if text.strip()
    ]
    change.add("comments", *CellComment.objects.bulk_create(rows))


def close_comments(of: Return, change: Change, now: datetime) -> None:
    """The clerk has worked through the open comments."""
    still_open = CellComment.objects.filter(of=of, closed_at__isnull=True)
    numbers = list(still_open.values_list("pk", flat=True))
    if numbers:
        still_open.update(closed_at=now)
        change.tell(comments_closed=numbers, comments_closed_at=now)
