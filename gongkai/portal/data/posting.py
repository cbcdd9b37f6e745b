"""公示: until when a posted row takes objections, whether they are answered, and a result told too early."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone

from gongkai.core.disclosure.logic import Logic
from gongkai.core.disclosure.logic.columns import consultation
from gongkai.core.disclosure.logic.consultation import Answer, Objection, told
from gongkai.core.messages import Message
from gongkai.disclosure import declared
from gongkai.disclosure.queries.objections import PublicObjection
from gongkai.disclosure.queries.rows import RowCard
from gongkai.foundation.calendar_notices.queries import current_calendar


def posting_of(
    name: str, versions: Sequence[RowCard], objections: Sequence[PublicObjection], day: date
) -> tuple[Message, ...]:
    """What the row's posting has come to by `day`; nothing of a data set that posts no list. The time runs
    from the day the row was public, where that is later than the day it names."""
    data_set = declared.newest(name, day)
    if Logic.LIST_CONSULTATION not in data_set.logic or not versions[0].stands:
        return ()
    newest, first = versions[0], timezone.localdate(versions[-1].valid_from)
    workdays = "工作日" in data_set.column("days").unit
    opened = consultation(newest.content, workdays=workdays, public_on=first)
    column, result = data_set.column("result"), newest.content.get("result")
    still_open = column.enum[0].value if column.enum else ""
    received = [_objection(number, each) for number, each in enumerate(objections)]
    return told(opened, received, day, current_calendar(), has_result=result not in (None, "", still_open))


def _objection(number: int, each: PublicObjection) -> Objection:
    answered = timezone.localdate(each.answered_at) if each.answered_at else None
    answer = None if answered is None else Answer.UPHELD if each.is_upheld else Answer.REJECTED
    return Objection(str(number), str(each.row), timezone.localdate(each.received_at), answer, answered)
