"""征求意见: third parties and co-authors are asked; their time is left out of the reply period."""

from datetime import date, datetime

from gongkai.casework import policy
from gongkai.casework.actions.frame import Taken, refused_by, take
from gongkai.casework.actions.notices import Addressee, issue_notice
from gongkai.casework.models import Case, Consultation, FeeNotice, Opinion
from gongkai.casework.policy import Condition, Conditions, when, written
from gongkai.core.clock import Consulted, Happened
from gongkai.core.clock.decisions import may_consult, may_end_consultation, may_record_service
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import SYSTEM, Actor

_LETTERS = {
    Consulted.THIRD_PARTY: Letter.THIRD_PARTY_INQUIRY,
    Consulted.CO_AUTHOR: Letter.CO_AUTHOR_INQUIRY,
}
_OVERRIDABLE = (Opinion.REFUSES_WITH_GROUNDS, Opinion.REFUSES_WITHOUT_GROUNDS)


class NoSuchConsultationError(LookupError):
    """There is no such letter in this case."""


@verb("case.consult")
def consult(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    party: str,
    name: str,
    information: str,
    email: str = "",
    phone: str = "",
    address: str = "",
    to_body_id: int | None = None,
    days: int | None = None,
    served_on: date | None = None,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Consultation | Refused:
    """征求第三方或者协办机关的意见 (第三十二条、第三十四条). The letter goes out on `on`; its own period
    counts from `served_on`, from `on` as long as that is unknown. `days`: the period the letter gives, where
    the text of 2007 gives none. `to_body_id`: a co-author that answers within this system."""
    consulted = Consulted(party)

    def judging(taken: Taken) -> Conditions:
        reachable = name.strip() and (email or phone or address or to_body_id)
        return {
            Condition.CONSULTATION_ADDRESSED: when(
                not reachable, N_("请写明征求谁的意见，以及至少一种联系方式。")
            )
        }

    taken = take(
        "case.consult", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    refused = first_refusal(
        refused_by(taken.against(may_consult, consulted)),
        _never_served(taken, served_on),
        _no_period(taken, consulted, days),
    )
    if refused is not None:
        return refused
    consultation = Consultation(
        case=taken.case, body_id=taken.case.body_id, party=consulted, name=name.strip(), email=email,
        phone=phone, address=address, to_body_id=to_body_id, information=information,
        sent_on=taken.on, served_on=served_on,
    )  # fmt: skip
    write(consultation)
    ref = ref_of(consultation)
    taken.happened(Happened.CONSULTED, days=days, ref=ref, party=consulted)
    if served_on is not None:
        taken.happened(Happened.SERVED, on=served_on, ref=ref)
    taken.keep()
    due = taken.reading(taken.on).consultations.get(ref)
    letter = issue_notice(
        case=taken.case, template=_LETTERS[consulted], values={"information": information}, now=now,
        actor=actor, until=due.date if due else None, way=way, on=taken.on,
        to=Addressee(name.strip(), email, address),
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else consultation


@verb("case.record_service")
def record_service(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    served_on: date,
    consultation_id: int | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """登记送达: the day the third party or co-author received its letter, or (without `consultation_id`) the
    applicant the fee notice. The periods these letters set count from there."""
    taken = take(
        "case.record_service", case_id=case_id, actor=actor, now=now, on=served_on, based_on=based_on
    )
    if isinstance(taken, Refused):
        return taken
    ref = _served(taken, consultation_id)
    if isinstance(ref, Refused):
        return ref
    refused = refused_by(taken.against(may_record_service, ref))
    if refused is not None:
        return refused
    taken.happened(Happened.SERVED, ref=ref)
    return taken.keep()


@verb("case.receive_opinion")
def receive_opinion(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    consultation_id: int,
    opinion: str,
    text: str = "",
    on: date | None = None,
    based_on: int | None = None,
) -> Consultation | Refused:
    """收到意见: by the clerk, or by the co-author's own people. A late one is kept too; it no longer
    moves the clock. When nobody is left to wait for, handling goes on."""
    consultation = _consultation(case_id, consultation_id)
    taken = take(
        "case.receive_opinion", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        addressed=consultation.to_body_id,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    consultation.refresh_from_db()  # as it is now that the case is locked
    unfit = _opinion_unfit(consultation, opinion, text)
    if unfit is not None:
        return Refused(unfit)
    ref = ref_of(consultation)
    against = refused_by(taken.against(may_end_consultation, ref))
    if against is not None:
        return against
    taken.happened(Happened.CONSULT_ENDED, ref=ref)
    write(consultation, ended_on=taken.on, opinion=opinion, text=text)
    _end_silent(taken)
    _go_on(taken)
    taken.keep()
    return consultation


@verb("case.end_consultation")
def end_silent(*, actor: Actor, now: datetime, case_id: int) -> Case | Refused:
    """征求意见期限届满: who has not answered is taken as silent. A third party's silence leaves the decision
    to the office (第三十二条), a co-author's is consent (第三十四条). Ended on the last day of its period."""

    def judging(taken: Taken) -> Conditions:
        ended = silent(taken)
        return {Condition.NO_CONSULTATION_OPEN: lambda: _still_asked(taken, ended)}

    taken = take("case.end_consultation", case_id=case_id, actor=actor, now=now, judging=judging)
    if isinstance(taken, Refused):
        return taken
    _end_silent(taken)
    return taken.keep()


@verb("case.notify_override")
def notify_override(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    consultation_id: int,
    information: str,
    reason: str,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Consultation | Refused:
    """决定公开的书面告知 (第三十二条): tells the third party that refused what is released all the same, and
    why the public interest asks for it. Without it no releasing reply can be sent."""
    consultation = _consultation(case_id, consultation_id)

    def judging(_taken: Taken) -> Conditions:
        return {Condition.REASON_GIVEN: written(reason)}

    taken = take(
        "case.notify_override", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    consultation.refresh_from_db()  # as it is now that the case is locked
    if consultation.party != Consulted.THIRD_PARTY or consultation.opinion not in _OVERRIDABLE:
        return Refused(Message(N_("这一方没有表示不同意公开，不需要告知。")))
    write(consultation, overridden_on=taken.on, override_reason=reason)
    taken.keep()
    letter = issue_notice(
        case=taken.case, template=Letter.OVERRIDE, values={"information": information, "grounds": reason},
        now=now, actor=actor, way=way, on=taken.on,
        to=Addressee(consultation.name, consultation.email, consultation.address),
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else consultation


def ref_of(consultation: Consultation) -> str:
    """What ties the clock's events of one letter together."""
    return f"consultation:{consultation.pk}"


def silent(taken: Taken) -> list[tuple[Consultation, date]]:
    """Letters whose own period is over without an answer, and its last day."""
    due = taken.reading().consultations
    waiting = Consultation.objects.filter(case=taken.case, ended_on__isnull=True).order_by("pk")
    return [
        (each, due[ref_of(each)].date)
        for each in waiting
        if ref_of(each) in due and due[ref_of(each)].date < taken.day
    ]


def _end_silent(taken: Taken) -> None:
    for consultation, ended_on in silent(taken):
        write(consultation, ended_on=ended_on, opinion=Opinion.SILENT)


def _still_asked(taken: Taken, ended: list[tuple[Consultation, date]]) -> Message | None:
    waiting = Consultation.objects.filter(case=taken.case, ended_on__isnull=True).count() - len(ended)
    if waiting <= 0:
        return None
    return Message(N_("还有 {count} 份征求意见书没有到期，也没有收到意见。"), {"count": waiting})


def _go_on(taken: Taken) -> None:
    if Consultation.objects.filter(case=taken.case, ended_on__isnull=True).exists():
        return
    decision = policy.decide(taken.case, "case.end_consultation", SYSTEM, taken.day, policy.all_hold())
    if not isinstance(decision, Refused):
        taken.state = decision.state


def _consultation(case_id: int, consultation_id: int) -> Consultation:
    found = Consultation.objects.filter(pk=consultation_id, case_id=case_id).first()
    if found is None:
        raise NoSuchConsultationError(consultation_id)
    return found


def _served(taken: Taken, consultation_id: int | None) -> str | Refused:
    """Notes the day in the letter's own row; gives its ref."""
    if consultation_id is not None:
        consultation = _consultation(taken.case.pk, consultation_id)
        if consultation.served_on is not None or taken.on < consultation.sent_on:
            return Refused(Message(N_("送达日期已经登记过，或者早于发出日期。")))
        write(consultation, served_on=taken.on)
        return ref_of(consultation)
    fee = FeeNotice.objects.filter(case=taken.case, served_on__isnull=True, told_on__lte=taken.on).first()
    if fee is None:
        return Refused(Message(N_("没有等待送达的收费通知，或者送达日期早于发出日期。")))
    write(fee, served_on=taken.on)
    return f"fee:{fee.pk}"


def _no_period(taken: Taken, party: Consulted, days: int | None) -> Refused | None:
    """The text of 2007 sets none: then the letter must, or the reply would wait for ever."""
    rule = taken.rules.consultation(party)
    if rule.days is not None or days is not None:
        return None
    said = Message(N_("适用的规定没有写明提出意见的期限，请填写给对方几个工作日。"))
    return Refused(said, rule.article, (("days", said),))


def _never_served(taken: Taken, served_on: date | None) -> Refused | None:
    """Why the letter cannot have been received on that day."""
    if served_on is None or taken.on <= served_on <= taken.day:
        return None
    if served_on < taken.on:
        return Refused(Message(N_("送达的日期早于发出的日期。")))
    return Refused(Message(N_("不能登记将来的日期。")))


def _opinion_unfit(consultation: Consultation, opinion: str, text: str) -> Message | None:
    if opinion not in Opinion or opinion == Opinion.SILENT:
        return Message(N_("请选择收到的意见。"))
    if opinion == Opinion.REFUSES_WITH_GROUNDS and not text.strip():
        return Message(N_("请写明不同意公开的理由。"))
    return None
