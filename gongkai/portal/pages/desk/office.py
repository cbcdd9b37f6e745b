"""The desk of the office in charge: all sites below it, opening one, closing one."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.portal.pages import actions, addressing
from gongkai.portal.pages.desk.forms import ClosingForm, FactsForm, OpeningForm, ReopeningForm
from gongkai.portal.pages.desk.shell import DeskRequest, desk_view, page
from gongkai.portal.pages.models import PublicSite

HERE = "all"


@require_GET
@desk_view(Role.CITY_OFFICE)
def sites(request: DeskRequest) -> HttpResponse:
    """Every site of the bodies below, open ones first."""
    bodies = _bodies(request)
    rows = PublicSite.objects.filter(body__in=bodies).select_related("home").order_by("home__path")
    return page(
        request, "sites", HERE,
        rows=[
            (each, bodies[each.body_id], addressing.address_of(each.home.url_path))
            for each in sorted(rows, key=lambda site: site.closed_at is not None)
        ],
    )  # fmt: skip


@desk_view(Role.CITY_OFFICE)
def opening(request: DeskRequest) -> HttpResponse:
    """Open a site for a body that has none."""
    have = set(PublicSite.objects.values_list("body", flat=True))
    bodies = [each for number, each in _bodies(request).items() if number not in have]
    form = OpeningForm(request.POST or None, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        done = actions.open_site(
            actor=request.actor, now=request.now, body_id=form.cleaned_data["body"],
            slug=form.cleaned_data["slug"].strip(), facts=form.facts(), parts=form.cleaned_data["parts"],
        )  # fmt: skip
        if not isinstance(done, Refused):
            messages.success(request, _("网站已开设。请为网站编辑设置角色，再由他们编排首页。"))
            return redirect("site_desk:office_site", site_id=done.pk)
        form.add_error(None, str(done.reason))
    return page(request, "opening", HERE, form=form, status=422 if form.errors else 200)


@desk_view(Role.CITY_OFFICE)
def site(request: DeskRequest, site_id: int) -> HttpResponse:
    """One site: its facts, its domain, closing it or bringing it back."""
    row, body = _site(request, site_id)
    form = FactsForm(
        request.POST or None, initial={name: getattr(row, name) for name in FactsForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        done = actions.describe_site(
            actor=request.actor, now=request.now, site_id=site_id, facts=form.facts()
        )
        if not isinstance(done, Refused):
            messages.success(request, _("已保存。"))
            return redirect("site_desk:office_site", site_id=site_id)
        form.add_error(None, str(done.reason))
    return _page(request, row, body, form=form)


@require_POST
@desk_view(Role.CITY_OFFICE)
def close(request: DeskRequest, site_id: int) -> HttpResponse:
    """Close it with a notice."""
    row, body = _site(request, site_id)
    form = ClosingForm(request.POST)
    if form.is_valid():
        done = actions.close_site(actor=request.actor, now=request.now, site_id=site_id, **form.cleaned_data)
        if not isinstance(done, Refused):
            messages.success(request, _("网站已关停。"))
            return redirect("site_desk:sites")
        form.add_error(None, str(done.reason))
    return _page(request, row, body, ending=form)


@require_POST
@desk_view(Role.CITY_OFFICE)
def reopen(request: DeskRequest, site_id: int) -> HttpResponse:
    """Bring a closed one back."""
    row, body = _site(request, site_id)
    form = ReopeningForm(request.POST)
    if form.is_valid():
        done = actions.reopen_site(actor=request.actor, now=request.now, site_id=site_id, **form.cleaned_data)
        if not isinstance(done, Refused):
            messages.success(request, _("网站已恢复。"))
            return redirect("site_desk:sites")
        form.add_error(None, str(done.reason))
    return _page(request, row, body, ending=form)


def _bodies(request: DeskRequest) -> dict[int, BodyOnDay]:
    """Those below the person's office, itself included, in their order."""
    own = request.actor.bodies_as(Role.CITY_OFFICE)
    return organisations.bodies_on(request.day, organisations.subtree_ids(own, request.day))


def _site(request: DeskRequest, site_id: int) -> tuple[PublicSite, BodyOnDay]:
    """Another office's is not there."""
    bodies = _bodies(request)
    row = PublicSite.objects.filter(pk=site_id, body__in=bodies).select_related("home").first()
    if row is None:
        raise Http404
    return row, bodies[row.body_id]


def _page(
    request: DeskRequest, row: PublicSite, body: BodyOnDay, *, form: forms.Form | None = None,
    ending: forms.Form | None = None,
) -> HttpResponse:  # fmt: skip
    initial = {name: getattr(row, name) for name in FactsForm.base_fields}
    shown = form or FactsForm(initial=initial)
    last = ending or (ReopeningForm() if row.closed_at else ClosingForm())
    return page(
        request, "office_site", HERE, status=422 if shown.errors or last.errors else 200, site=row,
        body=body, address=addressing.address_of(row.home.url_path), form=shown, ending=last,
    )  # fmt: skip
