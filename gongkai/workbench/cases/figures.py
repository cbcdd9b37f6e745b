"""The period's figures as of a day, each opening to the cases behind it; and the form they go into."""

from datetime import date, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.casework.queries import bodies_seen_by, cards, cases_visible_to
from gongkai.casework.queries.statistics import Figure, Overview, overview, position_on, rows_behind
from gongkai.core.counts import Period
from gongkai.foundation.organisations import queries as organisations
from gongkai.workbench.answering import words
from gongkai.workbench.cases.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.cases.lists import day_of, number
from gongkai.workbench.cases.words import state_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

SHOWN = 200


@require_GET
@staff_view(*SEEING)
def show(request: StaffRequest) -> HttpResponse:
    """What was received, decided and contested in the period, as the ledger knew it at the end of a day."""
    asked, found = figures_asked_for(request)
    period = found.period
    names = organisations.latest_bodies(bodies_seen_by(request.staff.actor, request.staff.today))
    return page(
        request, "workbench/cases/statistics.html", SECTION, **tabs(request, "statistics"),
        asked=asked, found=found,
        sections=_sections(found), bodies=names, last=period.end - timedelta(days=1),
        rate=None if found.on_time_rate is None else f"{found.on_time_rate / 10:.1f}",
        kept=urlencode({name: value for name, value in asked.items() if value}),
        crumbs=crumbs((_("统计"), "")),
    )  # fmt: skip


def figures_asked_for(request: StaffRequest) -> tuple[dict[str, str], Overview]:
    """What the address asks for, and the figures."""
    staff = request.staff
    asked, period, as_of, bodies = _asked(request)
    position = position_on(as_of) if as_of else None
    return asked, overview(staff.actor, bodies, period, staff.today, position)


@require_GET
@staff_view(*SEEING)
def behind(request: StaffRequest) -> HttpResponse:
    """The cases behind one figure."""
    _asked_for, period, _as_of, bodies = _asked(request)
    names = request.GET.getlist("name")
    at = number(request.GET.get("position", ""))
    if not names or at is None:
        return redirect("workbench:case_statistics")
    staff = request.staff
    try:
        rows = rows_behind(staff.actor, names, bodies, period, staff.today, at)
    except (LookupError, ValueError):
        raise Http404 from None
    numbers = [int(row.opens[1]) for row in rows if row.opens and row.opens[0] == "case"]
    found = cards(cases_visible_to(staff.actor, staff.today).filter(pk__in=numbers).order_by("pk")[:SHOWN])
    return page(
        request, "workbench/cases/behind.html", SECTION, title=request.GET.get("title", "")[:80],
        rows=[(card, state_name(card.kind, card.state)) for card in found], count=len(rows),
        crumbs=crumbs(
            (_("统计"), f"{reverse('workbench:case_statistics')}?{request.GET.urlencode()}"), (_("明细"), "")
        ),
    )  # fmt: skip


def _asked(request: StaffRequest) -> tuple[dict[str, str], Period, date | None, list[int]]:
    """Body, first and last day, and as of which day; the year so far unless told otherwise."""
    today = request.staff.today
    asked = {name: request.GET.get(name, "").strip() for name in ("body", "from", "until", "as_of")}
    first = day_of(asked["from"]) or date(today.year, 1, 1)
    last = day_of(asked["until"]) or today
    period = Period(first, max(last, first) + timedelta(days=1))
    seen = bodies_seen_by(request.staff.actor, today)
    chosen = number(asked["body"])
    bodies = [chosen] if chosen in seen else sorted(seen)
    asked |= {"from": period.start.isoformat(), "until": (period.end - timedelta(days=1)).isoformat()}
    return asked, period, day_of(asked["as_of"]), bodies


def _sections(found: Overview) -> list[tuple[str, int, list[dict[str, Any]]]]:
    return [
        (
            words(section.title), section.total,
            [
                {
                    "label": words(each.label), "value": each.value,
                    "query": _query(each, found.position),
                }
                for each in section.figures
            ],
        )
        for section in found.sections
    ]  # fmt: skip


def _query(figure: Figure, position: int) -> str:
    """What opens a figure to its cases."""
    asked: dict[str, Any] = {"name": figure.names, "position": position, "title": words(figure.label)}
    return urlencode(asked, doseq=True)
