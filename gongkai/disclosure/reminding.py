"""Reminders: one letter a body and day, of what will soon be due and what has just become late."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import State
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import written
from gongkai.disclosure import declared, owing
from gongkai.disclosure.periodic import writers_of
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.mail.post import post
from gongkai.foundation.mail.queries import letters_about

_AHEAD = 3  # working days
_BACK = timedelta(days=400)
_LATE_AGAIN = 7  # calendar days between two letters on what is still missing


def remind(now: datetime) -> int:
    """On each working day. How many letters were posted? A second run on the same day posts none."""
    today = timezone.localdate(now)
    calendar = current_calendar()
    if not calendar.is_workday(today):
        return 0
    soon = calendar.add_workdays(today, _AHEAD).date
    known = owing.people(today)
    by_body: dict[str, list[Obligation]] = {}
    for each in owing.owed(today - _BACK, soon + timedelta(days=31), today):
        if _is_worth_a_word(each, today, soon):
            by_body.setdefault(each.body, []).append(each)
    return sum(_tell(known.numbers[code], some, now) for code, some in sorted(by_body.items()))


def _is_worth_a_word(each: Obligation, today: date, soon: date) -> bool:
    due = each.due.date
    if each.state is State.NOT_YET_DUE:
        return due in (today, soon)
    return each.state is State.MISSING and (today - due).days % _LATE_AGAIN == 1


def _tell(body: int, some: Iterable[Obligation], now: datetime) -> int:
    day = timezone.localdate(now)
    about = ("obligations", f"{body}/{day.isoformat()}")
    if letters_about(*about):
        return 0
    lines = "\n".join(str(_line(each, day)) for each in sorted(some, key=lambda each: each.due.date))
    text = Message(
        N_("下列内容即将到期或者已经逾期，请登录系统公布；没有内容的，请作出说明：\n{lines}"),
        {"lines": lines},
    )
    posted = 0
    for person in writers_of(body, now):
        if person.email:
            post(to=person.email, subject=str(Message(N_("数据公开提醒"))), text=str(text), about=about,
                 now=now, body_id=body)  # fmt: skip
            posted += 1
    return posted


def _line(each: Obligation, day: date) -> Message:
    values = {
        "title": declared.newest(each.data_set, day).title, "period": each.period.title,
        "due": written(each.due.date), "rows": each.missing,
    }  # fmt: skip
    if each.state is State.MISSING and each.missing:
        return Message(N_("已逾期：{title} {period} 有 {rows} 条没有公布，最早的应于{due}公布"), values)
    if each.state is State.MISSING:
        return Message(N_("已逾期：{title} {period}，应于{due}公布"), values)
    return Message(N_("将到期：{title} {period}，{due}前公布"), values)
