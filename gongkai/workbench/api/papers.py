"""What belongs to a case: papers, letters, replies, consultations, inquiries; the applicant in clear."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import File, Form, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.files import UploadedFile

from gongkai.casework import actions
from gongkai.casework.choices import FileRole
from gongkai.casework.queries.replies import ReplyView, reply_visible_to
from gongkai.casework.queries.whole import WholeCase, whole_case
from gongkai.foundation.files.actions import attach, open_sealed
from gongkai.foundation.files.queries import file_visible_to
from gongkai.foundation.files.serving import opened_response
from gongkai.foundation.files.serving import response as served
from gongkai.foundation.interface.fields import Identifier, Line
from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError, done, nothing
from gongkai.foundation.interface.repeating import key_header
from gongkai.foundation.tokens.scopes import Scope
from gongkai.publishing.actions.attaching import PURPOSE as PUBLISHING
from gongkai.workbench.api.door import REFUSES, SAYS_NO, acting, once
from gongkai.workbench.api.signatures import Body

CREATED = 201

router = Router(tags=["papers"])


class PaperOut(Schema):
    """`may_open`: whether this person may fetch it."""

    id: int
    name: str
    role: str
    size: int
    sealed: bool
    shown: bool
    may_open: bool


class NoticeOut(Schema):
    id: int
    template: str
    number: str
    on: date
    until: date | None
    file: int | None


class ConsultationOut(Schema):
    id: int
    party: str
    sent_on: date
    served_on: date | None
    due: date | None
    ended_on: date | None
    opinion: str


class InquiryOut(Schema):
    id: int
    to_body: int | None
    to_unit: str
    question: str
    asked_on: date
    due_on: date
    answered_on: date | None
    answer: str


class ExtensionOut(Schema):
    """`granted` is null while the head has not decided. `days` are working days."""

    days: int
    reason: str
    asked_on: date
    granted: bool | None
    decided_on: date | None


class FeeOut(Schema):
    """Money in fen."""

    fen: int
    quantity: int
    told_on: date
    paid_on: date | None
    voucher: str


class ServiceOut(Schema):
    id: int
    way: str
    sent_on: date
    served_on: date | None


class ReplyOut(Schema):
    """`steps`: what this person may try with it now. `text` holds the computed remedies. The revision goes
    into If-Match of its steps."""

    id: int
    case: int
    state: str
    outcome: str
    number: str
    text: str
    remedy: str
    grounds: str
    signed_on: date | None
    sent_on: date | None
    pdf: int | None
    docx: int | None
    services: list[ServiceOut]
    steps: list[str]
    revision: int


class PartsOut(Schema):
    """Empty lists for who only oversees the body."""

    papers: list[PaperOut]
    notices: list[NoticeOut]
    replies: list[ReplyOut]
    consultations: list[ConsultationOut]
    inquiries: list[InquiryOut]
    extensions: list[ExtensionOut]
    fee: FeeOut | None
    challenges: list[int]


@router.get(
    "/cases/{case_id}/parts",
    response={200: PartsOut, **SAYS_NO},
    summary="材料、告知书、答复、征求意见、核查、延期、费用",
    url_name="case_parts",
)
def parts(request: HttpRequest, case_id: Identifier) -> Any:
    """With the numbers that steps take."""
    call = acting(request, Scope.CASES_READ)
    return _parts(whole_case(call.actor, case_id, call.today))


def _parts(found: WholeCase) -> dict[str, Any]:
    handling = found.handling
    return {
        "papers": [
            {
                "id": each.file.id, "name": each.file.name if each.may_open else "", "role": each.role,
                "size": each.file.size, "sealed": each.file.is_sealed, "shown": each.shown,
                "may_open": each.may_open,
            }
            for each in found.papers
        ],
        "notices": found.notices,
        "replies": [_reply(each) for each in found.replies],
        "consultations": handling.consultations,
        "inquiries": handling.inquiries,
        "extensions": handling.extensions,
        "fee": handling.fee,
        "challenges": [each.id for each in found.challenges],
    }  # fmt: skip


@router.get("/replies/{reply_id}", response={200: ReplyOut, **SAYS_NO}, summary="一份答复", url_name="reply")
def reply(request: HttpRequest, reply_id: Identifier) -> Any:
    """For those with a part in its case."""
    call = acting(request, Scope.CASES_READ)
    found = reply_visible_to(call.actor, reply_id, call.today)
    if found is None or not whole_case(call.actor, found.case, call.today).is_handler:
        raise nothing()
    return _reply(found)


def _reply(found: ReplyView) -> dict[str, Any]:
    plain = (
        "id", "case", "state", "number", "text", "remedy", "grounds", "signed_on", "sent_on", "pdf", "docx",
        "revision", "services",
    )  # fmt: skip
    return {
        **{name: getattr(found, name) for name in plain},
        "outcome": found.outcome.code,
        "steps": [verb.partition(".")[2] for verb in found.verbs],
    }


@router.get(
    "/files/{file_id}", response={200: bytes, **REFUSES}, summary="下载材料", url_name="file",
)  # fmt: skip
def fetch(request: HttpRequest, file_id: Identifier, reason: Line = "") -> Any:
    """A sealed one (proof of identity) needs `applicants:read` and a reason, and leaves its trace. Files of
    documents need `documents:read` in place of `cases:read`."""
    call = acting(request)
    card = file_visible_to(call.actor, call.today, file_id)
    acting(request, Scope.DOCUMENTS_READ if card and card.purpose == PUBLISHING else Scope.CASES_READ)
    if card is None:
        raise nothing()
    if not card.is_sealed:
        return served(card)
    acting(request, Scope.APPLICANTS_READ)
    opened = open_sealed(actor=call.actor, now=call.now, file_id=file_id, reason=reason)
    return opened_response(card, done(opened))


class UploadedOut(Schema):
    id: int


class FileForm(Schema):
    """What the file is; proofs of identity are sealed."""

    role: FileRole


@router.post("/files", response={CREATED: UploadedOut, **REFUSES}, summary="上传材料", url_name="upload")
@decorate_view(once)
def upload(
    request: HttpRequest,
    about: Form[FileForm],
    file: UploadedFile = File(...),
    idempotency_key: str = key_header(),
) -> Any:
    """For the token's body; a case gets it by registering or by the step add_file."""
    call = acting(request, Scope.CASES_WRITE)
    if "file" in request.POST:
        raise ProblemError(UNPROCESSABLE, _("file 要以文件上传，不能是文字。"))
    made = attach(
        actor=call.actor, now=call.now, body_id=call.body_id, name=str(file.name), content=file.read(),
        purpose=f"case_{about.role.value}", sealed=about.role == FileRole.IDENTITY,
    )  # fmt: skip
    return Status(CREATED, {"id": done(made)})


class UnmaskIn(Body):
    """The reason stays in the ledger."""

    reason: Line


class ApplicantOut(Schema):
    type: str
    name: str
    id_kind: str
    id_number: str
    contact: str
    phone: str
    email: str
    address: str
    postcode: str


@router.post(
    "/cases/{case_id}/applicant",
    response={200: ApplicantOut, **REFUSES},
    summary="查看申请人信息",
    url_name="unmask",
)
def unmask(request: HttpRequest, case_id: Identifier, body: UnmaskIn) -> Any:
    """case.unmask: in clear, once, for a reason. Each call is an event, so a key would only hide one."""
    call = acting(request, Scope.APPLICANTS_READ)
    return done(actions.unmask(actor=call.actor, now=call.now, case_id=case_id, reason=body.reason))
