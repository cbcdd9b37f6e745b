"""Figures of disclosure: releases and rows, by the facts recorded when they went out."""

from collections.abc import Callable
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import Cast, Concat

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.disclosure.models import DutyFigure, ReleaseFigure, YearFigure
from gongkai.foundation.ledger.counting import declare

type Rows = QuerySet[Any]

_BASIS = "《政府信息公开条例》（2019年修订）第二十条；国办发〔2019〕54号"
_LABEL = Concat(F("data_set"), Value(" "), Cast("release__number", CharField()))


def _out(period: Period, position: int) -> Rows:
    found = ReleaseFigure.objects.as_of(position)
    return found.filter(released_on__gte=period.start, released_on__lt=period.end).annotate(
        label=_LABEL, opens_id=F("release_id")
    )


def releases(period: Period, position: int) -> Rows:
    """Each release that went out in the period."""
    return _out(period, position).annotate(amount=Value(1))


def rows_added(period: Period, position: int) -> Rows:
    return _out(period, position).annotate(amount=F("added"))


def rows_changed(period: Period, position: int) -> Rows:
    return _out(period, position).annotate(amount=F("changed") + F("removed"))


def by_data_set(_: Period) -> F:
    return F("data_set")


def by_field(_: Period) -> F:
    return F("field")


def events(period: Period, position: int) -> Rows:
    """Rows that stand and happened in the years wholly in the period, whenever they were released."""
    return (
        YearFigure.objects.as_of(position)
        .filter(year__in=period.whole_years)
        .annotate(label=_LABEL, opens_id=F("release_id"), amount=F("rows"))
    )


def _duties(column: str) -> Callable[[Period, int], Rows]:
    """Obligations of the whole years of the period, by what became of them."""

    def rows(period: Period, position: int) -> Rows:
        found = DutyFigure.objects.as_of(position).filter(year__in=period.whole_years)
        return found.exclude(**{column: 0}).annotate(
            label=Concat(F("field"), Value(" "), Cast("year", CharField())), amount=F(column)
        )

    return rows


punctual, late, missing, nothing = (_duties(each) for each in ("punctual", "late", "missing", "nothing"))

_COUNTS: tuple[
    tuple[str, str, str, Callable[[Period, int], Rows], Callable[[Period], object] | None], ...
] = (
    ("data_releases", N_("数据集发布次数"), "次", releases, None),
    ("data_releases_by_set", N_("各数据集发布次数"), "次", releases, by_data_set),
    ("data_rows_added", N_("数据集新增公开条数"), "条", rows_added, None),
    ("data_rows_by_set", N_("各数据集新增公开条数"), "条", rows_added, by_data_set),
    ("data_rows_by_field", N_("各领域新增公开条数"), "条", rows_added, by_field),
    ("data_events_by_set", N_("各数据集当年事项数"), "件", events, by_data_set),
    ("data_duties_punctual", N_("按时履行的公开义务"), "项", punctual, None),
    ("data_duties_late", N_("逾期履行的公开义务"), "项", late, None),
    ("data_duties_late_by_field", N_("各领域逾期履行的公开义务"), "项", late, by_field),
    ("data_duties_missing", N_("逾期未履行的公开义务"), "项", missing, None),
    ("data_duties_missing_by_field", N_("各领域逾期未履行的公开义务"), "项", missing, by_field),
    ("data_duties_nothing", N_("说明本期无的公开义务"), "项", nothing, None),
    ("data_rows_changed", N_("数据集更正和撤下条数"), "条", rows_changed, None),
)
for _name, _title, _unit, _rows, _key in _COUNTS:
    _opens = "" if _name.startswith("data_duties") else "release"
    declare(Count(_name, _title, _unit, _BASIS, _rows, opens=_opens, key=_key))
