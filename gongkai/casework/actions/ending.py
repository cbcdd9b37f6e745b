"""A case ends, by a decision that is answered or without one, and is opened again when a court says so."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from gongkai.casework import law
from gongkai.casework.actions.frame import Taken, refused_by, take
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.actions.replying import begin_reply
from gongkai.casework.models import Case, CaseEvent, Challenge, Consultation, FeeNotice, Opinion, Reply
from gongkai.casework.policy import Condition, Conditions, another_person, written
from gongkai.casework.standings import stand
from gongkai.core.clock import Consulted, Happened
from gongkai.core.clock.decisions import may_reopen, may_reply
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Contested, NoSuchOutcomeError
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

WITHDRAWN = "withdrawn"
OTHER_END = "other_end"
CORRECTED = "corrected"

_RELEASES = (Contested.GRANTED, Contested.PARTLY_GRANTED)
_OVERRIDE_ARTICLES = {
    "2007": "《政府信息公开条例》（2007年）第二十三条",
    "2019": "《政府信息公开条例》（2019年修订）第三十二条",
}


@verb("case.decide")
def decide(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    outcome: str,
    grounds: str = "",
    ground_codes: Sequence[str] = (),
    facts: Mapping[str, str] | None = None,
    left_out: Collection[int] = (),
    on: date | None = None,
    based_on: int | None = None,
) -> Reply | Refused:
    """作出决定 (第三十六条、第三十七条): one outcome of the regime's closed list, with its grounds. Begins
    the draft of the reply, which goes its own way to the signature.

    `left_out` are consultations of third parties whose information a partial release leaves out. What a third
    party refused with grounds is released only after it was told in writing that it will be (第三十二条).
    """

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.OUTCOME_KNOWN: lambda: (
                _not_an_outcome(taken.case, outcome) or refused_by(taken.against(may_reply))
            ),
            Condition.NO_CONSULTATION_OPEN: lambda: consultation_open(taken.case),
            Condition.THIRD_PARTY_HEARD: lambda: _against_third_party(taken.case, outcome, left_out),
        }

    taken = take(
        "case.decide", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    for consultation in Consultation.objects.filter(case=taken.case, party=Consulted.THIRD_PARTY):
        if consultation.left_out != (consultation.pk in left_out):
            write(consultation, left_out=consultation.pk in left_out)
    case = taken.keep()
    return begin_reply(
        case=case, outcome=outcome, actor=actor, now=now, grounds=grounds, ground_codes=ground_codes,
        facts=facts, on=taken.on,
    )  # fmt: skip


@verb("case.withdraw")
def withdraw(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reason: str = "",
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """撤回申请: by the applicant, or by the clerk on the applicant's word."""
    taken = take("case.withdraw", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    return end_without_reply(taken, WITHDRAWN, reason)


@verb("case.close")
def close(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reason: str,
    outcome: str = OTHER_END,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """终止办理: the applicant died, was dissolved, or the registration was a mistake; by the office head."""

    def judging(taken: Taken) -> Conditions:
        clerk = taken.case.assigned_to_id
        return {
            Condition.REASON_GIVEN: written(reason),
            Condition.ANOTHER_PERSON: another_person(actor, [f"person:{clerk}"] if clerk else []),
        }

    taken = take(
        "case.close", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    return end_without_reply(taken, outcome, reason)


@verb("case.reopen")
def reopen(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    challenge_id: int | None = None,
    on: date | None = None,
    days: int | None = None,
    until: date | None = None,
    reason: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """重新办理: a review decision or judgment set the reply aside. `on` is the day it was received, day 0 of
    a new period of `days` working days (the regime's own when none is ordered) or to the date `until`."""

    def judging(taken: Taken) -> Conditions:
        return {Condition.CHALLENGE_CORRECTED: lambda: _not_corrected(taken.case, challenge_id)}

    taken = take(
        "case.reopen", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    refused = refused_by(taken.against(may_reopen))
    if refused is not None:
        return refused
    taken.happened(Happened.REOPENED, days=days, until=until)
    case = taken.keep(reason=reason, outcome="", closed_on=None, escalated_for=None)
    stand(case, taken.calendar, taken.events)
    return case


@verb("case.strike_event")
def strike_event(
    *, actor: Actor, now: datetime, case_id: int, event_id: int, reason: str, based_on: int | None = None
) -> Case | Refused:
    """划去登错的事项: the happening no longer counts for the clock and stays readable. Not for the receipt
    itself, and not where the state rests on it."""
    event = CaseEvent.objects.filter(pk=event_id, case_id=case_id, struck_at__isnull=True).first()

    def judging(_taken: Taken) -> Conditions:
        return {
            Condition.REASON_GIVEN: written(reason),
            Condition.ANOTHER_PERSON: another_person(actor, [event.by] if event else []),
        }

    taken = take(
        "case.strike_event", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    if event is None or event.kind not in (Happened.SERVED, Happened.REASONS_ASKED, Happened.REASONS_GIVEN):
        return Refused(Message(N_("这一事项不能划去：案件的状态或者收到日期以它为据。")))
    write(event, struck_at=now, reason=reason)
    if event.kind == Happened.SERVED:
        _unserved(event, reason)
    return taken.keep(reason=reason)


def _unserved(event: CaseEvent, reason: str) -> None:
    """The letter's own row forgets the day too, so that the right one can be entered."""
    kind, _, pk = event.ref.partition(":")
    model = FeeNotice if kind == "fee" else Consultation
    letter = model.objects.filter(pk=int(pk), case=event.case_id).first() if pk.isdecimal() else None
    if letter is not None:
        write(letter, reason=reason, served_on=None)


def end_without_reply(taken: Taken, outcome: str, reason: str = "") -> Case | Refused:
    """Close on `taken.on` with an outcome that is not a reply, and tell the applicant by its letter. A
    request not yet received in law ends without having counted."""
    case = taken.case
    refused = _not_an_end(case, outcome)
    if refused is not None:
        return refused
    if case.received_on is not None and taken.on < case.received_on:
        return Refused(Message(N_("终止的日期不能早于收到申请的日期。")))
    if case.received_on is not None and law.has_clock(case.kind):
        taken.happened(Happened.CLOSED, note=reason)
    told = "" if taken.by_applicant else reason  # what he writes is his own: never into the ledger
    taken.keep(reason=told, outcome=outcome, closed_on=taken.on)
    stand(case, taken.calendar, taken.events)
    letter = issue_notice(
        case=case, template=outcome, values={"grounds": reason}, now=taken.now, actor=taken.actor,
        on=taken.day,
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case


def consultation_open(case: Case) -> Message | None:
    """Why nothing can be decided while somebody is still being asked."""
    waiting = Consultation.objects.filter(case=case, ended_on__isnull=True).count()
    if waiting == 0:
        return None
    return Message(N_("还有 {count} 份征求意见没有结束，请等意见或者期限届满。"), {"count": waiting})


def _not_an_outcome(case: Case, outcome: str) -> Message | None:
    try:
        found = law.outcomes_of(case.received_on or case.submitted_on).find(outcome)
    except NoSuchOutcomeError as error:
        return error.message
    return None if found.replied else Message(N_("“{title}”不是答复，请用终止办理。"), {"title": found.title})


def _not_an_end(case: Case, outcome: str) -> Refused | None:
    try:
        found = law.outcomes_of(case.received_on or case.submitted_on).find(outcome)
    except NoSuchOutcomeError as error:
        return Refused(error.message)
    if found.replied:
        return Refused(Message(N_("“{title}”应当答复申请人，不能直接终止。"), {"title": found.title}))
    return None


def _against_third_party(case: Case, outcome: str, left_out: Collection[int]) -> Refused | None:
    found = law.outcomes_of(case.received_on or case.submitted_on).find(outcome)
    if found.contested not in _RELEASES:
        return None
    spared = left_out if found.contested is Contested.PARTLY_GRANTED else ()
    refusing = [Opinion.REFUSES_WITH_GROUNDS]
    if case.regime == "2007":
        refusing.append(Opinion.REFUSES_WITHOUT_GROUNDS)  # 第二十三条: any refusal binds
    standing = Consultation.objects.filter(
        case=case, party=Consulted.THIRD_PARTY, opinion__in=refusing, overridden_on__isnull=True
    ).exclude(pk__in=list(spared))
    if not standing.exists():
        return None
    said = N_(
        "第三方不同意公开。认为不公开可能对公共利益造成重大影响的，先书面告知第三方；否则不予公开或者区分处理。"
    )
    return Refused(Message(said), _OVERRIDE_ARTICLES.get(case.regime, ""))


def _not_corrected(case: Case, challenge_id: int | None) -> Message | None:
    found = Challenge.objects.filter(case__about=case, result=CORRECTED)
    if challenge_id is not None:
        found = found.filter(pk=challenge_id)
    if found.exists():
        return None
    return Message(N_("没有纠正这件申请答复的复议决定或者判决。"))
