"""What others ask of the person's body: inquiries, opinions, extensions to decide, advice, tasks."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from gongkai.casework import actions, law
from gongkai.casework.choices import Opinion
from gongkai.casework.queries.explaining import complaints_asked_of
from gongkai.casework.queries.followups import (
    AdviceCard,
    TaskCard,
    advice_for,
    advice_visible_to,
    numbers_of,
    task_for,
    tasks_visible_to,
)
from gongkai.casework.queries.inquiries import asked_of, opinions_asked_of
from gongkai.casework.queries.waiting import extensions_waiting
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import into_form
from gongkai.workbench.cases.desk import SECTION, SEEING, Desk, case_desk, crumbs, seen_case, tabs
from gongkai.workbench.cases.step_forms.base import day_field, line_field, text_field
from gongkai.workbench.cases.step_forms.outreach import DraftAdvice
from gongkai.workbench.cases.steps import based_on, form_page, step_page
from gongkai.workbench.cases.words import state_name
from gongkai.workbench.shell import StaffRequest, page, staff_view


class Answer(forms.Form):
    """To a question of another body."""

    answer = text_field(_("核查的结果"), rows=5)


class GiveOpinion(forms.Form):
    """Of a co-author on the release of what both made."""

    opinion = forms.ChoiceField(
        label=_("意见"), widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in Opinion if each is not Opinion.SILENT],
    )  # fmt: skip
    text = text_field(_("理由"), required=False)


class ProposeTask(forms.Form):
    """A matter several asked for, to be published for everybody."""

    subject = line_field(_("转为主动公开的事项"), 200)
    on = day_field(_("提出之日"))


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest) -> HttpResponse:
    """Everything of this kind, what waits longest first."""
    actor, day = request.staff.actor, request.staff.today
    inquiries, opinions = asked_of(actor, day), opinions_asked_of(actor, day)
    advice, tasks = advice_visible_to(actor, day), tasks_visible_to(actor, day)
    extensions, complaints = extensions_waiting(actor, day), complaints_asked_of(actor, day)
    bodies = (
        {each.from_body for each in inquiries}
        | {each.from_body for each in opinions}
        | {each.body for each in tasks}
        | {each.from_body for each in complaints}
    )
    bodies |= {pk for each in advice for pk in (each.body, each.to_body)}
    bodies |= {card.body for card, _extension, _reading in extensions}
    return page(
        request, "workbench/cases/asked.html", SECTION, **tabs(request, "asked"),
        extensions=extensions, complaints=complaints,
        inquiries=sorted(inquiries, key=lambda each: each.answered_on is not None), opinions=opinions,
        advice=[(each, state_name("advice", each.state)) for each in advice],
        tasks=[(each, state_name("proactive_task", each.state)) for each in tasks],
        bodies=organisations.latest_bodies(bodies), opinion_labels=dict(Opinion.choices),
        crumbs=crumbs((gettext("协查和建议"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def inquiry(request: StaffRequest, inquiry_id: int) -> HttpResponse:
    """Answer a question that was put to the person's body."""
    staff = request.staff
    found = next((each for each in asked_of(staff.actor, staff.today) if each.id == inquiry_id), None)
    if found is None:
        raise Http404
    form = Answer(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = actions.answer_inquiry(
            actor=staff.actor, now=staff.now, inquiry_id=inquiry_id, **form.cleaned_data
        )
        if not isinstance(result, Refused):
            messages.success(request, gettext("已答复。"))
            return redirect("workbench:case_requests")
        into_form(form, result)
    asking = organisations.latest_bodies([found.from_body])[found.from_body].name
    return page(
        request, "workbench/cases/asked_form.html", SECTION, title=gettext("答复核查"), form=form,
        eyebrow=f"{asking} {found.number}", question=found.question, due=found.due_on,
        answered=found.answered_on, answer=found.answer,
        crumbs=crumbs(_asked_crumb(), (gettext("答复核查"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def opinion(request: StaffRequest, consultation_id: int) -> HttpResponse:
    """Say whether the body agrees to the release of what it made together with another."""
    staff = request.staff
    found = next(
        (each for each in opinions_asked_of(staff.actor, staff.today) if each.id == consultation_id), None
    )
    if found is None:
        raise Http404
    form = GiveOpinion(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = actions.receive_opinion(
            actor=staff.actor, now=staff.now, case_id=found.case_id, consultation_id=consultation_id,
            **form.cleaned_data,
        )  # fmt: skip
        if not isinstance(result, Refused):
            messages.success(request, gettext("意见已提交。"))
            return redirect("workbench:case_requests")
        into_form(form, result)
    asking = organisations.latest_bodies([found.from_body])[found.from_body].name
    labels: dict[str, Any] = dict(Opinion.choices)
    return page(
        request, "workbench/cases/asked_form.html", SECTION, title=gettext("对共同制作的信息提出意见"),
        form=form, eyebrow=f"{asking} {found.number}", question=found.information, due=found.due_on,
        answered=found.ended_on, answer=labels.get(found.opinion, ""),
        crumbs=crumbs(_asked_crumb(), (gettext("提出意见"), "")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def advice(request: StaffRequest, advice_id: int) -> HttpResponse:
    """One piece of advice with what may be done about it."""
    found = _advice(request, advice_id)
    desk = _advice_desk(request, found)
    return page(
        request, "workbench/cases/advice.html", SECTION, advice=found, desk=desk,
        state=state_name("advice", found.state),
        steps=[
            (verb, desk.label_of(verb)) for verb in found.verbs if verb not in ("advice.draft",)
        ],
        may_write="advice.draft" in found.verbs and found.case is not None,
        bodies=organisations.latest_bodies({found.body, found.to_body}),
        crumbs=crumbs(_asked_crumb(), (gettext("工作建议"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def advice_step(request: StaffRequest, advice_id: int, verb: str) -> HttpResponse:
    """A step of advice."""
    if not verb.startswith("advice."):
        raise Http404
    desk = _advice_desk(request, _advice(request, advice_id))
    return step_page(request, desk, verb, crumbs(_asked_crumb(), (desk.label_of(verb), "")))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def advice_new(request: StaffRequest, case_id: int) -> HttpResponse:
    """Begin advice about a case; with `advice` rewrite a draft."""
    whole = seen_case(request, case_id)
    _must_be_his("advice", "advice.draft", whole.held)
    desk = case_desk(request, whole)
    given = request.POST.get("advice", "") or request.GET.get("advice", "")
    before = advice_for(request.staff.actor, int(given), request.staff.today) if given.isdecimal() else None
    names = ("to_body", "to_unit", "text", "due_on")
    first = {name: getattr(before, name) for name in names} if before else {}
    trail = crumbs((desk.title, desk.back), (gettext("提出工作建议"), ""))
    if request.method == "GET":
        return form_page(request, desk, DraftAdvice(desk=desk, initial=first), trail)
    form = DraftAdvice(request.POST, desk=desk)
    if form.is_valid():
        more = {"advice_id": before.id} if before else {}
        result = form.call({**form.arguments(), **more}, based_on(request))
        if not isinstance(result, Refused):
            messages.success(request, str(form.done))
            return redirect("workbench:advice", result.pk)
        into_form(form, result)
    return form_page(request, desk, form, trail, based_on=based_on(request))


@require_GET
@staff_view(*SEEING)
def task(request: StaffRequest, task_id: int) -> HttpResponse:
    """One task of proactive publication."""
    found = _task(request, task_id)
    desk = _task_desk(request, found)
    return page(
        request, "workbench/cases/task.html", SECTION, task=found, desk=desk,
        state=state_name("proactive_task", found.state), numbers=numbers_of(found.case_ids),
        steps=[(verb, desk.label_of(verb)) for verb in found.verbs],
        body=organisations.latest_bodies([found.body])[found.body],
        crumbs=crumbs(_asked_crumb(), (gettext("主动公开任务"), "")),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def task_step(request: StaffRequest, task_id: int, verb: str) -> HttpResponse:
    """A step of a task."""
    if not verb.startswith("proactive_task."):
        raise Http404
    desk = _task_desk(request, _task(request, task_id))
    return step_page(request, desk, verb, crumbs(_asked_crumb(), (desk.label_of(verb), "")))


@require_http_methods(["GET", "POST"])
@staff_view(*SEEING)
def task_new(request: StaffRequest, case_id: int) -> HttpResponse:
    """Propose that what a case asked for becomes public for everybody."""
    whole = seen_case(request, case_id)
    _must_be_his("proactive_task", "proactive_task.propose", whole.held)
    staff = request.staff
    first = {"subject": whole.card.title, "on": staff.today}
    form = ProposeTask(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        result = actions.propose_task(
            actor=staff.actor, now=staff.now, body_id=whole.card.body, case_ids=[case_id], **form.cleaned_data
        )
        if not isinstance(result, Refused):
            messages.success(request, gettext("已提出，请负责人确定办理机构。"))
            return redirect("workbench:task", result.pk)
        into_form(form, result)
    desk = case_desk(request, whole)
    return page(
        request, "workbench/form.html", SECTION, form=form, title=gettext("提出转为主动公开"),
        subtitle=desk.title, back=desk.back,
        crumbs=crumbs((desk.title, desk.back), (gettext("提出转为主动公开"), "")),
    )  # fmt: skip


def _must_be_his(kind: str, verb: str, held: frozenset[str]) -> None:
    """Whoever never begins such a thing is turned away."""
    lifecycle = law.lifecycle_of(kind)
    if verb not in lifecycle.permitted(lifecycle.initial, held):
        raise PermissionDenied


def _asked_crumb() -> tuple[str, str]:
    return gettext("协查和建议"), reverse("workbench:case_requests")


def _advice(request: StaffRequest, advice_id: int) -> AdviceCard:
    found = advice_for(request.staff.actor, advice_id, request.staff.today)
    if found is None:
        raise Http404
    return found


def _advice_desk(request: StaffRequest, found: AdviceCard) -> Desk:
    return Desk(
        request.staff, "advice", found.state, found.body, ("advice_id", found.id), found.revision,
        found.verbs, found.held, gettext("工作建议"), reverse("workbench:advice", args=[found.id]),
        thing=found,
    )  # fmt: skip


def _task(request: StaffRequest, task_id: int) -> TaskCard:
    found = task_for(request.staff.actor, task_id, request.staff.today)
    if found is None:
        raise Http404
    return found


def _task_desk(request: StaffRequest, found: TaskCard) -> Desk:
    return Desk(
        request.staff, "proactive_task", found.state, found.body, ("task_id", found.id), found.revision,
        found.verbs, found.held, found.subject, reverse("workbench:task", args=[found.id]), thing=found,
    )  # fmt: skip
