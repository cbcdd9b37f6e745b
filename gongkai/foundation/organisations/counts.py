"""Named counts over the registers (年报 2014 年版 十二、十三)."""

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.foundation.ledger.counting import declare
from gongkai.foundation.organisations.models import Course, DisclosureOffice, Fund, Meeting, Staffing

type Rows = QuerySet[Any]


def offices(period: Period, position: int) -> Rows:
    """Offices in existence on the period's last day."""
    return _offices_on(period.last_day, position).annotate(amount=Value(1), label=F("name"))


def full_time_staff(period: Period, position: int) -> Rows:
    """Full-time staff on the period's last day; the gazette's and websites' staff excluded."""
    return _staffing_on(period.last_day, position).annotate(amount=F("full_time"))


def part_time_staff(period: Period, position: int) -> Rows:
    """Part-time staff on the period's last day."""
    return _staffing_on(period.last_day, position).annotate(amount=F("part_time"))


def funds(period: Period, position: int) -> Rows:
    """Funds (fen) of the calendar years that lie wholly in the period."""
    years = period.whole_years
    return (
        Fund.objects.as_of(position)
        .filter(year__gte=years.start, year__lt=years.stop)
        .annotate(amount=F("fen"), label=F("purpose"))
    )


def meetings(period: Period, position: int) -> Rows:
    """Meetings held in the period."""
    return _held_in(Meeting, period, position).annotate(amount=Value(1))


def courses(period: Period, position: int) -> Rows:
    """Courses held in the period."""
    return _held_in(Course, period, position).annotate(amount=Value(1))


def trainees(period: Period, position: int) -> Rows:
    """Those who took part in courses of the period (人次)."""
    return _held_in(Course, period, position).annotate(amount=F("trainees"))


def _offices_on(day: date, position: int) -> Rows:
    return DisclosureOffice.objects.as_of(position).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    )


def _staffing_on(day: date, position: int) -> Rows:
    """The newest staffing of each office that existed on `day`."""
    rows = Staffing.objects.as_of(position).filter(valid_from__lte=day)
    newer = rows.filter(office=OuterRef("office"), valid_from__gt=OuterRef("valid_from"))
    office = _offices_on(day, position).filter(entry=OuterRef("office"))
    return rows.filter(~Exists(newer), Exists(office)).annotate(label=office.values("name")[:1])


def _held_in(model: type[Meeting] | type[Course], period: Period, position: int) -> Rows:
    return (
        model.objects.as_of(position)
        .filter(on__gte=period.start, on__lt=period.end)
        .annotate(label=F("title"))
    )


_BASIS = "政府信息公开工作年度报告统计表（2014 年版）{}"

_DECLARED = (
    ("disclosure_offices", N_("政府信息公开工作专门机构数"), "个", "十二（一）", offices),
    ("full_time_staff", N_("专职人员数"), "人", "十二（三）1", full_time_staff),
    ("part_time_staff", N_("兼职人员数"), "人", "十二（三）2", part_time_staff),
    ("disclosure_funds", N_("政府信息公开专项经费"), "万元", "十二（四）", funds),
    ("disclosure_meetings", N_("召开政府信息公开工作会议或专题会议数"), "次", "十三（一）", meetings),
    ("training_courses", N_("举办各类培训班数"), "次", "十三（二）", courses),
    ("trainees", N_("接受培训人员数"), "人次", "十三（三）", trainees),
)

for _name, _title, _unit, _place, _source in _DECLARED:
    declare(Count(_name, _title, _unit, _BASIS.format(_place), _source))
