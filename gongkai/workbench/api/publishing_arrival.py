"""Many items at once by program: as a workbook, a zip or a list; tried first, then brought in, then led
through the chain. The same gate for all of them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from pydantic import Field, StringConstraints

from gongkai.casework import listing as tables
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.files.actions import attach
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import files_visible_to
from gongkai.foundation.interface.fields import PLAIN, Brief, Code, Day, Identifier, Line, Text
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done, nothing
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tokens.scopes import Scope
from gongkai.publishing import importing, leading
from gongkai.publishing.actions.attaching import PURPOSE
from gongkai.publishing.leading import STEPS
from gongkai.publishing.queries import batches as queries
from gongkai.publishing.queries.batches import BatchCard
from gongkai.workbench.api.cases import body_id_of
from gongkai.workbench.api.documents import AttachedOut, uploaded
from gongkai.workbench.api.door import REFUSES, SAYS_NO, Call, acting, once
from gongkai.workbench.api.imports import ACCEPTED, BOOK, BookForm
from gongkai.workbench.api.signatures import Body

CREATED = 201
MOST_ITEMS, MOST_FILES = 2000, 500

router = Router(tags=["batches"])


class HeldOut(Schema):
    """An edition that stayed behind at the last common step, and why."""

    edition: int
    reason: str


class BatchOut(Schema):
    """`state`: checking, checked, bringing_in, done. `total` rows, of which `done` were worked on, `known`
    were here before, `refused` can't be taken. `can_confirm`: it was checked, and there is something to bring
    in. `states`: how many of its editions are in which state. `step`: the common step that runs, or ran last;
    `held` its editions that stayed behind."""

    id: int
    body: str
    name: str
    state: str
    at: datetime
    total: int
    done: int
    brought_in: int
    known: int
    refused: int
    can_confirm: bool
    states: dict[str, int]
    step: str
    running: bool
    held: list[HeldOut]


class WrongOut(Schema):
    """`row` of the sheet, or place in the list from 1; 0: the file as a whole. `column`: head of the column,
    `key` what a list calls it; both empty for the row as a whole."""

    row: int
    column: str
    key: str
    message: str


@router.get(
    "/batches/template.xlsx", response={200: bytes, **SAYS_NO}, summary="批量导入模板",
    url_name="batch_template", openapi_extra=BOOK,
)  # fmt: skip
def template(request: HttpRequest) -> Any:
    """The empty workbook: heads, lists to choose from, what belongs where."""
    acting(request, Scope.DOCUMENTS_READ)
    response = HttpResponse(importing.template(), content_type=tables.XLSX)
    response["Content-Disposition"] = 'attachment; filename="template.xlsx"'
    return response


@router.get("/batches", response={200: list[BatchOut], **SAYS_NO}, summary="批次", url_name="batches")
def batches(request: HttpRequest) -> Any:
    """The newest fifty of the bodies in whose documents the person has a part."""
    call = acting(request, Scope.DOCUMENTS_READ)
    found = queries.batches(call.actor, call.today)
    codes = organisations.latest_bodies({each.body for each in found})
    return [_batch(each, codes[each.body].code) for each in found]


@router.post(
    "/batches", response={ACCEPTED: BatchOut, **REFUSES}, summary="上传一批，先检查",
    url_name="batch_receive",
)  # fmt: skip
@decorate_view(once)
def receive(
    request: HttpRequest,
    response: HttpResponse,
    about: Form[BookForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(),
) -> Any:
    """batch.receive: a workbook; or a zip with the workbook, or with items.json, and the files beside it.
    Checked in the background, without a trace. Ask `Location` how far it is."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    return _received(call, response, about.body, str(file.name), uploaded(request, file))


class ItemIn(Body):
    """One item. Codes as rules/publishing has them, or the names of the workbook's lists. `files`: numbers of
    files uploaded before; `text` plain or `html` with its structure; `interprets`: `external` of another."""

    external: Brief
    kind: Brief
    title: Annotated[str, StringConstraints(max_length=300, pattern=PLAIN)]
    text: Annotated[str, StringConstraints(max_length=500_000, pattern=PLAIN)] = ""
    html: Annotated[str, StringConstraints(max_length=2_000_000, pattern=PLAIN)] = ""
    files: list[Identifier] = Field(default_factory=list, max_length=50)
    summary: Text = ""
    subject: Brief = ""
    genre: Brief = ""
    keywords: list[Brief] = Field(default_factory=list, max_length=50)
    formed_on: Day | None = None
    effective_on: Day | None = None
    expires_on: Day | None = None
    number: Brief = ""
    registration: Brief = ""
    catalogue: Brief = ""
    attribute: Brief
    ground: Line
    reason: Line = ""
    reassess_on: Day | None = None
    interprets: Brief = ""
    form: Brief = ""


class ItemsIn(Body):
    """`body`: code of the body whose items these are; the token's own when left out."""

    body: Code = ""
    name: Line = ""
    items: list[ItemIn] = Field(min_length=1, max_length=MOST_ITEMS)


@router.post(
    "/batches/items", response={ACCEPTED: BatchOut, **REFUSES}, summary="一批信息的清单，先检查",
    url_name="batch_items",
)  # fmt: skip
@decorate_view(once)
def receive_items(
    request: HttpRequest, response: HttpResponse, body: ItemsIn, idempotency_key: str = key_header()
) -> Any:
    """batch.receive of a list in JSON; more than two thousand items come as a zip with items.json."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    wanted = {number for each in body.items for number in each.files}
    if len(wanted) > MOST_FILES:
        said = _("一次最多 {most} 个附件，更多的请打成压缩包。").format(most=MOST_FILES)
        raise ProblemError(UNPROCESSABLE, said)
    found = files_visible_to(call.actor, call.today, wanted)
    missing = sorted(wanted - {each.id for each in found.values() if each.purpose == PURPOSE})
    if missing:
        said = _("没有这些附件：{numbers}。请先上传。").format(numbers="、".join(map(str, missing[:20])))
        raise ProblemError(UNPROCESSABLE, said)
    names = {number: importing.name_in_list(number, card.name) for number, card in found.items()}
    items = [{**each.dict(), "files": [names[number] for number in each.files]} for each in body.items]
    content = importing.packed(items, {names[number]: content_of(card) for number, card in found.items()})
    return _received(call, response, body.body, body.name or _("清单"), content)


def _received(call: Call, response: HttpResponse, body: str, name: str, content: bytes) -> Any:
    batch = done(
        importing.receive(
            actor=call.actor, now=call.now, body_id=body_id_of(call, body), name=name, content=content
        )
    )
    response["Location"] = reverse("staff-api:batch", args=[batch.pk])
    return Status(ACCEPTED, _seen(call, batch.pk))


@router.post(
    "/batches/files", response={CREATED: AttachedOut, **REFUSES}, summary="先上传清单里要用的附件",
    url_name="batch_file",
)  # fmt: skip
@decorate_view(once)
def upload(
    request: HttpRequest,
    about: Form[BookForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(),
) -> Any:
    """file.attach: for the body; an item of a list gets it by its number."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    body_id = body_id_of(call, about.body)
    if not call.actor.holds(Role.DRAFTER, body_id) and not call.actor.holds(Role.OFFICE_HEAD, body_id):
        raise nothing()
    made = attach(
        actor=call.actor, now=call.now, body_id=body_id, name=str(file.name),
        content=uploaded(request, file), purpose=PURPOSE,
    )  # fmt: skip
    return Status(CREATED, {"file": done(made)})


@router.get(
    "/batches/{batch_id}", response={200: BatchOut, **SAYS_NO}, summary="一批的进度", url_name="batch",
)  # fmt: skip
def batch(request: HttpRequest, batch_id: Identifier) -> Any:
    """How far it is, and where its editions are."""
    return _seen(acting(request, Scope.DOCUMENTS_READ), batch_id)


@router.get(
    "/batches/{batch_id}/report", response={200: list[WrongOut], **SAYS_NO}, summary="逐行的问题",
    url_name="batch_report",
)  # fmt: skip
def report(request: HttpRequest, batch_id: Identifier) -> Any:
    """What can't be taken, row by row, and what to do; a thousand at most."""
    found = _found(acting(request, Scope.DOCUMENTS_READ), batch_id)
    return [
        {"row": each["row"], "column": each["column"], "key": each.get("key", ""), "message": each["said"]}
        for each in found.report
    ]


@router.post(
    "/batches/{batch_id}/steps/confirm", response={200: BatchOut, **REFUSES}, summary="batch.confirm",
    operation_id="step_batch_confirm", url_name="batch_confirm", tags=["document steps"],
)  # fmt: skip
@decorate_view(once)
def confirm(request: HttpRequest, batch_id: Identifier, idempotency_key: str = key_header()) -> Any:
    """batch.confirm: the good rows come in as drafts, in the background; the others stay out. The same batch
    sent again brings nothing in twice: every item is known by its `external`."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    _found(call, batch_id)
    done(importing.confirm(actor=call.actor, now=call.now, batch_id=batch_id))
    return _seen(call, batch_id)


class AnswerIn(Body):
    answer: Answer
    note: Line = ""


class AdvanceIn(Body):
    """`answers`: at the gate, code of the item → answer; they count for each edition."""

    step: Literal[tuple(STEPS)]  # type: ignore[valid-type]
    answers: dict[str, AnswerIn] = Field(default_factory=dict, max_length=100)


@router.post(
    "/batches/{batch_id}/steps/advance", response={200: BatchOut, **REFUSES}, summary="batch.advance",
    operation_id="step_batch_advance", url_name="batch_advance", tags=["document steps"],
)  # fmt: skip
@decorate_view(once)
def advance(
    request: HttpRequest, batch_id: Identifier, body: AdvanceIn, idempotency_key: str = key_header()
) -> Any:
    """batch.advance: one step for all editions that wait at it, in the background and in the person's name.
    What would be refused alone stays behind, with the reason."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    _found(call, batch_id)
    answers: Mapping[str, ItemAnswer] = {
        code: ItemAnswer(each.answer, each.note) for code, each in body.answers.items()
    }
    done(
        importing.advance(
            actor=call.actor, now=call.now, batch_id=batch_id, step=body.step, answers=answers
        )
    )  # fmt: skip
    return _seen(call, batch_id)


class ChosenIn(Body):
    """An edition, and its revision as it was seen: who acted on it since keeps it back. Null: as it is."""

    edition: Identifier
    revision: int | None = Field(default=None, ge=0, le=2_147_483_647)


class LeadIn(Body):
    """`answers`: at the gate, code of the item → answer; they count for each edition."""

    editions: list[ChosenIn] = Field(min_length=1, max_length=leading.AT_ONCE)
    answers: dict[str, AnswerIn] = Field(default_factory=dict, max_length=100)


class LedOut(Schema):
    """`done`: editions that went on; `held`: those that stay where they are, and why."""

    done: list[int]
    held: list[HeldOut]


@router.post(
    "/editions-together/steps/{step}", response={200: LedOut, **REFUSES}, summary="editions.*",
    operation_id="step_editions", url_name="editions_step", tags=["document steps"],
)  # fmt: skip
@decorate_view(once)
def lead(
    request: HttpRequest,
    step: Literal[tuple(STEPS)],  # type: ignore[valid-type]
    body: LeadIn,
    idempotency_key: str = key_header(),
) -> Any:
    """One step for the chosen editions, at once. Each is judged as it is alone; what would be refused stays
    behind with the reason and hinders no other."""
    call = acting(request, Scope.DOCUMENTS_WRITE)
    led = leading.lead(
        str(step), actor=call.actor, now=call.now, edition_ids=[each.edition for each in body.editions],
        based_on={each.edition: each.revision for each in body.editions if each.revision is not None},
        answers={code: ItemAnswer(each.answer, each.note) for code, each in body.answers.items()},
    )  # fmt: skip
    held = [{"edition": number, "reason": str(refused.reason)} for number, refused in led.held]
    return {"done": list(led.done), "held": held}


def _found(call: Call, batch_id: int) -> BatchCard:
    found = queries.batch(call.actor, batch_id, call.today)
    if found is None:
        raise nothing()
    return found


def _seen(call: Call, batch_id: int) -> dict[str, Any]:
    found = _found(call, batch_id)
    return _batch(found, organisations.latest_bodies({found.body})[found.body].code)


def _batch(found: BatchCard, body: str) -> dict[str, Any]:
    plain = ("id", "name", "state", "at", "total", "done", "brought_in", "known", "refused", "states")
    held = found.progress.get("held", ())
    return {
        **{name: getattr(found, name) for name in plain},
        "body": body,
        "can_confirm": found.state == "checked" and found.refused < found.total,
        "step": found.progress.get("step", ""),
        "running": bool(found.progress.get("running")),
        "held": [{"edition": number, "reason": reason} for number, reason in held],
    }
