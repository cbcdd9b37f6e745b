"""A case on the screen: how it stands, what may be done now and by whom, and everything in it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions
from gongkai.casework.queries.similar import alike, duplicates, of_the_same_person
from gongkai.casework.queries.whole import WholeCase
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.queries import letters_about
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.workbench.answering import say
from gongkai.workbench.cases.clocks import drawing
from gongkai.workbench.cases.desk import (
    SECTION,
    SEEING,
    Desk,
    case_address,
    case_crumbs,
    case_desk,
    seen_case,
)
from gongkai.workbench.cases.next_steps import offers
from gongkai.workbench.cases.step_forms.challenges import decision_name
from gongkai.workbench.cases.words import event_name, phase_name, state_name, verb_name
from gongkai.workbench.shell import StaffRequest, page, staff_view


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, case_id: int) -> HttpResponse:
    """The case with its clock, its steps and its parts."""
    whole = seen_case(request, case_id)
    desk = case_desk(request, whole)
    reading = whole.reading
    return page(
        request, "workbench/cases/case.html", SECTION, **case_context(whole, desk),
        crumbs=case_crumbs(whole), offers=offers(desk),
        drawing=drawing(reading) if reading else None, phase=phase_name(reading.phase) if reading else "",
        events=[(each, event_name(each.kind)) for each in whole.events],
        letters={each.id: each for each in letters_about("case", case_id)},
        **_neighbours(request, whole), **_challenge(whole),
    )  # fmt: skip


def case_context(whole: WholeCase, desk: Desk) -> dict[str, Any]:
    """What the head of every page of a case needs."""
    bodies = {whole.card.body} | {each.to_body for each in whole.advice}
    bodies |= {each.to_body for each in whole.handling.inquiries if each.to_body}
    bodies |= {each.against for each in whole.challenges}
    return {
        "whole": whole,
        "card": whole.card,
        "desk": desk,
        "bodies": organisations.latest_bodies(bodies),
        "state": state_name(whole.card.kind, whole.card.state),
    }


def _neighbours(request: StaffRequest, whole: WholeCase) -> dict[str, Any]:
    """Other requests by the same person or much the same text."""
    if not whole.is_handler or whole.card.kind != "request":
        return {}
    actor, day, pk = request.staff.actor, request.staff.today, whole.card.id
    same = of_the_same_person(actor, pk, day)
    known = {card.id for card in same}
    return {
        "duplicates": duplicates(actor, pk, day),
        "same_person": [(card, state_name(card.kind, card.state)) for card in same],
        "alike": [
            (each, round(100 * each.share), state_name(each.card.kind, each.card.state))
            for each in alike(actor, pk, day)
            if each.card.id not in known
        ],
    }


def _challenge(whole: WholeCase) -> dict[str, Any]:
    shown = {
        "challenges": [(each, decision_name(each.case.kind, each.decision)) for each in whole.challenges],
        "may_challenge": f"{Role.REQUEST_CLERK}@own" in whole.held,
    }
    if whole.challenge is not None:
        shown["decision"] = decision_name(whole.card.kind, whole.challenge.decision)
    return shown


@require_POST
@staff_view(*SEEING)
def unmask(request: StaffRequest, case_id: int) -> HttpResponse:
    """The applicant's data in clear, for a reason the ledger keeps; on this answer only."""
    whole = seen_case(request, case_id)
    result = actions.unmask(
        actor=request.staff.actor, now=request.staff.now, case_id=case_id,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    if isinstance(result, Refused):
        say(request, result, "")
        return redirect(case_address(case_id))
    printed = request.POST.get("as") == "form"
    template = "workbench/cases/printed_form.html" if printed else "workbench/cases/unmasked.html"
    return page(
        request, template, SECTION, **case_context(whole, case_desk(request, whole)), clear=result,
        crumbs=case_crumbs(whole, _("申请人信息")),
    )  # fmt: skip


@require_GET
@staff_view(*SEEING)
def history(request: StaffRequest, case_id: int) -> HttpResponse:
    """Who did what and when, newest first, as the ledger tells it."""
    whole = seen_case(request, case_id)
    return page(
        request, "workbench/cases/history.html", SECTION, **case_context(whole, case_desk(request, whole)),
        lines=_told(whole), crumbs=case_crumbs(whole, _("办理经过")),
    )  # fmt: skip


def _told(whole: WholeCase) -> list[dict[str, Any]]:
    subjects = [("case", whole.card.id), ("unmasking", whole.card.id)]
    subjects += [("reply", each.id) for each in whole.replies]
    subjects += [("service", each.id) for reply in whole.replies for each in reply.services]
    events = {(each.at, each.verb): each for kind, pk in subjects for each in told(kind, pk)}
    names = organisations.names_of({each.actor for each in events.values()})
    return [
        {
            "at": each.at, "who": _who(each.actor, names), "what": verb_name(each.verb),
            "reason": each.reason, "sequence": each.sequence, "state": _state(whole, each),
        }
        for each in sorted(events.values(), key=lambda one: one.sequence, reverse=True)
    ]  # fmt: skip


def _who(code: str, names: dict[str, str]) -> str:
    if code == "system":
        return _("系统")
    if code.startswith(("applicant:", "public")):
        return _("申请人")
    return names.get(code, code)


def _state(whole: WholeCase, event: Any) -> str:
    """The state after it, when it changed."""
    after = (event.after or {}).get("state", "")
    if not after or after == (event.before or {}).get("state"):
        return ""
    return state_name("reply" if event.subject_type == "reply" else whole.card.kind, after)
