"""Deciding what the applicant is told: one outcome of the closed list first, then what it must rest on."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.casework.composing import FACTS
from gongkai.core.clock import Consulted
from gongkai.core.outcomes import Contested, Outcome, Requirement
from gongkai.core.replies import Placeholder
from gongkai.core.replies.words import PLACES
from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.foundation.look.choosing import offer
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.desk import (
    SECTION,
    SEEING,
    Desk,
    case_crumbs,
    case_desk,
    outcomes_open_to,
    seen_case,
)
from gongkai.workbench.cases.step_forms.base import Step, day_field, text_field
from gongkai.workbench.cases.steps import based_on, overtaken_context
from gongkai.workbench.cases.words import requirement_name, with_note
from gongkai.workbench.shell import StaffRequest, page, staff_view

_ASKS = {
    Requirement.WHERE_TO_FIND: Placeholder.WHERE_TO_FIND,
    Requirement.RESPONSIBLE_BODY: Placeholder.RESPONSIBLE_BODY,
    Requirement.SEARCH_RECORD: Placeholder.SEARCH_RECORD,
    Requirement.EARLIER_REPLY: Placeholder.EARLIER_REPLY,
    Requirement.OTHER_CHANNEL: Placeholder.OTHER_CHANNEL,
}
_GROUPS = (
    (_("予以公开"), {Contested.GRANTED}),
    (_("部分公开（区分处理的，只计这一情形，不计其他情形）"), {Contested.PARTLY_GRANTED}),
    (_("不予公开"), {Contested.WITHHELD, Contested.QUERY_MATTER}),
    (_("无法提供"), {Contested.NOT_HELD, Contested.NOT_READY, Contested.UNCLEAR}),
    (_("不予处理"), {Contested.NOT_PROCESSED}),
    (_("其他处理"), frozenset(Contested)),
)
"""The groups of the annual report's table three; what fits none of the first stands in the last."""


class Decide(Step):
    """The outcome is chosen on the page before; here what it rests on."""

    do, verb = actions.decide, "case.decide"
    help = _("作出决定后，系统按范本起草答复书，救济途径自动计算。起草后还可以修改，再送审、签发。")
    grounds = text_field(
        _("理由"), rows=4, required=False, help_text=_("写明事实和理由，将写进答复书。可以在起草时再补充。")
    )
    ground_codes = forms.MultipleChoiceField(
        label=_("依据的情形"), required=False, widget=forms.CheckboxSelectMultiple
    )
    left_out = forms.TypedMultipleChoiceField(
        label=_("不提供这些第三方的信息"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("第三方不同意公开、部分公开时略去的，在这里选上。"),
    )  # fmt: skip
    on = day_field(_("决定之日"))

    def __init__(self, *args: Any, outcome: Outcome, **kwargs: Any) -> None:
        self.outcome = outcome
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Only what this outcome asks for."""
        prepare_grounds(self, self.outcome)
        refusing = _third_parties(self.desk)
        if self.outcome.contested is Contested.PARTLY_GRANTED and refusing:
            offer(self, "left_out", refusing)
        else:
            del self.fields["left_out"]
        add_facts(self, self.outcome)
        self.order_fields(["ground_codes", "grounds", *(f"fact_{each}" for each in FACTS), "left_out", "on"])

    def arguments(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "outcome": self.outcome.code, "grounds": said["grounds"], "facts": facts_said(said),
            "ground_codes": said.get("ground_codes", []), "left_out": said.get("left_out", []),
            "on": said["on"],
        }  # fmt: skip


def prepare_grounds(form: forms.Form, outcome: Outcome) -> None:
    """The grounds the outcome offers; no field where it offers none."""
    if outcome.grounds:
        offer(
            form,
            "ground_codes",
            [(each.code, with_note(gettext(each.text), gettext(each.article))) for each in outcome.grounds],
        )
    else:
        del form.fields["ground_codes"]


def add_facts(form: forms.Form, outcome: Outcome) -> None:
    """A field for each fact the outcome's letter has to tell."""
    asked = {_ASKS[each] for each in outcome.requires if each in _ASKS}
    for place in FACTS:
        if place in asked:
            form.fields[f"fact_{place}"] = text_field(gettext(PLACES[place]), rows=2, required=False)


def facts_said(said: dict[str, Any]) -> dict[str, str]:
    return {name.removeprefix("fact_"): text for name, text in said.items() if name.startswith("fact_")}


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def decide(request: StaffRequest, case_id: int) -> HttpResponse:
    """First the outcome, then its form."""
    whole = seen_case(request, case_id)
    desk = case_desk(request, whole)
    if not desk.ever_does("case.decide"):
        raise PermissionDenied
    found = {each.code: each for each in outcomes_open_to(desk)}
    outcome = found.get(request.POST.get("outcome", "") or request.GET.get("outcome", ""))
    if outcome is None:
        return _choices(request, desk, list(found.values()))
    if request.method == "GET":
        return _form(request, desk, Decide(desk=desk, outcome=outcome))
    form = Decide(request.POST, desk=desk, outcome=outcome)
    if not form.is_valid():
        return _form(request, desk, form, seen=based_on(request))
    result = form.act(based_on(request))
    if not isinstance(result, Refused):
        return redirect("workbench:case_reply", case_id)
    if isinstance(result, Overtaken):
        return _form(request, desk, form, overtaken=result)
    into_form(form, result)
    return _form(request, desk, form, seen=based_on(request))


def _choices(request: StaffRequest, desk: Desk, found: list[Outcome]) -> HttpResponse:
    groups: list[tuple[Any, list[Any]]] = []
    left = list(found)
    for title, contested in _GROUPS:
        here = [each for each in left if each.contested in contested]
        left = [each for each in left if each not in here]
        if here:
            groups.append((title, [(each, _needs(each)) for each in here]))
    return page(
        request, "workbench/cases/choose_outcome.html", SECTION, desk=desk, groups=groups,
        crumbs=_trail(desk),
    )  # fmt: skip


def _form(
    request: StaffRequest,
    desk: Desk,
    form: Decide,
    *,
    seen: int | None = None,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    return page(
        request, "workbench/cases/decide.html", SECTION, desk=desk, form=form, outcome=form.outcome,
        needs=_needs(form.outcome), based_on=desk.revision if seen is None else seen,
        crumbs=_trail(desk), **overtaken_context(overtaken),
    )  # fmt: skip


def _needs(outcome: Outcome) -> list[str]:
    return [requirement_name(each) for each in outcome.requires]


def _trail(desk: Desk) -> list[tuple[str, str]]:
    return case_crumbs(desk.whole, gettext("作出决定")) if desk.whole else []


def _third_parties(desk: Desk) -> list[tuple[Any, Any]]:
    found = desk.whole.handling.consultations if desk.whole else ()
    return [
        (each.id, with_note(each.name, each.opinion_label))
        for each in found
        if each.party == Consulted.THIRD_PARTY and each.refuses
    ]
