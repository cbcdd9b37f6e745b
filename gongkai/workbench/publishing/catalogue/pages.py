"""Catalogues before a person: the list, one with its rows and what waits, the history of a row."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue import actions, law, policy, sheets
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.queries import visible
from gongkai.publishing.catalogue.queries.visible import CatalogueWhole, NoSuchCatalogueError
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.publishing.catalogue.forms import CatalogueForm, RowForm, initial_of
from gongkai.workbench.publishing.catalogue.shell import SEEING, STATES, crumbs, own_bodies, show
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Step:
    """A button; `asks`: the argument it asks for in words."""

    do: Callable[..., Any]
    done: Any
    asks: str = ""


STEPS = {
    "review": Step(actions.review, gettext_lazy("已登记复核。"), "reason"),
    "not_covered": Step(actions.declare_not_covered, gettext_lazy("已提出，请另一人审定。"), "reason"),
}
DECISIONS = {
    "approve": Step(actions.approve, gettext_lazy("已审定，从今天起生效。")),
    "refuse": Step(actions.refuse, gettext_lazy("已退回。"), "answer"),
    "withdraw": Step(actions.withdraw_proposal, gettext_lazy("已收回。")),
}


@require_GET
@staff_view(*SEEING)
def catalogues(request: StaffRequest) -> HttpResponse:
    """By body and field, with what is lacking."""
    staff = request.staff
    found = visible.catalogues(staff.actor, staff.today)
    return show(
        request, "catalogue/list", "catalogues",
        rows=[(each, each.review_due <= staff.today) for each in found],
        bodies=organisations.latest_bodies({each.body for each in found}), may_open=bool(own_bodies(staff)),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*policy.PROPOSERS)
def new(request: StaffRequest) -> HttpResponse:
    """A catalogue of one's own body."""
    form = CatalogueForm(request.POST or None, bodies=own_bodies(request.staff))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made = actions.open_catalogue(
            actor=request.staff.actor, now=request.staff.now, body_id=said["body"], field=said["field"]
        )
        if not isinstance(made, Refused):
            return redirect("workbench:catalogue", made.pk)
        into_form(form, made)
    title = _("新建目录")
    return page(
        request, "workbench/form.html", "catalogue", form=form, title=title, crumbs=crumbs((title, "")),
        back=reverse("workbench:catalogues"),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def catalogue(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """Its rows with what is published and what is lacking, the proposal that waits, and former ones."""
    whole = seen(request, catalogue_id)
    staff, card = request.staff, whole.card
    waiting = whole.waiting
    people = {each.proposed_by for each in whole.changes} | {each.decided_by for each in whole.changes}
    names = organisations.names_of((people | ({waiting.proposed_by} if waiting else set())) - {""})
    only = request.GET.get("only", "")
    rows = [
        (each, *STATES[each.standing.duty.state])
        for each in whole.rows
        if only != "lacking" or each.standing.duty.state in ("late", "missed", "empty")
    ]
    return show(
        request, "catalogue/catalogue", "catalogues", (card.title, ""), card=card, rows=rows, waiting=waiting,
        changes=whole.changes, names=names, only=only,
        body=organisations.latest_bodies([card.body])[card.body],
        may_propose=policy.may_propose(staff.actor, card.body, staff.today) is None,
        may_review=policy.may_decide(staff.actor, card.body, staff.today, "") is None,
        may_decide=waiting is not None
        and policy.may_decide(staff.actor, card.body, staff.today, waiting.proposed_by) is None,
        is_due=card.review_due <= staff.today, channels=_channel_names(),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*policy.PROPOSERS)
def row(request: StaffRequest, catalogue_id: int, item_id: int | None = None) -> HttpResponse:
    """Propose a new row, a changed one, or (with `drop`) that one goes."""
    whole = seen(request, catalogue_id)
    if policy.may_propose(request.staff.actor, whole.card.body, request.staff.today) is not None:
        raise Http404
    known = next((each.facts for each in whole.rows if each.item == item_id), None)
    if item_id is not None and known is None:
        raise Http404
    body = organisations.latest_bodies([whole.card.body])[whole.card.body].name
    first = initial_of(known) if known else {"maker": body, "way": "proactive", "levels": ["county"]}
    if request.method == "POST" and "drop" in request.POST:
        return _proposed(request, whole, item_id, None, request.POST.get("drop_reason", "")[:500])
    form = RowForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        done = _propose(request, whole, item_id, form.facts(), form.cleaned_data["reason"],
                        form.cleaned_data["request_task"])  # fmt: skip
        if not isinstance(done, Refused):
            messages.success(request, _("已提出，请另一人审定。"))
            return redirect("workbench:catalogue", catalogue_id)
        into_form(form, done)
    title = _("修改事项") if known else _("增加事项")
    return show(
        request, "catalogue/row", "catalogues", _crumb(whole), (title, ""), form=form, title=title,
        known=known, card=whole.card,
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def history(request: StaffRequest, catalogue_id: int, item_id: int) -> HttpResponse:
    """Every version of a row."""
    whole = seen(request, catalogue_id)
    try:
        code, versions = visible.history(request.staff.actor, catalogue_id, item_id, request.staff.today)
    except NoSuchCatalogueError:
        raise Http404 from None
    names = organisations.names_of({each.by for each in versions} - {""})
    return show(
        request, "catalogue/history", "catalogues", _crumb(whole), (code, ""), code=code, versions=versions,
        names=names, channels=_channel_names(),
    )  # fmt: skip


@require_POST
@staff_view(*policy.HANDLERS)
def step(request: StaffRequest, catalogue_id: int, verb: str) -> HttpResponse:
    """A step of the catalogue."""
    seen(request, catalogue_id)
    return _stepped(request, STEPS, verb, catalogue_id, {"catalogue_id": catalogue_id})


@require_POST
@staff_view(*policy.HANDLERS)
def decide(request: StaffRequest, catalogue_id: int, change_id: int, verb: str) -> HttpResponse:
    """What becomes of the proposal that waits."""
    whole = seen(request, catalogue_id)
    if whole.waiting is None or whole.waiting.id != change_id:
        raise Http404
    return _stepped(request, DECISIONS, verb, catalogue_id, {"change_id": change_id})


@require_GET
@staff_view(*SEEING)
def workbook(request: StaffRequest, catalogue_id: int) -> HttpResponse:
    """The usual spreadsheet."""
    whole = seen(request, catalogue_id)
    body = organisations.latest_bodies([whole.card.body])[whole.card.body].name
    title = f"{body}{whole.card.title}领域基层政务公开标准目录"
    content = sheets.workbook(
        whole.card.title, title, [each.facts.row() for each in whole.rows], law.channels()
    )
    return attachment(f"{title}.xlsx", _XLSX, content)


def seen(request: StaffRequest, catalogue_id: int) -> CatalogueWhole:
    """The catalogue as the person may see it; 404 otherwise."""
    try:
        return visible.whole(request.staff.actor, catalogue_id, request.staff.today)
    except NoSuchCatalogueError:
        raise Http404 from None


def _stepped(
    request: StaffRequest, steps: dict[str, Step], verb: str, catalogue_id: int, about: dict[str, int]
) -> HttpResponse:
    chosen = steps.get(verb)
    if chosen is None:
        raise Http404
    given: dict[str, Any] = dict(about)
    if chosen.asks:
        given[chosen.asks] = request.POST.get(chosen.asks, "")[:500]
    say(request, chosen.do(actor=request.staff.actor, now=request.staff.now, **given), str(chosen.done))
    return redirect("workbench:catalogue", catalogue_id)


def _propose(
    request: StaffRequest, whole: CatalogueWhole, item: int | None, facts: Facts | None, reason: str,
    task: int | None = None,
) -> Any:  # fmt: skip
    return actions.propose(
        actor=request.staff.actor, now=request.staff.now, catalogue_id=whole.card.id,
        rows=[actions.RowChange(item, facts)], reason=reason, request_task=task,
    )  # fmt: skip


def _proposed(
    request: StaffRequest, whole: CatalogueWhole, item: int | None, facts: Facts | None, reason: str
) -> HttpResponse:
    say(request, _propose(request, whole, item, facts, reason), _("已提出，请另一人审定。"))
    return redirect("workbench:catalogue", whole.card.id)


def _crumb(whole: CatalogueWhole) -> tuple[str, str]:
    return _(whole.card.title), reverse("workbench:catalogue", args=[whole.card.id])


def _channel_names() -> dict[str, str]:
    return {each.code: _(each.title) for each in law.channels().channel}
