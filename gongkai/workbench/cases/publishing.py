"""Making a sent reply readable for everybody: proposed anonymised, read over and confirmed by a person."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.casework import actions
from gongkai.casework.queries.publishing import Proposal, proposed_publication
from gongkai.foundation.ledger.verbs import Refused
from gongkai.workbench.answering import into_form, words
from gongkai.workbench.cases.desk import SECTION, SEEING, case_address, case_crumbs, case_desk, seen_case
from gongkai.workbench.cases.step_forms.base import line_field, text_field
from gongkai.workbench.cases.steps import based_on
from gongkai.workbench.shell import StaffRequest, page, staff_view


class Publication(forms.Form):
    """The text as everybody will read it."""

    title = line_field(gettext_lazy("标题"), 200)
    question = text_field(gettext_lazy("申请内容"), rows=5)
    answer = text_field(gettext_lazy("答复内容"), rows=14)


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def publish(request: StaffRequest, case_id: int) -> HttpResponse:
    """What looks like personal data is masked beforehand; what is none is let stand with a reason."""
    whole = seen_case(request, case_id)
    if not case_desk(request, whole).ever_does("case.publish"):
        raise PermissionDenied
    proposal = proposed_publication(request.staff.actor, case_id, request.staff.today)
    if proposal is None:
        messages.info(request, _("还没有发出的答复，不能公开。"))
        return redirect(case_address(case_id))
    first = {"title": proposal.title, "question": proposal.question, "answer": proposal.answer}
    form = Publication(request.POST or None, initial=first)
    open_passages: list[str] = []
    if request.method == "POST" and form.is_valid():
        result = _published(request, case_id, form)
        if not isinstance(result, Refused):
            messages.success(request, _("已公开，公众可以查到。"))
            return redirect(case_address(case_id))
        open_passages = [words(message) for _part, message in result.details]
        into_form(form, result)
    return page(
        request, "workbench/cases/publish.html", SECTION, whole=whole, card=whole.card, form=form,
        masked=_masked(proposal), open_passages=open_passages, based_on=whole.card.revision,
        passages=list(zip(request.POST.getlist("passage"), request.POST.getlist("why"), strict=False)),
        crumbs=case_crumbs(whole, _("公开答复内容")),
    )  # fmt: skip


def _masked(proposal: Proposal) -> list[str]:
    """What was found in the reply, in words."""
    return [words(each.message) for each in proposal.masked]


def _published(request: StaffRequest, case_id: int, form: Publication) -> Any:
    """Passages that may stand come as pairs: the passage, and why it is no personal data."""
    passages, reasons = request.POST.getlist("passage"), request.POST.getlist("why")
    kept = {text.strip(): why for text, why in zip(passages, reasons, strict=False) if text.strip()}
    return actions.publish(
        actor=request.staff.actor, now=request.staff.now, case_id=case_id, kept=kept,
        based_on=based_on(request), **form.cleaned_data,
    )  # fmt: skip
