"""Issues that came out before the tree of publications knew of the gazette."""

from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor
from gongkai.foundation.transparency.entering import completes
from gongkai.publishing.gazette.models import Issue
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.gazette.proving import enter_corrections_of, enter_issue, entered, paper_out


@verb("gazette.enter_late")
def enter_late(*, actor: Actor, now: datetime, issue_id: int) -> Issue | Refused:
    """补登: the leaf of an issue that is out, as it is handed out now and with the time of now, and of the
    corrections that were printed since."""
    if not actor.is_system:
        return Refused(Message(N_("由系统登记。")))
    issue = Issue.objects.select_for_update().filter(pk=issue_id, state__in=OUT).first()
    paper = paper_out(issue) if issue is not None else None
    if issue is None or paper is None or entered([issue]):
        return Refused(Message(N_("这一期没有要补登的。")))
    enter_issue(issue, paper, now)
    enter_corrections_of(issue, now)
    return issue


@completes
def enter_missing(now: datetime) -> int:
    """Every issue without a leaf, the oldest first, so that a correction follows what it corrects. Returns
    how many; one whose file is still being set gets its leaf with the file."""
    out = list(Issue.objects.filter(state__in=OUT).order_by("published_at", "pk"))
    known = entered(out)
    done = [enter_late(actor=SYSTEM, now=now, issue_id=each.pk) for each in out if each.pk not in known]
    return sum(not isinstance(each, Refused) for each in done)
