"""邮件订阅 of what changes in a data set, or in the rows of it that somebody means."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.disclosure.models import DataSubscription, Release, ToldUpTo
from gongkai.disclosure.queries.asking import Asked, Sql, narrow
from gongkai.foundation.look.declared import word
from gongkai.foundation.mail.subscriptions import telling
from gongkai.foundation.mail.subscriptions.lists import MailingList
from gongkai.foundation.mail.subscriptions.rows import Frequency, MailSubscriptionState

_LISTED = 20  # releases told one by one

type Understand = Callable[[DataSet, str], Asked]
"""Makes of a question, as an address asks it, what is asked; of one no longer understood, everything."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one release did to the rows somebody means. `number`: of the release."""

    number: int
    at: datetime
    added: int
    changed: int
    removed: int

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def _title(row: DataSubscription, now: datetime) -> str:
    return word(declared.newest(row.data_set, timezone.localdate(now)).title)


def _begin(row: DataSubscription) -> None:
    """What is out already is not told."""
    ToldUpTo.objects.update_or_create(subscription=row, defaults={"number": _last_release(row.data_set)})


def _drop(row: DataSubscription) -> None:
    ToldUpTo.objects.filter(subscription=row).delete()


CHANGES = MailingList(
    DataSubscription, "/data/subscriptions/", "gongkai.disclosure.subscriptions", _title,
    personal=("question",), begins=_begin, ends=_drop,
)  # fmt: skip


def write_to(frequency: Frequency, now: datetime, understand: Understand) -> int:
    """A letter to each confirmed subscription of this frequency whose data set has changed. Returns how
    many."""
    newest = (
        Release.objects.filter(data_set=OuterRef("data_set"), released_at__isnull=False)
        .order_by()
        .values("data_set")
        .annotate(last=Max("number"))
        .values("last")
    )
    behind = DataSubscription.objects.filter(
        state=MailSubscriptionState.CONFIRMED, frequency=frequency
    ).annotate(newest=Subquery(newest))
    numbers = behind.filter(told__number__lt=F("newest")).order_by("pk").values_list("pk", flat=True)
    return telling.write_to(CHANGES, numbers, lambda row: _told(row, now, understand), now)


def _told(row: DataSubscription, now: datetime, understand: Understand) -> telling.News | None:
    """One letter for all that changed since the last, the newest first; he is told up to there."""
    told = ToldUpTo.objects.filter(subscription=row).first()
    if told is None:
        return None
    out = Release.objects.filter(data_set=row.data_set, number__gt=told.number, released_at__isnull=False)
    fresh = list(out.order_by("-number"))
    if not fresh:
        return None
    ToldUpTo.objects.filter(pk=told.pk).update(number=fresh[0].number)
    data_set = declared.newest(row.data_set, timezone.localdate(now))
    asked = understand(data_set, row.question)
    changes = [each for release in fresh if (each := _change(data_set, release, asked))]
    return _letter(row, word(data_set.title), changes) if changes else None


def _letter(row: DataSubscription, title: str, changes: Sequence[Change]) -> telling.News:
    address = f"{settings.SITE_URL.rstrip('/')}/data/{row.data_set}/"
    lines = [_line(address, each) for each in changes[:_LISTED]]
    if len(changes) > _LISTED:
        more = _("还有 {number} 次更新：{link}")
        lines.append(more.format(number=len(changes) - _LISTED, link=f"{address}releases/"))
    asked = f"?{row.question}" if row.question else ""
    lines.append(_("现在的名单：{link}").format(link=f"{address}{asked}"))
    return _("“{title}”有更新").format(title=title), lines


def _line(address: str, each: Change) -> str:
    parts = (
        _("新增 {count} 行").format(count=each.added) if each.added else "",
        _("更改 {count} 行").format(count=each.changed) if each.changed else "",
        _("移出 {count} 行").format(count=each.removed) if each.removed else "",
    )
    on = timezone.localdate(each.at).isoformat()
    return f"{on}  {_('，').join(filter(None, parts))}\n{address}releases/{each.number}/"


def _last_release(data_set: str) -> int:
    """The number of the newest release that is out; 0 without any."""
    out = Release.objects.filter(data_set=data_set, released_at__isnull=False)
    return out.order_by("-number").values_list("number", flat=True).first() or 0


def _change(data_set: DataSet, release: Release, asked: Asked) -> Change:
    """What a release did to the rows asked for: one that fits no longer has left them, one that fits now has
    come."""
    assert release.number is not None
    assert release.released_at is not None
    sql = Sql()
    sql.add("data_set = %s", data_set.name)
    sql.add("release_in = %s OR release_out = %s", release.pk, release.pk)
    narrow(sql, data_set, asked)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE came AND NOT went), count(*) FILTER (WHERE came AND went),"
            " count(*) FILTER (WHERE went AND NOT came) FROM (SELECT bool_or(release_in = %s) AS came,"
            f" bool_or(release_out IS NOT DISTINCT FROM %s) AS went FROM disclosure_row WHERE {sql.text}"
            " GROUP BY number) touched",
            [release.pk, release.pk, *sql.values],
        )
        added, changed, removed = cursor.fetchone()
    return Change(release.number, release.released_at, added, changed, removed)
