"""Objecting: what stands open against the reply or against silence, what is to be paid, and complaints."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja import Router, Schema
from ninja.decorators import decorate_view

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts
from gongkai.casework.actions.challenges import ChallengeFacts
from gongkai.casework.queries.challenges import heard_by
from gongkai.casework.queries.citizen import own_case
from gongkai.casework.queries.remedied import OwnRemedy, fee_of, remedy_of
from gongkai.foundation.interface.fields import Brief, Code, Name, Text
from gongkai.foundation.interface.problems import Problem, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.casework_api.asking import CREATED, RECEIPT, In, receipt_told, sent, under_key
from gongkai.portal.casework_api.door import KEY_LENGTH, OWN, ByCode, applicant, once, slow

own_router = Router(tags=["follow"], auth=ByCode())
router = Router(tags=["ask"])


class PlaceOut(Schema):
    name: str
    address: str


class RemedyOut(Schema):
    """`against`: what is contested, known since `known_on`. `block`: as the reply says it, a paragraph each.
    `review_until` is the last day to apply for review, `days_left` counts from today (negative: over);
    `court_until` that of a suit without review before it, null where review comes first. `undecided`: why
    review comes first where the law does not say so itself."""

    against: str
    known_on: date
    block: list[str]
    organs: list[PlaceOut]
    review_first: bool
    review_until: date
    days_left: int
    court: PlaceOut | None
    court_until: date | None
    months: int
    online: str
    articles: list[str]
    undecided: str


class RemediesOut(Schema):
    """`remedy` is null while there is nothing to contest; `none` then says why. Complaints go to
    `complaints_to` at any time."""

    remedy: RemedyOut | None
    none: str
    complaints_to: str


@own_router.get(
    "/requests/{number}/remedies",
    response={200: RemediesOut, **OWN},
    summary="救济途径",
    url_name="own_remedies",
)
def remedies(request: HttpRequest, number: Code) -> Any:
    """Review, court and the days for both, against the reply or against silence; computed for today."""
    call = applicant(request)
    case = own_case(call.actor, call.today)
    office = heard_by(case.body, call.today)
    found = remedy_of(call.actor, call.today) if case.kind == "request" else None
    told = {"remedy": None, "none": "", "complaints_to": office.name if office else ""}
    if isinstance(found, OwnRemedy):
        return {**told, "remedy": {**asdict(found), "against": words(found.against)}}
    return {**told, "none": words(found) if found else ""}


class FeeLineOut(Schema):
    """First and last page or item, and fen for each of them and for all."""

    first: int
    last: int
    price_fen: int
    total_fen: int


class OwnFeeOut(Schema):
    """What is asked for, in fen, and how it comes about. `basis`: item or page. `letter` says where to pay;
    `voucher`: what was told and is not yet confirmed."""

    basis: str
    quantity: int
    fen: int
    lines: list[FeeLineOut]
    told_on: date
    until: date | None
    voucher: str
    letter: str


class FeeOut(Schema):
    """`fee` is null when there is nothing to pay."""

    fee: OwnFeeOut | None


@own_router.get(
    "/requests/{number}/fee", response={200: FeeOut, **OWN}, summary="信息处理费", url_name="own_fee",
)  # fmt: skip
def fee(request: HttpRequest, number: Code) -> Any:
    """《政府信息公开信息处理费管理办法》: by item or by page, never both."""
    call = applicant(request)
    return {"fee": fee_of(call.actor, call.today)}


class ComplainIn(In):
    """`text`: what is wrong. Who complains may leave name and telephone, and is answered under number and
    code in any case."""

    text: Text
    name: Name = ""
    phone: Brief = ""


class ComplainOfIn(ComplainIn):
    """`body`: code of the body complained of."""

    body: Code


@own_router.post(
    "/requests/{number}/complaints", response={CREATED: RECEIPT[CREATED], 409: Problem, **OWN},
    summary="就这件申请投诉", url_name="own_complain",
)  # fmt: skip
@decorate_view(once)
def complain(
    request: HttpRequest,
    response: HttpResponse,
    number: Code,
    told: ComplainIn,
    idempotency_key: str = key_header(KEY_LENGTH),
) -> Any:
    """《条例》第五十一条, about how this request was handled. It takes no time away from review and court."""
    call = applicant(request)
    case = own_case(call.actor, call.today)
    slow(request, "submit", settings.PORTAL_REQUESTS_AN_HOUR)
    made = _lodged(told, case.body, call.now, f"{number}:{idempotency_key}", about_id=case.id)
    return receipt_told(request, response, made)


@router.post("/complaints", response=RECEIPT, summary="投诉、举报", url_name="complain")
@decorate_view(once)
def complain_of(
    request: HttpRequest,
    response: HttpResponse,
    told: ComplainOfIn,
    idempotency_key: str = key_header(KEY_LENGTH),
) -> Any:
    """《条例》第四十七条、第五十一条: about a body's work of openness, without a request. The body above
    hears it, at the top the body itself."""

    def send(now: datetime, about: dict[str, Any]) -> Any:
        return _lodged(told, about["body_id"], now, idempotency_key)

    return sent(request, response, told.body, idempotency_key, send)


def _lodged(told: ComplainIn, against: int, now: datetime, key: str, about_id: int | None = None) -> Any:
    """complaint.register, at the body that hears it."""
    today = timezone.localdate(now)
    office = heard_by(against, today)
    return actions.register_complaint(
        actor=PUBLIC, now=now, body_id=office.id if office else against, against_id=against,
        facts=ChallengeFacts(organ=office.name if office else "", filed_on=today), text=told.text,
        about_id=about_id, applicant=ApplicantFacts(name=told.name, phone=told.phone), key=under_key(key),
    )  # fmt: skip
