"""Attached files, for those they concern."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.foundation.files import queries, serving
from gongkai.workbench.shell import StaffRequest, staff_view


@require_GET
@staff_view()
def file(request: StaffRequest, file_id: int) -> HttpResponse:
    """One file, as a download."""
    card = queries.file_visible_to(request.staff.actor, request.staff.today, file_id)
    if card is None:
        raise Http404
    return serving.response(card)
