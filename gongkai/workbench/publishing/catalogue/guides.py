"""指南 and 制度 of a body: written, looked over, published."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.publishing import guide as rules
from gongkai.core.publishing.guide import PageKind
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue import actions, law, policy
from gongkai.publishing.catalogue.queries import public, visible
from gongkai.publishing.catalogue.queries.visible import NoSuchCatalogueError
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.catalogue.forms import GuideForm
from gongkai.workbench.publishing.catalogue.shell import SEEING, show
from gongkai.workbench.shell import StaffRequest, staff_view

KINDS = {
    "guide": gettext_lazy("政府信息公开指南"),
    "system": gettext_lazy("政府信息公开制度"),
}


@require_GET
@staff_view(*SEEING)
def guides(request: StaffRequest) -> HttpResponse:
    """Which body has which page."""
    staff = request.staff
    out = set(public.pages())
    bodies = organisations.bodies_on(staff.today, policy.known(staff.actor, staff.today)).values()
    rows = [
        (each, [(kind, title, (each.id, kind) in out) for kind, title in KINDS.items()]) for each in bodies
    ]
    return show(request, "catalogue/guides", "guides", (_("指南和制度"), ""), rows=rows)


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def guide(request: StaffRequest, body_id: int, kind: str) -> HttpResponse:
    """The page in hand, what is lacking, and what is out."""
    if kind not in KINDS:
        raise Http404
    staff = request.staff
    try:
        versions = visible.guides(staff.actor, body_id, kind, staff.today)
    except NoSuchCatalogueError:
        raise Http404 from None
    in_hand = next((each for each in versions if each.published_at is None and not each.returned), None)
    newest = in_hand or (versions[0] if versions else None)
    sections = newest.sections if newest else {}
    law_now = law.guide_rules(staff.today)
    elements = law_now.elements_of(PageKind(kind))
    may_write = policy.may_propose(staff.actor, body_id, staff.today) is None
    form = GuideForm(request.POST or None, initial=sections, elements=elements)
    if request.method == "POST" and may_write and form.is_valid():
        done = actions.write_guide(
            actor=staff.actor, now=staff.now, body_id=body_id, kind=kind, sections=form.cleaned_data
        )
        if not isinstance(done, Refused):
            messages.success(request, _("已保存，请另一人审定公布。"))
            return redirect("workbench:guide", body_id, kind)
        into_form(form, done)
    return show(
        request, "catalogue/guide", "guides", (str(KINDS[kind]), ""), form=form, title=KINDS[kind],
        body=organisations.latest_bodies([body_id])[body_id], kind=kind, in_hand=in_hand, versions=versions,
        elements=[(each, sections.get(each.code, "")) for each in elements], may_write=may_write,
        lacking=rules.missing(law_now, PageKind(kind), sections), article=law_now.article,
        may_decide=in_hand is not None
        and policy.may_decide(staff.actor, body_id, staff.today, in_hand.written_by) is None,
    )  # fmt: skip


@require_POST
@staff_view(*policy.APPROVERS)
def decide(request: StaffRequest, body_id: int, kind: str, verb: str) -> HttpResponse:
    """Publish or send back what is in hand."""
    staff = request.staff
    try:
        versions = visible.guides(staff.actor, body_id, kind, staff.today)
    except NoSuchCatalogueError:
        raise Http404 from None
    in_hand = next((each for each in versions if each.published_at is None and not each.returned), None)
    if in_hand is None or verb not in ("publish", "return"):
        raise Http404
    given: dict[str, Any] = {"actor": staff.actor, "now": staff.now, "guide_id": in_hand.pk}
    if verb == "publish":
        say(request, actions.publish_guide(**given), _("已公布。"))
    else:
        answer = request.POST.get("answer", "")[:500]
        say(request, actions.return_guide(**given, answer=answer), _("已退回。"))
    return redirect("workbench:guide", body_id, kind)
