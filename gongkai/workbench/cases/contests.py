"""A reconsideration, lawsuit or complaint is registered, by itself or against a case."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, ChallengeFacts
from gongkai.casework.choices import ApplicantType
from gongkai.casework.queries.whole import WholeCase
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.desk import SECTION, crumbs, seen_case
from gongkai.workbench.cases.lists import number
from gongkai.workbench.cases.step_forms.base import day_field, line_field, text_field
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.shell import StaffRequest, page, staff_view

TITLES = {
    "reconsideration": _("登记行政复议"),
    "lawsuit": _("登记行政诉讼"),
    "complaint": _("登记举报投诉"),
}
_ORGANS = {
    "reconsideration": _("复议机关"),
    "lawsuit": _("法院"),
    "complaint": _("收到的部门"),
}
_REGISTERS: dict[str, Callable[..., Any]] = {
    "reconsideration": actions.register_reconsideration,
    "lawsuit": actions.register_lawsuit,
    "complaint": actions.register_complaint,
}


class NewChallenge(forms.Form):
    """What the organ's paper says. A complaint also says against whom and what about."""

    organ = line_field("")
    organ_number = line_field(_("案号、收文号"), 80, required=False)
    filed_on = day_field(_("提起之日"))
    accepted_on = DayField(label=_("受理之日"), required=False)
    simplified = forms.BooleanField(label=_("适用简易程序"), required=False)
    review_id = forms.TypedChoiceField(
        label=_("此前经过的复议"), required=False, coerce=int, empty_value=None,
        help_text=_("选上的计为复议后起诉，不选的计为未经复议直接起诉。"),
    )  # fmt: skip
    against_id = forms.TypedChoiceField(label=_("被投诉的单位"), coerce=int)
    text = text_field(_("投诉的内容"), rows=4)
    type = forms.ChoiceField(label=_("申请人类别"), choices=ApplicantType.choices)
    name = line_field(_("申请人、原告、投诉人"), required=False)
    phone = line_field(_("联系电话"), 40, required=False)
    note = text_field(_("备注"), rows=2, required=False)

    def __init__(self, *args: Any, kind: str, bodies: list[Any], reviews: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["organ"].label = _ORGANS[kind]
        if kind == "complaint":
            offer(self, "against_id", bodies)
        else:
            del self.fields["against_id"], self.fields["text"]
        if kind == "lawsuit" and reviews:
            offer(self, "review_id", [("", _("没有")), *reviews])
        else:
            del self.fields["review_id"]
        if kind == "complaint":
            del self.fields["simplified"], self.fields["accepted_on"]

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ChallengeFacts.__dataclass_fields__
        facts = ChallengeFacts(**{name: said[name] for name in names if name in said})
        person = ApplicantFacts(type=said["type"], name=said["name"], phone=said["phone"])
        others: dict[str, Any] = {
            name: said[name] for name in ("review_id", "against_id", "text") if name in said
        }
        return {"facts": facts, "applicant": person, **others}


@require_http_methods(["GET", "POST"])
@staff_view(Role.REQUEST_CLERK)
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """With `about`: against the reply, or the silence, of that case."""
    if kind not in TITLES:
        raise Http404
    staff = request.staff
    about = number(request.POST.get("about", "") or request.GET.get("about", ""))
    whole = seen_case(request, about) if about else None
    body = whole.card.body if whole else sorted(staff.actor.bodies_as(Role.REQUEST_CLERK))[0]
    form = NewChallenge(
        request.POST or None, kind=kind, initial={"filed_on": staff.today, "against_id": body},
        bodies=[(each.id, each.name) for each in organisations.bodies_on(staff.today).values()],
        reviews=_reviews(whole),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = _REGISTERS[kind](
            actor=staff.actor, now=staff.now, body_id=body, about_id=about, **form.arguments()
        )
        if not isinstance(result, Refused):
            messages.success(request, gettext("已登记：{number}").format(number=result.number))
            return redirect("workbench:case", result.case_id)
        into_form(form, result)
    return page(
        request, "workbench/form.html", SECTION, form=form, title=TITLES[kind],
        subtitle=whole.card.number if whole else "", button=gettext("登记"),
        back=reverse("workbench:case", args=[about]) if about else reverse("workbench:cases"),
        crumbs=crumbs((str(TITLES[kind]), "")),
    )  # fmt: skip


def _reviews(whole: WholeCase | None) -> list[Any]:
    found = whole.challenges if whole else ()
    return [
        (each.id, f"{each.organ} {each.document}")
        for each in found
        if each.group == "reconsideration" and each.decided_on
    ]
