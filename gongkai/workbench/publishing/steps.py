"""A step of a document: one page with its help, its article and its form, whatever the verb."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.foundation.ledger.verbs import Overtaken, Refused
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.steps import based_on, overtaken_context
from gongkai.workbench.publishing.desk import SECTION, SEEING, Desk, document_crumbs, seen_desk
from gongkai.workbench.publishing.step_forms import STEPS
from gongkai.workbench.publishing.step_forms.base import Step
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def step(request: StaffRequest, document_id: int, verb: str) -> HttpResponse:
    """The form of a verb, and what came of it. Whoever never does it is turned away; who only came too late
    is told so on the document's page."""
    desk = seen_desk(request, document_id)
    form_class = STEPS.get(verb)
    if form_class is None:
        raise Http404
    if not desk.ever_does(verb):
        raise PermissionDenied
    if request.method == "POST":
        return _tried(request, desk, form_class)
    told = str(form_class.unavailable(desk))
    if not desk.may(verb):
        told = _("现在的状态下不能办理“{label}”。").format(label=desk.label_of(verb))
    if told:
        messages.info(request, told)
        return redirect(desk.back)
    return _form_page(request, desk, form_class(desk=desk))


def _tried(request: StaffRequest, desk: Desk, form_class: type[Step]) -> HttpResponse:
    form = form_class(request.POST, desk=desk)
    if not form.is_valid():
        return _form_page(request, desk, form, based_on=based_on(request))
    result = form.act(based_on(request))
    if isinstance(result, Overtaken):
        return _form_page(request, desk, form, overtaken=result)
    if isinstance(result, Refused):
        into_form(form, result)
        return _form_page(request, desk, form, based_on=based_on(request))
    messages.success(request, str(form.done))
    return redirect(desk.back)


def _form_page(
    request: StaffRequest,
    desk: Desk,
    form: Step,
    *,
    based_on: int | None = None,
    overtaken: Overtaken | None = None,
) -> HttpResponse:
    """`overtaken`: somebody acted meanwhile; what was typed stays, and the next try counts on what is now."""
    now = desk.revision_for(form.verb)
    label = desk.label_of(form.verb)
    return page(
        request, "workbench/publishing/step.html", SECTION, crumbs=document_crumbs(desk, label), desk=desk,
        form=form, title=label, article=desk.article_of(form.verb),
        based_on=now if based_on is None or overtaken is not None else based_on,
        **overtaken_context(overtaken),
    )  # fmt: skip
