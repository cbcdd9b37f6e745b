"""本期无, 不适用: what a body states instead of rows, and takes back."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.disclosure.periods import read_period
from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import actions
from gongkai.disclosure.queries import others
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form, say, words
from gongkai.workbench.disclosure.desk import (
    ANSWERING,
    SECTION,
    SEEING,
    body_asked,
    crumbs,
    data_set_of,
    open_periods,
    own_bodies,
    set_crumbs,
    tabs,
    title_of,
)
from gongkai.workbench.disclosure.words import STATEMENTS
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LONGEST = 500


class StatementForm(forms.Form):
    """What is stated, of which period, and why."""

    kind = forms.ChoiceField(
        label=_("说明"), choices=[
            ("nothing", _("本期无：这一期没有应当公布的内容")),
            ("not_applicable", _("不适用：本单位没有这项职责")),
        ], widget=forms.RadioSelect, initial="nothing",
    )  # fmt: skip
    period = forms.ChoiceField(
        label=_("所属期"),
        required=False,
        help_text=_("“本期无”要选一期；“不适用”不选的，长期有效，直到收回。"),
    )
    reason = forms.CharField(
        label=_("理由"), required=False, max_length=_LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("对外公开。"),
    )  # fmt: skip

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _now("请选择")), *periods]


@require_http_methods(["GET", "POST"])
@staff_view(*ANSWERING)
def state(request: StaffRequest, name: str) -> HttpResponse:
    """One data set, one of the person's bodies."""
    data_set = translated(data_set_of(request, name))
    own = own_bodies(request.staff, *ANSWERING)
    body = body_asked(request, own)
    if body is None:
        raise PermissionDenied
    posted = request.POST if request.method == "POST" else None
    initial = {"period": request.GET.get("period", ""), "kind": "nothing"}
    form = StatementForm(posted, periods=open_periods(request, data_set, body), initial=initial)
    if posted is not None and form.is_valid():
        done = _stated(request, data_set, body, form)
        if not isinstance(done, Refused):
            say(request, done, _now("已说明，对外公开。"))
            return redirect(f"{reverse('workbench:data_set', args=[name])}?show=owed&body={body}")
        into_form(form, done)
    back = f"{reverse('workbench:data_set', args=[name])}?show=owed&body={body}"
    return page(
        request, "workbench/disclosure/state.html", SECTION, form=form, title=_now("作出说明"),
        subtitle=f"{own[body].name} · {data_set.title}", back=back, body=body, data_set=data_set,
        crumbs=set_crumbs(data_set, (_now("说明"), "")),
    )  # fmt: skip


def _stated(request: StaffRequest, data_set: DataSet, body: int, form: StatementForm) -> Any:
    said = form.cleaned_data
    verb = actions.state_nothing if said["kind"] == "nothing" else actions.not_applicable
    return verb(
        actor=request.staff.actor, now=request.staff.now, body_id=body, data_set=data_set.name,
        period=said["period"], reason=said["reason"],
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def statements(request: StaffRequest) -> HttpResponse:
    """The newest statements the person sees."""
    staff = request.staff
    found = others.statements(staff.actor, staff.today)
    return page(
        request, "workbench/disclosure/statements.html", SECTION, **tabs(request, "statements"),
        statements=[
            (each, title_of(each.data_set, staff.today), STATEMENTS.get(each.kind, each.kind),
             words(named.title) if (named := read_period(each.period)) else _now("长期"))
            for each in found
        ],
        bodies=organisations.latest_bodies({each.body for each in found}),
        own=own_bodies(staff, *ANSWERING), crumbs=crumbs((_now("说明"), "")),
    )  # fmt: skip


@require_POST
@staff_view(*ANSWERING)
def take_back(request: StaffRequest, statement_id: int) -> HttpResponse:
    staff = request.staff
    seen = {each.id: each for each in others.statements(staff.actor, staff.today)}
    if statement_id not in seen or seen[statement_id].body not in own_bodies(staff, *ANSWERING):
        raise Http404
    done = actions.take_back(
        actor=staff.actor, now=staff.now, statement_id=statement_id,
        reason=request.POST.get("reason", "")[:_LONGEST],
    )  # fmt: skip
    say(request, done, _now("已收回。"))
    return redirect("workbench:data_statements")
