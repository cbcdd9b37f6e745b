"""Asking: which bodies there are, files on their way, and the request itself."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, Intake, RequestFacts
from gongkai.casework.choices import ApplicantType, Delivery, FileRole
from gongkai.casework.choices import Form as FormWanted
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.files.actions import attach_public
from gongkai.foundation.interface.clocks import BodyOut
from gongkai.foundation.interface.fields import (
    Brief,
    Code,
    Email,
    Line,
    Name,
    Postcode,
    Short,
    Text,
)
from gongkai.foundation.interface.problems import UNPROCESSABLE, Problem, ProblemError, done, words
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.portal.casework_api.door import ANSWERS, KEY_LENGTH, once, slow, slow_reading
from gongkai.portal.frame import clock

CREATED = 201
MOST_FILES = 20
_HANDLE = "gongkai.portal.casework_api.file"
_HANDLE_SECONDS = 24 * 3600
_ROLES = (FileRole.IDENTITY, FileRole.APPLICATION, FileRole.CORRECTION)

router = Router(tags=["ask"])


@router.get("/bodies", response={200: list[BodyOut], **ANSWERS}, summary="可以申请的单位", url_name="bodies")
def bodies(request: HttpRequest) -> Any:
    """Bodies that take requests today."""
    slow_reading(request)
    return [each for each in organisations.bodies_on(timezone.localdate(clock())).values()]


class UploadedOut(Schema):
    """`handle` goes into the request within a day; `sealed`: kept encrypted, for the body's clerks only."""

    handle: str
    name: str
    sealed: bool


class FileForm(Schema):
    """`body`: the body that the request goes to."""

    body: Code
    role: FileRole = FileRole.APPLICATION


@router.post(
    "/files", response={CREATED: UploadedOut, 409: Problem, **ANSWERS}, summary="上传材料", url_name="upload",
)  # fmt: skip
@decorate_view(once)
def upload(
    request: HttpRequest,
    about: Form[FileForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(KEY_LENGTH),
) -> Any:
    """A proof of identity or an attachment, before the request that it belongs to."""
    slow(request, "upload", settings.PORTAL_UPLOADS_AN_HOUR)
    if about.role not in _ROLES:
        raise ProblemError(UNPROCESSABLE, _("申请人只能上传身份证明、申请材料和补正材料。"))
    if "file" in request.POST:
        raise ProblemError(UNPROCESSABLE, _("file 要以文件上传，不能是文字。"))
    body_id, sealed = body_of(about.body), about.role == FileRole.IDENTITY
    kept = done(
        attach_public(
            actor=PUBLIC, now=clock(), body_id=body_id, name=str(file.name), content=file.read(),
            purpose=f"case_{about.role.value}", sealed=sealed,
        )
    )  # fmt: skip
    handle = signing.dumps([kept, about.role.value, body_id], salt=_HANDLE)
    return Status(CREATED, {"handle": handle, "name": str(file.name), "sealed": sealed})


class In(Schema):
    """Unknown fields are refused: a misspelt one is not passed over in silence."""

    model_config = ConfigDict(extra="forbid")


class ApplicantIn(In):
    """A natural person, or an organisation with the person to talk to in `contact`."""

    type: ApplicantType = ApplicantType.NATURAL
    name: Name = Field(min_length=1)
    id_kind: Brief = ""
    id_number: Brief = ""
    contact: Short = ""
    phone: Brief = ""
    email: Email = ""
    address: Line = ""
    postcode: Postcode = ""


class AskIn(In):
    """`body`: code of the body asked. `files`: handles of files uploaded before, for the same body."""

    body: Code
    applicant: ApplicantIn
    wanted: Text
    feature: Line = ""
    form: FormWanted = FormWanted.ELECTRONIC
    delivery: Delivery = Delivery.ONLINE
    files: list[str] = Field([], max_length=MOST_FILES)


class ReceiptOut(Schema):
    """`code` is told this once and kept nowhere. `waiting_for`: what still lacks for the day of receipt."""

    number: str
    code: str
    due: date | None
    waiting_for: str


RECEIPT = {CREATED: ReceiptOut, 409: Problem, **ANSWERS}


class TellIn(In):
    """`text`: what should be published, or which record is wrong and how."""

    body: Code
    text: Text
    applicant: ApplicantIn
    files: list[str] = Field([], max_length=MOST_FILES)


@router.post("/requests", response=RECEIPT, summary="申请公开政府信息", url_name="ask")
@decorate_view(once)
def ask(
    request: HttpRequest, response: HttpResponse, asked: AskIn, idempotency_key: str = key_header(KEY_LENGTH)
) -> Any:
    """《条例》第二十九条. The answer tells number, query code and the dates as far as they are known."""
    facts = Intake(
        RequestFacts(asked.wanted, asked.feature, form=asked.form, delivery=asked.delivery),
        ApplicantFacts(**asked.applicant.dict()),
    )

    def send(now: datetime, about: dict[str, Any]) -> Any:
        files = files_of(asked.files, about["body_id"])
        arrival = Arrival(Channel.INTERNET, timezone.localdate(now))
        return actions.register(arrival=arrival, facts=replace(facts, files=files), **about)

    return sent(request, response, asked.body, idempotency_key, send)


@router.post("/suggestions", response=RECEIPT, summary="建议主动公开", url_name="suggest")
@decorate_view(once)
def suggest(
    request: HttpRequest, response: HttpResponse, told: TellIn, idempotency_key: str = key_header(KEY_LENGTH)
) -> Any:
    """《条例》第四十四条: what should be published without being asked for."""

    def send(_now: datetime, about: dict[str, Any]) -> Any:
        applicant = ApplicantFacts(**told.applicant.dict())
        return actions.register_suggestion(text=told.text, applicant=applicant, **about)

    return sent(request, response, told.body, idempotency_key, send)


@router.post("/data-corrections", response=RECEIPT, summary="更正本人信息", url_name="correct_data")
@decorate_view(once)
def correct_data(
    request: HttpRequest, response: HttpResponse, told: TellIn, idempotency_key: str = key_header(KEY_LENGTH)
) -> Any:
    """《条例》第四十一条: what a body has on record about oneself is wrong. With proofs."""

    def send(_now: datetime, about: dict[str, Any]) -> Any:
        applicant, files = ApplicantFacts(**told.applicant.dict()), files_of(told.files, about["body_id"])
        return actions.register_data_correction(text=told.text, applicant=applicant, files=files, **about)

    return sent(request, response, told.body, idempotency_key, send)


def sent(
    request: HttpRequest,
    response: HttpResponse,
    body: str,
    key: str,
    send: Callable[[datetime, dict[str, Any]], Any],
) -> Any:
    """What comes from outside for the body of this code, counted and taken once."""
    slow(request, "submit", settings.PORTAL_REQUESTS_AN_HOUR)
    now = clock()
    about = {"actor": PUBLIC, "now": now, "body_id": body_of(body), "key": under_key(key)}
    return receipt_told(request, response, send(now, about))


def under_key(key: str) -> str:
    """The caller's idempotency key as the verbs keep it, apart from those of pages."""
    return f"api:{key}"[:80]


def receipt_told(request: HttpRequest, response: HttpResponse, result: Any) -> Any:
    """What the sender gets, and where his case is from now on. Raises RefusedError."""
    made = done(result)
    response["Location"] = reverse("citizen-api:own", args=[made.number])
    reading, waiting = getattr(made, "reading", None), getattr(made, "waiting_for", None)
    receipt = {
        "number": made.number, "code": made.code, "due": reading.due if reading else None,
        "waiting_for": words(waiting) if waiting else "",
    }  # fmt: skip
    return Status(CREATED, receipt)


def body_of(code: str) -> int:
    """Raises ProblemError."""
    try:
        return organisations.body_by_code(code, timezone.localdate(clock())).id
    except organisations.NoSuchBodyError:
        said = _("没有代码为“{code}”的单位。").format(code=code)
        raise ProblemError(UNPROCESSABLE, said) from None


def files_of(handles: list[str], body_id: int) -> tuple[tuple[int, str], ...]:
    """The files of these handles. A number alone opens nothing: nobody sends another's file. Raises
    ProblemError."""
    found = []
    for handle in handles:
        try:
            file_id, role, body = signing.loads(handle, salt=_HANDLE, max_age=_HANDLE_SECONDS)
        except signing.BadSignature:
            raise ProblemError(UNPROCESSABLE, _("材料的 handle 不对或已过期，请重新上传。")) from None
        if body != body_id:
            raise ProblemError(UNPROCESSABLE, _("材料是为另一单位上传的，请重新上传。"))
        found.append((file_id, role))
    return tuple(found)
