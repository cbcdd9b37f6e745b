"""数量、频次明显超过合理范围: reasons asked for, and the information-processing fee."""

from datetime import date, datetime

from gongkai.casework.actions.frame import Taken, refused_by, take
from gongkai.casework.actions.notices import SERVED_AT_ONCE, issue_notice
from gongkai.casework.charges import charged
from gongkai.casework.models import Case, FeeNotice
from gongkai.casework.policy import Condition, Conditions, written
from gongkai.casework.standings import stand
from gongkai.core.clock import Happened
from gongkai.core.clock.decisions import may_ask_fee, may_ask_reasons, may_pay_fee
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("case.ask_reasons")
def ask_reasons(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    why: str,
    until: date,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """要求说明理由 (第三十五条). `why` the number or frequency is clearly beyond reason, for the file."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.REGIME_ALLOWS: lambda: taken.against(may_ask_reasons),
            Condition.CLEARLY_EXCESSIVE: written(why, N_("请写明数量、频次为什么明显超过合理范围。")),
        }

    taken = take(
        "case.ask_reasons", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    if until < taken.on:
        return Refused(Message(N_("说明理由的期限不能早于通知的日期。")))
    taken.happened(Happened.REASONS_ASKED, until=until, note=why)
    case = taken.keep()
    letter = issue_notice(
        case=case, template=Letter.REASONS, values={}, now=now, actor=actor, until=until, way=way,
        on=taken.on,
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case


@verb("case.receive_reasons")
def receive_reasons(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    text: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """收到说明的理由."""
    taken = take("case.receive_reasons", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    if not any(event.kind is Happened.REASONS_ASKED for event in taken.events):
        return Refused(Message(N_("没有要求说明理由。")))
    if not text.strip():
        return Refused(Message(N_("请写明理由。")))
    taken.happened(Happened.REASONS_GIVEN, note=text)
    return taken.keep()


@verb("case.ask_fee")
def ask_fee(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    basis: str,
    payment: str,
    pages: int = 0,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> FeeNotice | Refused:
    """收费通知 (第四十二条；109号): by item or by page, never both, within the reply period. Items are
    counted here: the requests of the same applicant at this body received in the calendar month, this one
    included; the notice asks for what this one costs. The clock stops until payment.

    The period for paying begins with the day on which the notice is received: at once where it is handed over
    or fetched, else when that is proved (`record_service`)."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.REGIME_ALLOWS: lambda: taken.against(may_ask_fee),
            Condition.TARIFF_APPLIES: lambda: _nothing_to_charge(taken, basis, pages),
            Condition.BEFORE_DUE: lambda: taken.against(may_ask_fee),
        }

    taken = take(
        "case.ask_fee", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if not payment.strip():
        return Refused(Message(N_("请写明缴纳方式。")))
    charge = charged(taken.case, basis, pages, taken.on)
    if isinstance(charge, Message):
        return Refused(charge)
    fee = FeeNotice(
        case=taken.case, body_id=taken.case.body_id, basis=basis, quantity=charge.quantity, fen=charge.fen,
        told_on=taken.on,
    )  # fmt: skip
    write(fee)
    ref = f"fee:{fee.pk}"
    taken.happened(Happened.FEE_ASKED, ref=ref)
    case = taken.keep()
    letter = issue_notice(
        case=case, template=Letter.FEE,
        values={"fee_standard": charge.standard, "fee_amount": charge.amount, "fee_payment": payment},
        now=now, actor=actor, until=_payable_by(taken), way=way, on=taken.on,
    )  # fmt: skip
    if isinstance(letter, Refused):
        return letter
    if letter.way in SERVED_AT_ONCE:
        write(fee, served_on=taken.on)
        taken.happened(Happened.SERVED, ref=ref)
    return fee


@verb("case.receive_fee")
def receive_fee(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    voucher: str,
    on: date | None = None,
    based_on: int | None = None,
) -> FeeNotice | Refused:
    """登记缴费 (109号): the reply period begins anew on the day of payment."""
    taken = take("case.receive_fee", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    if not voucher.strip():
        return Refused(Message(N_("请填写缴款凭证号。")))
    refused = refused_by(taken.against(may_pay_fee))
    if refused is not None:
        return refused
    fee = FeeNotice.objects.get(case=taken.case)
    write(fee, paid_on=taken.on, voucher=voucher.strip())
    taken.happened(Happened.FEE_PAID)
    case = taken.keep()
    stand(case, taken.calendar)
    return fee


def _payable_by(taken: Taken) -> date | None:
    """The last day for paying if the notice is received on the day it goes out, as the letter tells it."""
    rule = taken.rules.fee
    return taken.calendar.add_workdays(taken.on, rule.days).date if rule else None


def _nothing_to_charge(taken: Taken, basis: str, pages: int) -> Message | None:
    charge = charged(taken.case, basis, pages, taken.on)
    return charge if isinstance(charge, Message) else None
