"""One issue: its contents, what is missing, and the next step."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.gazette import actions, law
from gongkai.publishing.gazette.policy import the_lifecycle
from gongkai.publishing.gazette.queries import work
from gongkai.publishing.gazette.queries.work import Candidate, IssueDesk
from gongkai.workbench.publishing.gazette.desk import (
    SECTION,
    SEEING,
    answered,
    based_on,
    crumbs,
    seen_issue,
    state_name,
)
from gongkai.workbench.publishing.gazette.forms import CopiesForm
from gongkai.workbench.publishing.words import kind_name
from gongkai.workbench.shell import StaffRequest, page, staff_view


@dataclass(frozen=True, slots=True)
class Step:
    """A verb that is one button, with a line to write where it asks for words. `asks`: the argument."""

    do: Callable[..., Any]
    done: Any
    asks: str = ""
    said: Any = ""
    danger: bool = False


_REASON = gettext_lazy("理由")
STEPS = {
    "gazette.close": Step(actions.close, gettext_lazy("已送审，清样正在排。")),
    "gazette.recall": Step(actions.recall, gettext_lazy("已撤回，可以继续编排。")),
    "gazette.approve": Step(actions.approve, gettext_lazy("已审定。")),
    "gazette.publish": Step(actions.publish, gettext_lazy("已出版，公众可以看到。")),
    "gazette.offer": Step(actions.offer, gettext_lazy("已送核对。")),
    "gazette.digitise": Step(
        actions.digitise,
        gettext_lazy("已上网，公众可以看到。"),
        "judged",
        gettext_lazy("对机器指出的内容的说明"),
    ),
    "gazette.return": Step(actions.give_back, gettext_lazy("已退回。"), "reason", _REASON),
    "gazette.send_back": Step(actions.send_back, gettext_lazy("已退回。"), "reason", _REASON),
    "gazette.drop": Step(actions.drop, gettext_lazy("这一期不出版。"), "reason", _REASON, True),
}
"""In the order of their importance to whoever may do several."""


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, issue_id: int) -> HttpResponse:
    """The issue whole. While a scan is read, only how far it is, asked again every other second."""
    desk = seen_issue(request, issue_id)
    if request.headers.get("HX-Request"):
        return _progress(request, desk)
    text = request.GET.get("q", "").strip()[:80]
    editing = "gazette.add" in desk.verbs
    found = work.choices(request.staff.actor, issue_id, request.staff.today, text) if editing else ()
    names = organisations.names_of({*desk.writers, desk.approved_by} - {""})
    return page(
        request, "workbench/publishing/gazette/issue.html", SECTION, desk=desk,
        state=state_name(desk.card.state), sections=_sections(desk), all_sections=law.rules().section,
        lacking=_named(desk.lacking), excused=_named(desk.excused), choices=_named(found), text=text,
        editing=editing, steps=_steps(desk), writers=[names.get(each, each) for each in desk.writers],
        approved_by=names.get(desk.approved_by, desk.approved_by),
        copies=[(each, _(law.rules().place_title(each.place))) for each in desk.copies],
        code=organisations.latest_bodies([desk.gazette.body])[desk.gazette.body].code,
        copies_form=CopiesForm(initial={"on": request.staff.today}), **_old(desk),
        crumbs=crumbs((desk.card.line, "")),
    )  # fmt: skip


def _progress(request: StaffRequest, desk: IssueDesk) -> HttpResponse:
    waiting = desk.card.state == "scanned" or (desk.card.state == "closed" and desk.proof is None)
    if waiting:
        return render(request, "workbench/publishing/gazette/progress.html", {"desk": desk})
    response = HttpResponse()
    response["HX-Refresh"] = "true"
    return response


@require_POST
@staff_view(*SEEING)
def step(request: StaffRequest, issue_id: int, verb: str) -> HttpResponse:
    """One of the buttons; the slug is the verb without its first part."""
    desk = seen_issue(request, issue_id)
    one = STEPS.get(f"gazette.{verb}")
    if one is None:
        raise Http404
    said = {one.asks: request.POST.get(one.asks, "")[:2000]} if one.asks else {}
    result = one.do(
        actor=request.staff.actor, now=request.staff.now, issue_id=desk.card.id, based_on=based_on(request),
        **said,
    )  # fmt: skip
    return answered(request, issue_id, result, str(one.done))


def _steps(desk: IssueDesk) -> list[tuple[str, Step, str]]:
    """(slug, step, label) of what the person may try."""
    life = the_lifecycle()
    return [
        (verb.partition(".")[2], one, _(life.label_of(verb)))
        for verb, one in STEPS.items()
        if verb in desk.verbs
    ]


def _sections(desk: IssueDesk) -> list[tuple[str, str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for entry in desk.entries:
        found.setdefault(entry.section, []).append(entry)
    return [(code, _(law.rules().section_title(code)), entries) for code, entries in found.items()]


def _named(candidates: tuple[Candidate, ...]) -> list[tuple[Candidate, str, str]]:
    names = organisations.latest_bodies({each.body for each in candidates})
    return [(each, names[each.body].name, kind_name(each.kind)) for each in candidates]


def _old(desk: IssueDesk) -> dict[str, Any]:
    """What only a scan has: a split to be put right, and what the machine points at before it goes out."""
    if desk.card.state == "splitting":
        pieces = [(each.first, each.last, each.title, each.number) for each in desk.entries]
        if not pieces:
            pieces = [
                (each.first, each.last, each.title, each.number) for each in work.proposal(desk.card.id)
            ]
        return {"pieces": [*pieces, *[("", "", "", "")] * 3], "texts": work.page_texts(desk.card.id)}
    if desk.card.state == "offered":
        return {"findings": work.findings(desk.card.id)}
    return {}
