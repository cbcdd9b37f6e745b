"""The staff's programming interface, described by itself at /api/staff/openapi.json."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from gongkai.casework import queries
from gongkai.casework.actions import NoSuchAdviceError, NoSuchTaskError
from gongkai.casework.actions.reply_frame import NoSuchReplyError
from gongkai.foundation.interface.confidential import ConfidentialAPI
from gongkai.foundation.interface.problems import nothing, prepare
from gongkai.workbench.api import around, cases, papers, statistics
from gongkai.workbench.api.door import Door
from gongkai.workbench.api.steps import add_steps

api = prepare(
    ConfidentialAPI(
        title="政府信息公开办理 · 工作接口",
        version="1",
        description="案件的登记、办理、答复和统计。令牌以本人身份、在本人岗位范围内行事；日期为 ISO 8601。",
        docs_url=None,
        urls_namespace="staff-api",
        auth=Door(),
    )
)


@api.exception_handler(queries.NoSuchCaseError)
@api.exception_handler(NoSuchReplyError)
@api.exception_handler(NoSuchAdviceError)
@api.exception_handler(NoSuchTaskError)
def _nothing(request: HttpRequest, error: LookupError) -> HttpResponse:
    return api.on_exception(request, nothing())


steps = Router()
add_steps(steps)
for router in (around.router, cases.router, papers.router, statistics.router, steps):
    api.add_router("", router)
