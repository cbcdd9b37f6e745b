"""What waits at the desk of sites: drafts to look over, drafts given back, reports of readers."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, WorkflowState

from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.waiting import Desk, Line, waits
from gongkai.portal.pages.due import due_on, is_late
from gongkai.portal.pages.models import PublicSite
from gongkai.portal.pages.policy import ANSWERERS, APPROVERS
from gongkai.portal.pages.queries import faults_of, waiting_in, writers_of
from gongkai.portal.pages.sites import is_of, sites_of


@waits
def site_desk(actor: Actor, day: date) -> Desk | None:
    """Reports with their day first, then drafts."""
    reviewed = sites_of(actor, *APPROVERS)
    if not reviewed:
        return None
    lines = (*_reports(sites_of(actor, *ANSWERERS), day), *_given_back(actor), *_drafts(actor, reviewed))
    return Desk(_("网站"), reverse("site_desk:desk"), lines)


def _reports(sites: list[PublicSite], day: date) -> Iterator[Line]:
    found = [(due_on(each), each) for each in faults_of(sites)]
    for due, each in sorted(found, key=lambda pair: pair[0]):
        address = reverse("site_desk:fault", args=[each.pk])
        yield Line(address, each.words[:40], each.site.name, _("答复网站找错"), due, is_late(each, day))


def _given_back(actor: Actor) -> Iterator[Line]:
    """To who handed them in."""
    own = sites_of(actor, Role.SITE_EDITOR)
    states = WorkflowState.objects.filter(status=WorkflowState.STATUS_NEEDS_CHANGES)
    wanted = states.filter(requested_by=actor.person_id).values_list("object_id", flat=True)
    for each in Page.objects.filter(pk__in=[int(number) for number in wanted]).order_by("pk"):
        if is_of(each, own):
            address = reverse("wagtailadmin_pages:edit", args=[each.pk])
            yield Line(address, each.draft_title or each.title, _("网站页面"), _("按意见修改"))


def _drafts(actor: Actor, sites: list[PublicSite]) -> Iterator[Line]:
    """Of others: nobody looks over his own."""
    waiting = waiting_in(sites)
    pages = Page.objects.in_bulk([each.page for each in waiting])
    for each in waiting:
        if actor.person_id not in writers_of(pages[each.page]):
            address = reverse("site_desk:review", args=[each.page])
            yield Line(address, each.title, f"{each.site} · {each.kind}", _("审核网站页面"))
