"""Versions that stand: freeze, publish, correct."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.foundation import rulebook
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.deciding import written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.actions.exchange import hands
from gongkai.reporting.changes import Change
from gongkai.reporting.composing import composed, texts_of
from gongkai.reporting.figures import Cells, cells_to_json, standing_submissions
from gongkai.reporting.judgement import judge_submission
from gongkai.reporting.models import FrozenReturn, Return
from gongkai.reporting.policy import Condition, another_person, decide, topmost
from gongkai.reporting.queries.visible import locked_return


@verb("return.freeze")
def freeze(*, actor: Actor, now: datetime, return_id: int) -> FrozenReturn | Refused:
    """Make the submitted figures a version that stands, with rule version and ledger position.

    Refused when figures below have changed since they were summed.
    """
    of = locked_return(actor, return_id, now)
    if of.latest is None:
        decision = decide("return.freeze", of, actor)
        return decision if isinstance(decision, Refused) else Refused(Message(N_("还没有报送的数据。")))
    judgement = judge_submission(of, of.latest.pk)
    conditions = {
        Condition.ANOTHER_PERSON: another_person(actor, hands(of)),
        Condition.CHILDREN_UNCHANGED: lambda: _children_unchanged(of),
        Condition.NO_ERRORS: judgement.conditions()[Condition.NO_ERRORS],
        Condition.TOPMOST: topmost(of),
        Condition.REPORT_WRITTEN: lambda: _unwritten(of, judgement.cells),
    }
    decision = decide("return.freeze", of, actor, conditions)
    if isinstance(decision, Refused):
        return decision
    figures = cells_to_json(judgement.cells)
    frozen = FrozenReturn.objects.create(
        of=of,
        version=of.version,
        submission=of.latest,
        figures=figures,
        texts=texts_of(of),
        rule_version=rulebook.rule_version(),
        ledger_position=chain.position(),
        sha256=digest(of, of.version, figures),
        frozen_at=now,
        frozen_by=actor.code,
        reason=of.version_reason,
    )
    change = Change(of)
    change.move(decision.state, now, accepted_id=of.latest_id)
    change.add("frozen", frozen)
    change.record(reason=of.version_reason, rule_version=frozen.rule_version)
    return frozen


@verb("return.publish")
def publish(*, actor: Actor, now: datetime, return_id: int) -> FrozenReturn | Refused:
    """Put the frozen version before the public (《条例》第四十九条). Earlier versions stay public."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.publish", of, actor)
    if isinstance(decision, Refused):
        return decision
    frozen = FrozenReturn.objects.get(of=of, version=of.version)
    frozen.published_at, frozen.published_by = now, actor.code
    frozen.save(update_fields=["published_at", "published_by"])
    change = Change(of)
    change.move(decision.state, now)
    change.tell(published={"version": frozen.version, "published_at": now, "published_by": actor.code})
    change.record(rule_version=frozen.rule_version)
    return frozen


@verb("return.correct")
def correct(*, actor: Actor, now: datetime, return_id: int, reason: str) -> Return | Refused:
    """Open the next version with the reason. The version before stays as it is, and public if it was."""
    of = locked_return(actor, return_id, now)
    decision = decide("return.correct", of, actor, {Condition.REASON_GIVEN: written(reason)})
    if isinstance(decision, Refused):
        return decision
    change = Change(of)
    change.move(
        decision.state, now, version=of.version + 1, version_reason=reason.strip(),
        filled_by=[], reviewed_by="", submitted_by="",
    )  # fmt: skip
    change.record(reason=reason.strip())
    return of


def digest(of: Return, version: int, figures: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical JSON of body, year, form, version and figures."""
    parts = {
        "body": of.body_id, "year": of.year, "form": of.reporting_year.form, "version": version,
        "figures": figures,
    }  # fmt: skip
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _unwritten(of: Return, cells: Cells) -> Refused | None:
    """What the report still needs before it can stand: empty chapters, figures that bind to nothing."""
    report = composed(of, cells, texts_of(of), below={}, version=of.version, issued_on=None)
    if not report.problems:
        return None
    return Refused(
        Message(N_("报告正文还有 {count} 处要办。"), {"count": len(report.problems)}),
        details=tuple((each.slot, each.message) for each in report.problems),
    )


def _children_unchanged(of: Return) -> Message | None:
    summed = {tuple(pair) for pair in of.latest.children} if of.latest else set()
    standing = {pair for pair in standing_submissions(of.pk) if pair[1] is not None}
    if summed == standing:
        return None
    changed = len({pk for pk, _ in summed ^ standing})
    return Message(
        N_("报送之后有 {count} 个下级单位的数据又有变化，请退回后重新汇总报送。"), {"count": changed}
    )
