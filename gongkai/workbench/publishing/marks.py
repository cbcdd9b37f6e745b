"""编号设置: the marks a body numbers its documents under, and the prefixes of 登记号."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.choosing import offer
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing import actions
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries import marks as queries
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, crumbs, tabs
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

READING = (*HANDLERS, Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE)


class MarkForm(forms.Form):
    """A mark to register."""

    body_id = forms.TypedChoiceField(label=gettext_lazy("单位"), coerce=int)
    registers = forms.TypedChoiceField(
        label=gettext_lazy("用来编什么"), coerce=lambda said: said == "yes", widget=forms.RadioSelect,
        choices=[
            ("no", gettext_lazy("发文字号（机关代字）")),
            ("yes", gettext_lazy("规范性文件登记号（前缀）")),
        ],
        initial="no",
    )  # fmt: skip
    mark = forms.CharField(
        label=gettext_lazy("机关代字或者前缀"), max_length=20,
        help_text=gettext_lazy("机关代字例如“样林发”；登记号前缀由字母和数字组成，例如 YSDR。"),
    )  # fmt: skip

    def __init__(self, *args: Any, bodies: dict[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body_id", [(pk, each.name) for pk, each in bodies.items()])


@require_http_methods(["GET", "POST"])
@staff_view(*READING)
def marks(request: StaffRequest) -> HttpResponse:
    """The marks with their last numbers and their history; who may, registers and stops them."""
    staff = request.staff
    own = dict(organisations.latest_bodies(sorted(queries.bodies_set_by(staff.actor, staff.today))))
    form = MarkForm(bodies=own)
    if request.method == "POST" and "stop" in request.POST:
        say(request, _stopped(request), _("已停用。已经编出的号不变。"))
        return redirect("workbench:document_marks")
    if request.method == "POST":
        form = MarkForm(request.POST, bodies=own)
        if form.is_valid() and _registered(request, form):
            return redirect("workbench:document_marks")
    found = queries.marks_visible_to(staff.actor, staff.today)
    names = organisations.names_of({line.actor for each in found for line in each.history})
    return page(
        request, "workbench/publishing/marks.html", SECTION, **tabs(request, "marks"),
        form=form if own else None,
        rows=[(each, each.body in own, _history(each, names)) for each in found],
        bodies=organisations.latest_bodies({each.body for each in found}), crumbs=crumbs((_("编号设置"), "")),
    )  # fmt: skip


def _history(each: queries.MarkCard, names: dict[str, str]) -> list[tuple[Any, str, str]]:
    return [(line.at, names.get(line.actor, line.actor), verb_name(line.verb)) for line in each.history]


def _stopped(request: StaffRequest) -> object:
    mark = number(request.POST["stop"]) or 0
    return actions.stop_mark(actor=request.staff.actor, now=request.staff.now, mark_id=mark)


def _registered(request: StaffRequest, form: MarkForm) -> bool:
    result = actions.register_mark(
        actor=request.staff.actor, now=request.staff.now, **form.cleaned_data
    )  # fmt: skip
    if isinstance(result, Refused):
        into_form(form, result)
        return False
    return say(request, result, _("已登记。"))
