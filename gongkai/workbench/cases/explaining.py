"""A complaint about the person's body, put to it for an explanation."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.casework.queries.explaining import complaints_asked_of
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs
from gongkai.workbench.cases.step_forms.base import text_field
from gongkai.workbench.shell import StaffRequest, page, staff_view


class Explain(forms.Form):
    """To the body that handles the complaint."""

    text = text_field(_("情况说明"), rows=8, help_text=_("事情的经过、依据，是否已经改正。"))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def complaint(request: StaffRequest, complaint_id: int) -> HttpResponse:
    """Explain what the body is complained of. Nothing here tells who complained."""
    staff = request.staff
    known = complaints_asked_of(staff.actor, staff.today)
    found = next((each for each in known if each.case_id == complaint_id), None)
    if found is None:
        raise Http404
    form = Explain(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = actions.explain(actor=staff.actor, now=staff.now, case_id=complaint_id, **form.cleaned_data)
        if not isinstance(result, Refused):
            messages.success(request, gettext("情况说明已提交。"))
            return redirect("workbench:case_requests")
        into_form(form, result)
    handling = organisations.latest_bodies([found.from_body])[found.from_body].name
    about = gettext("关于 {number}").format(number=found.about_number) if found.about_number else ""
    return page(
        request, "workbench/cases/asked_form.html", SECTION, title=gettext("对投诉说明情况"), form=form,
        eyebrow=" ".join(part for part in (handling, found.number, about) if part), question=found.text,
        due=found.due_on, answered=None if found.answers else found.answered_on or found.asked_on,
        answer=found.explanation,
        crumbs=crumbs(
            (gettext("协查和建议"), reverse("workbench:case_requests")), (gettext("对投诉说明情况"), "")
        ),
    )  # fmt: skip
