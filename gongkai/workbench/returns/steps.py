"""The steps a return takes: each a POST that calls one verb and says how it ended."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.reporting import actions
from gongkai.workbench.answering import say
from gongkai.workbench.returns.views import SECTION, crumbs_of, findings_context, seen_return
from gongkai.workbench.shell import StaffRequest, page, staff_view

type Verb = Callable[..., Any]

PLAIN: dict[str, tuple[Verb, Any]] = {
    "refresh_counts": (actions.refresh_counts, gettext_lazy("系统统计数已刷新。")),
    "send_to_review": (actions.send_to_review, gettext_lazy("已送审。请等待本单位审核人审核。")),
    "recall": (actions.recall, gettext_lazy("已撤回，可以继续填报。")),
    "review_ok": (actions.review_ok, gettext_lazy("已审核通过，可以报送。")),
    "submit": (actions.submit, gettext_lazy("已报送上级。")),
    "accept": (actions.accept, gettext_lazy("已接收，数字计入汇总。")),
    "freeze": (actions.freeze, gettext_lazy("已定稿。")),
    "publish": (actions.publish, gettext_lazy("已公布，公众可以查阅。")),
    "state_zero": (actions.state_zero, gettext_lazy("空白的格都已填 0。")),
}
REASONED: dict[str, tuple[Verb, Any]] = {
    "correct": (actions.correct, gettext_lazy("已开启新版本，请修改后重新报送、定稿。原版本仍然公开。")),
}
SENDING_BACK: dict[str, tuple[Verb, Any]] = {
    "review_send_back": (actions.review_send_back, gettext_lazy("已退回填报人。")),
    "send_back": (actions.send_back, gettext_lazy("已退回报送单位。")),
    "reopen": (actions.reopen, gettext_lazy("已退回重填。")),
}


@require_POST
@staff_view()
def step(request: StaffRequest, return_id: int, verb: str) -> HttpResponse:
    """A step that needs nothing said, or only a reason."""
    seen_return(request, return_id)
    said: dict[str, Any] = {"actor": request.staff.actor, "now": request.staff.now, "return_id": return_id}
    if verb in PLAIN:
        act, done = PLAIN[verb]
    elif verb in REASONED:
        act, done = REASONED[verb]
        said["reason"] = request.POST.get("reason", "")
    else:
        raise Http404
    say(request, act(**said), str(done))
    to_overview = request.POST.get("back") == "overview"
    return redirect("workbench:overview" if to_overview else _address(return_id))


def _address(return_id: int) -> str:
    return reverse("workbench:return", args=[return_id])


@require_http_methods(["GET", "POST"])
@staff_view()
def send_back(request: StaffRequest, return_id: int, verb: str) -> HttpResponse:
    """Give the return back with the reason and remarks on cells."""
    view = seen_return(request, return_id)
    if verb not in SENDING_BACK:
        raise Http404
    reason, remarks = "", {}
    if request.method == "POST":
        reason = request.POST.get("reason", "")
        remarks = {
            name.removeprefix("remark-"): text.strip()
            for name, text in request.POST.items()
            if name.startswith("remark-") and isinstance(text, str) and text.strip()
        }
        act, done = SENDING_BACK[verb]
        result = act(
            actor=request.staff.actor, now=request.staff.now, return_id=return_id,
            reason=reason, comments=remarks,
        )  # fmt: skip
        if say(request, result, str(done)):
            return redirect("workbench:home")
    return page(
        request, "workbench/returns/send_back.html", SECTION, **findings_context(view),
        reason=reason, remarks=remarks, crumbs=crumbs_of(view, _("退回")),
    )  # fmt: skip


@require_POST
@staff_view()
def explain(request: StaffRequest, return_id: int) -> HttpResponse:
    """Explain one warning."""
    seen_return(request, return_id)
    result = actions.explain_warning(
        actor=request.staff.actor, now=request.staff.now, return_id=return_id,
        rule_key=request.POST.get("rule", ""), text=request.POST.get("text", ""),
    )  # fmt: skip
    say(request, result, _("说明已记录，上级能看到。"))
    return redirect(f"{_address(return_id)}#findings")


@require_POST
@staff_view()
def remind(request: StaffRequest, return_id: int) -> HttpResponse:
    """Remind one body."""
    view = seen_return(request, return_id)
    result = actions.remind(
        actor=request.staff.actor, now=request.staff.now, return_id=return_id,
        text=request.POST.get("text", ""),
    )  # fmt: skip
    say(request, result, _("已催报：{body}。").format(body=view.body.label))
    return redirect(f"{reverse('workbench:overview')}?year={view.year}")
