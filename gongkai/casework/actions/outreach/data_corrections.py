"""Corrections of records about oneself (第四十一条): corrected, forwarded, told where to go, or declined."""

from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework import law
from gongkai.casework.actions.kinds import (
    Filed,
    Sending,
    ended,
    in_the_future,
    may_register,
    opened,
    taken_of,
)
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.actions.opening import ApplicantFacts, RequestFacts
from gongkai.casework.actions.outreach.suggestions import words_of
from gongkai.casework.models import Case, CaseFile, CaseKind
from gongkai.casework.policy import Condition, Conditions, Judge, another_person, when, written
from gongkai.casework.standings import stand
from gongkai.core.messages import N_, Message
from gongkai.core.receipt import Arrival, Channel
from gongkai.core.replies import Notice, Placeholder
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor

ARTICLE = "《政府信息公开条例》（2019年修订）第四十一条"
_EXAMINING = ("data_correction.examine", "data_correction.ask_evidence", "data_correction.receive_evidence")


def register_data_correction(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    text: str,
    applicant: ApplicantFacts,
    channel: Channel = Channel.INTERNET,
    files: tuple[tuple[int, str], ...] = (),
    on: date | None = None,
    key: str = "",
    is_sample: bool = False,
) -> Filed | Refused:
    """登记更正申请: which record about the applicant is wrong, with proof of who he is. `files` are
    (file number, FileRole) already attached for the body."""
    sending = Sending.of(key, "data_correction", body_id, text, applicant)
    return sending.once(
        lambda: _register_data_correction(
            actor=actor,
            now=now,
            body_id=body_id,
            text=text,
            applicant=applicant,
            channel=channel,
            files=files,
            on=on,
            is_sample=is_sample,
            sending=sending,
        )
    )


@verb("data_correction.register")
def _register_data_correction(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    text: str,
    applicant: ApplicantFacts,
    channel: Channel = Channel.INTERNET,
    files: tuple[tuple[int, str], ...] = (),
    on: date | None = None,
    sending: Sending,
    is_sample: bool = False,
) -> Filed | Refused:
    day = localdate(now)
    refused = first_refusal(
        may_register(actor, body_id, CaseKind.DATA_CORRECTION, day),
        in_the_future(now, on),
        law.before_the_law(on or day),
        _lacking(text, applicant),
    )
    if refused is not None:
        return refused
    taken = opened(
        kind=CaseKind.DATA_CORRECTION, actor=actor, now=now, body_id=body_id, received_on=on or day,
        arrival=Arrival(channel, on or day), request=RequestFacts(text), applicant=applicant,
        is_sample=is_sample,
    )  # fmt: skip
    for file_id, role in files:
        write(CaseFile(case=taken.case, body_id=body_id, file_id=file_id, role=role, at=now))
    stand(taken.case, taken.calendar)
    return sending.let_in(taken.case, now)


@verb("data_correction.ask_evidence")
def ask_evidence(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reason: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """要求提供证据: what is missing stands in `reason`, which the applicant reads under his number."""
    return _stepped(
        "data_correction.ask_evidence", actor, now, case_id, on, based_on,
        {Condition.REASON_GIVEN: written(reason)}, reason,
    )  # fmt: skip


@verb("data_correction.receive_evidence")
def receive_evidence(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """收到证据."""
    return _stepped("data_correction.receive_evidence", actor, now, case_id, on, based_on, {})


@verb("data_correction.examine")
def examine_data_correction(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """审查受理."""
    return _stepped("data_correction.examine", actor, now, case_id, on, based_on, {})


@verb("data_correction.correct")
def correct_data(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    what: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """更正并告知: `what` was changed to what; by another than who examined it."""
    conditions: Conditions = {
        Condition.REASON_GIVEN: written(what, N_("请写明更正了什么。")),
        Condition.ANOTHER_PERSON: another_person(actor, _who_examined(case_id)),
    }
    return _closed(
        "data_correction.correct", actor, now, case_id, on, based_on, conditions, outcome="corrected",
        letter=Notice.DATA_CORRECTED, values={Placeholder.FACTS: what},
    )  # fmt: skip


@verb("data_correction.forward")
def forward_data_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    to: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """转送有权更正的机关 `to`, 并告知申请人."""
    said = str(Message(N_("更正申请已经转送该机关。")))
    return _closed(
        "data_correction.forward", actor, now, case_id, on, based_on, _named(to), outcome="forwarded",
        letter=Notice.DATA_FORWARDED, values={Placeholder.RESPONSIBLE_BODY: to, Placeholder.FACTS: said},
    )  # fmt: skip


@verb("data_correction.tell")
def tell_where_to_correct(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    to: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """告知向有权更正的机关 `to` 提出. The text of 2007 knows only forwarding."""
    case = Case.objects.filter(pk=case_id).first()
    old = case is not None and case.regime == "2007"
    conditions = {
        **_named(to),
        Condition.REGIME_ALLOWS: when(old, N_("2007年的条例要求转送有权更正的机关，不能只告知。"), ARTICLE),
    }
    said = str(Message(N_("请向该机关提出更正申请。")))
    return _closed(
        "data_correction.tell", actor, now, case_id, on, based_on, conditions, outcome="told",
        letter=Notice.DATA_FORWARDED, values={Placeholder.RESPONSIBLE_BODY: to, Placeholder.FACTS: said},
    )  # fmt: skip


@verb("data_correction.decline")
def decline_data_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    reason: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """不予更正, with the reason and the remedies; by another than who examined it."""
    conditions: Conditions = {
        Condition.REASON_GIVEN: written(reason),
        Condition.ANOTHER_PERSON: another_person(actor, _who_examined(case_id)),
    }
    return _closed(
        "data_correction.decline", actor, now, case_id, on, based_on, conditions, outcome="declined",
        letter=Notice.DATA_NOT_CORRECTED, values={Placeholder.GROUNDS: reason}, reason=reason,
    )  # fmt: skip


@verb("data_correction.withdraw")
def withdraw_data_correction(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """撤回更正申请."""
    taken = taken_of(
        "data_correction.withdraw", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on
    )
    return taken if isinstance(taken, Refused) else ended(taken, "withdrawn")


@verb("data_correction.archive")
def archive_data_correction(
    *, actor: Actor, now: datetime, case_id: int, based_on: int | None = None
) -> Case | Refused:
    """归档."""
    return _stepped("data_correction.archive", actor, now, case_id, None, based_on, {})


def _stepped(
    name: str,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None,
    based_on: int | None,
    conditions: Conditions,
    reason: str = "",
) -> Case | Refused:
    taken = taken_of(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, conditions=conditions
    )
    return taken if isinstance(taken, Refused) else taken.keep(reason=reason)


def _closed(
    name: str,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None,
    based_on: int | None,
    conditions: Conditions,
    *,
    outcome: str,
    letter: Notice,
    values: dict[str, str],
    reason: str = "",
) -> Case | Refused:
    taken = taken_of(
        name, case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, conditions=conditions
    )
    if isinstance(taken, Refused):
        return taken
    case = ended(taken, outcome, reason=reason)
    sent = issue_notice(
        case=case, template=letter, actor=actor, now=now, on=taken.on,
        values={Placeholder.INFORMATION: words_of(case), **values},
    )  # fmt: skip
    return sent if isinstance(sent, Refused) else case


def _named(to: str) -> dict[Condition, Judge]:
    return {Condition.TARGET_NAMED: written(to, N_("请写明有权更正的行政机关。"))}


def _lacking(text: str, applicant: ApplicantFacts) -> Refused | None:
    details = [
        (name, Message(said))
        for name, given, said in (
            ("wanted", text, N_("请写明哪一条记录不准确、应当是什么。")),
            ("name", applicant.name, N_("请填写姓名或者名称。")),
            ("id_number", applicant.id_number, N_("请填写身份证明的号码。")),
        )
        if not given.strip()
    ]
    return Refused(details[0][1], ARTICLE, tuple(details)) if details else None


def _who_examined(case_id: int) -> list[str]:
    return [event.actor for event in ledger.told("case", case_id) if event.verb in _EXAMINING]
