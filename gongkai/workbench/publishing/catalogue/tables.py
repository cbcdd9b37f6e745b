"""A spreadsheet: uploaded, told line by line, proposed."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.foundation.ledger.verbs import Refused
from gongkai.publishing.catalogue import actions, law, policy, sheets
from gongkai.publishing.catalogue.queries import visible
from gongkai.publishing.catalogue.queries.visible import NoSuchCatalogueError
from gongkai.workbench.answering import into_form, words
from gongkai.workbench.publishing.catalogue.forms import ProposeTableForm, TableForm
from gongkai.workbench.publishing.catalogue.pages import seen
from gongkai.workbench.publishing.catalogue.shell import show
from gongkai.workbench.shell import StaffRequest, staff_view


@require_http_methods(["GET", "POST"])
@staff_view(*policy.PROPOSERS)
def upload(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Read a table; nothing changes."""
    whole = seen(request, catalogue_id)
    if policy.may_propose(request.staff.actor, whole.card.body, request.staff.today) is not None:
        raise Http404
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            reading = sheets.read(file.read(), whole.card.title, law.channels())
        except sheets.NotACatalogueError as error:
            form.add_error("file", words(error.message))
        else:
            made = actions.receive_table(
                actor=request.staff.actor, now=request.staff.now, catalogue_id=catalogue_id,
                name=str(file.name), reading=reading,
            )  # fmt: skip
            if not isinstance(made, Refused):
                return redirect("workbench:catalogue_table", made.pk)
            into_form(form, made)
    return show(request, "catalogue/upload", "catalogues", (_("导入表格"), ""), form=form, card=whole.card)


@require_http_methods(["GET", "POST"])
@staff_view(*policy.PROPOSERS)
def table(request: StaffRequest, table_id: int) -> HttpResponse:
    """What the table would change, and what is wrong with it."""
    staff = request.staff
    try:
        report = visible.table(staff.actor, table_id, staff.today)
    except NoSuchCatalogueError:
        raise Http404 from None
    form = ProposeTableForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = actions.propose_table(actor=staff.actor, now=staff.now, table_id=table_id, **form.cleaned_data)
        if not isinstance(done, Refused):
            messages.success(request, _("已提出，请另一人审定。"))
            return redirect("workbench:catalogue", report.catalogue)
        into_form(form, done)
    return show(
        request, "catalogue/table", "catalogues", (_("检查表格"), ""), form=form, report=report,
        would_change=bool(report.new or report.changed or report.gone),
    )  # fmt: skip
