"""Bodies: the list, one body with its history and registers, and what may be changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import actions, policy, queries
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.organisations.body_forms import CHANGES
from gongkai.workbench.organisations.register_forms import REGISTERS, Card, initial_of
from gongkai.workbench.shell import StaffRequest, page, staff_view

SECTION = "organisations"
KEEPING = (Role.STATISTICS_CLERK, Role.BODY_ADMINISTRATOR, Role.CITY_OFFICE)


@require_GET
@staff_view()
def bodies(request: StaffRequest) -> HttpResponse:
    """Visible bodies of today, by kind."""
    found = queries.bodies_visible_to(request.staff.actor, request.staff.today)
    groups = [(kind.label, [each for each in found if each.kind == kind.value]) for kind in BodyKind]
    return page(
        request, "workbench/organisations/bodies.html", SECTION,
        groups=[group for group in groups if group[1]], count=len(found), levels=dict(BodyLevel.choices),
        crumbs=[(_("机构"), "")],
    )  # fmt: skip


def visible_body(request: StaffRequest, body_id: int) -> BodyOnDay:
    """The body as it was last, closed ones included. 404 when the person may not see it."""
    if body_id not in queries.visible_body_ids(request.staff.actor, request.staff.today):
        raise Http404
    return queries.latest_bodies([body_id])[body_id]


@require_GET
@staff_view()
def body(request: StaffRequest, body_id: int) -> HttpResponse:
    """One body: what it is, was and became; its offices, staff, funds, meetings and training."""
    seen = visible_body(request, body_id)
    staff = request.staff
    year = _year(request)
    related = queries.successions(body_id)
    others = {body for each in related for body in (each.predecessor, each.successor)}
    names = queries.latest_bodies(others | ({seen.parent} if seen.parent else set()))
    return page(
        request, "workbench/organisations/body.html", SECTION,
        body=seen, level=BodyLevel(seen.level).label, kind=BodyKind(seen.kind).label,
        parent=names.get(seen.parent) if seen.parent else None,
        history=queries.history(body_id), successions=related, names=names,
        below=queries.children(body_id, staff.today), year=year, years=range(staff.today.year, 2007, -1),
        offices=queries.offices([body_id], staff.today),
        funds=queries.funds([body_id], year), meetings=queries.meetings([body_id], year),
        courses=queries.courses([body_id], year),
        leaders=queries.leaders([body_id], staff.today),
        duty=queries.duties([body_id], staff.today).get(body_id),
        changes=_changes_offered(request, body_id), may_keep=_may_keep(request, body_id),
        crumbs=[(_("机构"), reverse("workbench:bodies")), (seen.name, "")],
    )  # fmt: skip


def _year(request: StaffRequest) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and 2008 <= int(asked) <= 2100 else request.staff.today.year


def _changes_offered(request: StaffRequest, body_id: int) -> list[tuple[str, Any]]:
    if policy.may_change_body(request.staff.actor, body_id, request.staff.today) is not None:
        return []
    return [(name, form.title) for name, form in CHANGES.items()]


def _may_keep(request: StaffRequest, body_id: int) -> bool:
    return policy.may_keep_registers(request.staff.actor, body_id) is None


@require_http_methods(["GET", "POST"])
@staff_view(Role.CITY_OFFICE)
def change(request: StaffRequest, body_id: int, change: str) -> HttpResponse:
    """One change of a body from a day on."""
    seen = visible_body(request, body_id)
    if change not in CHANGES:
        raise Http404
    form = CHANGES[change](
        request.POST if request.method == "POST" else None, staff=request.staff, body_id=body_id
    )
    if request.method == "POST" and form.is_valid():
        result = form.act()
        if not isinstance(result, Refused):
            messages.success(request, str(form.done))
            return redirect("workbench:body", body_id)
        into_form(form, result)
    return _form_page(request, seen, form, form.title)


@require_http_methods(["GET", "POST"])
@staff_view(*KEEPING)
def register(request: StaffRequest, body_id: int, register: str, entry: int | None = None) -> HttpResponse:
    """A new line in a register of the body, or the correction of one."""
    seen = visible_body(request, body_id)
    if register not in REGISTERS or (register == "staffing" and entry is None):
        raise Http404
    initial = {}
    if entry is not None:
        initial = initial_of(_standing(request, body_id, register, entry))
    form = REGISTERS[register](
        request.POST if request.method == "POST" else None,
        initial=initial,
        staff=request.staff,
        body_id=body_id,
        entry=entry,
    )
    if request.method == "POST" and form.is_valid():
        result = form.act()
        if not isinstance(result, Refused):
            messages.success(request, _("已登记。"))
            return redirect("workbench:body", body_id)
        into_form(form, result)
    return _form_page(request, seen, form, form.title)


def _standing(request: StaffRequest, body_id: int, register: str, entry: int) -> Card:
    lines: list[Card] = []
    if register in ("office", "staffing"):
        lines += queries.offices([body_id], request.staff.today)
    elif register == "leader":
        lines += queries.leaders([body_id], request.staff.today)
    elif register == "duty":
        lines += queries.duties([body_id], request.staff.today).values()
    else:
        find = {"fund": queries.funds, "meeting": queries.meetings, "course": queries.courses}[register]
        lines += find([body_id], _year(request))
    found = next((line for line in lines if line.entry == entry), None)
    if found is None:
        raise Http404
    return found


@require_POST
@staff_view(*KEEPING)
def withdraw(request: StaffRequest, body_id: int, register: str, entry: int) -> HttpResponse:
    """Take back a line that should never have been entered."""
    visible_body(request, body_id)
    if register not in ("fund", "meeting", "course", "leader", "duty"):
        raise Http404
    _standing(request, body_id, register, entry)
    result = actions.withdraw_entry(
        actor=request.staff.actor, now=request.staff.now, register=register, entry=entry,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say(request, result, _("已删去。以往报送的数字不受影响。"))
    return redirect(f"{reverse('workbench:body', args=[body_id])}?year={_year(request)}")


def _form_page(request: StaffRequest, seen: BodyOnDay, form: Any, title: Any) -> HttpResponse:
    return page(
        request, "workbench/form.html", SECTION,
        form=form, title=title, subtitle=seen.name, back=reverse("workbench:body", args=[seen.id]),
        crumbs=[
            (_("机构"), reverse("workbench:bodies")),
            (seen.name, reverse("workbench:body", args=[seen.id])),
            (title, ""),
        ],
    )  # fmt: skip
