"""The masthead, a new issue, an old one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.gazette import actions
from gongkai.publishing.gazette.queries import work
from gongkai.publishing.gazette.queries.work import GazetteCard
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.gazette.desk import EDITORS, MASTERS, SECTION, crumbs
from gongkai.workbench.publishing.gazette.forms import MastheadForm, NumbersForm, OldForm
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*MASTERS)
def masthead(request: StaffRequest) -> HttpResponse:
    """Set up the gazette of the person's own government, or change its masthead."""
    own = request.staff.actor.bodies_as(*MASTERS)
    body = number(request.GET.get("body", "")) or next(iter(sorted(own)), 0)
    if body not in own:
        raise PermissionDenied
    known = next((each for each in _gazettes(request) if each.body == body), None)
    form = MastheadForm(request.POST or None, initial=_said(known))
    if request.method == "POST" and form.is_valid():
        made = actions.set_up(
            actor=request.staff.actor, now=request.staff.now, body_id=body, masthead=form.masthead()
        )
        if not isinstance(made, Refused):
            messages.success(request, _("刊头已保存。"))
            return redirect("workbench:gazette")
        into_form(form, made)
    name = organisations.latest_bodies([body])[body].name
    return _form(request, form, _("公报刊头"), name)


@require_http_methods(["GET", "POST"])
@staff_view(*EDITORS)
def new(request: StaffRequest) -> HttpResponse:
    """Open an issue; its numbers follow the newest."""
    gazette = _own(request)
    year, following, total, starts, last = work.next_numbers(gazette.id, request.staff.today)
    first = {"year": year, "number": following, "total_number": total, "starts": starts, "last": last,
             "dated": last}  # fmt: skip
    form = NumbersForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        made = actions.open_issue(
            actor=request.staff.actor, now=request.staff.now, gazette_id=gazette.id, numbers=form.numbers()
        )
        if not isinstance(made, Refused):
            return redirect("workbench:gazette_issue", made.pk)
        into_form(form, made)
    return _form(request, form, _("新开一期"), gazette.title)


@require_http_methods(["GET", "POST"])
@staff_view(*EDITORS)
def upload(request: StaffRequest) -> HttpResponse:
    """The scan of an issue that was printed before."""
    gazette = _own(request)
    form = OldForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        made = actions.upload_old(
            actor=request.staff.actor, now=request.staff.now, gazette_id=gazette.id, numbers=form.numbers(),
            name=str(file.name), content=file.read(),
        )  # fmt: skip
        if not isinstance(made, Refused):
            messages.success(request, _("已上传，正在识别文字。可以离开本页。"))
            return redirect("workbench:gazette_issue", made.pk)
        into_form(form, made)
    return _form(request, form, _("上传往期公报"), gazette.title)


def _gazettes(request: StaffRequest) -> list[GazetteCard]:
    return work.gazettes(request.staff.actor, request.staff.today)


def _own(request: StaffRequest) -> GazetteCard:
    """The gazette asked for, or the only one the person edits."""
    own = [each for each in _gazettes(request) if each.body in request.staff.actor.bodies_as(*EDITORS)]
    asked = number(request.GET.get("gazette", ""))
    found = next((each for each in own if asked in (None, each.id)), None)
    if found is None:
        raise PermissionDenied
    return found


def _said(known: GazetteCard | None) -> dict[str, object]:
    names = ("title", "editor", "issn", "serial_number", "contact", "since")
    return {name: getattr(known, name) for name in names} if known else {}


def _form(request: StaffRequest, form: Form, title: str, subtitle: str) -> HttpResponse:
    return page(
        request, "workbench/form.html", SECTION, form=form, title=title, subtitle=subtitle,
        back=reverse("workbench:gazette"), crumbs=crumbs((title, "")),
    )  # fmt: skip
