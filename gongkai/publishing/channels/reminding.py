"""Dead letters: what did not arrive for good is told to those who prepare what the body posts."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from gongkai.publishing.channels import policy
from gongkai.publishing.channels.hints import WORDS, Hint
from gongkai.publishing.channels.models import Delivery
from gongkai.publishing.channels.queries.deliveries import channel_title, dead
from gongkai.publishing.reminders import remind

QUIET = timedelta(hours=1)
"""Between two letters to one body: a platform that is down fails everything within minutes."""

_SAY = "这些内容没有送达，系统不再自动重试。请登录系统，在“发布渠道”的待办里按提示处理。"


def tell_of_dead(now: datetime) -> int:
    """A letter to each body with what has failed since the last one. How many deliveries?"""
    untold = dead().filter(Q(told_at__isnull=True) | Q(told_at__lt=F("claimed_at")))
    by_body: dict[int, list[Delivery]] = {}
    for row in untold.select_related("edition", "account").order_by("pk"):
        by_body.setdefault(whose(row), []).append(row)
    return sum(_told(body, rows, now) for body, rows in by_body.items())


def whose(row: Delivery) -> int:
    """The body whose work it is: the account's host, or the maker."""
    return row.account.body_id if row.account is not None else row.body_id


@transaction.atomic
def _told(body_id: int, rows: list[Delivery], now: datetime) -> int:
    """Each once, by whichever worker is first; nothing while the last letter is fresh."""
    own = Q(account__body=body_id) | Q(account__isnull=True, body=body_id)
    if Delivery.objects.filter(own, told_at__gt=now - QUIET).exists():
        return 0
    numbers = [row.pk for row in rows]
    locked = set(
        dead().filter(pk__in=numbers).select_for_update(skip_locked=True).values_list("pk", flat=True)
    )
    told = [row for row in rows if row.pk in locked]
    Delivery.objects.filter(pk__in=locked).update(told_at=now)
    if told:
        remind(
            body_id=body_id, roles=policy.PREPARERS, subject=f"{len(told)} 条信息没有送达渠道",
            lines=[_line(row) for row in told], say=_SAY, about=("channel_deliveries", body_id), now=now,
        )  # fmt: skip
    return len(told)


def _line(row: Delivery) -> str:
    what = row.account.name if row.account is not None else channel_title(row.channel)
    todo = WORDS[Hint(row.hint)] if row.hint else ""
    return f"《{row.edition.title}》→ {what}：{todo}"
