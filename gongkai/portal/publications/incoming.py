"""What WeChat tells us: private messages to an official account (接收普通消息), signed by the platform."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.portal.frame import clock
from gongkai.publishing.channels import pushed

_LONGEST = 64 << 10  # bytes


@csrf_exempt
@require_http_methods(["GET", "POST"])
def wechat(request: HttpRequest, account_id: int) -> HttpResponse:
    """GET: the platform makes sure that the address is ours. POST: a message; told twice it is kept once."""
    now = clock()
    signed = {name: request.GET.get(name, "")[:200] for name in ("signature", "timestamp", "nonce")}
    if not pushed.is_signed(account_id, **signed, now=now):
        raise Http404
    if request.method == "GET":
        return HttpResponse(request.GET.get("echostr", "")[:200], content_type="text/plain")
    if int(request.META.get("CONTENT_LENGTH") or 0) > _LONGEST:
        return HttpResponseBadRequest()
    pushed.take_in(account_id, request.body, now)
    return HttpResponse("success", content_type="text/plain")
