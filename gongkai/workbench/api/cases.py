"""Cases: the list page by page, one with its clock, its history; and a new one."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status
from ninja.decorators import decorate_view
from pydantic import Field

from gongkai.casework import actions, queries
from gongkai.casework.actions import ApplicantFacts, Intake, RequestFacts
from gongkai.casework.choices import ApplicantType, CaseKind, Delivery, FileRole, Form
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.interface import cursors, versions
from gongkai.foundation.interface.fields import (
    Brief,
    Code,
    Day,
    Email,
    Identifier,
    Line,
    Name,
    Postcode,
    Short,
    Text,
)
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api import shapes
from gongkai.workbench.api.door import REFUSES, SAYS_NO, Call, acting, once
from gongkai.workbench.api.signatures import Body

PAGE, LARGEST_PAGE = 50, 200
CREATED = 201

router = Router(tags=["cases"])


class Conditions(Schema):
    """All that is given must hold."""

    kind: CaseKind | None = None
    state: Code = ""
    body: Code = ""
    channel: Channel | None = None
    outcome: Code = ""
    received_from: Day | None = None
    received_to: Day | None = None
    assigned_to: Identifier | None = None
    number: Code = ""


class Filters(Conditions):
    """`cursor`: `next` of the page before."""

    cursor: str = Field("", max_length=400)
    limit: int = Field(PAGE, ge=1, le=LARGEST_PAGE)


@router.get(
    "/cases", response={200: shapes.CasePage, **SAYS_NO}, summary="案件列表", url_name="cases",
)  # fmt: skip
def cases(request: HttpRequest, asked: Query[Filters]) -> Any:
    """The cases the person may see, newest first; new ones don't shift the pages that follow."""
    call = acting(request, Scope.CASES_READ)
    found = narrowed(queries.cases_visible_to(call.actor, call.today), asked)
    after = cursors.read("cases", asked.cursor, _("cursor 只能用上一页的 next。"))
    if after is not None:
        found = found.filter(pk__lt=after)
    page = list(found.order_by("-pk")[: asked.limit + 1])
    more = len(page) > asked.limit
    page = page[: asked.limit]
    return {
        "cases": shapes.shown(page, call.today),
        "next": cursors.written("cases", page[-1].pk) if more else "",
    }


def narrowed(found: Any, asked: Conditions) -> Any:
    """Those of the cases that fulfil the conditions."""
    by_name = {
        "kind": asked.kind, "state": asked.state, "channel": asked.channel, "outcome": asked.outcome,
        "received_on__gte": asked.received_from, "received_on__lte": asked.received_to,
        "assigned_to": asked.assigned_to, "number": asked.number, "body__code": asked.body,
    }  # fmt: skip
    return found.filter(**{name: value for name, value in by_name.items() if value not in (None, "")})


@router.get(
    "/cases/{case_id}",
    response={200: shapes.CaseDetailOut, 304: None, **SAYS_NO},
    summary="一件案件及其期限",
    url_name="case",
)
def case(request: HttpRequest, response: HttpResponse, case_id: Identifier) -> Any:
    """With the clock's explanation line by line, and the steps to offer. ETag is the revision."""
    call = acting(request, Scope.CASES_READ)
    found = queries.case_visible_to(call.actor, case_id, call.today)
    if versions.unchanged(request, found.revision):
        return versions.tagged(HttpResponse(status=304), found.revision)
    versions.tagged(response, found.revision)
    return shapes.detailed(found, call.today, queries.permitted(call.actor, found, call.today))


class HappenedOut(Schema):
    """One event of the ledger: who did what; `state` and `revision` after it."""

    position: int
    at: datetime
    by: str
    name: str
    verb: str
    state: str
    revision: int


@router.get(
    "/cases/{case_id}/history",
    response={200: list[HappenedOut], **SAYS_NO},
    summary="办理经过",
    url_name="case_history",
)
def history(request: HttpRequest, case_id: Identifier) -> Any:
    """What was done with the case, oldest first, as the ledger tells it."""
    call = acting(request, Scope.CASES_READ)
    found = queries.case_visible_to(call.actor, case_id, call.today)
    events = [each for each in told("case", found.pk) if each.after is not None]
    names = organisations.names_of({each.actor for each in events})
    return [
        {
            "position": each.sequence, "at": each.at, "by": each.actor, "name": names.get(each.actor, ""),
            "verb": each.verb, "state": each.after["state"], "revision": each.after["revision"],
        }
        for each in events
    ]  # fmt: skip


class ArrivalIn(Body):
    """How it came. Which of the dates matter depends on the channel; `submitted` always does."""

    channel: Channel
    submitted: Day
    signed_for: Day | None = None
    reached_system: Day | None = None
    confirmed: Day | None = None
    misdirected: bool = False


class ApplicantIn(Body):
    """Who asks. For an organisation `name` is its name, `contact` the person to talk to."""

    type: ApplicantType = ApplicantType.NATURAL
    name: Name = ""
    id_kind: Brief = ""
    id_number: Brief = ""
    contact: Short = ""
    phone: Brief = ""
    email: Email = ""
    address: Line = ""
    postcode: Postcode = ""


class RequestIn(Body):
    """What is asked for."""

    wanted: Text
    feature: Line = ""
    purpose: Line = ""
    form: Form = Form.PAPER
    delivery: Delivery = Delivery.POST
    title: Line = ""


class FileIn(Body):
    """A file that was uploaded before (`POST /files`), and what it is."""

    id: Identifier
    role: FileRole


class CaseIn(Body):
    """`body`: code of the body that received it; the token's own when left out. `on`: the day of
    registration, for cases entered later. `about`: the case it concerns (reconsideration, lawsuit …)."""

    kind: CaseKind = CaseKind.REQUEST
    body: Code = ""
    arrival: ArrivalIn
    applicant: ApplicantIn = ApplicantIn()
    request: RequestIn
    files: list[FileIn] = Field(default_factory=list, max_length=50)
    about: Identifier | None = None
    on: Day | None = None
    helped: bool = False


class RegisteredOut(Schema):
    """`code` is the query code for the applicant; it is told this once. `waiting_for`: what is still lacking
    for the day of receipt."""

    id: int
    number: str
    code: str
    due: date | None
    waiting_for: str


@router.post(
    "/cases",
    response={CREATED: RegisteredOut, **REFUSES},
    summary="登记一件案件",
    url_name="case_register",
)
@decorate_view(once)
def register(
    request: HttpRequest, response: HttpResponse, body: CaseIn, idempotency_key: str = key_header()
) -> Any:
    """case.register: number, query code and, as far as it follows from the channel, the day of receipt."""
    call = acting(request, Scope.CASES_WRITE)
    body_id = body_id_of(call, body.body)
    made = done(_register(call, body, body_id, f"{call.actor.code}:{idempotency_key}"[:80]))
    response["Location"] = f"{request.path}/{made.case_id}"
    reading, waiting = getattr(made, "reading", None), getattr(made, "waiting_for", None)
    told = {
        "id": made.case_id, "number": made.number, "code": made.code, "due": reading.due if reading else None,
        "waiting_for": words(waiting) if waiting else "",
    }  # fmt: skip
    return Status(CREATED, told)


def _register(call: Call, body: CaseIn, body_id: int, key: str) -> Any:
    """Requests, suggestions and corrections of one's own data. Challenges have their own step on a body."""
    applicant = ApplicantFacts(**body.applicant.dict())
    files = tuple((each.id, each.role.value) for each in body.files)
    common: dict[str, Any] = {
        "actor": call.actor, "now": call.now, "body_id": body_id, "on": body.on, "key": key,
    }  # fmt: skip
    aside = {"text": body.request.wanted, "applicant": applicant, "channel": body.arrival.channel, **common}
    if body.kind == CaseKind.SUGGESTION:
        return actions.register_suggestion(about_id=body.about, **aside)
    if body.kind == CaseKind.DATA_CORRECTION:
        return actions.register_data_correction(files=files, **aside)
    if body.kind != CaseKind.REQUEST:
        raise ProblemError(
            UNPROCESSABLE, _("复议、诉讼和投诉用 /bodies/{id}/steps/ 下相应的 register 登记。")
        )
    facts = Intake(RequestFacts(**body.request.dict()), applicant, files, body.about)
    arrival = Arrival(**body.arrival.dict())
    return actions.register(arrival=arrival, facts=facts, helped=body.helped, **common)


def body_id_of(call: Call, code: str) -> int:
    """The body named by its code; the verb says whether the person may register there."""
    if not code:
        return call.body_id
    try:
        return organisations.body_by_code(code, call.today).id
    except organisations.NoSuchBodyError:
        said = _("没有代码为“{code}”的单位。").format(code=code)
        raise ProblemError(UNPROCESSABLE, said) from None
