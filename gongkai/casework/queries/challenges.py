"""What a body still has to answer in reconsiderations, lawsuits and complaints, and by when; who hears the
latter."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework.defence import defence_due
from gongkai.casework.models import Case, Challenge
from gongkai.casework.queries.cards import CaseCard, cards
from gongkai.casework.queries.cases import bodies_seen_by, cases_visible_to
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.organisations.values import BodyOnDay


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """An answer, a defence or an explanation that is due. `told`: by the organ itself, else by the law, whose
    article stands beside it. `days_left`: calendar days; negative when it is late."""

    card: CaseCard
    challenge_id: int
    group: str
    organ: str
    notified_on: date
    due: date
    told: bool
    article: str
    days_left: int


def open_answers(actor: Actor, day: date) -> list[OpenAnswer]:
    """Those of the cases the person sees and of complaints about his bodies, the soonest first."""
    seen = cases_visible_to(actor, day).order_by().values("pk")
    waiting = Challenge.objects.filter(answered_on__isnull=True, notified_on__isnull=False, result="")
    mine = waiting.filter(case__in=seen) | waiting.filter(body_id__in=bodies_seen_by(actor, day))
    found = list(mine.distinct().select_related("case"))
    calendar = current_calendar()
    by_case = {card.id: card for card in cards([each.case for each in found])}
    rows = [_open(each, by_case[each.case_id], calendar, day) for each in found]
    return sorted((row for row in rows if row is not None), key=lambda row: (row.due, row.challenge_id))


def answer_due(case: Case) -> date | None:
    """By when the body has to answer in this challenge: as the organ told, else by the law; None before the
    notice came and where there is no such day."""
    challenge = Challenge.objects.filter(case=case).first()
    found = _due(challenge, case.kind, current_calendar()) if challenge else None
    return found[0] if found else None


def _open(each: Challenge, card: CaseCard, calendar: Calendar, day: date) -> OpenAnswer | None:
    found = _due(each, card.kind, calendar)
    if found is None or each.notified_on is None:
        return None
    due, article = found
    return OpenAnswer(
        card, each.pk, each.group, each.organ, each.notified_on, due, each.answer_due_on is not None,
        article, (due - day).days,
    )  # fmt: skip


def _due(each: Challenge, kind: str, calendar: Calendar) -> tuple[date, str] | None:
    """(the last day, its article)."""
    if each.notified_on is None:
        return None
    if each.answer_due_on is not None:
        return each.answer_due_on, ""
    law = defence_due(kind, each.notified_on, calendar, simplified=each.simplified)
    return (law.on, law.article) if law else None


def heard_by(body_id: int, day: date) -> BodyOnDay | None:
    """Who hears complaints about the body (第四十七条): the next above, at the top the body itself."""
    above = organisations.ancestors(body_id, day)
    return above[0] if above else organisations.bodies_on(day, [body_id]).get(body_id)
