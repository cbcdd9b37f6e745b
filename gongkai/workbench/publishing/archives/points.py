"""Reading points: the register, what is deposited, who came."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.archives import actions, policy
from gongkai.publishing.archives.queries import work
from gongkai.publishing.archives.queries.work import NoSuchPointError, PointWhole
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.archives.forms import DepositsForm, PointForm, VisitsForm
from gongkai.workbench.publishing.catalogue.shell import SEEING, crumbs, show
from gongkai.workbench.shell import Staff, StaffRequest, page, staff_view

_FACTS = ("name", "place", "address", "hours", "phone", "accessible", "valid_from", "valid_to")


@require_GET
@staff_view(*SEEING)
def points(request: StaffRequest) -> HttpResponse:
    """The register with this year's figures."""
    staff = request.staff
    found = work.points(staff.today)
    return show(
        request, "archives/points", "points", (_("查阅点"), ""), rows=found, today=staff.today,
        bodies=organisations.latest_bodies({each.body for each in found}), may_keep=bool(keeps(staff)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*policy.KEEPERS)
def new(request: StaffRequest) -> HttpResponse:
    """Register one."""
    form = PointForm(request.POST or None, bodies=keeps(request.staff))
    if request.method == "POST" and form.is_valid():
        made = actions.register_point(
            actor=request.staff.actor, now=request.staff.now, body_id=form.cleaned_data["body"],
            facts=form.facts(),
        )  # fmt: skip
        if not isinstance(made, Refused):
            messages.success(request, _("已登记。"))
            return redirect("workbench:reading_point", made.entry_id)
        into_form(form, made)
    return _form(request, form, _("登记查阅点"), reverse("workbench:reading_points"))


@require_http_methods(["GET", "POST"])
@staff_view(*policy.KEEPERS)
def change(request: StaffRequest, point: int) -> HttpResponse:
    """Change or close one."""
    whole = seen(request, point)
    if policy.may_keep(request.staff.actor, whole.card.body, request.staff.today) is not None:
        raise Http404
    first = {name: getattr(whole.card, name) for name in _FACTS}
    form = PointForm(request.POST or None, bodies=None, initial=first)
    if request.method == "POST" and form.is_valid():
        done = actions.change_point(
            actor=request.staff.actor, now=request.staff.now, entry=point, facts=form.facts(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        if not isinstance(done, Refused):
            messages.success(request, _("已变更。"))
            return redirect("workbench:reading_point", point)
        into_form(form, done)
    return _form(request, form, _("变更登记"), reverse("workbench:reading_point", args=[point]))


@require_GET
@staff_view(*SEEING)
def point(request: StaffRequest, point: int) -> HttpResponse:
    """One with its months, deposits and past; `form` chooses what may be deposited."""
    whole = seen(request, point)
    staff = request.staff
    may_keep = policy.may_keep(staff.actor, whole.card.body, staff.today) is None
    form = "electronic" if request.GET.get("form") == "electronic" else "paper"
    bodies = staff.actor.bodies_as(*policy.KEEPERS)
    return show(
        request, "archives/point", "points", (whole.card.name, ""), card=whole.card, whole=whole,
        may_keep=may_keep, form=form, body=organisations.latest_bodies([whole.card.body])[whole.card.body],
        choices=work.to_deposit(bodies, point, form), may_deposit=bool(bodies), today=staff.today,
    )  # fmt: skip


@require_POST
@staff_view(*policy.KEEPERS)
def deposit(request: StaffRequest, point: int) -> HttpResponse:
    """Register what was handed in."""
    seen(request, point)
    bodies = request.staff.actor.bodies_as(*policy.KEEPERS)
    wanted = "electronic" if request.POST.get("form") == "electronic" else "paper"
    choices = [number for number, _title, _on in work.to_deposit(bodies, point, wanted)]
    form = DepositsForm(request.POST, choices=choices)
    if not form.is_valid():
        return _back(request, point, Refused(Message(N_("请选择报送的信息，填写份数和日期。"))), "")
    said = form.cleaned_data
    done = actions.deposit(
        actor=request.staff.actor, now=request.staff.now, point=point, document_ids=said["documents"],
        form=said["form"], on=said["on"], copies=said["copies"],
    )  # fmt: skip
    return _back(request, point, done, _("已登记。"))


@require_POST
@staff_view(*policy.KEEPERS)
def visits(request: StaffRequest, point: int) -> HttpResponse:
    """Register who came in a month."""
    seen(request, point)
    form = VisitsForm(request.POST)
    if not form.is_valid():
        return _back(request, point, Refused(Message(N_("请填写月份（如 2026-03）和人次。"))), "")
    done = actions.record_visits(
        actor=request.staff.actor, now=request.staff.now, point=point, **form.cleaned_data
    )
    return _back(request, point, done, _("已登记。"))


@require_POST
@staff_view(*policy.KEEPERS)
def strike(request: StaffRequest, point: int, deposit_id: int) -> HttpResponse:
    """A wrong registration."""
    seen(request, point)
    done = actions.strike_deposit(
        actor=request.staff.actor, now=request.staff.now, entry=deposit_id,
        reason=request.POST.get("reason", "")[:500],
    )  # fmt: skip
    return _back(request, point, done, _("已划去。"))


def seen(request: StaffRequest, entry: int) -> PointWhole:
    """The reading point; 404 when there is none."""
    try:
        return work.point(entry, request.staff.today)
    except NoSuchPointError:
        raise Http404 from None


def keeps(staff: Staff) -> list[tuple[int, str]]:
    """Bodies whose registers the person keeps."""
    own = staff.actor.bodies_as(*policy.KEEPERS)
    return [(each.id, each.name) for each in organisations.bodies_on(staff.today, own).values()]


def _back(request: StaffRequest, point: int, done: object, words: str) -> HttpResponse:
    say(request, done, words)
    return redirect("workbench:reading_point", point)


def _form(request: StaffRequest, form: PointForm, title: str, back: str) -> HttpResponse:
    trail = ((_("查阅点"), reverse("workbench:reading_points")), (title, ""))
    return page(
        request, "workbench/form.html", "catalogue", form=form, title=title, back=back, crumbs=crumbs(*trail)
    )
