"""Following one's own case, and acting on it: correct, give reasons, pay, withdraw."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from gongkai.casework import actions
from gongkai.casework.queries.citizen import OwnCase, own_case, own_file
from gongkai.foundation.files.serving import response as served
from gongkai.foundation.interface import clocks, versions
from gongkai.foundation.interface.clocks import BodyOut, ClockOut, LineOut, StretchOut
from gongkai.foundation.interface.fields import Code, Identifier, Line, Text
from gongkai.foundation.interface.problems import Problem, done, nothing, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.portal.casework_api.asking import MOST_FILES, In, files_of
from gongkai.portal.casework_api.door import KEY_LENGTH, OWN, ByCode, Call, applicant, once

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
    """`can`: what the applicant may do now. `items`: what he is asked to correct, `until` by when."""

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
    return _shape(found)


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


type Act = Callable[[Call, Any, dict[str, Any]], Any]


def _correct(call: Call, body: CorrectionIn, about: dict[str, Any]) -> Any:
    files = files_of(body.files, own_case(call.actor, call.today).body)
    return actions.receive_correction(text=body.text, files=[file for file, _role in files], **about)


def _give_reasons(call: Call, body: ReasonsIn, about: dict[str, Any]) -> Any:
    return actions.receive_reasons(text=body.text, **about)


def _pay(call: Call, body: PaymentIn, about: dict[str, Any]) -> Any:
    return actions.tell_payment(voucher=body.voucher, **about)


def _withdraw(call: Call, body: WithdrawalIn, about: dict[str, Any]) -> Any:
    return actions.withdraw(reason=body.reason, **about)


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
        return _shape(found)

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


def _shape(found: OwnCase) -> dict[str, Any]:
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
