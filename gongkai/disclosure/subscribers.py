"""Telling subscribers what changed in the rows they mean: at once, daily or weekly.

A letter is posted, and noted how far it tells, in one transaction. So a worker may die anywhere, and nobody
is told twice or not at all.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Max, OuterRef, Subquery
from django.utils import timezone

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.disclosure.actions.subscribing import end_letters
from gongkai.disclosure.letters import Change, post_changes
from gongkai.disclosure.models import (
    DataSubscription,
    DataSubscriptionState,
    LetterFrequency,
    Release,
    ToldUpTo,
)
from gongkai.disclosure.queries.asking import Asked, Sql, narrow
from gongkai.foundation.organisations.roles import SYSTEM

type Understand = Callable[[DataSet, str], Asked]
"""Makes of a question, as an address asks it, what is asked; of one no longer understood, everything."""


def write_to(frequency: LetterFrequency, now: datetime, understand: Understand) -> int:
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
        state=DataSubscriptionState.CONFIRMED, frequency=frequency
    ).annotate(newest=Subquery(newest))
    numbers = behind.filter(told__number__lt=F("newest")).order_by("pk").values_list("pk", flat=True)
    return sum(_write(number, now, understand) for number in list(numbers))


def forget_unconfirmed(now: datetime, after: timedelta) -> None:
    """Whoever does not confirm is forgotten."""
    old = DataSubscription.objects.filter(
        state=DataSubscriptionState.UNCONFIRMED, asked_at__lt=now - after
    ).values_list("pk", flat=True)
    for number in list(old):
        end_letters(actor=SYSTEM, now=now, subscription_id=number)


def _write(subscription_id: int, now: datetime, understand: Understand) -> int:
    """One letter; 0 when somebody else writes it, or nothing that he means has changed."""
    with transaction.atomic():
        row = (
            DataSubscription.objects.select_for_update(skip_locked=True)
            .filter(pk=subscription_id, state=DataSubscriptionState.CONFIRMED)
            .first()
        )
        told = ToldUpTo.objects.filter(subscription=row).first() if row else None
        if row is None or told is None:
            return 0
        fresh = list(
            Release.objects.filter(
                data_set=row.data_set, number__gt=told.number, released_at__isnull=False
            ).order_by("-number")
        )
        if not fresh:
            return 0
        ToldUpTo.objects.filter(pk=told.pk).update(number=fresh[0].number)
        data_set = declared.newest(row.data_set, timezone.localdate(now))
        asked = understand(data_set, row.question)
        changes = [each for release in fresh if (each := _change(data_set, release, asked))]
        if not changes:
            return 0
        post_changes(row, changes, now)
    return 1


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
