"""Corrections of one's own data and suggestions that came on paper."""

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
from gongkai.casework.actions import ApplicantFacts
from gongkai.core.receipt import Channel
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.arriving import CHANNELS
from gongkai.workbench.cases.desk import SECTION, crumbs
from gongkai.workbench.cases.step_forms.base import day_field, line_field, text_field
from gongkai.workbench.shell import StaffRequest, page, staff_view

TITLES = {"data_correction": _("登记个人信息更正申请"), "suggestion": _("登记主动公开建议")}


class Came(forms.Form):
    """What both have in common."""

    channel = forms.ChoiceField(
        label=_("收到方式"), choices=[(code, label) for code, (label, _said) in CHANNELS.items()]
    )
    on = day_field(_("收到之日"))
    text = text_field(_("内容"), rows=5)
    name = line_field(_("姓名或者名称"), required=False)
    id_kind = line_field(_("证件类型"), 30, required=False)
    id_number = line_field(_("证件号码"), 40, required=False)
    phone = line_field(_("联系电话"), 40, required=False)
    email = forms.EmailField(label=_("电子邮箱"), required=False)
    address = line_field(_("通信地址"), 200, required=False)

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        names = ("name", "id_kind", "id_number", "phone", "email", "address")
        person = ApplicantFacts(**{name: said[name] for name in names})
        return {
            "text": said["text"], "applicant": person, "channel": Channel(said["channel"]), "on": said["on"],
        }  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(Role.REQUEST_CLERK)
def new(request: StaffRequest, kind: str) -> HttpResponse:
    """Write down what came."""
    if kind not in TITLES:
        raise Http404
    staff = request.staff
    body = sorted(staff.actor.bodies_as(Role.REQUEST_CLERK))[0]
    form = Came(request.POST or None, initial={"on": staff.today})
    if request.method == "POST" and form.is_valid():
        register = (
            actions.register_data_correction if kind == "data_correction" else actions.register_suggestion
        )
        result = register(actor=staff.actor, now=staff.now, body_id=body, **form.arguments())
        if not isinstance(result, Refused):
            said = gettext("已登记：{number}。查询码：{code}，请现在交给申请人，系统不保存。")
            messages.success(request, said.format(number=result.number, code=result.code))
            return redirect("workbench:case", result.case_id)
        into_form(form, result)
    return page(
        request, "workbench/form.html", SECTION, form=form, title=TITLES[kind], button=gettext("登记"),
        back=reverse("workbench:case_requests"), crumbs=crumbs((str(TITLES[kind]), "")),
    )  # fmt: skip
