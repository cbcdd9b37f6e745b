"""The staff's programming interface, described by itself at /api/staff/openapi.json."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from gongkai.casework import queries
from gongkai.casework.actions import NoSuchAdviceError, NoSuchTaskError
from gongkai.casework.actions.consulting import NoSuchConsultationError
from gongkai.casework.actions.inquiring import NoSuchInquiryError
from gongkai.casework.actions.reply_frame import NoSuchReplyError
from gongkai.disclosure.queries.visible import NoSuchReleaseError
from gongkai.foundation.interface.confidential import ConfidentialAPI
from gongkai.foundation.interface.problems import nothing, prepare
from gongkai.foundation.organisations.queries import NoSuchBodyError
from gongkai.publishing.queries.visible import NoSuchDocumentError, NoSuchEditionError
from gongkai.workbench.api import (
    around,
    arrivals,
    cases,
    data,
    documents,
    documents_steps,
    followups,
    imports,
    lists,
    papers,
    publishing_arrival,
    statistics,
)
from gongkai.workbench.api.door import Door
from gongkai.workbench.api.steps import add_steps

api = prepare(
    ConfidentialAPI(
        title="政府信息公开办理 · 工作接口",
        version="1",
        description=(
            "案件的登记、办理、答复和统计；公文和信息的起草、审查、签发和发布。"
            "令牌以本人身份、在本人岗位范围内行事；日期为 ISO 8601。"
        ),
        docs_url=None,
        urls_namespace="staff-api",
        auth=Door(),
    )
)


_NOT_THERE: tuple[type[Exception], ...] = (
    queries.NoSuchCaseError, NoSuchReplyError, NoSuchAdviceError, NoSuchTaskError, NoSuchInquiryError,
    NoSuchConsultationError, NoSuchBodyError, NoSuchDocumentError, NoSuchEditionError,
    NoSuchReleaseError,
)  # fmt: skip


def _nothing(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    return api.on_exception(request, nothing())


for kind in _NOT_THERE:
    api.add_exception_handler(kind, _nothing)

steps = Router()
add_steps(steps)
documents_steps.add_steps(steps)
_rooms = (
    around, cases, arrivals, papers, followups, lists, imports, statistics, documents, publishing_arrival,
    data,
)  # fmt: skip
for router in (*(each.router for each in _rooms), steps):
    api.add_router("", router)
