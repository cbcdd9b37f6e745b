"""The ledger as auditors read it: by subject, body, verb and day; and its verification."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation.ledger import chain, queries
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.returns.words import verb_name
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

PAGE = 50


@require_GET
@staff_view(*OVERSEEING)
def ledger(request: StaffRequest) -> HttpResponse:
    """Events of the bodies the person oversees, newest first, one page at a time by sequence."""
    staff = request.staff
    asked = {name: request.GET.get(name, "").strip() for name in ("body", "verb", "subject", "from", "until")}
    seen = organisations.visible_body_ids(staff.actor, staff.today)
    found = queries.events(
        bodies=seen, body=_number(asked["body"]), verb=asked["verb"], subject=asked["subject"],
        first_day=_day(asked["from"]), last_day=_day(asked["until"]),
        before=_number(request.GET.get("before", "")), limit=PAGE + 1,
    )  # fmt: skip
    more = len(found) > PAGE
    shown = found[:PAGE]
    return page(
        request, "workbench/ledger.html", "ledger",
        events=[(event, verb_name(event.verb)) for event in shown], asked=asked,
        names=organisations.names_of({event.actor for event in shown}),
        bodies=organisations.bodies_visible_to(staff.actor, staff.today),
        known=organisations.latest_bodies({event.body for event in shown if event.body}),
        verbs=[(name, verb_name(name)) for name in sorted(REGISTRY)], position=chain.position(),
        page={"next": urlencode({**asked, "before": str(shown[-1].sequence)}) if more else ""},
        crumbs=[(_("台账"), "")],
    )  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@require_POST
@staff_view(*OVERSEEING)
def verify(request: StaffRequest) -> HttpResponse:
    """Walk the whole chain and say the first break in words."""
    broken = next(chain.breaks(), None)
    if broken is None:
        said = _("台账完整：{count} 条记录首尾相连，未被改动。").format(count=chain.position())
        messages.success(request, said)
    else:
        said = _("台账在第 {sequence} 条处断开（{problem}）。请立即联系系统管理员并保留现场。")
        messages.error(request, said.format(sequence=broken.sequence, problem=broken.problem))
    return redirect("workbench:ledger")
