"""The issues of the gazettes a person has a part in, and where his body's documents were printed."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from gongkai.publishing.gazette.papers.printed import line_of
from gongkai.publishing.gazette.queries import work
from gongkai.workbench.publishing.gazette.desk import (
    EDITORS,
    MASTERS,
    SECTION,
    SEEING,
    crumbs,
    state_name,
)
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest) -> HttpResponse:
    """Newest first."""
    actor, today = request.staff.actor, request.staff.today
    gazettes = work.gazettes(actor, today)
    edits = [each for each in gazettes if each.body in actor.bodies_as(*EDITORS)]
    printed = work.printed_of(actor.bodies)
    return page(
        request, "workbench/publishing/gazette/list.html", SECTION, gazettes=gazettes, edits=edits,
        masters=bool(actor.bodies_as(*MASTERS)),
        issues=[(each, state_name(each.state)) for each in work.issues(actor, today)],
        printed=[(row, line_of(row.issue)) for row in printed], crumbs=crumbs(),
    )  # fmt: skip
