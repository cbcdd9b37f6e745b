"""Cases of these days at the bodies whose accounts are told, one in every state, and replies to search in.

What stops yesterday waits for somebody to go on with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from gongkai.casework import actions
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.project.demo.cases import people
from gongkai.project.demo.cases.challenges import Contest, reconsideration_story
from gongkai.project.demo.cases.desks import Staff, staff_of
from gongkai.project.demo.cases.planning import Planned
from gongkai.project.demo.cases.playing import Story, play, until
from gongkai.project.demo.cases.requests import Life, request_story
from gongkai.project.demo.city import SampleCity
from gongkai.project.demo.ground import SHANGHAI, done, moment

FIRST_NUMBER = 5001  # of applicants, after all of the year's
_EVENING = 23
_PUBLISHED_AFTER = 3
_FILED_AFTER = 6


@dataclass(frozen=True, slots=True)
class Shown:
    """One case: received so many working days ago, to be answered after `length` working days with `outcome`,
    as far as it came by `hour` of yesterday. `then`: what follows the reply."""

    body: str
    ago: int
    length: int
    outcome: str
    channel: str = "internet"
    hour: int = _EVENING
    extended: bool = False
    incomplete: bool = False
    heard: bool = False
    then: str = ""


SHOWN = (
    Shown("lanshan", 1, 15, "already_public"),
    Shown("lanshan", 2, 15, "disclosed", channel="signed_post"),
    Shown("lanshan", 3, 15, "nonexistent", incomplete=True),  # waits for the correction
    Shown("lanshan", 5, 15, "disclosed", heard=True, channel="counter"),  # waits for a third party
    Shown("lanshan", 12, 26, "forbidden_by_law", extended=True),  # waits for the head of the office
    Shown("lanshan", 15, 29, "disclosed", extended=True, channel="ordinary_post"),
    Shown("lanshan", 24, 60, "already_public", channel="email"),  # overdue
    Shown("lanshan", 9, 12, "not_this_body"),  # waits for the reviewer
    Shown("lanshan", 30, 14, "needs_compilation", then="reconsideration"),
    Shown("lanshan", 70, 12, "disclosed", then="published"),
    Shown("lanshan", 110, 10, "already_public", then="published"),
    Shown("jyj", 1, 15, "already_public", channel="counter"),
    Shown("jyj", 4, 15, "nonexistent"),
    Shown("jyj", 10, 13, "already_public"),  # waits for the reviewer
    Shown("jyj", 11, 13, "disclosed", hour=9),  # waits for the confidentiality reviewer
    Shown("jyj", 11, 13, "nonexistent", hour=10),  # waits for the legal reviewer
    Shown("jyj", 14, 16, "trade_secret", hour=14),  # waits for the signature
    Shown("jyj", 9, 10, "not_this_body"),  # signed, to be sent
    Shown("jyj", 25, 12, "partly_disclosed"),
    Shown("jyj", 60, 11, "already_public", then="published"),
    Shown("jyj", 90, 9, "publication", then="published"),
    Shown("jyj", 130, 12, "not_this_body", then="published"),
)

_ANSWERS = {
    "already_public": "您申请的信息已主动公开，请在本机关门户网站“政府信息公开”专栏查阅。",
    "disclosed": "您申请的信息同意公开，已随答复书提供。",
    "publication": "您申请的信息已在公开发行的公报上刊登，请到公共图书馆查阅。",
    "not_this_body": "您申请的信息不由本机关公开，请向制作该信息的机关提出申请。",
}


def enter_today(city: SampleCity, now: datetime) -> None:
    """The cases of `SHOWN`, up to the evening of the last working day before `now`."""
    calendar, today = current_calendar(), now.astimezone(SHANGHAI).date()
    yesterday = _workdays_before(calendar, today, 1)
    offices = {body.share.code: staff_of(body, today) for body in city.everyone}
    stories = [
        until(_story(shown, offices[shown.body], calendar, yesterday, number), _last(shown, yesterday))
        for number, shown in enumerate(SHOWN, start=FIRST_NUMBER)
    ]
    play(stories, lambda ended, of: None)


def _story(shown: Shown, staff: Staff, calendar: Calendar, yesterday: date, number: int) -> Story:
    planned = Planned(number, shown.channel, shown.outcome, shown.extended)
    received = _workdays_before(calendar, yesterday + timedelta(days=1), shown.ago + 1)
    asked = people.asked(planned, number, staff.place, received.year, regime_2007=False)
    life = Life(
        planned, asked, staff, calendar, received, Random(number), length=shown.length,
        incomplete=shown.incomplete, heard=shown.heard,
    )  # fmt: skip
    yield from request_story(life)
    if shown.then == "published":
        yield from _published(life)
    elif shown.then == "reconsideration":
        filed = (life.sent_on or yesterday) + timedelta(days=_FILED_AFTER)
        contest = Contest(
            "reconsideration", number, "upheld", staff, calendar, filed, Random(number), life.asked.applicant,
            life,
        )  # fmt: skip
        yield from reconsideration_story(contest)


def _published(life: Life) -> Iterator[datetime]:
    assert life.sent_on is not None  # the story went to its end
    yield (now := life.at(life.after(_PUBLISHED_AFTER, life.sent_on), 10))
    words = life.asked.request
    done(
        actions.publish(
            actor=life.staff.reviewer, now=now, case_id=life.case_id, title=f"关于{words.feature}的申请",
            question=words.wanted, answer=_ANSWERS[life.planned.outcome or ""],
        )
    )  # fmt: skip


def _last(shown: Shown, yesterday: date) -> datetime:
    return moment(yesterday, shown.hour, time.max.minute)


def _workdays_before(calendar: Calendar, day: date, count: int) -> date:
    """The `count`-th working day before `day`."""
    while count:
        day -= timedelta(days=1)
        count -= calendar.is_workday(day)
    return day
