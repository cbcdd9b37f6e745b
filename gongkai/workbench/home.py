"""What waits for me, and search."""

import re

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation import waiting as elsewhere
from gongkai.foundation.organisations import queries as organisations
from gongkai.reporting import queries
from gongkai.reporting.policy import return_lifecycle
from gongkai.workbench.cases.lists import found_cases
from gongkai.workbench.cases.waiting import casework_waiting
from gongkai.workbench.disclosure.finding import found_data_sets
from gongkai.workbench.disclosure.waiting import data_waiting
from gongkai.workbench.publishing.lists import found_documents
from gongkai.workbench.publishing.waiting import publishing_waiting
from gongkai.workbench.returns.words import next_step
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

FOUND_AT_MOST = 30
YEAR = re.compile(r"20\d\d年?")


@require_GET
@staff_view()
def home(request: StaffRequest) -> HttpResponse:
    """Cases and returns whose next step is this person's, soonest due first; the returns of his bodies."""
    staff = request.staff
    waiting = queries.waiting_for(staff.actor, staff.today)
    names = organisations.latest_bodies(staff.actor.bodies)
    return page(
        request, "workbench/home.html", "home",
        waiting=[(each, next_step(each.verb)) for each in waiting],
        casework=casework_waiting(staff), publishing=publishing_waiting(staff),
        data=data_waiting(staff), desks=elsewhere.desks(staff.actor, staff.today),
        own=queries.own_returns(staff.actor, staff.today)[:10], states=return_lifecycle().states,
        bodies=names.values(), oversees=staff.acts_as(*OVERSEEING),
    )  # fmt: skip


@require_GET
@staff_view()
def search(request: StaffRequest) -> HttpResponse:
    """Cases, documents, data sets, bodies, returns and people within the person's rights that hold every word
    typed."""
    staff = request.staff
    query = request.GET.get("q", "").strip()[:80]
    words = query.split()
    years = [int(word[:4]) for word in words if YEAR.fullmatch(word)]
    names = [word for word in words if not YEAR.fullmatch(word)]
    bodies = [
        each for each in organisations.bodies_visible_to(staff.actor, staff.today)
        if words and all(word in each.name or word in each.short_name or word in each.code for word in names)
    ]  # fmt: skip
    people = [
        each for each in organisations.people_visible_to(staff.actor, staff.today)
        if names and all(word in each.name or word in each.username for word in names)
    ]  # fmt: skip
    returns = []
    if bodies and words:
        known = {each.id: each for each in bodies}
        found = queries.returns_visible_to(staff.actor, staff.today).filter(body_id__in=known)
        found = found.filter(year__in=years) if years else found
        rows = found.order_by("-year", "order", "pk").values_list("pk", "body_id", "year", "state")
        returns = [(pk, known[body_id], year, state) for pk, body_id, year, state in rows[:FOUND_AT_MOST]]
    cases = found_cases(staff, query, FOUND_AT_MOST)
    documents = found_documents(staff, query, FOUND_AT_MOST)
    data_sets = found_data_sets(staff, query, FOUND_AT_MOST)
    return page(
        request, "workbench/search.html", "", query=query,
        bodies=bodies[:FOUND_AT_MOST], people=people[:FOUND_AT_MOST], returns=returns,
        states=return_lifecycle().states,
        cases=cases, documents=documents, data_sets=data_sets,
        found=len(bodies) + len(people) + len(returns) + len(cases) + len(documents) + len(data_sets),
        crumbs=[(_("搜索"), "")],
    )  # fmt: skip
