"""Named counts over cases (年度报告表三、表四；2014 年版三至六).

Each is counted by the ledger's position and by the days of the period at once: what the office knew then
about what had happened by then. So a table is the same whenever it is run, and what one year carries out is
what the next carries in. Every request of a period is in exactly one of received and carried in, and in
exactly one of closed and carried out; therefore the form's first and second rows always equal the third and
fourth.
"""

from typing import Any

from django.db.models import Case, CharField, F, Func, OuterRef, Q, QuerySet, Subquery, Value, When

from gongkai.casework import models
from gongkai.casework.models import CaseKind, CaseStanding
from gongkai.casework.rounds import LaterRounds, later_rounds
from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.foundation.ledger.counting import declare

type Rows = QuerySet[Any]
type Key = Case

_SHOWN: dict[str, Any] = {
    # a subquery, and no join, so that sums never touch the table of cases
    "label": Subquery(models.Case.objects.filter(pk=OuterRef("case_id")).values("number")),
    "opens_id": F("case_id"),
}

CHALLENGES = (CaseKind.RECONSIDERATION, CaseKind.LAWSUIT, CaseKind.COMPLAINT)


def requests(period: Period, position: int) -> Rows:
    """Requests of the period: received by its end, and not closed before it began."""
    found = _rows(position).filter(_of_period(period), kind=CaseKind.REQUEST)
    return found.filter(round=1) if later_rounds(period.last_day) is LaterRounds.NOT_COUNTED else found


def challenges(period: Period, position: int) -> Rows:
    """Reconsiderations, lawsuits and complaints of the period, in the same sense."""
    return _rows(position).filter(_of_period(period), kind__in=CHALLENGES)


def received(period: Period) -> Key:
    """Those whose day of receipt lies in the period, by applicant type."""
    return Case(When(received_on__gte=period.start, then=F("applicant_type")))


def carried_in(period: Period) -> Key:
    """Those received before it, by applicant type."""
    return Case(When(received_on__lt=period.start, then=F("applicant_type")))


def closed(period: Period) -> Key:
    """Those closed in the period, by regime, outcome and applicant type: "2019.disclosed.natural"."""
    return Case(When(closed_on__lt=period.end, then=_dotted("regime", "result", "applicant_type")))


def carried_out(period: Period) -> Key:
    """Those not closed by its end, by applicant type."""
    return Case(When(_open_at_end(period), then=F("applicant_type")))


def by_channel(period: Period) -> Key:
    """Those received in the period, by `core.receipt.Channel`."""
    return Case(When(received_on__gte=period.start, then=F("channel")))


def by_time(period: Period) -> Key:
    """Those closed in the period: within the period of the law (on_time), with an extension (extended), past
    their date (late), with an extension and yet past it (extended_late)."""
    return Case(
        When(_open_at_end(period), then=None),
        When(extended=True, late=True, then=Value("extended_late")),
        When(extended=True, then=Value("extended")),
        When(late=True, then=Value("late")),
        default=Value("on_time"),
        output_field=CharField(),
    )


def challenges_closed(period: Period) -> Key:
    """Those decided in the period, by group and result: "reconsideration.upheld"."""
    return Case(When(closed_on__lt=period.end, then=_dotted("group", "result")))


def challenges_pending(period: Period) -> Key:
    """Those not decided by its end (尚未审结), by group."""
    return Case(When(_open_at_end(period), then=F("group")))


def fees(period: Period, position: int) -> Rows:
    """Information-processing fees (fen) paid in the period (《条例》第四十二条)."""
    paid = Q(fee_paid_on__gte=period.start, fee_paid_on__lt=period.end)
    return CaseStanding.objects.as_of(position).filter(paid).annotate(amount=F("fee_fen"), **_SHOWN)


def kept(period: Period, position: int) -> Rows:
    """Cases of any kind received by the period's end: a body that has one keeps its cases here, and its
    zeros are zeros. Of a body that has none the system knows nothing."""
    return _rows(position).filter(received_on__lt=period.end)


def _rows(position: int) -> Rows:
    return CaseStanding.objects.as_of(position).annotate(amount=Value(1), **_SHOWN)


def _dotted(*columns: str) -> Func:
    """Columns that are never null, joined by points. Concat would guard each and take twice as long."""
    return Func(*columns, template="(%(expressions)s)", arg_joiner=" || '.' || ", output_field=CharField())


def _of_period(period: Period) -> Q:
    return Q(Q(closed_on__isnull=True) | Q(closed_on__gte=period.start), received_on__lt=period.end)


def _open_at_end(period: Period) -> Q:
    return Q(closed_on__isnull=True) | Q(closed_on__gte=period.end)


_T3 = "国办公开办函〔2021〕30号、〔2019〕60号表三{}"
_T4 = "国办公开办函〔2021〕30号、〔2019〕60号表四；国办发〔2014〕32号统计表四至六"
_2014 = "国办发〔2014〕32号统计表三{}"

_REQUESTS = (
    ("requests_received", N_("收到政府信息公开申请数"), _T3.format("第一项"), received),
    ("requests_carried_in", N_("上年结转政府信息公开申请数"), _T3.format("第二项"), carried_in),
    ("requests_closed", N_("政府信息公开申请办理结果"), _T3.format("第三项"), closed),
    ("requests_carried_out", N_("结转下年度继续办理的申请数"), _T3.format("第四项"), carried_out),
    ("requests_by_channel", N_("各种方式收到的申请数"), _2014.format("（一）"), by_channel),
    ("requests_by_time", N_("按时和延期办结的申请数"), _2014.format("（二）"), by_time),
)
_CHALLENGES = (
    ("challenges_closed", N_("复议、诉讼、举报投诉审结数"), _T4, challenges_closed),
    ("challenges_pending", N_("复议、诉讼、举报投诉尚未审结数"), _T4, challenges_pending),
)
_SINGLE = (
    ("request_fees", N_("收取的信息处理费"), "万元", "《政府信息公开条例》（2019年修订）第四十二条", fees),
    ("cases_kept", N_("系统登记的案件数"), "件", "《政府信息公开条例》（2019年修订）第四十五条", kept),
)

for _source, _families in ((requests, _REQUESTS), (challenges, _CHALLENGES)):
    for _name, _title, _basis, _key in _families:
        declare(Count(_name, _title, "件", _basis, _source, opens="case", key=_key))
for _name, _title, _unit, _basis, _rows_of in _SINGLE:
    declare(Count(_name, _title, _unit, _basis, _rows_of, opens="case"))
