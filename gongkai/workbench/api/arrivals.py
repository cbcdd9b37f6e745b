"""Mail that arrived, and what a case resembles, by program."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from gongkai.casework import actions as casework
from gongkai.casework.queries import case_visible_to
from gongkai.casework.queries.cards import CaseCard
from gongkai.casework.queries.explaining import ComplaintAsked, complaints_asked_of
from gongkai.casework.queries.similar import alike, duplicates, of_the_same_person
from gongkai.foundation.interface.fields import Identifier
from gongkai.foundation.interface.problems import done, nothing
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.mail import actions, queries
from gongkai.foundation.mail.queries import MailCard
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api.door import REFUSES, SAYS_NO, acting, once
from gongkai.workbench.api.followups import PageIn, paged

STATES = {False: ("arrived",), True: ("taken", "set_aside", "noted")}
EML: dict[str, Any] = {"responses": {200: {"content": {"message/rfc822": {"schema": {"type": "string"}}}}}}

router = Router(tags=["arrivals"])


class OtherOut(Schema):
    """Another case the person sees."""

    id: int
    number: str


class AlikeOut(OtherOut):
    """`share` of common words, from 0 to 1."""

    share: float
    same_text: bool
    same_person: bool


class SimilarOut(Schema):
    """`duplicates`: the same person with the same text at the same body, most likely sent twice."""

    duplicates: list[OtherOut]
    same_person: list[OtherOut]
    alike: list[AlikeOut]


class MailOut(Schema):
    """`subject`: what it became, "case" and its number. `is_whole`: false if it was too large."""

    id: int
    body: str
    kind: str
    state: str
    sender_name: str
    sender_address: str
    title: str
    sent_at: datetime | None
    arrived_at: datetime
    files: int
    size: int
    is_whole: bool
    subject: list[str] | None


class MailPage(Schema):
    mails: list[MailOut]
    next: str


class MailsIn(PageIn):
    """`done`: those dealt with, instead of those that wait."""

    done: bool = False


class AttachedOut(Schema):
    name: str
    size: int


class WholeMailOut(MailOut):
    """`text` and `attached` are empty once the mail was erased."""

    text: str
    attached: list[AttachedOut]


class AskedOut(Schema):
    """`case` is the complaint's, at the body that handles it (`from_body`). `about`: number of the request in
    question, if that is one of `body`'s. Nothing of who complained. `open`: an explanation is awaited."""

    case: int
    number: str
    from_body: str
    body: str
    about: str
    text: str
    asked_on: date
    due_on: date | None
    answered_on: date | None
    explanation: str
    open: bool


class ExplainedIn(Schema):
    text: str = Field(max_length=5000)


class CaseIn(Schema):
    case: Identifier


class ReasonIn(Schema):
    reason: str = Field(max_length=500)


@router.get(
    "/cases/{case_id}/similar", response={200: SimilarOut, **SAYS_NO}, summary="相近和重复的案件",
    url_name="case_similar",
)  # fmt: skip
def similar(request: HttpRequest, case_id: Identifier) -> Any:
    """What a clerk looks at before he examines it."""
    call = acting(request, Scope.CASES_READ)
    case_visible_to(call.actor, case_id, call.today)
    asked = (call.actor, case_id, call.today)
    return {
        "duplicates": _others(duplicates(*asked)),
        "same_person": _others(of_the_same_person(*asked)),
        "alike": [
            {
                "id": each.card.id, "number": each.card.number, "share": round(each.share, 3),
                "same_text": each.same_text, "same_person": each.same_person,
            }
            for each in alike(*asked)
        ],
    }  # fmt: skip


@router.get("/mails", response={200: MailPage, **SAYS_NO}, summary="来信", url_name="mails")
def mails(request: HttpRequest, asked: Query[MailsIn]) -> Any:
    """Mail of the bodies whose clerk the person is, newest first. Senders are applicants: two scopes."""
    call = acting(request, Scope.CASES_READ, Scope.APPLICANTS_READ)
    return paged(
        "mails", asked, _mails,
        lambda before, most: queries.arrived(call.actor, STATES[asked.done], before=before, limit=most),
    )  # fmt: skip


@router.get("/mails/{mail_id}", response={200: WholeMailOut, **SAYS_NO}, summary="一封来信", url_name="mail")
def mail(request: HttpRequest, mail_id: Identifier) -> Any:
    """Its text, and what is attached."""
    call = acting(request, Scope.CASES_READ, Scope.APPLICANTS_READ)
    card = queries.mail_visible_to(call.actor, mail_id)
    if card is None:
        raise nothing()
    read = queries.opened(call.actor, mail_id)
    attached = [{"name": each.name, "size": len(each.content)} for each in read.attachments] if read else []
    return {**_mails([card])[0], "text": read.text if read else "", "attached": attached}


@router.get(
    "/mails/{mail_id}/message.eml", response={200: bytes, **SAYS_NO}, summary="来信原文", url_name="mail_raw",
    openapi_extra=EML,
)  # fmt: skip
def raw(request: HttpRequest, mail_id: Identifier) -> Any:
    """As it arrived, with everything attached."""
    call = acting(request, Scope.CASES_READ, Scope.APPLICANTS_READ)
    content = queries.raw_of(call.actor, mail_id)
    if content is None:
        raise nothing()
    answer = HttpResponse(content, content_type="message/rfc822")
    answer["Content-Disposition"] = f'attachment; filename="{mail_id}.eml"'
    return answer


@router.post(
    "/mails/{mail_id}/take", response={200: MailOut, **REFUSES}, summary="来信归入案件", url_name="mail_take"
)
@decorate_view(once)
def take(
    request: HttpRequest, mail_id: Identifier, given: CaseIn, idempotency_key: str = key_header()
) -> Any:
    """mail.taken_as: it became, or belongs to, the case. What is attached is uploaded to the case apart."""
    call = acting(request, Scope.CASES_WRITE, Scope.APPLICANTS_READ)
    card = queries.mail_visible_to(call.actor, mail_id)
    case = case_visible_to(call.actor, given.case, call.today)
    if card is None or case.body_id != card.body:
        raise nothing()
    done(actions.taken_as(actor=call.actor, now=call.now, mail_id=mail_id, subject=("case", case.pk)))
    return _again(call.actor, mail_id)


@router.post(
    "/mails/{mail_id}/set_aside", response={200: MailOut, **REFUSES}, summary="来信不作为案件",
    url_name="mail_set_aside",
)  # fmt: skip
@decorate_view(once)
def set_aside(
    request: HttpRequest, mail_id: Identifier, given: ReasonIn, idempotency_key: str = key_header()
) -> Any:
    """mail.set_aside: it is no request; why is told."""
    call = acting(request, Scope.CASES_WRITE, Scope.APPLICANTS_READ)
    if queries.mail_visible_to(call.actor, mail_id) is None:
        raise nothing()
    done(actions.set_aside(actor=call.actor, now=call.now, mail_id=mail_id, reason=given.reason))
    return _again(call.actor, mail_id)


@router.get(
    "/explanations", response={200: list[AskedOut], **SAYS_NO}, summary="请本单位说明情况的投诉",
    url_name="explanations",
)  # fmt: skip
def explanations(request: HttpRequest) -> Any:
    """What the person's bodies are complained of and asked to explain: open ones first, soonest due first."""
    call = acting(request, Scope.CASES_READ)
    return _asked(complaints_asked_of(call.actor, call.today))


@router.post(
    "/explanations/{case_id}/answer", response={200: AskedOut, **REFUSES}, summary="对投诉说明情况",
    url_name="explain",
)  # fmt: skip
@decorate_view(once)
def explain(
    request: HttpRequest, case_id: Identifier, given: ExplainedIn, idempotency_key: str = key_header()
) -> Any:
    """complaint.explain, by the body complained of."""
    call = acting(request, Scope.CASES_WRITE)
    if all(each.case_id != case_id for each in complaints_asked_of(call.actor, call.today)):
        raise nothing()
    done(casework.explain(actor=call.actor, now=call.now, case_id=case_id, text=given.text))
    found = [each for each in complaints_asked_of(call.actor, call.today) if each.case_id == case_id]
    return _asked(found)[0]


def _asked(found: Sequence[ComplaintAsked]) -> list[dict[str, Any]]:
    bodies = organisations.latest_bodies(
        {number for each in found for number in (each.from_body, each.against)}
    )
    return [
        {
            "case": each.case_id, "number": each.number, "from_body": bodies[each.from_body].code,
            "body": bodies[each.against].code, "about": each.about_number, "text": each.text,
            "asked_on": each.asked_on, "due_on": each.due_on, "answered_on": each.answered_on,
            "explanation": each.explanation, "open": each.answers,
        }
        for each in found
    ]  # fmt: skip


def _again(actor: Any, mail_id: int) -> dict[str, Any]:
    card = queries.mail_visible_to(actor, mail_id)
    if card is None:
        raise nothing()
    return _mails([card])[0]


def _mails(cards: Sequence[MailCard]) -> list[dict[str, Any]]:
    bodies = organisations.latest_bodies({each.body for each in cards})
    return [
        {
            **asdict(each),
            "body": bodies[each.body].code,
            "subject": list(each.subject) if each.subject else None,
        }
        for each in cards
    ]


def _others(cards: Sequence[CaseCard]) -> list[dict[str, Any]]:
    return [{"id": each.id, "number": each.number} for each in cards]
