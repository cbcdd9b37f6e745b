"""Editors of the search: words that mean the same, what is recommended, words not proposed, what nobody
found. One proposes, sees what it would change, and another agrees."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC, Role
from gongkai.foundation.search import actions, edited
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.contents import Content
from gongkai.foundation.search.edited import Kept, ProposalCard
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.queries import Answer, Asked
from gongkai.workbench.answering import into_form, say
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, crumbs, tabs
from gongkai.workbench.shell import StaffRequest, page, staff_view

EDITING = (Role.CITY_OFFICE,)
SHOWN = 8
WHATS = {
    "synonyms": gettext_lazy("同义词"),
    "best_bet": gettext_lazy("推荐结果"),
    "unsuggested": gettext_lazy("不作提示的词"),
}


class ContentForm(forms.Form):
    """What is to be kept; a kind leaves out what it does not know."""

    words = forms.CharField(
        label=gettext_lazy("词"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("一行一个。"),
    )  # fmt: skip
    title = forms.CharField(label=gettext_lazy("标题"), max_length=100)
    address = forms.CharField(
        label=gettext_lazy("网址"), max_length=300, help_text=gettext_lazy("以 / 或者 https:// 开头。")
    )
    summary = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)
    reason = forms.CharField(label=gettext_lazy("理由"), max_length=200)

    def __init__(self, *args: Any, what: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if what != "best_bet":
            for name in ("title", "address", "summary"):
                del self.fields[name]
        if what == "best_bet":
            self.fields["words"].label = _("搜索词")
        if what == "unsuggested":
            self.fields["words"].widget = forms.TextInput()
            self.fields["words"].help_text = ""

    def content(self) -> Content:
        given = self.cleaned_data
        words = [each.strip() for each in given["words"].splitlines() if each.strip()]
        return Content(words, *(given.get(name, "") for name in ("title", "address", "summary")))


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in use, in words."""

    id: int
    words: str
    about: str


@require_GET
@staff_view(*EDITING)
def show(request: StaffRequest) -> HttpResponse:
    """Everything in use, what waits for another, what was looked for in vain, and a box to try."""
    typed = request.GET.get("try", "").strip()[:80]
    return page(
        request, "workbench/publishing/search.html", SECTION, **tabs(request, "search"),
        parts=[(what, title, _rows(what)) for what, title in WHATS.items()],
        waiting=[_told(each) for each in edited.proposals(waiting=True)],
        decided=[_told(each) for each in edited.proposals(waiting=False, limit=20)],
        missed=edited.missed(100), typed=typed, tried=_tried(request, typed) if typed else None,
        crumbs=crumbs((_("搜索维护"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*EDITING)
def propose(request: StaffRequest, what: str) -> HttpResponse:
    """A new entry; or with `target` the new content of one in use."""
    if what not in WHATS:
        raise Http404
    target = number(request.GET.get("target", ""))
    form = ContentForm(request.POST or None, what=what, initial=_initial(request, what, target))
    if request.method == "POST" and form.is_valid():
        made = actions.propose(
            actor=request.staff.actor, now=request.staff.now, what=what, content=form.content(),
            reason=form.cleaned_data["reason"], target=target,
        )  # fmt: skip
        if not isinstance(made, Refused):
            say(request, made, _("已提出，由他人审核以后对公众起作用。"))
            return redirect("workbench:search_proposal", made.pk)
        into_form(form, made)
    back = reverse("workbench:search_editing")
    title = WHATS[what] if target is None else _("修改{what}").format(what=WHATS[what])
    return page(
        request, "workbench/form.html", SECTION, form=form, title=title, back=back, button=_("提出"),
        crumbs=crumbs((_("搜索维护"), back), (str(title), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*EDITING)
def proposal(request: StaffRequest, proposal_id: int) -> HttpResponse:
    """One proposal: what the public would find with it and finds now; agreed to, refused or taken back."""
    card = edited.proposal(proposal_id)
    if card is None:
        raise Http404
    if request.method == "POST":
        result = _decided(request, proposal_id)
        if say(request, result, _("已办理。")):
            return redirect("workbench:search_editing")
    typed = request.GET.get("try", "").strip()[:80] or (card.words[0] if card.words else "")
    waits = card.agreed is None
    return page(
        request, "workbench/publishing/search_proposal.html", SECTION, told=_told(card), card=card,
        typed=typed, before=_found(request, typed, None) if waits else None,
        after=_found(request, typed, edited.kept_with(card)) if waits else None,
        is_own=card.proposed_by == request.staff.actor.code,
        crumbs=crumbs((_("搜索维护"), reverse("workbench:search_editing")), (_("变更"), "")),
    )  # fmt: skip


@require_POST
@staff_view(*EDITING)
def drop(request: StaffRequest, what: str, target: int) -> HttpResponse:
    """Propose that an entry goes."""
    if what not in WHATS:
        raise Http404
    made = actions.propose_dropping(
        actor=request.staff.actor, now=request.staff.now, what=what, target=target,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    say(request, made, _("已提出，由他人审核以后对公众起作用。"))
    return redirect("workbench:search_editing")


def _decided(request: StaffRequest, proposal_id: int) -> object:
    common: dict[str, Any] = {
        "actor": request.staff.actor, "now": request.staff.now, "proposal_id": proposal_id,
    }  # fmt: skip
    if "agree" in request.POST:
        return actions.agree(**common)
    if "take_back" in request.POST:
        return actions.take_back(**common)
    return actions.refuse(**common, answer=request.POST.get("answer", ""))


def _initial(request: StaffRequest, what: str, target: int | None) -> dict[str, str]:
    """What the entry holds now; of a new one the word that somebody looked for in vain."""
    if target is None:
        return {"words": request.GET.get("word", "")[:40]}
    if what == "best_bet":
        bet = next((each for each in edited.best_bets() if each.id == target), None)
        if bet is None:
            raise Http404
        words = "\n".join(bet.queries)
        return {"words": words, "title": bet.title, "address": bet.address, "summary": bet.summary}
    found = next((each for each in edited.synonyms() if each.id == target and what == "synonyms"), None)
    if found is None:
        raise Http404
    return {"words": "\n".join(found.words)}


def _rows(what: str) -> list[Row]:
    apart = _("、")
    if what == "synonyms":
        return [Row(each.id, apart.join(each.words), "") for each in edited.synonyms()]
    if what == "best_bet":
        return [
            Row(each.id, apart.join(each.queries), f"{each.title} {each.address}")
            for each in edited.best_bets()
        ]
    return [Row(each.id, each.word, "") for each in edited.unsuggested()]


def _told(card: ProposalCard) -> dict[str, object]:
    names = {"system": _("系统"), **organisations.names_of({card.proposed_by, card.decided_by})}
    return {
        "card": card,
        "what": WHATS[card.what],
        "words": _("、").join(card.words),
        "who": names.get(card.proposed_by, card.proposed_by),
        "by": names.get(card.decided_by, card.decided_by),
        "does": _("删除") if card.drops else _("修改") if card.target and card.agreed is None else _("增加"),
    }


@dataclass(frozen=True, slots=True)
class Tried:
    """What the public finds; `suggested` while typing it; `problem`: why nothing can be told."""

    answer: Answer | None
    suggested: tuple[Any, ...] = ()
    problem: str = ""


def _tried(request: StaffRequest, typed: str) -> Tried:
    found = _found(request, typed, None)
    if found.problem:
        return found
    return Tried(found.answer, search.suggest(PUBLIC, request.staff.today, typed))


def _found(request: StaffRequest, typed: str, kept: Kept | None) -> Tried:
    asked = Asked(typed, kinds=("document",), size=SHOWN)
    try:
        return Tried(search.find(PUBLIC, request.staff.today, asked, kept))
    except Unavailable:
        return Tried(None, problem=_("检索还没有建好，现在不能试。"))
