"""What every verb on a case shares: lock, compare, ask, write."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.casework import law, policy
from gongkai.casework.actions.changes_told import case_since
from gongkai.casework.models import Case, CaseEvent
from gongkai.casework.policy import Conditions
from gongkai.casework.queries.cases import NoSuchCaseError, cases_visible_to, clock_events
from gongkai.core.clock import ClockEvent, ClockRules, Consulted, Happened, Reading, reckon
from gongkai.core.lifecycle import Allowed, Denied
from gongkai.core.messages import N_, Message
from gongkai.core.workdays import Calendar, written
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Overtaken, Refused, first_refusal
from gongkai.foundation.organisations.roles import Actor

CLOCKS_MAY_DIFFER = timedelta(minutes=5)  # of the machines that serve one installation


@dataclass
class Taken:
    """A case locked for one verb. `on` is the day the thing happened, `day` the day it is entered;
    `state` what the case becomes."""

    case: Case
    actor: Actor
    now: datetime
    day: date
    on: date
    state: str = ""
    events: list[ClockEvent] = field(default_factory=list)
    calendar: Calendar = field(default_factory=Calendar)

    @property
    def by_applicant(self) -> bool:
        return policy.case_of_applicant(self.actor) is not None

    @property
    def rules(self) -> ClockRules:
        """The clock of the regime in force on the day of receipt."""
        return law.clock_of(self.case.received_on or self.case.submitted_on)

    def against(self, question: Callable[..., Allowed | Denied], *args: Any, **more: Any) -> Denied | None:
        """What the clock has against a step on that day (`core.clock.decisions`)."""
        return policy.denial(question(self.rules, self.events, self.calendar, self.on, *args, **more))

    def reading(self, on: date | None = None) -> Reading:
        """What the clock shows after everything noted so far."""
        return reckon(self.rules, self.events, self.calendar, on or self.day)

    def happened(
        self,
        kind: Happened,
        *,
        on: date | None = None,
        days: int | None = None,
        until: date | None = None,
        ref: str = "",
        party: Consulted | None = None,
        note: str = "",
    ) -> CaseEvent:
        """Note a happening for the clock."""
        event = CaseEvent(
            case=self.case, body_id=self.case.body_id, kind=kind, on=on or self.on, days=days, until=until,
            ref=ref, party=party or "", note=note, at=self.now, by=self.actor.code,
        )  # fmt: skip
        write(event)
        self.events.append(ClockEvent(kind, event.on, days, until, ref, party))
        return event

    def keep(self, *, reason: str = "", **changes: Any) -> Case:
        """Write the case with its new state: one revision further, whatever else changed."""
        case = self.case
        write(
            case, reason=reason, state=self.state or case.state, revision=case.revision + 1,
            touched_at=max(self.now, case.touched_at), **changes,
        )  # fmt: skip
        return case


type Judging = Callable[[Taken], Conditions]


def take(
    verb: str,
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    on: date | None = None,
    based_on: int | None = None,
    judging: Judging | None = None,
    addressed: int | None = None,
) -> Taken | Refused:
    """The case, locked until the transaction ends, if `actor` may do `verb` on it now.

    `based_on` is the revision the person saw: if somebody acted since, he is told who did what.
    `on` is the day the thing happened: not after today, not before the request was handed in. `addressed`:
    a body that was asked something about the case, whose people may answer without seeing the case.
    Raises NoSuchCaseError when the person may not see the case.
    """
    taken = locked(case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, addressed=addressed)
    if isinstance(taken, Refused):
        return taken
    decision = policy.decide(
        taken.case, verb, actor, taken.day, judging(taken) if judging else None, addressed=addressed
    )
    if isinstance(decision, Refused):
        return decision
    taken.state = decision.state
    return taken


def locked(
    *,
    case_id: int,
    actor: Actor,
    now: datetime,
    on: date | None,
    based_on: int | None,
    addressed: int | None = None,
) -> Taken | Refused:
    """The same before the lifecycle is asked."""
    day = timezone.localdate(now)
    seen = Case.objects.all() if addressed in actor.bodies else cases_visible_to(actor, day)
    case = seen.select_for_update(of=("self",)).filter(pk=case_id).first()
    if case is None:
        raise NoSuchCaseError(case_id)
    if case.about_id is not None:
        # what a challenge is about may be opened again by it: locked now, before anything is written, so
        # that a verb on the request never waits for this one while this one waits for it
        list(Case.objects.select_for_update().filter(pk=case.about_id).values_list("pk"))
    refused = first_refusal(
        _stale(case, based_on), _clock_fell_back(case, now), _impossible_day(case, on, day)
    )
    if refused is not None:
        return refused
    events = clock_events([case.pk])[case.pk]
    return Taken(case, actor, now, day, on or day, events=events, calendar=current_calendar())


def refused_by(denied: Denied | None) -> Refused | None:
    """What the clock has against a step, as a verb gives it back."""
    return Refused(denied.reason, denied.article) if denied is not None else None


def _stale(case: Case, based_on: int | None) -> Refused | None:
    if based_on is None or based_on == case.revision:
        return None
    return Overtaken(
        Message(N_("您打开之后，这件申请已有人办理。请看看有什么变化，再决定是否继续。")),
        details=case_since(case, based_on),
    )


def _clock_fell_back(case: Case, now: datetime) -> Refused | None:
    if now >= case.touched_at - CLOCKS_MAY_DIFFER:
        return None
    values = {"last": timezone.localtime(case.touched_at).strftime("%Y-%m-%d %H:%M")}
    return Refused(
        Message(N_("本机时间早于这件申请上一次办理的时间（{last}）。请管理员核对系统时钟后再办理。"), values)
    )


def _impossible_day(case: Case, on: date | None, day: date) -> Refused | None:
    if on is None:
        return None
    if on > day:
        return Refused(Message(N_("{on}还没有到，不能登记将来的日期。"), {"on": written(on)}))
    if on < case.submitted_on:
        values = {"on": written(on), "submitted": written(case.submitted_on)}
        return Refused(Message(N_("{on}早于提交申请的日期（{submitted}）。"), values))
    return None
