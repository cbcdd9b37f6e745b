"""Releases the person sees, newest first, narrowed by what he asks for."""

from django.http import HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.policy import release_lifecycle
from gongkai.disclosure.queries import releases
from gongkai.disclosure.queries.releases import WantedReleases
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.cases.lists import number
from gongkai.workbench.disclosure.desk import SECTION, SEEING, crumbs, fields_on, tabs, title_of
from gongkai.workbench.disclosure.sets import release_lines
from gongkai.workbench.disclosure.words import WAYS
from gongkai.workbench.shell import StaffRequest, page, staff_view

PAGE = 30
ASKED = ("data_set", "state", "way", "body")


@require_GET
@staff_view(*SEEING)
def listed(request: StaffRequest) -> HttpResponse:
    """A page at a time; new releases don't shift the pages that follow."""
    staff = request.staff
    asked = {name: request.GET.get(name, "").strip()[:60] for name in ASKED}
    found = releases.listed(
        staff.actor, staff.today,
        WantedReleases(
            number(asked["body"]), asked["data_set"], [asked["state"]] if asked["state"] else (),
            [asked["way"]] if asked["way"] else (),
        ),
        before=number(request.GET.get("before", "")), limit=PAGE,
    )  # fmt: skip
    kept = {name: value for name, value in asked.items() if value}
    return page(
        request, "workbench/disclosure/releases.html", SECTION, **tabs(request, "releases"), asked=asked,
        lines=release_lines(
            found.items, {each.data_set: title_of(each.data_set, staff.today) for each in found.items}
        ),
        bodies=organisations.latest_bodies({each.body for each in found.items}),
        fields=fields_on(staff.today), states=[(each, _(name)) for each, name in
                                               release_lifecycle().states.items()],
        ways=WAYS.items(),
        page={"next": urlencode({**kept, "before": str(found.before)}) if found.before else ""},
        crumbs=crumbs((_("发布记录"), "")),
    )  # fmt: skip
