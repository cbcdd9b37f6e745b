"""Rows whose time is over: taken off the lists when the declaration says so, and their content erased.

The declaration decided it when it was made, so no second person looks at each: the release is written in the
name of the declaration's version and approved by the system.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, loading, proving
from gongkai.disclosure.actions.frame import Taken, last_number, lock_data_set, next_out
from gongkai.disclosure.actions.releasing import note_figures, tell
from gongkai.disclosure.models import Release, Row, Way
from gongkai.disclosure.staging import Staged, keep
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor

_REASON = N_("公开期限届满，按规定撤下。")


@verb("row.expire")
def expire_rows(
    *, actor: Actor, now: datetime, data_set: str, body_id: int, numbers: Sequence[int]
) -> Release | Refused:
    """到期撤下. The caller has found out that the rows' time is over."""
    if not actor.is_system:
        return Refused(Message(N_("到期撤下由系统执行。")))
    lock_data_set(data_set)
    rows = Row.objects.filter(data_set=data_set, body=body_id, number__in=numbers, valid_to__isnull=True)
    lines = [Staged(key) for key in rows.order_by("number").values_list("key", flat=True)]
    if not lines:
        return Refused(Message(N_("这些行已经撤下。")))
    day = timezone.localdate(now)
    version = declared.version(data_set, day)
    place, digest = keep(lines)
    release = Release(
        data_set=data_set, body_id=body_id, way=Way.EXPIRY, mode="upsert", state="approved",
        declared=version.in_force, declaration=version.digest, staged_place=place, digest=digest,
        removed=len(lines), checked_at=now, checked_against=last_number(data_set),
        writers=[f"declaration:{version.digest[:12]}"], created_by=actor.code, created_at=now,
        approved_by=actor.code, approved_at=now, approved_digest=digest, reason=str(Message(_REASON)),
        touched_at=now,
    )  # fmt: skip
    write(release, reason=release.reason, rule_version=version.digest)
    number, at = next_out(data_set, now)
    out: dict[str, Any] = {
        "state": "released", "number": number, "released_at": at, "released_by": actor.code,
    }  # fmt: skip
    Release.objects.filter(pk=release.pk).update(**out)
    effect = loading.load(Release.objects.get(pk=release.pk), lines, body_id)
    write(release, **out)
    of = Taken(release, actor, now, day, "released")
    note_figures(of, effect)
    proving.enter_release(release, now)
    tell(of)
    return release


@verb("row.erase")
def erase_rows(
    *, actor: Actor, now: datetime, data_set: str, body_id: int, numbers: Sequence[int], reason: str
) -> int | Refused:
    """删除 the content of rows that are off the lists: number, times and reason stay, what they said is gone.

    《个人信息保护法》第四十七条.
    """
    if not actor.is_system:
        return Refused(Message(N_("删除由系统执行。")))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE disclosure_row SET erased_at = %s WHERE data_set = %s AND number = ANY(%s)"
            " AND body_id = %s AND valid_to IS NOT NULL AND erased_at IS NULL",
            [now, data_set, list(numbers), body_id],
        )
        erased = cursor.rowcount
    if not erased:
        return Refused(Message(N_("没有可以删除的行。")))
    record(
        subject=("data_rows", data_set), body=body_id, after={"erased": sorted(numbers)}, reason=reason,
    )  # fmt: skip
    return erased
