"""Named counts over the gazette (2014 年统计表一（二）、九)."""

from typing import Any

from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Cast, Concat

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.core.publishing.gazette import PRINTED
from gongkai.foundation.ledger.counting import declare
from gongkai.publishing.gazette.models import Copies, Entry, Issue, PrintedItem, PublishedIssue

type Rows = QuerySet[Any]

_BASIS = "国办发〔2014〕32号统计表一（二）1；山东省统计表九"
_ISSUE = Subquery(
    Issue.objects.filter(pk=OuterRef("issue_id"))
    .annotate(said=Concat(Cast("year", CharField()), Value("年第"), Cast("number", CharField()), Value("期")))
    .values("said")[:1]
)


def items_kept(period: Period, position: int) -> Rows:
    """Everything printed by the period's end: its makers' zeros are zeros."""
    found = PrintedItem.objects.as_of(position).filter(on__lt=period.end)
    return found.annotate(amount=Value(1), label=Value(""), opens_id=F("document_id"))


def issues_kept(period: Period, position: int) -> Rows:
    """Every issue made here by the period's end: the government's zeros are zeros."""
    found = PublishedIssue.objects.as_of(position).filter(on__lt=period.end, is_old=False)
    return found.annotate(amount=Value(1), label=_ISSUE, opens_id=F("issue_id"))


def _within(found: Rows, period: Period) -> Rows:
    return found.filter(on__gte=period.start, on__lt=period.end)


def items(period: Period, position: int) -> Rows:
    """Documents made public in a gazette in the period, each once, at their maker."""
    found = _within(PrintedItem.objects.as_of(position), period)
    title = Entry.objects.filter(pk=OuterRef("gazette_entry_id")).values("title")[:1]
    return found.annotate(amount=Value(1), label=Subquery(title), opens_id=F("document_id"))


def _issues(period: Period, position: int, is_old: bool) -> Rows:
    found = _within(PublishedIssue.objects.as_of(position), period).filter(is_old=is_old)
    return found.annotate(amount=Value(1), label=_ISSUE, opens_id=F("issue_id"))


def issues(period: Period, position: int) -> Rows:
    """Issues that came out in the period, at the government whose gazette it is."""
    return _issues(period, position, False)


def digitised(period: Period, position: int) -> Rows:
    """Old issues put on the site in the period."""
    return _issues(period, position, True)


def copies(period: Period, position: int) -> Rows:
    """Copies printed and given away in the period, by place."""
    found = _within(Copies.objects.as_of(position), period)
    return found.annotate(amount=F("copies"), label=_ISSUE, opens_id=F("issue_id"))


def given(period: Period, position: int) -> Rows:
    """Copies given away in the period, wherever they went."""
    return copies(period, position).filter(~Q(place=PRINTED))


def by_place(period: Period) -> Case:
    return Case(When(copies__gt=0, then=F("place")))


declare(
    Count(
        "gazette_copies", N_("公报印数和赠阅份数"), "份", _BASIS, copies, opens="gazette_issue", key=by_place
    )
)
for _name, _title, _unit, _rows, _opens in (
    ("gazette_items", N_("政府公报公开政府信息数"), "条", items, "document"),
    ("gazette_items_kept", N_("历年登入公报的信息数"), "条", items_kept, "document"),
    ("gazette_issues", N_("公报发行期数"), "期", issues, "gazette_issue"),
    ("gazette_issues_kept", N_("历年出版的公报期数"), "期", issues_kept, "gazette_issue"),
    ("gazette_given", N_("公报发行总份数"), "份", given, "gazette_issue"),
    ("gazette_digitised", N_("往期公报数字化期数"), "期", digitised, "gazette_issue"),
):
    declare(Count(_name, _title, _unit, _BASIS, _rows, opens=_opens))
