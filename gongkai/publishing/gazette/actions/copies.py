"""Print run, and copies given away by place."""

from datetime import date, datetime

from django.db.models import Q, Sum

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gazette import PRINTED, GazetteCondition
from gongkai.foundation.ledger.deciding import Judge
from gongkai.foundation.ledger.rows import withdraw, write_recorded
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing.gazette import law
from gongkai.publishing.gazette.actions.frame import TakenIssue, take_issue
from gongkai.publishing.gazette.models import Copies
from gongkai.publishing.policy import when, written


@verb("gazette.record_copies")
def record_copies(
    *, actor: Actor, now: datetime, issue_id: int, place: str, copies: int, on: date, name: str = ""
) -> Copies | Refused:
    """登记印数 (place `printed`) 或者赠阅. No more is given away than was printed."""
    of = take_issue(
        "gazette.record_copies", issue_id=issue_id, actor=actor, now=now,
        judging=lambda of: {GazetteCondition.COPIES_PRINTED: _enough(of, place, copies)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if place not in {each.code for each in law.rules().place}:
        return Refused(Message(N_("没有这一种去处。")), details=(("place", Message(N_("请选择去处。"))),))
    if copies < 1:
        return Refused(Message(N_("份数应当是正整数。")))
    if on > of.day:
        return Refused(Message(N_("日期不能在今天以后。")))
    return write_recorded(
        Copies(
            issue=of.issue, body_id=of.issue.body_id, place=place, name=name.strip()[:100], copies=copies,
            on=on,
        )
    )  # fmt: skip


@verb("gazette.strike_copies")
def strike_copies(*, actor: Actor, now: datetime, issue_id: int, entry: int, reason: str) -> Copies | Refused:
    """划去 a wrong registration; it stays readable as what was known then."""
    of = take_issue(
        "gazette.strike_copies", issue_id=issue_id, actor=actor, now=now,
        judging=lambda of: {GazetteCondition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    row = Copies.objects.standing().select_for_update().filter(issue=of.issue, entry=entry).first()
    if row is None:
        return Refused(Message(N_("没有这一笔登记。")))
    assert isinstance(row, Copies)
    if row.place == PRINTED and totals(of.issue.pk)[1] > totals(of.issue.pk)[0] - row.copies:
        return Refused(Message(N_("划去以后赠阅就多于印数了，请先划去赠阅的登记。")))
    withdraw(row, reason=reason.strip())
    return row


def totals(issue_id: int) -> tuple[int, int]:
    """Copies printed, and given away."""
    found = (
        Copies.objects.standing()
        .filter(issue=issue_id)
        .aggregate(
            printed=Sum("copies", filter=Q(place=PRINTED), default=0),
            given=Sum("copies", filter=~Q(place=PRINTED), default=0),
        )
    )
    return found["printed"], found["given"]


def _enough(of: TakenIssue, place: str, copies: int) -> Judge:
    printed, given = totals(of.issue.pk)
    return when(
        place != PRINTED and given + copies > printed,
        N_("发放合计多于印数：印{printed}份，已发放{given}份。"), printed=printed, given=given,
    )  # fmt: skip
