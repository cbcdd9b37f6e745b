"""A step of a case: one page with its help, its article and its form, whatever the verb."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.workbench.answering import into_form, words
from gongkai.workbench.cases.desk import (
    SECTION,
    SEEING,
    Crumbs,
    Desk,
    case_crumbs,
    case_desk,
    seen_case,
)
from gongkai.workbench.cases.step_forms import STEPS, Step
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def step(request: StaffRequest, case_id: int, verb: str) -> HttpResponse:
    """A step of a case."""
    whole = seen_case(request, case_id)
    desk = case_desk(request, whole)
    return step_page(request, desk, verb, case_crumbs(whole, desk.label_of(verb)))


def step_page(request: StaffRequest, desk: Desk, verb: str, trail: Crumbs) -> HttpResponse:
    """The form of a verb, and what came of it. Whoever never does it is turned away; who only came too late
    is told so on the page he came from."""
    form_class = STEPS.get(verb)
    if form_class is None:
        raise Http404
    if not desk.ever_does(verb):
        raise PermissionDenied
    if request.method == "POST":
        return _tried(request, desk, form_class, trail)
    told = form_class.unavailable(desk)
    if verb not in desk.verbs:
        told = _("现在的状态下不能办理“{label}”。").format(label=desk.label_of(verb))
    if told:
        messages.info(request, str(told))
        return redirect(desk.back)
    return form_page(request, desk, form_class(desk=desk), trail)


def _tried(request: StaffRequest, desk: Desk, form_class: type[Step], trail: Crumbs) -> HttpResponse:
    form = form_class(request.POST, request.FILES, desk=desk)
    if not form.is_valid():
        return form_page(request, desk, form, trail, based_on=based_on(request))
    result = form.act(based_on(request))
    if not isinstance(result, Refused):
        messages.success(request, str(form.done))
        return redirect(desk.back)
    if isinstance(result, Overtaken):
        return form_page(request, desk, form, trail, overtaken=result)
    into_form(form, result)
    return form_page(request, desk, form, trail, based_on=based_on(request))


def based_on(request: StaffRequest) -> int | None:
    """The revision the person saw."""
    said = request.POST.get("based_on", "")
    return int(said) if said.isdecimal() and len(said) < 10 else None


def form_page(
    request: StaffRequest,
    desk: Desk,
    form: Step,
    trail: Crumbs,
    *,
    based_on: int | None = None,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    """`overtaken`: somebody acted meanwhile; what was typed stays, and the next try counts on what is now."""
    seen = desk.revision if based_on is None or overtaken is not None else based_on
    return page(
        request, "workbench/cases/step.html", SECTION, crumbs=trail, desk=desk, form=form,
        title=desk.label_of(form.verb), article=desk.article_of(form.verb), based_on=seen,
        **overtaken_context(overtaken),
    )  # fmt: skip


def overtaken_context(overtaken: Overtaken | None) -> dict[str, Any]:
    """Who did what since the person looked."""
    if overtaken is None:
        return {}
    return {
        "overtaken_reason": words(overtaken.reason),
        "overtaken_by": [words(message) for _verb, message in overtaken.details],
    }
