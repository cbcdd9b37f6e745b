"""Registers of documents that somebody has to look at again: normative ones, and what is withheld."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.publishing.cleanup import Next
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing import law
from gongkai.publishing.policy import HANDLERS
from gongkai.publishing.queries.cards import cards
from gongkai.publishing.queries.normative import cleanup_list
from gongkai.publishing.queries.visible import documents_visible_to
from gongkai.publishing.queries.work import SOON
from gongkai.workbench.cases.lists import number
from gongkai.workbench.publishing.desk import SECTION, SEEING, crumbs, tabs
from gongkai.workbench.publishing.lists import rows
from gongkai.workbench.publishing.words import ATTRIBUTES, ground_name, state_name
from gongkai.workbench.shell import StaffRequest, page, staff_view

FIRST_YEAR = 2008
MOST = 200


def next_name(code: Next) -> str:
    return {
        Next.GONE: _("已经不再有效"),
        Next.EVALUATE: _("要评估"),
        Next.SET_TERM: _("要定有效期"),
        Next.AMEND: _("要修改"),
        Next.REPEAL: _("要废止"),
        Next.LET_LAPSE: _("到期失效"),
        Next.KEEP: _("继续有效"),
    }[code]


@require_GET
@staff_view(*SEEING)
def normative(request: StaffRequest) -> HttpResponse:
    """The normative documents of a body and a year: made, ended, in force, and what each needs next."""
    staff = request.staff
    seen = documents_visible_to(staff.actor, staff.today)
    numbers = list(seen.order_by("body_id").values_list("body_id", flat=True).distinct())
    body, year = number(request.GET.get("body", "")), number(request.GET.get("year", ""))
    year = year if year and FIRST_YEAR <= year <= staff.today.year else staff.today.year
    chosen = [body] if body in numbers else numbers
    found = cleanup_list(chosen, year)
    soon = seen.filter(
        body__in=chosen, kind__in=[each.code for each in law.rules().kinds.kind if each.is_normative],
        standing__in=("in_force", "amended"), expires_on__gte=staff.today,
        expires_on__lte=staff.today + SOON,
    ).order_by("expires_on")  # fmt: skip
    expiring = sorted(
        cards(list(soon.values_list("pk", flat=True)[:MOST])), key=lambda each: each.expires_on or date.max
    )
    lines = [
        (each, state_name("document", each.picture.standing.value), next_name(each.next))
        for each in found.lines
    ]
    return page(
        request, "workbench/publishing/normative.html", SECTION, **tabs(request, "normative"), year=year,
        body=body, found=found, lines=lines, expiring=rows(expiring),
        years=range(staff.today.year, FIRST_YEAR - 1, -1), bodies=organisations.latest_bodies(numbers),
        crumbs=crumbs((_("规范性文件"), "")),
    )  # fmt: skip


@require_GET
@staff_view(*HANDLERS)
def withheld(request: StaffRequest) -> HttpResponse:
    """What is kept back, soonest due first, with its ground and when it is looked at again."""
    staff = request.staff
    kept = (
        documents_visible_to(staff.actor, staff.today).filter(standing="kept").order_by("reassess_on", "pk")
    )
    found: list[Any] = list(kept[:MOST])
    titles = {each.id: each.title for each in cards([each.pk for each in found])}
    return page(
        request, "workbench/publishing/withheld.html", SECTION, **tabs(request, "withheld"),
        rows=[
            (each, titles[each.pk], ATTRIBUTES.get(each.attribute, ""),
             ground_name(each.ground, each.attribute_on or staff.today),
             bool(each.reassess_on and each.reassess_on <= staff.today))
            for each in found
        ],
        crumbs=crumbs((_("不公开的评估"), "")),
    )  # fmt: skip
