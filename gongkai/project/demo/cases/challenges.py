"""Reconsiderations, lawsuits and complaints of the sample, from the first paper to the result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, ChallengeFacts, Conclusion
from gongkai.core.workdays import Calendar
from gongkai.foundation.organisations.roles import Actor
from gongkai.project.demo.cases.desks import Staff
from gongkai.project.demo.cases.playing import Story
from gongkai.project.demo.cases.requests import Life, answered
from gongkai.project.demo.ground import done, moment

_CORRECTED = ("unlawful", "revoked", "ordered")
_ORDERS_REPLY = ("revoked", "ordered")
_REPLY_WITHIN = 15
_REVIEW_ORGANS: Mapping[bool, str] = {True: "山东省人民政府", False: "临沂市人民政府"}
_COURT = "临沂市兰山区人民法院"


@dataclass
class Contest:
    """One challenge. `kind` is a case kind, `about` the request whose reply is challenged; None where it is
    another act. `on_paper`: of a body that registers only how it began and how it ended."""

    kind: str
    number: int
    decision: str
    staff: Staff
    calendar: Calendar
    filed: date
    draw: Random
    applicant: ApplicantFacts
    about: Life | None = None
    on_paper: bool = False

    def at(self, day: date, hour: int) -> datetime:
        return moment(day, hour, self.draw.randrange(60))

    def workday(self, start: date, days: int) -> date:
        """The first working day at least `days` calendar days after `start`."""
        return self.calendar.add_workdays(start + timedelta(days=days - 1), 1).date

    @property
    def about_id(self) -> int | None:
        return self.about.case_id if self.about else None


def reconsideration_story(contest: Contest) -> Story:
    """Registered when the notice to answer comes, answered within its ten days, decided within sixty. A
    decision that sets the reply aside has the request answered again."""
    clerk, organ = contest.staff.clerk, _REVIEW_ORGANS[contest.staff.code == "linyi"]
    told = contest.workday(contest.filed, 5)
    yield (now := contest.at(told, 9))
    opened = done(
        actions.register_reconsideration(
            actor=clerk, now=now, body_id=contest.staff.body, about_id=contest.about_id,
            facts=ChallengeFacts(organ=organ, filed_on=contest.filed), applicant=contest.applicant,
            is_sample=True,
        )
    )  # fmt: skip
    case, number = opened.case_id, f"示例复通字〔{told.year}〕{contest.number}号"
    if not contest.on_paper:
        yield (now := contest.at(told, 10))
        done(actions.notify_reconsideration(actor=clerk, now=now, case_id=case, document=number, on=told))
        yield (now := contest.at(contest.workday(told, 6), 15))
        done(actions.answer_reconsideration(actor=clerk, now=now, case_id=case))
    decided = contest.workday(told, contest.draw.randint(20, 45))
    yield (now := contest.at(decided, 16))
    paper = f"示例复决字〔{decided.year}〕{contest.number}号"
    again = _may_be_answered_again(contest)
    done(
        actions.conclude_reconsideration(
            actor=clerk, now=now, case_id=case,
            conclusion=_conclusion(contest, paper, decided, again),
        )
    )  # fmt: skip
    if again and contest.about is not None:
        yield from _answered_again(contest.about, decided)


def _may_be_answered_again(contest: Contest) -> bool:
    """A request is reopened once in the sample, and only where it was answered."""
    about = contest.about
    return contest.decision in _ORDERS_REPLY and about is not None and about.sent_on is not None


def _answered_again(life: Life, decided: date) -> Iterator[datetime]:
    yield from answered(life, life.after(2, decided), "already_public")


def _conclusion(contest: Contest, document: str, decided: date, again: bool) -> Conclusion:
    return Conclusion(
        decision=contest.decision, document=document, decided_on=decided,
        corrected_what="原答复适用依据不当（示例）" if contest.decision in _CORRECTED else "",
        orders_reply=again, ordered_days=_REPLY_WITHIN if again else None,
    )  # fmt: skip


def lawsuit_story(contest: Contest) -> Story:
    """Sued for without a reconsideration before; the judgment of the first instance takes effect."""
    clerk = contest.staff.clerk
    served = contest.workday(contest.filed, 10)
    number = f"（{served.year}）示例行初{contest.number}号"
    yield (now := contest.at(served, 9))
    opened = done(
        actions.register_lawsuit(
            actor=clerk, now=now, body_id=contest.staff.body, about_id=contest.about_id,
            facts=ChallengeFacts(organ=_COURT, filed_on=contest.filed), applicant=contest.applicant,
            is_sample=True,
        )
    )  # fmt: skip
    case = opened.case_id
    if not contest.on_paper:
        yield (now := contest.at(served, 10))
        done(actions.notify_lawsuit(actor=clerk, now=now, case_id=case, document=number, on=served))
        yield (now := contest.at(contest.workday(served, 10), 15))
        done(actions.answer_lawsuit(actor=clerk, now=now, case_id=case))
    judged = contest.workday(served, contest.draw.randint(35, 60))
    yield (now := contest.at(judged, 15))
    done(
        actions.judge_lawsuit(
            actor=clerk, now=now, case_id=case, decision=contest.decision, document=number, judged_on=judged
        )
    )
    final = contest.workday(judged, 16)
    yield (now := contest.at(final, 11))
    done(
        actions.conclude_lawsuit(
            actor=clerk, now=now, case_id=case, conclusion=_conclusion(contest, number, final, False)
        )
    )


def complaint_story(contest: Contest, office: int, examiner: Actor, officer: Actor) -> Story:
    """Complained of to the city's office, which asks the body, concludes and answers. `examiner` and
    `officer` are two people of the office."""
    received = contest.workday(contest.filed, 1)
    yield (now := contest.at(received, 11))
    opened = done(
        actions.register_complaint(
            actor=examiner, now=now, body_id=office, against_id=contest.staff.body,
            about_id=contest.about_id, applicant=contest.applicant, is_sample=True,
            facts=ChallengeFacts(organ="临沂市政务公开办公室（示例）", filed_on=contest.filed),
            text="反映该单位公开政府信息不及时（示例）",
        )
    )  # fmt: skip
    yield (now := contest.at(contest.workday(received, 1), 10))
    done(actions.examine_complaint(actor=examiner, now=now, case_id=opened.case_id))
    decided = contest.workday(received, contest.draw.randint(10, 28))
    yield (now := contest.at(decided, 14))
    document = f"示例公开办投字〔{decided.year}〕{contest.number}号"
    done(
        actions.conclude_complaint(
            actor=officer, now=now, case_id=opened.case_id,
            conclusion=_conclusion(contest, document, decided, False),
        )
    )  # fmt: skip
    if contest.on_paper:
        return
    yield (now := contest.at(decided, 16))
    done(actions.reply_to_complaint(actor=examiner, now=now, case_id=opened.case_id, document=document))
