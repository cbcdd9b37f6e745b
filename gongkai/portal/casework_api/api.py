"""The citizens' programming interface, described by itself at /api/citizen/openapi.json."""

from django.http import HttpRequest, HttpResponse

from gongkai.casework.queries import NoSuchCaseError
from gongkai.foundation.interface.confidential import ConfidentialAPI
from gongkai.foundation.interface.problems import nothing, prepare
from gongkai.portal.casework_api import asking, following, objecting, published

api = prepare(
    ConfidentialAPI(
        title="政府信息公开申请 · 公众接口",
        version="1",
        description="提出申请、凭编号和查询码跟进、查阅公开的答复。日期为 ISO 8601。",
        docs_url=None,
        urls_namespace="citizen-api",
    )
)


@api.exception_handler(NoSuchCaseError)
def _nothing(request: HttpRequest, error: NoSuchCaseError) -> HttpResponse:
    return api.on_exception(request, nothing())


_routers = (asking.router, objecting.router, published.router, following.router, objecting.own_router)
for _router in _routers:
    api.add_router("", _router)
