"""Writing the report's paragraphs."""

from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.core.report import Problem
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.changes import Change
from gongkai.reporting.composing import composed, texts_of, wording_of
from gongkai.reporting.judgement import judge
from gongkai.reporting.models import ReportText
from gongkai.reporting.policy import decide
from gongkai.reporting.queries.visible import locked_return


@verb("report.write")
def write_text(*, actor: Actor, now: datetime, return_id: int, slot: str, text: str) -> ReportText | Refused:
    """Write the office's paragraphs of one slot (《条例》第五十条).

    Refused when it types by hand a figure that a count holds, or binds to a cell that does not exist; the
    details say which paragraph, and what to write instead.
    """
    of = locked_return(actor, return_id, now)
    decision = decide("report.write", of, actor)
    if isinstance(decision, Refused):
        return decision
    if slot not in {each.key for each in wording_of(of.reporting_year.form).slots}:
        return Refused(Message(N_("报告里没有“{slot}”这一部分。"), {"slot": slot}), decision.article)
    text = text.replace("\r\n", "\n").strip()
    if texts_of(of).get(slot, "") == text:
        return Refused(Message(N_("没有改动。")))
    draft = composed(of, judge(of).cells, {slot: text}, below={}, version=of.version, issued_on=None)
    found = [each for each in draft.problems if each.slot == slot and each.paragraph]
    if found:
        return Refused(
            Message(N_("有 {count} 处数字要改成绑定统计数的写法。"), {"count": len(found)}),
            decision.article,
            tuple((str(each.paragraph), _said(each)) for each in found),
        )
    row = ReportText.objects.create(of=of, slot=slot, text=text, by=actor.code, at=now)
    change = Change(of)
    change.add("texts", row)
    change.record()
    return row


def _said(problem: Problem) -> Message:
    return Message(
        N_("{message}。{suggestion}"), {"message": problem.message, "suggestion": problem.suggestion}
    )
