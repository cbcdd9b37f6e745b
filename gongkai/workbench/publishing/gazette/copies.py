"""Print run, and copies given away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Role
from gongkai.publishing.gazette import actions
from gongkai.workbench.publishing.gazette.desk import answered, seen_issue
from gongkai.workbench.publishing.gazette.forms import CopiesForm
from gongkai.workbench.shell import StaffRequest, staff_view

RECORDING = (Role.DRAFTER, Role.OFFICE_HEAD, Role.STATISTICS_CLERK)
STRIKING = (Role.OFFICE_HEAD, Role.STATISTICS_CLERK)


@require_POST
@staff_view(*RECORDING)
def copies(request: StaffRequest, issue_id: int) -> HttpResponse:
    """One more line of the register."""
    desk = seen_issue(request, issue_id)
    form = CopiesForm(request.POST)
    if not form.is_valid():
        return answered(request, issue_id, Refused(Message(N_("请填写去处、份数和日期。"))), "")
    result = actions.record_copies(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, **form.cleaned_data
    )
    return answered(request, issue_id, result, _("已登记。"))


@require_POST
@staff_view(*STRIKING)
def strike(request: StaffRequest, issue_id: int, entry: int) -> HttpResponse:
    """A wrong line."""
    desk = seen_issue(request, issue_id)
    result = actions.strike_copies(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, entry=entry,
        reason=request.POST.get("reason", "")[:500],
    )  # fmt: skip
    return answered(request, issue_id, result, _("已划去。"))
