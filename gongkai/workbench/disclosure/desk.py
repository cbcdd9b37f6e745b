"""What every page of structured disclosure shares: who sits there, which data set, which stretch of time."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.core.disclosure.periods import read_period
from gongkai.core.disclosure.schema import State
from gongkai.disclosure import declared
from gongkai.disclosure.declared import DataSet, Field, NoSuchDataSetError
from gongkai.disclosure.policy import HANDLERS, OVERSEERS
from gongkai.disclosure.queries import boards
from gongkai.foundation.look.declared import translated_field, word
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.organisations.values import BodyOnDay
from gongkai.workbench.answering import words
from gongkai.workbench.cases.lists import number
from gongkai.workbench.shell import Staff, StaffRequest

SECTION = "data"
SEEING = (*HANDLERS, *OVERSEERS)
WRITING = (Role.DRAFTER,)
ANSWERING = (Role.DRAFTER, Role.REVIEWER, Role.OFFICE_HEAD)

_BACK, _AHEAD = timedelta(days=365), timedelta(days=31)
_OPEN_PERIODS = 60  # to choose from; a year of weeks

type Crumbs = list[tuple[str, str]]


def span(today: date, year: int | None = None) -> tuple[date, date]:
    """The periods the boards tell of: those that end in the year, or those of the past year. All ask for the
    same stretch, so that the answer is kept once."""
    if year is not None:
        return date(year, 1, 1), date(year, 12, 31)
    return today - _BACK, today + _AHEAD


def year_asked(request: StaffRequest) -> dict[str, Any]:
    """The year chosen on a board, None for the past year up to now, and the years there are."""
    years, said = boards.years(request.staff.today), request.GET.get("year", "")
    return {"year": next((each for each in years if str(each) == said), None), "years": years}


def open_periods(request: StaffRequest, data_set: DataSet, body: int) -> list[tuple[str, str]]:
    """(label, title) of the periods of which nothing is public yet, the newest first; and the one the
    address names, however old."""
    staff = request.staff
    owed = boards.of_body(staff.actor, staff.today, body, *span(staff.today)) or ()
    found = [each.period for each in owed if each.data_set == data_set.name
             and each.state in (State.MISSING, State.NOT_YET_DUE)]  # fmt: skip
    found.sort(key=lambda each: each.first, reverse=True)
    periods = {each.label: words(each.title) for each in found[:_OPEN_PERIODS]}
    named = read_period((request.GET.get("period") or request.POST.get("period", ""))[:10])
    if named is not None:
        periods.setdefault(named.label, words(named.title))
    return list(periods.items())


def data_set_of(request: StaffRequest, name: str) -> DataSet:
    """As declared today, or as it was last declared; 404 for a name nobody declared. Pages show it
    `translated`; forms and files take it as it is."""
    try:
        return declared.newest(name, request.staff.today)
    except NoSuchDataSetError:
        raise Http404 from None


def known(name: str, day: date) -> DataSet | None:
    try:
        return declared.newest(name, day)
    except NoSuchDataSetError:
        return None


def title_of(name: str, day: date) -> str:
    """The data set's title; its name when the city has taken the declaration away."""
    found = known(name, day)
    return word(found.title) if found else name


def fields_on(day: date) -> tuple[Field, ...]:
    """In the reader's language."""
    return tuple(translated_field(each) for each in declared.fields().on(day))


def own_bodies(staff: Staff, *roles: Role) -> dict[int, BodyOnDay]:
    """The bodies in which the person holds one of the roles (any part in releases, when none is named)."""
    return organisations.latest_bodies(staff.actor.bodies_as(*(roles or HANDLERS)))


def body_asked(request: StaffRequest, bodies: Mapping[int, BodyOnDay]) -> int | None:
    """The body chosen in the address or the form, else the first of the person's own."""
    asked = number(request.POST.get("body", "") or request.GET.get("body", ""))
    return asked if asked in bodies else next(iter(bodies), None)


def crumbs(*trail: tuple[str, str]) -> Crumbs:
    """数据 › …"""
    return [(_("数据"), reverse("workbench:data")), *trail]


def set_crumbs(data_set: DataSet, *trail: tuple[str, str]) -> Crumbs:
    """数据 › the data set › …"""
    here = reverse("workbench:data_set", args=[data_set.name]) if trail else ""
    return crumbs((word(data_set.title), here), *trail)


def tabs(request: StaffRequest, here: str) -> dict[str, object]:
    """The pages of this room that the person has."""
    staff = request.staff
    offers = (
        ("mine", _("本单位"), "workbench:data", HANDLERS),
        ("city", _("全市"), "workbench:data_board", OVERSEERS),
        ("releases", _("发布记录"), "workbench:data_releases", SEEING),
        ("statements", pgettext("desk", "说明"), "workbench:data_statements", SEEING),
        ("sources", _("自动来源"), "workbench:data_sources", (*HANDLERS, Role.BODY_ADMINISTRATOR)),
        ("draws", _("双随机抽取"), "workbench:data_draws", HANDLERS),
        ("objections", _("公示异议"), "workbench:data_objections", HANDLERS),
    )
    return {
        "tabs": [
            (label, reverse(address), name == here)
            for name, label, address, roles in offers
            if staff.acts_as(*roles)
        ]
    }
