"""A case on the screen: how it stands, what may be done now and by whom, and everything in it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions, law
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
from gongkai.workbench.cases.step_forms import STEPS
from gongkai.workbench.cases.step_forms.challenges import decision_name
from gongkai.workbench.cases.words import event_name, phase_name, state_name, verb_name, whose_step
from gongkai.workbench.shell import StaffRequest, page, staff_view

FIRST: dict[str, tuple[str, ...]] = {
    "unconfirmed": ("case.confirm_receipt", "case.log_call"),
    "registered": ("case.examine", "case.ask_correction"),
    "handling": ("case.decide", "case.extend", "case.refuse_extension", "case.consult", "case.inquire"),
    "correcting": ("case.receive_correction",),
    "consulting": ("case.receive_opinion", "case.record_service", "case.extend", "case.refuse_extension"),
    "fee_asked": ("case.receive_fee", "case.record_service"),
    "replying": ("case.send_reply", "case.extend", "case.refuse_extension"),
    "replied": ("case.archive", "case.publish"),
    "closed": ("case.archive",),
    "archived": ("case.publish",),
}
"""What usually comes next in a state of a request; every other step stands below."""

ELSEWHERE = frozenset({"case.register", "case.unmask", "case.erase", "case.escalate"})
"""Steps without a button of their own."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A step to take: where to, or why not now (`lacks`)."""

    verb: str
    label: str
    address: str
    lacks: str = ""


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest, case_id: int) -> HttpResponse:
    """The case with its clock, its steps and its parts."""
    whole = seen_case(request, case_id)
    desk = case_desk(request, whole)
    first, others = offers(desk)
    reading = whole.reading
    return page(
        request, "workbench/cases/case.html", SECTION, **case_context(whole, desk),
        crumbs=case_crumbs(whole), first=first, others=others, of_others=_by_other_people(desk),
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


def offers(desk: Desk) -> tuple[list[Offer], list[Offer]]:
    """The steps that usually come next, and the others this person may take now."""
    wanted = [verb for verb in desk.verbs if verb not in ELSEWHERE and _address(desk, verb)]
    found = {verb: _offer(desk, verb) for verb in wanted}
    chosen = FIRST.get(desk.state, tuple(wanted) if desk.kind != "request" else ())
    first = [found[verb] for verb in chosen if verb in found and not found[verb].lacks]
    return first, [each for each in found.values() if each not in first]


def _offer(desk: Desk, verb: str) -> Offer:
    form = STEPS.get(verb)
    lacks = str(form.unavailable(desk)) if form else _lacks(desk, verb)
    return Offer(verb, desk.label_of(verb), _address(desk, verb), lacks)


def _address(desk: Desk, verb: str) -> str:
    """Where a step is taken; empty where the screens have none."""
    case_id = desk.about[1]
    own = {
        "case.decide": "workbench:case_decide",
        "case.redact": "workbench:case_redact",
        "case.send_reply": "workbench:case_reply",
        "case.publish": "workbench:case_publish",
    }
    if verb in own:
        return reverse(own[verb], args=[case_id])
    return reverse("workbench:case_step", args=[case_id, verb]) if verb in STEPS else ""


def _lacks(desk: Desk, verb: str) -> str:
    reply = desk.whole.reply if desk.whole else None
    if verb == "case.send_reply" and (reply is None or reply.state != "signed"):
        return _("答复书还没有签发。")
    return ""


def _by_other_people(desk: Desk) -> list[tuple[str, str]]:
    """Steps possible now that are somebody else's, and whose."""
    found = law.lifecycle_of(desk.kind).transition
    return [
        (_(each.label), whose_step(each.by))
        for each in found
        if desk.state in each.when and each.verb not in desk.verbs and each.verb not in ELSEWHERE
    ]


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
