"""What a request costs by the tariff of the information-processing fee."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework import law
from gongkai.casework.models import Applicant, Case, CaseKind, FeeNotice
from gongkai.core import fees
from gongkai.core.messages import N_, Message

_FEN = 100  # a yuan


@dataclass(frozen=True, slots=True)
class Asked:
    """Of one request. `quantity`: pages, or which request of the month this one is. `fen`: to pay."""

    quantity: int
    fen: int
    standard: str
    amount: str


def charged(case: Case, basis: str, pages: int, on: date) -> Asked | Message:
    """What a notice of `on` may ask for this request, or why nothing."""
    tariff = law.tariff_of(on)
    if tariff is None:
        return Message(N_("{day}没有施行的信息处理费标准。"), {"day": on.isoformat()})
    if basis == FeeNotice.Basis.PAGE:
        charge = fees.charge_by_page(tariff, pages)
        quantity, fen, said = pages, charge.total_fen, "按量计收，本件 {count} 页"
    elif basis == FeeNotice.Basis.ITEM:
        quantity = number_in_month(case)
        with_it = fees.charge_by_item(tariff, quantity).total_fen
        fen = with_it - fees.charge_by_item(tariff, quantity - 1).total_fen if quantity > 1 else with_it
        said = "按件计收，本件为当月第 {count} 件"
    else:
        return Message(N_("请选择按件计收或者按量计收。"))
    if fen == 0:
        return Message(N_("没有超过免费的数量，不收信息处理费。"))
    return Asked(quantity, fen, said.format(count=quantity), f"{fen // _FEN}.{fen % _FEN:02d}元")


def number_in_month(case: Case) -> int:
    """Which request of the same applicant at this body in the calendar month of receipt this one is; 1 when
    the applicant is not known well enough to be found again."""
    key = Applicant.objects.filter(case=case).values_list("person_key", flat=True).first()
    if not key or case.received_on is None:
        return 1
    month = Case.objects.filter(
        kind=CaseKind.REQUEST, body_id=case.body_id, applicant__person_key=key,
        received_on__year=case.received_on.year, received_on__month=case.received_on.month,
    )  # fmt: skip
    order = list(month.order_by("received_on", "pk").values_list("pk", flat=True))
    return order.index(case.pk) + 1
