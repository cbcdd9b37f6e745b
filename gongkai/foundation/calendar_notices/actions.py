"""The one verb on the calendar."""

from datetime import datetime

from django.utils import timezone

from gongkai.core.declarations import DeclarationError
from gongkai.core.messages import N_, Message
from gongkai.foundation.calendar_notices import policy, queries
from gongkai.foundation.calendar_notices.models import LoadedNotice
from gongkai.foundation.calendar_notices.open_deadlines import Moved, moved
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor

LONGEST = 64 * 1024


@verb("calendar.load_notice")
def load_notice(*, actor: Actor, now: datetime, text: str, reason: str) -> tuple[Moved, ...] | Refused:
    """载入放假通知: open dates are computed with it from now on. Returns the dates that moved; the ledger
    tells of each from what to what."""
    refused = policy.may_load(actor, timezone.localdate(now))
    if refused is not None:
        return refused
    if len(text) > LONGEST:
        return Refused(Message(N_("文件过大，不像一份放假通知")))
    try:
        notice = queries.read_notice(text)
    except DeclarationError as error:
        return Refused(error.message)
    before = queries.current_calendar()
    if notice in before.notices:
        return Refused(Message(N_("{year} 年已是这份安排，不必再次载入"), {"year": notice.year}))
    write(LoadedNotice(year=notice.year, text=text, at=now, loaded_by_id=actor.person_id), reason=reason)
    changes = tuple(moved(before, before.with_notice(notice)))
    for each in changes:
        _tell(each, notice.year, reason)
    return changes


def _tell(each: Moved, year: int, reason: str) -> None:
    kind, identifier = each.subject
    record(
        subject=("deadline", f"{kind}:{identifier}"),
        body=each.body,
        before={"due": each.before, "provisional": each.provisional_before},
        after={"due": each.after, "provisional": each.provisional_after, "calendar_year": year},
        reason=reason,
    )
