"""公示异议: what people object to, and the body's answer, which is public."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.disclosure import actions
from gongkai.disclosure.policy import HANDLERS
from gongkai.disclosure.posted import WHOLE
from gongkai.disclosure.queries import others
from gongkai.disclosure.queries import rows as row_queries
from gongkai.disclosure.queries.others import ObjectionCard
from gongkai.disclosure.wording import title_of as row_title
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.look.declared import translated
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.disclosure.desk import (
    ANSWERING,
    SECTION,
    crumbs,
    data_set_of,
    own_bodies,
    tabs,
    title_of,
)
from gongkai.workbench.disclosure.words import OBJECTION_STATES
from gongkai.workbench.shell import StaffRequest, page, staff_view

_LONGEST = 4000


class AnswerForm(forms.Form):
    """What came of looking into it."""

    outcome = forms.ChoiceField(
        label=_("结果"), widget=forms.RadioSelect, choices=[
            ("upheld", _("异议成立")), ("rejected", _("异议不成立")), ("withdrawn", _("提出人已撤回")),
        ],
        error_messages={"required": _("请选择结果。")},
    )  # fmt: skip
    text = forms.CharField(
        label=_("核查情况和理由"), required=False, max_length=_LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("对外公开，不要写提出人的姓名和联系方式。成立的，答复后请更正或者撤回这一行。"),
    )  # fmt: skip


@require_GET
@staff_view(*HANDLERS)
def objections(request: StaffRequest) -> HttpResponse:
    """Of the person's bodies, the soonest due first, the open ones before the rest."""
    staff = request.staff
    found = others.objections(staff.actor, staff.today)
    found.sort(key=lambda each: (each.state != "received", each.due_on))
    return page(
        request, "workbench/disclosure/objections.html", SECTION, **tabs(request, "objections"),
        objections=[
            (each, title_of(each.data_set, staff.today), OBJECTION_STATES.get(each.state, each.state))
            for each in found
        ],
        bodies=organisations.latest_bodies({each.body for each in found}), today=staff.today,
        may_answer=staff.acts_as(*ANSWERING), crumbs=crumbs((_now("公示异议"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*ANSWERING)
def answer(request: StaffRequest, objection_id: int) -> HttpResponse:
    """答复, or note that it was withdrawn."""
    card = _seen(request, objection_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _answered(request, card, form.cleaned_data)
        if not isinstance(done, Refused):
            say(request, done, _now("已答复，对外公开。"))
            return redirect("workbench:data_objections")
        into_form(form, done)
    data_set = translated(data_set_of(request, card.data_set))
    row = row_queries.row(data_set, card.row) if card.row != WHOLE else None
    return page(
        request, "workbench/disclosure/objection.html", SECTION, form=form, card=card, data_set=data_set,
        row=row, row_title=row_title(data_set, row.content) if row else "",
        state=OBJECTION_STATES.get(card.state, card.state),
        crumbs=crumbs((_now("公示异议"), reverse("workbench:data_objections")), (_now("答复"), "")),
    )  # fmt: skip


def _seen(request: StaffRequest, objection_id: int) -> ObjectionCard:
    staff = request.staff
    own = own_bodies(staff, *ANSWERING)
    for each in others.objections(staff.actor, staff.today):
        if each.id == objection_id and each.body in own:
            return each
    raise Http404


def _answered(request: StaffRequest, card: ObjectionCard, said: dict[str, Any]) -> Any:
    staff = request.staff
    if said["outcome"] == "withdrawn":
        return actions.withdraw_objection(
            actor=staff.actor, now=staff.now, objection_id=card.id, reason=said["text"]
        )
    return actions.answer(
        actor=staff.actor, now=staff.now, objection_id=card.id, upheld=said["outcome"] == "upheld",
        text=said["text"],
    )  # fmt: skip
