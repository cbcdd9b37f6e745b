"""The applicant says that he has paid."""

from datetime import datetime

from gongkai.casework.actions.frame import take
from gongkai.casework.models import FeeNotice
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

_LONGEST = 60


@verb("case.tell_payment")
def tell_payment(
    *, actor: Actor, now: datetime, case_id: int, voucher: str, based_on: int | None = None
) -> FeeNotice | Refused:
    """告知已缴费: the number of the voucher. The period begins anew only when the clerk has seen the payment
    and registered it (`receive_fee`)."""
    taken = take("case.tell_payment", case_id=case_id, actor=actor, now=now, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    told = " ".join(voucher.split())
    if not told or len(told) > _LONGEST:
        said = Message(N_("请填写缴款凭证号，不超过60个字。"))
        return Refused(said, details=(("voucher", said),))
    fee = FeeNotice.objects.filter(case=taken.case, paid_on__isnull=True).first()
    if fee is None:
        return Refused(Message(N_("没有需要缴纳的费用。")))
    write(fee, voucher=told)
    taken.keep()
    return fee
