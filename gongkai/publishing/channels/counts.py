"""Named counts over what channels carried (国办发〔2014〕32号统计表一（二）).

The site and the gazette are not among them: `published_items` and `gazette_items` count those.
"""

from typing import Any

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, Value, When

from gongkai.core.counts import Count, Period
from gongkai.core.messages import N_
from gongkai.foundation.ledger.counting import declare
from gongkai.publishing.channels.models import Carried
from gongkai.publishing.models import Edition

type Rows = QuerySet[Any]

_TITLE = Edition.objects.filter(document=OuterRef("document_id"), released_at__isnull=False)
_SHOWN: dict[str, Any] = {
    "label": Subquery(_TITLE.order_by("-number").values("title")[:1]),
    "opens_id": F("document_id"),
}


def carried(period: Period, position: int) -> Rows:
    """What was made public by a channel until the period's end."""
    rows = Carried.objects.as_of(position).filter(on__lt=period.end)
    return rows.annotate(amount=Value(1), **_SHOWN)


def items(period: Period) -> Case:
    """An item once in each row of the table, the first time a channel of that row carried it."""
    return Case(When(is_first=True, on__gte=period.start, then=F("row")))


def posts(period: Period) -> Case:
    """Every account and place by itself, by channel."""
    return Case(When(on__gte=period.start, then=F("channel")))


_2014 = "国办发〔2014〕32号统计表一（二）"

declare(
    Count("items_by_channel", N_("各渠道公开政府信息数"), "条", _2014, carried, opens="document", key=items)
)
declare(
    Count(
        "posts_by_channel",
        N_("各渠道发布次数"),
        "次",
        "国办秘函〔2019〕19号",
        carried,
        opens="document",
        key=posts,
    )
)
declare(Count("channels_kept", N_("系统登记的渠道发布数"), "次", _2014, carried, opens="document"))
