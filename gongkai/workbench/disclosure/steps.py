"""The steps of a release: at once by a button, or with a reason or a time on a page of their own."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.disclosure import actions
from gongkai.disclosure.policy import release_lifecycle
from gongkai.disclosure.queries.releases import WholeRelease
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.cases.lists import number
from gongkai.workbench.disclosure.desk import SECTION, SEEING, data_set_of, set_crumbs
from gongkai.workbench.disclosure.release import seen_release
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LONGEST = 500
STEPS: Mapping[str, tuple[Callable[..., Any], Any]] = {
    "check": (actions.check, _("已检查。")),
    "submit": (actions.submit, _("已送审。请本单位另一位同事审核。")),
    "judge": (actions.judge, _("已认定。")),
    "approve": (actions.approve, _("审核通过。")),
    "release": (actions.release, _("已公布。")),
    "recall": (actions.recall, _("已撤回，可以修改。")),
    "unschedule": (actions.unschedule, _("已取消定时。")),
    "schedule": (actions.schedule, _("已定时。")),
    "return": (actions.give_back, _("已退回。")),
    "cancel": (actions.cancel, _("已取消。")),
    "roll_back": (actions.roll_back, _("撤销已送审，由另一位同事审核后生效。")),
}


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class TimeForm(forms.Form):
    at = forms.DateTimeField(
        label=_("公布时间"), widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
        error_messages={"invalid": _("请填写日期和时间。"), "required": _("请填写日期和时间。")},
        help_text=_("到时自动公布。到时不能公布的，退回并说明原因。"),
    )  # fmt: skip


FORMS: Mapping[str, type[forms.Form]] = {
    "schedule": TimeForm, "return": ReasonForm, "cancel": ReasonForm, "roll_back": ReasonForm,
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def step(request: StaffRequest, release_id: int, verb: str) -> HttpResponse:
    """Done on POST. A step with words that was refused comes back with them."""
    whole = seen_release(request, release_id)
    if verb not in STEPS or (verb not in FORMS and request.method == "GET"):
        raise Http404
    back = reverse("workbench:data_release", args=[release_id])
    if verb not in FORMS:
        done = _do(request, whole, verb, _given(request, verb))
        say(request, done, _told(verb, done))
        return redirect(back)
    form = FORMS[verb](request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _do(request, whole, verb, dict(form.cleaned_data))
        if not isinstance(done, Refused):
            say(request, done, _told(verb, done))
            return redirect("workbench:data_release", done.pk)
        into_form(form, done)
    return _page(request, whole, verb, form)


def _page(request: StaffRequest, whole: WholeRelease, verb: str, form: forms.Form) -> HttpResponse:
    data_set = translated(data_set_of(request, whole.card.data_set))
    back = reverse("workbench:data_release", args=[whole.card.id])
    title = _now(release_lifecycle().label_of(f"release.{verb}"))
    if verb in ("roll_back",):
        form.fields["reason"].help_text = _now("理由对外公开。撤销是一次新的发布，要由另一位同事审核。")
    elif "reason" in form.fields:
        form.fields["reason"].help_text = _now("填报人会看到。")
    return page(
        request, "workbench/disclosure/step.html", SECTION, form=form, title=title, card=whole.card,
        subtitle=f"{data_set.title} {_now('第 {n} 号').format(n=whole.card.id)}", back=back,
        crumbs=set_crumbs(data_set, (_now("第 {n} 号").format(n=whole.card.id), back), (title, "")),
    )  # fmt: skip


def _do(request: StaffRequest, whole: WholeRelease, verb: str, given: dict[str, Any]) -> Any:
    return STEPS[verb][0](
        actor=request.staff.actor, now=request.staff.now, release_id=whole.card.id,
        based_on=number(request.POST.get("based_on", "")), **given,
    )  # fmt: skip


def _given(request: StaffRequest, verb: str) -> dict[str, Any]:
    if verb == "submit":
        return {"leave_out": bool(request.POST.get("leave_out"))}
    if verb == "judge":
        return {
            "finding": request.POST.get("finding", "")[:60], "verdict": request.POST.get("verdict", "")[:20],
            "reason": request.POST.get("reason", "")[:_LONGEST],
        }  # fmt: skip
    return {}


def _told(verb: str, done: Any) -> str:
    if verb == "release" and not isinstance(done, Refused) and done.state == "scheduled":
        return _now("行数较多，正在后台公布。")
    if verb == "schedule" and not isinstance(done, Refused):
        at: datetime = timezone.localtime(done.scheduled_for)
        return _now("定于 {at} 公布。").format(at=at.strftime("%Y-%m-%d %H:%M"))
    return str(STEPS[verb][1])
