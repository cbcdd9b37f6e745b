"""Named counts over reading points and deposits (2014 年统计表七、十、十一、十二（二）)."""

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.foundation.ledger.counting import declare
from gongkai.publishing.archives.choices import DepositForm
from gongkai.publishing.archives.models import Deposit, ReadingPoint, Visits
from gongkai.publishing.models import Edition

type Rows = QuerySet[Any]

_BASIS = "山东省统计表{}"
_LEVELS = ("city", "county", "township")


def points(period: Period, position: int) -> Rows:
    """Reading points open on the period's last day."""
    day = period.last_day
    found = ReadingPoint.objects.as_of(position).filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day
    )
    return found.annotate(amount=Value(1), label=F("name"))


def points_kept(period: Period, position: int) -> Rows:
    """Every reading point known by the period's end: the body's zeros are zeros."""
    found = ReadingPoint.objects.as_of(position).filter(valid_from__lt=period.end)
    return found.annotate(amount=Value(1), label=F("name"))


def visits(period: Period, position: int) -> Rows:
    """Who came in the months of the period (人次)."""
    found = Visits.objects.as_of(position).filter(month__gte=period.start, month__lt=period.end)
    return found.annotate(amount=F("visitors"), label=Cast("month", CharField()))


def visits_kept(period: Period, position: int) -> Rows:
    """Months ever counted by the period's end."""
    found = Visits.objects.as_of(position).filter(month__lt=period.end)
    return found.annotate(amount=Value(1), label=Cast("month", CharField()))


def deposits(period: Period, position: int) -> Rows:
    """Documents deposited in the period, each once in each form, wherever and how often it went there."""
    rows = Deposit.objects.as_of(position).filter(on__gte=period.start, on__lt=period.end)
    earlier = rows.filter(document=OuterRef("document"), form=OuterRef("form")).filter(
        Q(on__lt=OuterRef("on")) | Q(on=OuterRef("on"), pk__lt=OuterRef("pk"))
    )
    return _titled(rows.filter(~Exists(earlier)))


def deposits_kept(period: Period, position: int) -> Rows:
    """Everything deposited by the period's end."""
    return _titled(Deposit.objects.as_of(position).filter(on__lt=period.end))


def _titled(rows: Rows) -> Rows:
    editions = Edition.objects.filter(document=OuterRef("document_id"), released_at__isnull=False)
    title = editions.order_by("-number").values("title")[:1]
    return rows.annotate(amount=Value(1), label=Subquery(title), opens_id=F("document_id"))


def by_level(period: Period) -> Case:
    return Case(When(level__in=_LEVELS, then=F("level")), default=Value("other"), output_field=CharField())


def by_form(period: Period) -> Case:
    return Case(
        When(form=DepositForm.PAPER, then=Value("paper")),
        default=Value("electronic"),
        output_field=CharField(),
    )


declare(Count("reading_points", N_("设置政府信息查阅点数"), "个", _BASIS.format("十"), points, key=by_level))
declare(Count("visits", N_("查阅点接待人数"), "次", _BASIS.format("十一"), visits, key=by_level))
declare(
    Count(
        "deposits",
        N_("向查阅场所报送信息数"),
        "条",
        _BASIS.format("七"),
        deposits,
        opens="document",
        key=by_form,
    )
)
for _name, _title, _unit, _source in (
    ("reading_points_open", N_("设置政府信息公开查阅点数"), "个", points),
    ("reading_points_kept", N_("登记过的查阅点数"), "个", points_kept),
    ("visits_kept", N_("登记过接待人次的月份数"), "个", visits_kept),
    ("deposits_kept", N_("历年报送的信息数"), "条", deposits_kept),
):
    declare(Count(_name, _title, _unit, _BASIS.format("七、十、十一"), _source))
