"""What can happen to a request that matters to its clock. One event is one dated fact."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Happened(StrEnum):
    """Kinds of event. The comment says what `on` is."""

    RECEIVED = "received"  # 收到申请之日, as core.receipt determines it: day 0
    CORRECTION_ASKED = "correction_asked"  # the day the correction notice (补正通知) goes out
    CORRECTED = "corrected"  # the day the corrected request is received: day 0 of a new period
    CONSULTED = "consulted"  # the day the letter asking for an opinion (征求意见书) goes out
    CONSULT_ENDED = "consult_ended"  # the day the opinion is received
    SERVED = "served"  # the day the other side received the letter or fee notice with this `ref`
    EXTENDED = "extended"  # the day the extension is approved
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    FEE_ASKED = "fee_asked"  # the day the fee notice (收费通知) goes out
    FEE_PAID = "fee_paid"  # the day of payment: day 0 of a new period
    DELAYED = "delayed"  # the day the delay (延迟答复) is decided
    REPLIED = "replied"
    CLOSED = "closed"  # ended without a reply: withdrawn, deemed abandoned
    REOPENED = "reopened"  # the day the decision ordering a new reply is received: day 0


class Consulted(StrEnum):
    """Whose opinion is asked: silence of a third party leaves the decision to the office, silence of the
    organ that made the record jointly is consent."""

    THIRD_PARTY = "third_party"
    CO_AUTHOR = "co_author"


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """`days`: working days, of EXTENDED (how many more), REOPENED (the period ordered, if any), CONSULTED
    (the period the letter gives, where the law gives none).
    `until`: last day, of CORRECTION_ASKED (the reasonable period), DELAYED and REOPENED (the date set).
    `ref` ties CONSULTED, SERVED and CONSULT_ENDED, and FEE_ASKED and SERVED. `party` belongs to CONSULTED.
    """

    kind: Happened
    on: date
    days: int | None = None
    until: date | None = None
    ref: str = ""
    party: Consulted | None = None
