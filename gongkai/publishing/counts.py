"""Named counts over what was published (年度报告表二；2014 年版一至二).

Each is counted by the ledger's position and by the days of the period at once. One item counts once, whatever
its channels.
"""

from typing import Any

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.foundation.ledger.counting import declare
from gongkai.publishing.models import Edition, Publication

type Rows = QuerySet[Any]
type Key = Case

_TITLE = Edition.objects.filter(document=OuterRef("document_id"), released_at__isnull=False)
_SHOWN: dict[str, Any] = {
    # subqueries, and no joins, so that sums never touch the tables of documents
    "label": Subquery(_TITLE.order_by("-number").values("title")[:1]),
    "opens_id": F("document_id"),
}


def stock(period: Period, position: int) -> Rows:
    """What was made or released by the period's end and had not ended before it began."""
    known = Q(released_on__lt=period.end) | Q(formed_on__lt=period.end)
    running = Q(ended_on__isnull=True) | Q(ended_on__gte=period.start)
    return _rows(position).filter(known, running)


def published(period: Period) -> Key:
    """Those released in the period, by kind."""
    return Case(When(released_on__gte=period.start, released_on__lt=period.end, then=F("kind")))


def made(period: Period) -> Key:
    """Those formed in the period, by kind."""
    return Case(When(formed_on__gte=period.start, formed_on__lt=period.end, then=F("kind")))


def ended(period: Period) -> Key:
    """Those that ceased to stand in the period (repealed, replaced, expired, withdrawn), by kind."""
    return Case(When(ended_on__gte=period.start, ended_on__lt=period.end, then=F("kind")))


def in_force(period: Period) -> Key:
    """Those released by the period's end that stood then, by kind: what is not published is no basis for
    administration. So the stock of a year is that of the year before, and published, less ended."""
    standing = Q(ended_on__isnull=True) | Q(ended_on__gte=period.end)
    return Case(When(standing, released_on__lt=period.end, then=F("kind")))


def items(period: Period, position: int) -> Rows:
    """Everything released in the period."""
    return _rows(position).filter(released_on__gte=period.start, released_on__lt=period.end)


def kept(period: Period, position: int) -> Rows:
    """Everything released by the period's end: a body that has any publishes here, and its zeros are
    zeros."""
    return _rows(position).filter(released_on__lt=period.end)


def _rows(position: int) -> Rows:
    return Publication.objects.as_of(position).annotate(amount=Value(1), **_SHOWN)


_T2 = "国办公开办函〔2021〕30号、〔2019〕60号表二第二十条第（一）项"
_2014 = "国办发〔2014〕32号统计表一、二"

_FAMILIES = (
    ("published_by_kind", N_("各类信息主动公开数"), _2014, published),
    ("documents_made", N_("本年制发文件数"), _T2, made),
    ("documents_ended", N_("本年废止、失效文件数"), _T2, ended),
    ("documents_in_force", N_("现行有效文件数"), _T2, in_force),
)
_SINGLE = (
    ("published_items", N_("主动公开政府信息数"), items),
    ("publishing_kept", N_("系统发布的信息数"), kept),
)

for _name, _title, _basis, _key in _FAMILIES:
    declare(Count(_name, _title, "件", _basis, stock, opens="document", key=_key))
for _name, _title, _rows_of in _SINGLE:
    declare(Count(_name, _title, "条", _2014, _rows_of, opens="document"))
