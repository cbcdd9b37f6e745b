"""Pages of the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page

from gongkai.core.comparing import compared
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.portal.pages import actions, policy, queries, reading, showing
from gongkai.portal.pages.desk.shell import DESK_ROLES, DeskRequest, desk_view, page
from gongkai.portal.pages.due import due_on, is_late
from gongkai.portal.pages.gate import FRAMED_CSP
from gongkai.portal.pages.models import DesignedPage, FaultResult, PublicSite
from gongkai.portal.pages.sites import is_of, sites_of

FAULTS = policy.ANSWERERS
OFFICE_ONLY = ("domain", "language")  # of a site's facts


@require_GET
@desk_view(*DESK_ROLES)
def desk(request: DeskRequest) -> HttpResponse:
    """What waits: drafts of colleagues, reports of readers; the sites one looks after."""
    day = request.day
    waiting = queries.waiting_in(request.sites)
    names = organisations.names_of([f"person:{each.by}" for each in waiting])
    faults = queries.faults_of(request.sites)
    return page(
        request, "desk", "desk", sites=request.sites,
        edited={each.pk for each in sites_of(request.actor, Role.SITE_EDITOR)},
        kept={each.pk for each in sites_of(request.actor, Role.BODY_ADMINISTRATOR)},
        waiting=[(each, names.get(f"person:{each.by}", "")) for each in waiting],
        faults=[(each, due_on(each), is_late(each, day)) for each in faults],
        closed=queries.faults_of(request.sites, state="closed")[:10],
    )  # fmt: skip


@require_GET
@desk_view(*policy.APPROVERS)
def review(request: DeskRequest, page_id: int) -> HttpResponse:
    """A draft for another person's eyes: as it will look on a phone and a desk, what changed, what must be
    judged."""
    found = _own(request, page_id)
    step = found.current_workflow_task_state
    draft_page = found.get_latest_revision_as_object()
    wrote = request.actor.person_id in queries.writers_of(found)
    before = reading.text_of(found) if found.live else ""
    return page(
        request, "review", "desk", found=found, step=step, wrote=wrote, draft=draft_page,
        revision=found.latest_revision_id, findings=queries.open_findings(found.pk, draft_page) if step else
        (), stretches=compared(before, reading.text_of(draft_page)) if before else (), is_home=found.depth
        == 2, )  # fmt: skip


@require_GET
@xframe_options_sameorigin
@csp_override(FRAMED_CSP)
@desk_view(*policy.APPROVERS)
def draft(request: DeskRequest, page_id: int) -> HttpResponse:
    """The newest draft as a reader would see it."""
    found = _own(request, page_id).get_latest_revision_as_object()
    return showing.shown(request, found, is_preview=True)


@require_POST
@desk_view(*policy.APPROVERS)
def step(request: DeskRequest, page_id: int, step: str) -> HttpResponse:
    """Let go live, give back, judge a finding, take down."""
    _own(request, page_id)
    if step not in STEPS:
        raise Http404
    done = STEPS[step](request, page_id)
    if isinstance(done, Refused):
        messages.error(request, str(done.reason))
        return redirect("site_desk:review", page_id=page_id)
    messages.success(request, _("已办理。"))
    return redirect("site_desk:review", page_id=page_id) if step == "judge" else redirect("site_desk:desk")


@desk_view(*FAULTS)
def fault(request: DeskRequest, fault_id: int) -> HttpResponse:
    """One report, and the answer to it."""
    row = queries.fault(request.sites, fault_id)
    if row is None:
        raise Http404
    problem = ""
    if request.method == "POST":
        result = request.POST.get("result", "")
        if result in FaultResult.values:
            done = actions.answer_fault(
                actor=request.actor, now=request.now, fault_id=fault_id, result=FaultResult(result),
                answer=request.POST.get("answer", ""),
            )  # fmt: skip
            if not isinstance(done, Refused):
                messages.success(request, _("已答复。"))
                return redirect("site_desk:desk")
            problem = str(done.reason)
        else:
            problem = _("请选择结果。")
    status = 422 if problem else 200
    return page(
        request, "fault", "desk", status=status, fault=row, due_on=due_on(row), problem=problem,
        results=FaultResult.choices,
        typed=request.POST.get("answer", ""),
    )  # fmt: skip


@desk_view(Role.BODY_ADMINISTRATOR)
def site(request: DeskRequest, site_id: int) -> HttpResponse:
    """What stands at the foot of the site's pages."""
    found = next((each for each in request.sites if each.pk == site_id), None)
    if found is None:
        raise Http404
    problem = ""
    told = {name: getattr(found, name) for name, _label in _facts(found)}
    if request.method == "POST":
        told |= {name: request.POST.get(name, "").strip() for name in told if name not in OFFICE_ONLY}
        done = actions.describe_site(
            actor=request.actor, now=request.now, site_id=site_id, facts=actions.Facts(**told)
        )
        if not isinstance(done, Refused):
            messages.success(request, _("已保存。"))
            return redirect("site_desk:desk")
        problem = str(done.reason)
    rows = [(name, label, told[name]) for name, label in _facts(found) if name not in OFFICE_ONLY]
    return page(
        request, "site", "desk", status=422 if problem else 200, site=found, rows=rows, problem=problem
    )


def _facts(found: PublicSite) -> list[tuple[str, str]]:
    names = ("name", "domain", "language", "code", "icp", "police", "host", "builder", "contact")
    return [(name, str(getattr(found._meta.get_field(name), "verbose_name", name))) for name in names]


def _own(request: DeskRequest, page_id: int) -> DesignedPage:
    """A page of one of the person's sites; another body's is not there."""
    found = Page.objects.filter(pk=page_id).specific().first()
    if not isinstance(found, DesignedPage) or not is_of(found, request.sites):
        raise Http404
    return found


def _publish(request: DeskRequest, page_id: int) -> Any:
    number = request.POST.get("revision", "")
    return actions.publish_page(
        actor=request.actor, now=request.now, page_id=page_id,
        revision_id=int(number) if number.isdecimal() else 0,
    )  # fmt: skip


def _return(request: DeskRequest, page_id: int) -> Any:
    return actions.return_page(
        actor=request.actor, now=request.now, page_id=page_id,
        reason=request.POST.get("reason", "")[:500],
    )  # fmt: skip


def _judge(request: DeskRequest, page_id: int) -> Any:
    return actions.judge_finding(
        actor=request.actor, now=request.now, page_id=page_id,
        finding=request.POST.get("finding", ""), reason=request.POST.get("reason", ""),
    )  # fmt: skip


def _take_down(request: DeskRequest, page_id: int) -> Any:
    return actions.take_down_page(
        actor=request.actor, now=request.now, page_id=page_id,
        reason=request.POST.get("reason", "")[:500],
    )  # fmt: skip


STEPS: dict[str, Callable[[DeskRequest, int], Any]] = {
    "publish": _publish, "return": _return, "judge": _judge, "take-down": _take_down,
}  # fmt: skip
