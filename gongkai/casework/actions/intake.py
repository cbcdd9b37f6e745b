"""A case comes in: registered with number and query code, its receipt confirmed."""

import json
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from gongkai.casework import access_codes, law, policy
from gongkai.casework.actions.frame import CLOCKS_MAY_DIFFER, Taken, take
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts, open_case, received
from gongkai.casework.models import Case, CaseAccess, CaseFile, CaseKind, IntakeKey, Notice, PhoneLog
from gongkai.casework.policy import Condition, Conditions
from gongkai.casework.queries.cases import readings
from gongkai.casework.uploads import not_for_this_case
from gongkai.core.clock import Reading
from gongkai.core.lifecycle import APPLICANT
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel, Receipt
from gongkai.core.replies import Notice as Letter
from gongkai.core.replies import Placeholder
from gongkai.foundation.ledger.chain import wait_for_turn
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import PUBLIC, Actor

REQUEST_ARTICLE = "《政府信息公开条例》（2019年修订）第二十九条"


@dataclass(frozen=True, slots=True)
class Intake:
    """Everything a request brings with it. `files`: (file number, FileRole) already attached for the body."""

    request: RequestFacts
    applicant: ApplicantFacts = field(default_factory=ApplicantFacts)
    files: tuple[tuple[int, str], ...] = ()
    about_id: int | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """`code` is told now and kept nowhere. `again`: the key had been used, this is the case of then.
    `waiting_for`: what still lacks for the day of receipt."""

    case_id: int
    number: str
    code: str
    reading: Reading | None
    waiting_for: Message | None = None
    again: bool = False


class _SentMeanwhileError(Exception):
    """The same sending was registered while this one waited for its turn."""


def register(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    arrival: Arrival,
    facts: Intake,
    kind: str = CaseKind.REQUEST,
    key: str = "",
    on: date | None = None,
    helped: bool = False,
    is_sample: bool = False,
) -> Registered | Refused:
    """登记: number, query code, and the day of receipt as far as channel and regime tell it (第三十一条).

    `key` is the sender's own for this one sending: the same key with the same content gives the same case and
    the same code, with another content it is refused. `on` is the day of registration, for cases entered
    later than they came: their applicants had a receipt then, and get no other now. `helped`: the clerk wrote
    for somebody who could not (第二十九条、第四十三条).
    """
    digest = _digest(body_id, kind, facts)
    known = _known(key, digest, now)
    if known is not None:
        return known
    try:
        return _register(
            actor=actor, now=now, body_id=body_id, arrival=arrival, facts=facts, kind=kind, key=key,
            digest=digest, on=on, helped=helped, is_sample=is_sample,
        )  # fmt: skip
    except _SentMeanwhileError:
        found = _known(key, digest, now)
        if found is None:
            raise
        return found


@verb("case.register")
def _register(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    arrival: Arrival,
    facts: Intake,
    kind: str,
    key: str,
    digest: str,
    on: date | None,
    helped: bool,
    is_sample: bool,
) -> Registered | Refused:
    day = timezone.localdate(now)
    refused = _refused(actor, body_id, kind, arrival, facts, on, now, is_sample)
    if refused is not None:
        return refused
    wait_for_turn()
    if key and IntakeKey.objects.filter(key=key).exists():
        raise _SentMeanwhileError
    taken = open_case(
        actor=actor, now=now, body_id=body_id, kind=kind, arrival=arrival, request=facts.request,
        applicant=facts.applicant, on=on, helped=helped, is_sample=is_sample, about_id=facts.about_id,
    )  # fmt: skip
    case = taken.case
    for file_id, role in facts.files:
        write(CaseFile(case=case, body_id=body_id, file_id=file_id, role=role, at=now))
    code = access_codes.code_for(key, digest) if key else access_codes.new_code()
    CaseAccess.objects.create(case=case, code_hash=access_codes.code_hash(code))
    if key:
        IntakeKey.objects.create(key=key, digest=digest, case=case, at=now)
    receipt = received(taken)
    shown = readings([case], day, taken.calendar).get(case.pk)
    if kind == CaseKind.REQUEST and on in (None, day):
        slip = _issue_slip(taken, code, receipt, shown)
        if isinstance(slip, Refused):
            return slip
    return Registered(case.pk, case.number, code, shown, receipt.waiting_for)


@verb("case.confirm_receipt")
def confirm_receipt(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None = None,
    note: str = "",
    signed_for: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """确认收到 (第三十一条): both sides confirmed on `on`, as the phone log in `note` tells."""

    def judging(taken: Taken) -> Conditions:
        return {Condition.RECEIPT_CONFIRMED: lambda: _still_waiting(taken, signed_for)}

    taken = take(
        "case.confirm_receipt", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    case = taken.case
    case.confirmed_on = taken.on
    case.signed_for = signed_for or case.signed_for
    if note:
        _logged(taken, reached=True, number="", note=note)
    received(taken)
    return case


@verb("case.log_call")
def log_call(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reached: bool,
    number: str = "",
    note: str = "",
    on: date | None = None,
) -> PhoneLog | Refused:
    """Keep a call to the applicant. One that reached nobody leaves the receipt unconfirmed
    (国办公开办函〔2015〕207号: 登记后待恢复联系再起算)."""
    taken = take("case.log_call", case_id=case_id, actor=actor, now=now, on=on)
    if isinstance(taken, Refused):
        return taken
    log = _logged(taken, reached=reached, number=number, note=note)
    taken.keep()
    return log


def _issue_slip(taken: Taken, code: str, receipt: Receipt, shown: Reading | None) -> Notice | Refused:
    """登记回执: number, query code, and the dates as far as they are known."""
    values: dict[str, object] = {Placeholder.QUERY_CODE: code}
    if receipt.waiting_for is not None or shown is None or shown.due is None:
        values |= {Placeholder.RECEIVED: "待确认", Placeholder.DUE: "自收到申请之日起计算"}
    else:
        values[Placeholder.DUE] = shown.due
    return issue_notice(
        case=taken.case, template=Letter.RECEIPT, values=values, now=taken.now, actor=taken.actor,
    )  # fmt: skip


def _logged(taken: Taken, *, reached: bool, number: str, note: str) -> PhoneLog:
    log = PhoneLog(
        case=taken.case, body_id=taken.case.body_id, on=taken.on, number=number, reached=reached,
        note=note, by=taken.actor.code,
    )  # fmt: skip
    write(log)
    return log


def _still_waiting(taken: Taken, signed_for: date | None) -> Refused | None:
    case = taken.case
    receipt = law.receipt_of(
        Arrival(
            Channel(case.channel), case.submitted_on, signed_for or case.signed_for, case.reached_system,
            taken.on, case.misdirected,
        )
    )  # fmt: skip
    return Refused(receipt.waiting_for, receipt.article) if receipt.waiting_for else None


def _refused(
    actor: Actor, body_id: int, kind: str, arrival: Arrival, facts: Intake, on: date | None,
    now: datetime, is_sample: bool,
) -> Refused | None:  # fmt: skip
    """Why this can't be registered."""
    day = timezone.localdate(now)
    held = frozenset({APPLICANT}) if actor == PUBLIC else policy.standing(actor, body_id, day)
    decision = policy.decide_in(kind, law.lifecycle_of(kind).initial, "case.register", held)
    return first_refusal(
        decision if isinstance(decision, Refused) else None,
        _from_portal_only_by_portal(actor, arrival),
        None if is_sample or actor != PUBLIC else _clock_fell_back(body_id, kind, now),
        _dates_impossible(arrival, on, day),
        law.before_the_law(law.receipt_of(arrival).day or arrival.submitted, on),
        None if facts.request.wanted.strip() or facts.files else _nothing_asked(),
        not_for_this_case([file_id for file_id, _ in facts.files], body_id),
    )


def _from_portal_only_by_portal(actor: Actor, arrival: Arrival) -> Refused | None:
    if actor != PUBLIC or arrival.channel is Channel.INTERNET:
        return None
    return Refused(Message(N_("网上申请只能登记为互联网渠道。")))


def _clock_fell_back(body_id: int, kind: str, now: datetime) -> Refused | None:
    """On the portal nobody but our own clock tells the day of receipt: one that is behind the newest request
    gives no dates."""
    newest = Case.objects.filter(body_id=body_id, kind=kind).order_by("-pk").first()
    if newest is None or now >= newest.created_at - CLOCKS_MAY_DIFFER:
        return None
    return Refused(Message(N_("系统时钟不准，暂时不能提交。请稍后再试，或者改用当面、邮寄方式申请。")))


def _dates_impossible(arrival: Arrival, on: date | None, day: date) -> Refused | None:
    given = [arrival.submitted, arrival.signed_for, arrival.reached_system, arrival.confirmed, on]
    if any(each is not None and each > day for each in given):
        return Refused(Message(N_("不能登记将来的日期。")))
    later = [each for each in given[1:] if each is not None]
    if any(each < arrival.submitted for each in later):
        return Refused(Message(N_("签收、到达、确认和登记的日期都不能早于提交日期。")))
    return None


def _nothing_asked() -> Refused:
    said = Message(N_("请写明需要什么政府信息，或者附上申请书。"))
    return Refused(said, REQUEST_ARTICLE, (("wanted", said),))


def _digest(body_id: int, kind: str, facts: Intake) -> str:
    """Of what was sent. Files count by role: the same file sent twice gets two numbers."""
    roles = sorted(role for _, role in facts.files)
    content = [
        body_id, kind, asdict(facts.request), asdict(facts.applicant), roles,
    ]  # fmt: skip
    return access_codes.keyed("intake", json.dumps(content, cls=DjangoJSONEncoder, sort_keys=True))


def _known(key: str, digest: str, now: datetime) -> Registered | Refused | None:
    """What the key was used for before."""
    used = IntakeKey.objects.filter(key=key).select_related("case").first() if key else None
    if used is None:
        return None
    if not access_codes.same(used.digest, digest):
        return Refused(Message(N_("这份申请已经提交过，内容与这次不同。请重新打开申请页面再填写。")))
    case = used.case
    shown = readings([case], timezone.localdate(now)).get(case.pk)
    waiting = law.receipt_of_case(case).waiting_for if case.received_on is None else None
    code = access_codes.code_for(key, digest)
    return Registered(case.pk, case.number, code, shown, waiting, again=True)
