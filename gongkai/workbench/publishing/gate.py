"""保密审查 on the screen: item by item, each finding shown in its place, and the form that is kept."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import actions
from gongkai.publishing.papers import gate_form
from gongkai.publishing.queries import gate as queries
from gongkai.publishing.queries.gate import FindingLine, GateCard
from gongkai.workbench.answering import refusal_text
from gongkai.workbench.organisations.choices import DayField
from gongkai.workbench.publishing.desk import SECTION, SEEING, Desk, document_crumbs, seen_desk
from gongkai.workbench.publishing.document import head
from gongkai.workbench.publishing.words import ANSWERS, VERDICTS, result_name
from gongkai.workbench.shell import StaffRequest, attachment, page, staff_view

_RESULTS = ("open", "partly", "not_open")


class RulingForm(forms.Form):
    ruling = forms.CharField(label=gettext_lazy("答复内容"), max_length=500)
    basis = forms.CharField(label=gettext_lazy("文号"), max_length=200)
    on = DayField(label=gettext_lazy("答复日期"))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def show(request: StaffRequest, document_id: int) -> HttpResponse:
    """The newest review of the edition; while it is open, its reviewer answers, judges and concludes."""
    desk = seen_desk(request, document_id)
    edition = desk.edition
    if edition is None:
        raise Http404
    if request.method == "POST":
        if not desk.ever_does("edition.check_item"):
            raise PermissionDenied
        return _done(request, desk, edition.id)
    card = queries.current(request.staff.actor, edition.id, request.staff.today)
    earlier = queries.reviews_of(request.staff.actor, edition.id, request.staff.today)[1:]
    files = {each.id: each.name for each in edition.files}
    return page(
        request, "workbench/publishing/gate.html", SECTION, **head(desk), gate=card,
        findings=[_shown(each, files) for each in card.findings] if card else (),
        items=[(each, _choices(each.may_not_apply)) for each in card.items] if card else (),
        answers=ANSWERS, result=_result(card), earlier=[(each, result_name(each.result)) for each in earlier],
        results=[(code, result_name(code)) for code in _RESULTS], ruling=RulingForm(),
        may_review=_may_review(desk, card), wrote=desk.wrote,
        crumbs=document_crumbs(desk, _("保密审查")),
    )  # fmt: skip


def _may_review(desk: Desk, card: GateCard | None) -> bool:
    open_now = card is not None and card.decided_at is None
    return open_now and desk.may("edition.check_item") and not desk.wrote


def _result(card: GateCard | None) -> str:
    if card is None or card.decided_at is None:
        return ""
    return result_name(card.result) or _("退回，没有通过")


def _choices(may_not_apply: bool) -> list[tuple[str, str]]:
    return [
        (code, str(label)) for code, label in ANSWERS.items() if may_not_apply or code != "not_applicable"
    ]


def _shown(each: FindingLine, files: dict[int, str]) -> dict[str, object]:
    """A finding with what stands around it, and how it may be judged."""
    before, found, after = each.excerpt.partition(each.passage)
    return {
        "line": each, "before": before if found else "", "after": after,
        "file": files.get(each.file or 0, ""),
        "verdicts": [(code.value, VERDICTS[code]) for code in each.verdicts],
        "said": VERDICTS.get(each.judged, ""),
    }  # fmt: skip


def _done(request: StaffRequest, desk: Desk, edition_id: int) -> HttpResponse:
    """One form of the page at a time: the list, one finding, the result, a referral or what came back."""
    does = request.POST.get("do", "")
    if does == "return":
        return redirect("workbench:document_step", document_id=desk.document.pk, verb="edition.return")
    result = _DOES[does](request, edition_id) if does in _DOES else None
    if result is None:
        messages.error(request, _("请填写完整。"))
    elif isinstance(result, Refused):
        messages.error(request, refusal_text(result))
    elif does == "conclude":
        messages.success(request, _("保密审查通过。"))
        return redirect(desk.back)
    else:
        messages.success(request, _("已保存。"))
    here = request.POST.get("key", "") if does == "judge" else ""
    address = reverse("workbench:document_gate", args=[desk.document.pk])
    return redirect(f"{address}#f-{here}" if here.isalnum() else address)


def _check(request: StaffRequest, edition_id: int) -> object:
    answers = {
        name.removeprefix("item-"): ItemAnswer(
            Answer(said), request.POST.get(f"note-{name.removeprefix('item-')}", "")
        )
        for name, said in request.POST.items()
        if name.startswith("item-") and said in set(Answer)
    }
    if not answers:
        return None
    return actions.check_item(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition_id, answers=answers
    )


def _judge(request: StaffRequest, edition_id: int) -> object:
    given = request.POST
    return actions.judge_finding(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition_id, key=given.get("key", ""),
        verdict=given.get("verdict", ""), reason=given.get("reason", ""), basis=given.get("basis", ""),
    )  # fmt: skip


def _conclude(request: StaffRequest, edition_id: int) -> object:
    return actions.confidentiality_ok(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition_id,
        result=request.POST.get("result", ""), reason=request.POST.get("reason", ""),
    )  # fmt: skip


def _refer(request: StaffRequest, edition_id: int) -> object:
    return actions.refer(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition_id,
        to=request.POST.get("to", ""), reason=request.POST.get("reason", ""),
    )  # fmt: skip


def _ruling(request: StaffRequest, edition_id: int) -> object:
    form = RulingForm(request.POST)
    if not form.is_valid():
        return None
    return actions.receive_ruling(
        actor=request.staff.actor, now=request.staff.now, edition_id=edition_id, **form.cleaned_data
    )


_DOES = {"check": _check, "judge": _judge, "conclude": _conclude, "refer": _refer, "ruling": _ruling}


@require_GET
@staff_view(*SEEING)
def form(request: StaffRequest, document_id: int, review_id: int) -> HttpResponse:
    """保密审查单 as PDF."""
    desk = seen_desk(request, document_id)
    card = queries.review(request.staff.actor, review_id, request.staff.today)
    if card is None or card.edition not in {each.id for each in desk.whole.editions}:
        raise Http404
    body = organisations.latest_bodies([desk.document.body_id])[desk.document.body_id]
    name = _("保密审查单-{body}-{number}.pdf").format(body=body.label, number=card.id)
    return attachment(name, "application/pdf", gate_form(request.staff.actor, card, request.staff.today))
