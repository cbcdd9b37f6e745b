"""Yearly packages: asked for, watched, taken along, handed over."""

from typing import cast

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.archives import actions, policy, storage
from gongkai.publishing.archives.queries import work
from gongkai.publishing.archives.queries.work import NoSuchPointError, PackageCard
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.archives.forms import HandOverForm, PackageForm
from gongkai.workbench.publishing.catalogue.shell import SEEING, show
from gongkai.workbench.shell import StaffRequest, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def packages(request: StaffRequest) -> HttpResponse:
    """Those there are; another one is asked for."""
    staff = request.staff
    own = staff.actor.bodies_as(*policy.PACKERS)
    bodies = [(each.id, each.name) for each in organisations.bodies_on(staff.today, own).values()]
    form = PackageForm(request.POST or None, bodies=bodies, initial={"year": staff.today.year - 1})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = actions.ask(actor=staff.actor, now=staff.now, body_id=said["body"], year=said["year"])
        if not isinstance(made, Refused):
            return redirect("workbench:archive_package", made.pk)
        into_form(form, made)
    found = work.packages(staff.actor, staff.today)
    return show(
        request, "archives/packages", "packages", (_("年度归档"), ""), rows=found, form=form,
        bodies=organisations.latest_bodies({each.body for each in found}), may_pack=bool(bodies),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def package(request: StaffRequest, package_id: int) -> HttpResponse:
    """One; while it is made, how far it is. Handed over with its receipt."""
    card = _seen(request, package_id)
    if request.headers.get("HX-Request"):
        answer = render(request, "workbench/publishing/archives/progress.html", {"card": card})
        if card.state != "making":
            answer["HX-Refresh"] = "true"
        return answer
    staff = request.staff
    points = [(each.entry, each.name) for each in work.points(staff.today) if each.valid_to is None]
    form = HandOverForm(request.POST or None, points=points, initial={"on": staff.today})
    if request.method == "POST" and form.is_valid():
        done = actions.hand_over(actor=staff.actor, now=staff.now, package_id=package_id, **form.cleaned_data)
        if say(request, done, _("已登记移交。")):
            return redirect("workbench:archive_package", package_id)
    return show(
        request, "archives/package", "packages", (_("年度归档"), reverse("workbench:archive_packages")),
        (str(card.year), ""), card=card, form=form, points=points,
        body=organisations.latest_bodies([card.body])[card.body],
        may_pack=policy.may_pack(staff.actor, card.body, staff.today) is None,
    )  # fmt: skip


@require_GET
@staff_view(*policy.HANDLERS)
def download(request: StaffRequest, package_id: int) -> HttpResponse:
    """The zip."""
    card = _seen(request, package_id)
    path = storage.path_of(card.id, card.sha256)
    if not card.sha256 or not path.is_file():
        raise Http404
    body = organisations.latest_bodies([card.body])[card.body]
    answer = FileResponse(
        path.open("rb"), as_attachment=True, filename=f"{body.code}-{card.year}.zip",
        content_type="application/zip",
    )  # fmt: skip
    return cast(HttpResponse, answer)


@require_POST
@staff_view(*policy.PACKERS)
def drop(request: StaffRequest, package_id: int) -> HttpResponse:
    """Of no use."""
    _seen(request, package_id)
    done = actions.drop(
        actor=request.staff.actor, now=request.staff.now, package_id=package_id,
        reason=request.POST.get("reason", "")[:500],
    )  # fmt: skip
    say(request, done, _("已作废。"))
    return redirect("workbench:archive_package", package_id)


def _seen(request: StaffRequest, package_id: int) -> PackageCard:
    try:
        return work.package(request.staff.actor, package_id, request.staff.today)
    except NoSuchPointError:
        raise Http404 from None
