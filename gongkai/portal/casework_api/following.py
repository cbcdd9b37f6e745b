"""Following one's own case, and acting on it: correct, give reasons, pay, withdraw, be told of news."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from gongkai.casework import actions
from gongkai.casework.actions.tidings import set_tidings
from gongkai.casework.queries.citizen import OwnCase, own_case, own_file
from gongkai.casework.queries.tidings import told_of_news
from gongkai.foundation.files.serving import response as served
from gongkai.foundation.interface import clocks, versions
from gongkai.foundation.interface.clocks import BodyOut, ClockOut, LineOut, StretchOut
from gongkai.foundation.interface.fields import Code, Identifier, Line, Text
from gongkai.foundation.interface.problems import Problem, done, nothing, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.casework_api.asking import MOST_FILES, In, files_of
from gongkai.portal.casework_api.door import KEY_LENGTH, OWN, ByCode, Call, applicant, once
from gongkai.portal.requests import calendar_file

CALENDAR = "text/calendar; charset=utf-8"
ACTING: dict[int, Any] = {**OWN, 409: Problem, 412: Problem}

router = Router(tags=["follow"], auth=ByCode())


class HappenedOut(Schema):
    """`kind` as the clock knows it; `until`: a day somebody has to keep."""

    kind: str
    said: str
    on: date
    until: date | None


class PaperOut(Schema):
    """A file to fetch from `/requests/{number}/files/{id}`."""

    id: int
    name: str
    role: str
    on: date


class OwnCaseOut(Schema):
    """`can`: what the applicant may do now. `items`: what he is asked to correct, `until` by when. `tidings`:
    whether he is told of news by e-mail or text message; null where he gave neither."""

    number: str
    kind: str
    body: BodyOut
    state: str
    state_said: str
    outcome: str
    submitted_on: date
    received_on: date | None
    closed_on: date | None
    waiting_for: str
    wanted: str
    items: str
    until: date | None
    can: list[str]
    tidings: bool | None
    revision: int
    clock: ClockOut | None
    lines: list[LineOut]
    picture: list[StretchOut]
    happened: list[HappenedOut]
    papers: list[PaperOut]


@router.get(
    "/requests/{number}",
    response={200: OwnCaseOut, 304: None, **OWN},
    summary="查询办理情况",
    url_name="own",
)
def own(request: HttpRequest, response: HttpResponse, number: Code) -> Any:
    """Every step, the clock with its reasons, notices and the reply as files."""
    call = applicant(request)
    found = own_case(call.actor, call.today)
    if versions.unchanged(request, found.revision):
        return versions.tagged(HttpResponse(status=304), found.revision)
    versions.tagged(response, found.revision)
    return _shape(call, found)


@router.get(
    "/requests/{number}/files/{file_id}",
    response={200: bytes, **OWN},
    summary="下载告知书、答复书等",
    url_name="own_file",
)
def fetch(request: HttpRequest, number: Code, file_id: Identifier) -> Any:
    """One of the papers that are shown to the applicant."""
    call = applicant(request)
    card = own_file(call.actor, call.today, file_id)
    if card is None:
        raise nothing()
    return served(card)


@router.get(
    "/requests/{number}/dates.ics",
    response={200: bytes, **OWN},
    summary="日历文件",
    url_name="own_dates",
    openapi_extra={"responses": {200: {"content": {CALENDAR: {"schema": {"type": "string"}}}}}},
)
def dates(request: HttpRequest, number: Code) -> Any:
    """The days that somebody has to keep (RFC 5545); one that may still move is tentative."""
    call = applicant(request)
    address = request.build_absolute_uri(reverse("portal:follow"))
    content = calendar_file.of(own_case(call.actor, call.today), call.now, address)
    response = HttpResponse(content, content_type=CALENDAR)
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    response["Cache-Control"] = "no-store"
    return response


class CorrectionIn(In):
    """The request as it should have been; files of role `correction`, uploaded before."""

    text: Text = ""
    files: list[str] = Field([], max_length=MOST_FILES)


class ReasonsIn(In):
    text: Text


class PaymentIn(In):
    """The number of the voucher that the bank gave."""

    voucher: Line


class WithdrawalIn(In):
    reason: Line = ""


class TidingsIn(In):
    """Letters that are served by e-mail go out all the same."""

    on: bool


type Act = Callable[[Call, Any, dict[str, Any]], Any]


def _correct(call: Call, body: CorrectionIn, about: dict[str, Any]) -> Any:
    files = files_of(body.files, own_case(call.actor, call.today).body)
    return actions.receive_correction(text=body.text, files=[file for file, _role in files], **about)


def _give_reasons(call: Call, body: ReasonsIn, about: dict[str, Any]) -> Any:
    return actions.receive_reasons(text=body.text, **about)


def _pay(call: Call, body: PaymentIn, about: dict[str, Any]) -> Any:
    return actions.tell_payment(voucher=body.voucher, **about)


def _withdraw(call: Call, body: WithdrawalIn, about: dict[str, Any]) -> Any:
    verbs = {
        "data_correction": actions.withdraw_data_correction,
        "suggestion": actions.withdraw_suggestion,
        "complaint": actions.withdraw_complaint,
    }
    kind = own_case(call.actor, call.today).kind
    return verbs[kind](**about) if kind in verbs else actions.withdraw(reason=body.reason, **about)


def _set_tidings(_call: Call, body: TidingsIn, about: dict[str, Any]) -> Any:
    """Changes nothing that a revision tells of."""
    return set_tidings(on=body.on, **{name: value for name, value in about.items() if name != "based_on"})


def _add(step: str, summary: str, kind: type[In], act: Act) -> None:
    def run(
        request: HttpRequest,
        response: HttpResponse,
        number: Code,
        body: Any,
        idempotency_key: str = key_header(KEY_LENGTH),
        if_match: str = versions.if_match(),
    ) -> Any:
        call = applicant(request)
        case_id = own_case(call.actor, call.today).id
        seen = versions.revision(if_match)
        about = {"actor": call.actor, "now": call.now, "case_id": case_id, "based_on": seen}
        done(act(call, body, about))
        found = own_case(call.actor, call.today)
        versions.tagged(response, found.revision)
        return _shape(call, found)

    run.__annotations__["body"] = kind
    run.__name__ = f"own_{step}"
    router.post(
        f"/requests/{{number}}/steps/{step}", response={200: OwnCaseOut, **ACTING}, summary=summary,
        url_name=f"own_{step}", operation_id=f"own_{step}",
    )(decorate_view(once)(run))  # fmt: skip


_add("receive_correction", "补正", CorrectionIn, _correct)
_add("receive_reasons", "说明理由", ReasonsIn, _give_reasons)
_add("tell_payment", "告知已缴费", PaymentIn, _pay)
_add("withdraw", "撤回申请", WithdrawalIn, _withdraw)
_add("set_tidings", "有新进展时是否提醒", TidingsIn, _set_tidings)


def _shape(call: Call, found: OwnCase) -> dict[str, Any]:
    body = organisations.latest_bodies([found.body])[found.body]
    plain = (
        "number", "kind", "state", "outcome", "submitted_on", "received_on", "closed_on", "wanted", "items",
        "until", "revision",
    )  # fmt: skip
    return {
        **{name: getattr(found, name) for name in plain},
        "body": {"code": body.code, "name": body.name},
        "state_said": words(found.state_said),
        "waiting_for": words(found.waiting_for) if found.waiting_for else "",
        "can": [verb.partition(".")[2] for verb in found.can],
        "tidings": told_of_news(call.actor) if "case.set_tidings" in found.can else None,
        "clock": clocks.clock(found.reading),
        "lines": clocks.lines(found.reading),
        "picture": clocks.picture(found.reading),
        "happened": [
            {"kind": each.kind, "said": words(each.said), "on": each.on, "until": each.until}
            for each in found.steps
        ],
        "papers": [
            {"id": each.file.id, "name": each.file.name, "role": each.role, "on": each.on}
            for each in found.papers
        ],
    }
