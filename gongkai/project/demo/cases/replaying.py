"""The year's cases of all bodies, in the order of time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, count, repeat
from random import Random

from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import Actor
from gongkai.project.demo.cases import people
from gongkai.project.demo.cases.challenges import (
    Contest,
    complaint_story,
    lawsuit_story,
    reconsideration_story,
)
from gongkai.project.demo.cases.desks import Staff, staff_of
from gongkai.project.demo.cases.paper import paper_story
from gongkai.project.demo.cases.planning import Plan, Planned, plan_of
from gongkai.project.demo.cases.playing import Story, play
from gongkai.project.demo.cases.requests import Life, request_story
from gongkai.project.demo.city import SampleBody, SampleCity
from gongkai.project.demo.ground import SET_UP, YEAR

LIVE = ("linyi", "jyj", "gtj")
FIRST = date(YEAR, 1, 3)
LAST_ANSWERED = date(YEAR, 12, 4)  # what comes later may still be open at the year's end
LAST_EXTENDED = date(YEAR, 11, 10)
OPEN = (date(YEAR, 12, 25), date(YEAR, 12, 28))
CHALLENGED_BEFORE = {"reconsideration": date(YEAR, 8, 25), "lawsuit": date(YEAR, 6, 20)}
LAST_FILED = {
    "reconsideration": date(YEAR, 10, 13), "lawsuit": date(YEAR, 8, 15), "complaint": date(YEAR, 11, 20),
}  # fmt: skip
_NOT_ANSWERED = (None, "withdrawn")

type Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Office:
    """Who handles complaints: two people of the city's office."""

    body: int
    examiner: Actor
    officer: Actor


def replay(
    city: SampleCity,
    figures: Mapping[str, Mapping[str, int]],
    told: Told,
    *,
    whole: bool = False,
    beside: Iterable[Story] = (),
) -> dict[str, Plan]:
    """All cases of the year through the verbs. `figures` of each body by its short name; gives what was
    planned of each, by which the returns know what the cases can't give.

    The bodies of `LIVE` handled theirs in the system from the first day; the others kept paper and entered
    it month by month. `whole`: everybody handled everything in the system, which takes minutes.
    `beside`: what else happened in the year.
    """
    calendar, numbers = current_calendar(), count(1)
    office = _office(city)
    plans = {body.share.code: plan_of(body.share.code, figures[body.share.code]) for body in city.everyone}
    stories: list[Story] = list(beside)
    for body in city.everyone:
        on_paper = not whole and body.share.code not in LIVE
        stories += _stories(body, plans[body.share.code], calendar, numbers, office, on_paper)
    play(stories, told)
    return plans


def _office(city: SampleCity) -> Office:
    clerk = actor_for(city.city.desk.clerk, FIRST)
    return Office(city.city.id, clerk, actor_for(city.officer, FIRST))


def _stories(
    body: SampleBody, plan: Plan, calendar: Calendar, numbers: Iterator[int], office: Office, on_paper: bool
) -> Iterator[Story]:
    staff, draw = staff_of(body, FIRST), Random(body.share.code)
    lives = [_life(planned, staff, calendar, draw, next(numbers), on_paper) for planned in plan.requests]
    challenged: set[int] = set()
    contests: list[Contest] = []
    for kind, decisions in (("lawsuit", plan.sued), ("reconsideration", plan.reconsidered)):
        new = [
            _contest(kind, decision, about, staff, calendar, draw, next(numbers), on_paper)
            for decision, about in _contested(kind, decisions, lives, challenged)
        ]
        challenged |= {id(contest.about) for contest in new}
        contests += new
    yield from (_story(life) for life in lives if id(life) not in challenged)
    for contest in contests:
        story = reconsideration_story if contest.kind == "reconsideration" else lawsuit_story
        yield _with_its_request(contest, story)
    for decision in plan.complained:
        contest = _contest("complaint", decision, None, staff, calendar, draw, next(numbers), on_paper)
        yield complaint_story(contest, office.body, office.examiner, office.officer)


def _story(life: Life) -> Story:
    return paper_story(life) if life.on_paper else request_story(life)


def _with_its_request(contest: Contest, story: Callable[[Contest], Story]) -> Story:
    """The request first; its reply is challenged some days after it was sent."""
    if contest.about is not None:
        yield from _story(contest.about)
        sent = contest.about.sent_on
        assert sent is not None  # only answered requests are challenged
        contest.filed = sent + timedelta(days=contest.draw.randint(5, 25))
    yield from story(contest)


def _contested(
    kind: str, decisions: Sequence[str], lives: Sequence[Life], taken: Collection[int]
) -> Iterator[tuple[str, Life | None]]:
    """Each decision with a request that came early enough in the year; None where it is about another act."""
    early = (life for life in lives if life.received <= CHALLENGED_BEFORE[kind])
    free = (life for life in early if life.planned.outcome not in _NOT_ANSWERED and id(life) not in taken)
    return zip(decisions, chain(free, repeat(None)), strict=False)


def _contest(
    kind: str, decision: str, about: Life | None, staff: Staff, calendar: Calendar, draw: Random, number: int,
    on_paper: bool,
) -> Contest:  # fmt: skip
    applicant = about.asked.applicant if about else people.applicant(number)
    filed = _workday(calendar, draw, FIRST, LAST_FILED[kind])
    seed = Random(number)
    return Contest(kind, number, decision, staff, calendar, filed, seed, applicant, about, on_paper)


def _life(
    planned: Planned, staff: Staff, calendar: Calendar, draw: Random, number: int, on_paper: bool
) -> Life:
    first, last = FIRST, LAST_EXTENDED if planned.extended else LAST_ANSWERED
    if planned.outcome is None:
        first, last = OPEN
    if planned.carried_in:
        first = last = SET_UP.date()
    received = _workday(calendar, draw, first, last)
    asked = people.asked(planned, number, staff.place, YEAR)
    if planned.outcome is None:  # the reply follows in the first days of the new year
        return Life(planned, asked, staff, calendar, received, Random(number), incomplete=False, heard=False)
    return Life(planned, asked, staff, calendar, received, Random(number), on_paper)


def _workday(calendar: Calendar, draw: Random, first: date, last: date) -> date:
    """Some working day from `first` to `last`."""
    days = calendar.workdays_between(first - timedelta(days=1), last)
    return calendar.add_workdays(first - timedelta(days=1), draw.randint(1, days)).date
