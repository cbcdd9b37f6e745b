"""Figures of disclosure: releases and rows, by the facts recorded when they went out."""

from collections.abc import Callable
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, Left

from gongkai.core.counts import Count, Period
from gongkai.core.disclosure.schema import DataSet
from gongkai.core.messages import N_
from gongkai.disclosure import declared
from gongkai.disclosure.models import DutyFigure, ReleaseFigure, Row, Statement, StatementKind, YearFigure
from gongkai.foundation.ledger.counting import declare
from gongkai.foundation.ledger.recorded import first_told, was_done
from gongkai.foundation.ledger.rows import subject_of

type Rows = QuerySet[Any]

_BASIS = "《政府信息公开条例》（2019年修订）第二十条；国办发〔2019〕54号"
_NOUGHT = Value(0, output_field=BigIntegerField())
_LABEL = Concat(F("data_set"), Value(" "), Cast("release__number", CharField()))
_OPENS = Concat(F("data_set"), Value("/"), Cast("release__number", CharField()))
"""The public address of a release: data set and number."""


def _out(period: Period, position: int) -> Rows:
    found = ReleaseFigure.objects.as_of(position)
    return found.filter(released_on__gte=period.start, released_on__lt=period.end).annotate(
        label=_LABEL, opens_id=_OPENS
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


def kept(period: Period, position: int) -> Rows:
    """Each release by the period's end: a body that has any keeps the data set here, and its zeros are
    zeros."""
    found = ReleaseFigure.objects.as_of(position).filter(released_on__lt=period.end)
    return found.annotate(label=_LABEL, opens_id=_OPENS, amount=Value(1))


def nothing_stated(period: Period, position: int) -> Rows:
    """Zero returns for parts of the period's years: who says that there was nothing has counted."""
    subject, years = subject_of(Statement), Q(pk__in=())
    for year in period.whole_years:
        years |= Q(period__startswith=str(year))
    found = Statement.objects.filter(years, kind=StatementKind.NOTHING)
    return (
        found.exclude(was_done(subject, "period.take_back", position))
        .annotate(recorded_from=first_told(subject, position), entry_id=F("pk"), amount=Value(1))
        .filter(recorded_from__isnull=False)
        .annotate(label=Concat(F("data_set"), Value(" "), F("period")))
    )


def events(period: Period, position: int) -> Rows:
    """What stands and happened in the years wholly in the period, whenever it was released. Rows that are
    counted together (the certificates of one decision) are one."""
    return (
        YearFigure.objects.as_of(position)
        .filter(year__in=period.whole_years)
        .annotate(label=_LABEL, opens_id=_OPENS, amount=F("rows"))
    )


def money(period: Period, position: int) -> Rows:
    """What the `summed` column of each data set comes to in the whole years of the period, release by
    release: brought less taken. In fen."""
    return _by_year(period, position, _told)


def told_of_year(period: Period, position: int) -> Rows:
    """The rows that `money` adds up: a body that has any of a year has told its sum, even if that is 0."""
    return _by_year(period, position, lambda _: Value(1))


def _told(data_set: DataSet) -> Any:
    return Cast(KeyTextTransform(data_set.summed, "content"), BigIntegerField())


def _by_year(period: Period, position: int, amount: Callable[[DataSet], Any]) -> Rows:
    summed = {each.name: each for of in declared.fields().versions for each in of.data if each.summed}
    cases = [
        When(
            data_set=each.name,
            then=_moved(each, "release_in", period, amount(each))
            - _moved(each, "release_out", period, amount(each)),
        )
        for each in summed.values()
    ]
    found = ReleaseFigure.objects.as_of(position).filter(data_set__in=summed)
    return found.annotate(
        label=_LABEL, opens_id=_OPENS, amount=Case(*cases, default=_NOUGHT, output_field=BigIntegerField())
    )


def _moved(data_set: DataSet, by: str, period: Period, amount: Any) -> Any:
    """The sum over the rows that came or went `by` the release and happened in the period's whole years."""
    year = Left(KeyTextTransform(data_set.year_column, "content"), 4)
    rows = Row.objects.filter(**{"data_set": data_set.name, by: OuterRef("release_id")}).annotate(
        year=year, amount=amount
    )
    years = [str(each) for each in period.whole_years]
    total = rows.filter(year__in=years).order_by().values("data_set").annotate(total=Sum("amount"))
    return Coalesce(Subquery(total.values("total"), output_field=BigIntegerField()), _NOUGHT)


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
    ("data_money_by_set", N_("各数据集当年金额"), "元", money, by_data_set),
    ("data_told_by_set", N_("各数据集当年计入金额的条数"), "条", told_of_year, by_data_set),
    ("data_kept_by_set", N_("截至期末各数据集发布次数"), "次", kept, by_data_set),
    ("data_nothing_by_set", N_("各数据集说明本期无的次数"), "次", nothing_stated, by_data_set),
    ("data_duties_punctual", N_("按时履行的公开义务"), "项", punctual, None),
    ("data_duties_late", N_("逾期履行的公开义务"), "项", late, None),
    ("data_duties_late_by_field", N_("各领域逾期履行的公开义务"), "项", late, by_field),
    ("data_duties_missing", N_("逾期未履行的公开义务"), "项", missing, None),
    ("data_duties_missing_by_field", N_("各领域逾期未履行的公开义务"), "项", missing, by_field),
    ("data_duties_nothing", N_("说明本期无的公开义务"), "项", nothing, None),
    ("data_rows_changed", N_("数据集更正和撤下条数"), "条", rows_changed, None),
)
for _name, _title, _unit, _rows, _key in _COUNTS:
    _opens = "" if _name.startswith(("data_duties", "data_nothing")) else "release"
    declare(Count(_name, _title, _unit, _BASIS, _rows, opens=_opens, key=_key))
