"""The board: every body's return of a year, who is late, reminders; and opening a new year."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.reporting import actions, queries
from gongkai.reporting.queries.board import BoardLine
from gongkai.workbench.answering import refusal_text, say
from gongkai.workbench.shell import OVERSEEING, StaffRequest, page, staff_view

SECTION = "overview"
FIRST_YEAR = 2008


@dataclass(frozen=True, slots=True)
class Standing:
    """How many returns stand where."""

    total: int
    submitted: int
    accepted: int
    late: int
    wrong: int


def _standing(lines: list[BoardLine]) -> Standing:
    return Standing(
        total=len(lines),
        submitted=sum(line.is_submitted for line in lines),
        accepted=sum(line.state in ("accepted", "frozen", "published") for line in lines),
        late=sum(line.is_late for line in lines),
        wrong=sum(line.errors > 0 for line in lines),
    )


FILTERS = {
    "all": lambda line: True,
    "late": lambda line: line.is_late,
    "open": lambda line: not line.is_submitted,
    "accept": lambda line: "return.accept" in line.verbs,
    "wrong": lambda line: line.errors > 0 or line.warnings > 0,
}


@require_GET
@staff_view(*OVERSEEING)
def board(request: StaffRequest) -> HttpResponse:
    """All visible returns of one year as a tree, filtered."""
    staff = request.staff
    years = _years(request)
    year = _year(request, years)
    lines = queries.board(staff.actor, year, staff.today) if year else []
    chosen = request.GET.get("show", "all")
    keep = FILTERS.get(chosen, FILTERS["all"])
    names = {
        "all": _("全部"),
        "open": _("未报送"),
        "late": _("逾期"),
        "accept": _("待接收"),
        "wrong": _("有错误或提示"),
    }
    tabs = [
        (f"{name} {sum(map(FILTERS[key], lines))}", f"?year={year}&show={key}", key == chosen)
        for key, name in names.items()
    ]
    return page(
        request, "workbench/overview/board.html", SECTION,
        year=year, years=years, lines=[line for line in lines if keep(line)], tabs=tabs,
        standing=_standing(lines), next_year=(years[0] + 1 if years else staff.today.year - 1),
        roots=_roots(request), may_remind=staff.acts_as(Role.CITY_OFFICE), crumbs=[(_("总览"), "")],
    )  # fmt: skip


def _years(request: StaffRequest) -> list[int]:
    seen = queries.returns_visible_to(request.staff.actor, request.staff.today)
    return list(seen.order_by("-year").values_list("year", flat=True).distinct())


def _year(request: StaffRequest, years: list[int]) -> int | None:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and int(asked) in years else next(iter(years), None)


def _roots(request: StaffRequest) -> list[BodyOnDay]:
    """Bodies for which the person may open a year."""
    offices = request.staff.actor.bodies_as(Role.CITY_OFFICE)
    return list(organisations.bodies_on(request.staff.today, offices).values())


@require_POST
@staff_view(Role.CITY_OFFICE)
def remind_late(request: StaffRequest) -> HttpResponse:
    """Remind every body whose return is late or not yet submitted."""
    staff = request.staff
    year = request.POST.get("year", "")
    asked = int(year) if year.isdecimal() else 0
    lines = [line for line in queries.board(staff.actor, asked, staff.today) if "return.remind" in line.verbs]
    lines = [line for line in lines if line.is_late] if request.POST.get("only") == "late" else lines
    refused: list[Refused] = []
    for line in lines:
        result = actions.remind(actor=staff.actor, now=staff.now, return_id=line.return_id)
        if isinstance(result, Refused):
            refused.append(result)
    if refused:
        messages.error(request, refusal_text(refused[0]))
    messages.success(request, _("已催报 {count} 个单位。").format(count=len(lines) - len(refused)))
    return redirect(f"{reverse('workbench:overview')}?year={asked}&show=open")


@require_POST
@staff_view(Role.CITY_OFFICE)
def open_year(request: StaffRequest) -> HttpResponse:
    """布置年报: open a year's returns for all bodies below."""
    year, root = request.POST.get("year", ""), request.POST.get("root", "")
    if not (year.isdecimal() and root.isdecimal() and FIRST_YEAR <= int(year) <= request.staff.today.year):
        messages.error(request, _("请填写 2008 年以后、不晚于今年的年度。"))
        return redirect("workbench:overview")
    result = actions.open_year(
        actor=request.staff.actor, now=request.staff.now, root_id=int(root), year=int(year)
    )
    created = 0 if isinstance(result, Refused) else len(result.created)
    say(request, result, _("已布置 {year} 年年报，共 {count} 个单位。").format(year=year, count=created))
    return redirect(f"{reverse('workbench:overview')}?year={year}")
