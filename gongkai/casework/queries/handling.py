"""What was done while a case was handled: consultations, inquiries, extensions, the fee, calls."""

from dataclasses import dataclass
from datetime import date

from gongkai.casework.models import (
    Case,
    Consultation,
    Extension,
    FeeNotice,
    Inquiry,
    PhoneLog,
)
from gongkai.core.clock import Consulted, Reading
from gongkai.foundation.organisations import queries as organisations


@dataclass(frozen=True, slots=True)
class ConsultationCard:
    """`due`: the last day of its own period while it is open. `opinion_label` is empty as long."""

    id: int
    case: int
    party: str
    name: str
    to_body: int | None
    sent_on: date
    served_on: date | None
    ended_on: date | None
    due: date | None
    opinion: str
    opinion_label: str
    text: str
    left_out: bool
    overridden_on: date | None

    @property
    def is_third_party(self) -> bool:
        return self.party == Consulted.THIRD_PARTY

    @property
    def refuses(self) -> bool:
        return self.opinion.startswith("refuses")


@dataclass(frozen=True, slots=True)
class InquiryCard:
    """A question put to a unit (`to_unit`) or another body (`to_body`); `number` is the case's."""

    id: int
    case: int
    number: str
    body: int
    to_body: int | None
    to_unit: str
    question: str
    asked_on: date
    due_on: date
    answered_on: date | None
    answer: str
    answered_by: str


@dataclass(frozen=True, slots=True)
class ExtensionCard:
    """An extension by working days. `granted` is None while the head has not decided."""

    days: int
    reason: str
    asked_by: str
    asked_on: date
    granted: bool | None
    decided_by: str
    decided_on: date | None


@dataclass(frozen=True, slots=True)
class FeeCard:
    """`fen`: money in fen; `quantity` items or pages."""

    basis_label: str
    quantity: int
    fen: int
    told_on: date
    served_on: date | None
    paid_on: date | None
    voucher: str


@dataclass(frozen=True, slots=True)
class CallCard:
    """A telephone call to the applicant."""

    on: date
    reached: bool
    note: str
    by: str


@dataclass(frozen=True, slots=True)
class Handling:
    """All of it for one case, each list oldest first."""

    consultations: tuple[ConsultationCard, ...] = ()
    inquiries: tuple[InquiryCard, ...] = ()
    extensions: tuple[ExtensionCard, ...] = ()
    fee: FeeCard | None = None
    calls: tuple[CallCard, ...] = ()

    @property
    def pending_extension(self) -> ExtensionCard | None:
        return next((each for each in self.extensions if each.granted is None), None)


def handling_of(case: Case, reading: Reading | None) -> Handling:
    """The caller has made sure that the person may see it."""
    extensions = list(Extension.objects.filter(case=case).order_by("pk"))
    inquiries = list(Inquiry.objects.select_related("case").filter(case=case).order_by("pk"))
    calls = list(PhoneLog.objects.filter(case=case).order_by("on", "pk"))
    names = organisations.names_of(
        {code for each in extensions for code in (each.asked_by, each.decided_by) if code}
        | {each.answered_by for each in inquiries if each.answered_by}
        | {each.by for each in calls}
    )
    return Handling(
        tuple(
            consultation_card(each, reading)
            for each in Consultation.objects.filter(case=case).order_by("sent_on", "pk")
        ),
        tuple(inquiry_card(each, names.get(each.answered_by, "")) for each in inquiries),
        tuple(
            extension_card(each, names.get(each.asked_by, ""), names.get(each.decided_by, ""))
            for each in extensions
        ),
        _fee(case),
        tuple(CallCard(each.on, each.reached, each.note, names.get(each.by, each.by)) for each in calls),
    )


def consultation_card(each: Consultation, reading: Reading | None) -> ConsultationCard:
    due = reading.consultations.get(f"consultation:{each.pk}") if reading else None
    return ConsultationCard(
        each.pk, each.case_id, each.party, each.name, each.to_body_id, each.sent_on, each.served_on,
        each.ended_on, due.date if due and each.ended_on is None else None, each.opinion,
        str(each.get_opinion_display()), each.text, each.left_out, each.overridden_on,
    )  # fmt: skip


def inquiry_card(each: Inquiry, answered_by: str = "") -> InquiryCard:
    return InquiryCard(
        each.pk, each.case_id, each.case.number, each.body_id, each.to_body_id, each.to_unit, each.question,
        each.asked_on, each.due_on, each.answered_on, each.answer, answered_by,
    )  # fmt: skip


def extension_card(each: Extension, asked_by: str, decided_by: str = "") -> ExtensionCard:
    return ExtensionCard(
        each.days, each.reason, asked_by or each.asked_by, each.asked_on, each.granted,
        decided_by or each.decided_by, each.decided_on,
    )  # fmt: skip


def _fee(case: Case) -> FeeCard | None:
    each = FeeNotice.objects.filter(case=case).first()
    if each is None:
        return None
    return FeeCard(
        str(each.get_basis_display()), each.quantity, each.fen, each.told_on, each.served_on, each.paid_on,
        each.voucher,
    )  # fmt: skip
