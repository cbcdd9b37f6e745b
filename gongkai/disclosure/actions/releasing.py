"""A release goes out, now or at its time; a wrong one is rolled back by a new one."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, loading, partitions, proving
from gongkai.disclosure.actions.frame import Taken, last_number, lock_data_set, next_out, take
from gongkai.disclosure.models import Release, ReleaseFigure, YearFigure
from gongkai.disclosure.policy import Condition, Conditions
from gongkai.disclosure.queries.visible import release_visible_to
from gongkai.disclosure.staging import read
from gongkai.foundation.files import erasing
from gongkai.foundation.ledger.deciding import written
from gongkai.foundation.ledger.rows import write_recorded, write_recorded_new
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue

RELEASE_DUE, FINISH, FOUND = "disclosure.release_due", "disclosure.finish", "disclosure.found"


def release(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """公布. What is large goes out in the background, at once: it comes back as scheduled for now. Raises
    NoSuchReleaseError."""
    found = release_visible_to(actor, release_id, timezone.localdate(now))
    rows = found.added + found.changed + found.removed
    if rows > settings.FIELDS_AT_ONCE and not actor.is_system and found.state == "approved":
        return schedule(actor=actor, now=now, release_id=release_id, at=now, based_on=based_on)
    return release_now(actor=actor, now=now, release_id=release_id, based_on=based_on)


@verb("release.release")
def release_now(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """The same, however large it is. Two releases of one data set wait for each other; the second is compared
    again with what the first has changed."""
    of = take(
        "release.release", release_id=release_id, actor=actor, now=now, based_on=based_on, judging=_judging
    )
    if isinstance(of, Refused):
        return of
    row = of.release
    number, at = next_out(row.data_set, now)
    out = {
        "number": number, "released_at": at, "released_by": actor.code,
        "scheduled_for": None, "progress": {}, **_without_cells(row),
    }  # fmt: skip
    effect = _loaded(of, of.ahead(out))  # rows come in with a release that is out
    of.keep(**out)
    note_figures(of, effect)
    proving.enter_release(row, now)
    for place in filter(None, (row.file_place, row.staged_place)):
        erasing.after_commit(place)
    tell(of)
    return row


def _without_cells(row: Release) -> dict[str, Any]:
    """What the rows say stands in the table of record from now on, and nowhere else."""
    cells = ("added", "changed", "removed", "problems")
    return {
        "report": {name: each for name, each in row.report.items() if name not in cells},
        "findings": [each | {"words": "", "excerpt": ""} for each in row.findings],
    }


def _loaded(of: Taken, out: Release) -> loading.Effect:
    """The rows belong to the body that answers for the release's on the day."""
    data_set = declared.data_set(out.data_set, of.day)
    heir = organisations.heirs_on(of.day).get(out.body_id, out.body_id)
    table = partitions.begin(data_set)
    if table == partitions.WHOLE:
        effect = loading.load(out, read(out.staged_place), heir)
    else:
        effect = loading.load_first(out, heir, table)
    partitions.settle(data_set, table, effect.added + effect.changed)
    return effect


def _judging(of: Taken) -> Conditions:
    return {
        Condition.APPROVAL_CURRENT: lambda: _not_as_approved(of.release),
        Condition.STILL_AS_CHECKED: lambda: _not_as_checked(of),
    }


def _not_as_approved(row: Release) -> Message | None:
    if row.approved_by and row.approved_digest == row.digest and row.staged_place:
        return None
    return Message(N_("审核以后内容有变化，请撤回后重新检查、送审。"))


def _not_as_checked(of: Taken) -> Message | None:
    """Locks the data set. What was approved must still do what it did when it was checked."""
    row = of.release
    lock_data_set(row.data_set)
    if declared.version(row.data_set, of.day).digest != row.declaration:
        return Message(N_("填报要求在检查以后有新版本，请撤回后按新版本重新检查、送审。"))
    if last_number(row.data_set) == row.checked_against:
        return None
    now = loading.compare(row.data_set, read(row.staged_place))
    if (now.added, now.changed, now.removed) == (row.added, row.changed, row.removed):
        return None
    return Message(N_("检查以后，这个数据集又有新的发布，改动了相同的行。请撤回后重新检查、送审。"))


def note_figures(of: Taken, effect: loading.Effect) -> None:
    row = of.release
    assert row.released_at is not None
    field = declared.version(row.data_set, of.day).field
    write_recorded(
        ReleaseFigure(
            release=row, body_id=row.body_id, data_set=row.data_set, field=field, period=row.period,
            way=row.way, released_on=timezone.localdate(row.released_at), added=effect.added,
            changed=effect.changed, removed=effect.removed,
        )
    )  # fmt: skip
    _note_years(of)


def _note_years(of: Taken) -> None:
    """By the year of what happened, of data sets whose rows have a date that starts their time."""
    row = of.release
    data_set = declared.data_set(row.data_set, of.day)
    starts = "" if data_set.series else data_set.cadence.starts  # readings are no events
    counted = loading.years(row, data_set, starts) if starts else {}
    write_recorded_new([
        YearFigure(release=row, body_id=body, data_set=row.data_set, year=year, rows=rows)
        for (body, year), rows in counted.items()
    ])  # fmt: skip


def tell(of: Taken) -> None:
    """Indexes, search, and the files of a series follow in the background."""
    row = of.release
    enqueue(FINISH, once=f"{FINISH}:{row.data_set}", data_set=row.data_set)
    if not declared.data_set(row.data_set, of.day).series:
        enqueue(FOUND, release=row.pk)


@verb("release.schedule")
def schedule(
    *, actor: Actor, now: datetime, release_id: int, at: datetime, based_on: int | None = None
) -> Release | Refused:
    """定时发布. A release that can't go out at its time goes back, with the reason."""
    of = take(
        "release.schedule", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.TIME_AHEAD: lambda: Message(N_("请选择以后的时间。")) if at < now else None
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    enqueue(RELEASE_DUE, at=at, release=of.release.pk)
    doing = {"doing": "release", "since": now.isoformat()} if at == now else {}
    return of.keep(scheduled_for=at, progress=doing)


@verb("release.unschedule")
def unschedule(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """取消定时发布."""
    of = take("release.unschedule", release_id=release_id, actor=actor, now=now, based_on=based_on)
    return of if isinstance(of, Refused) else of.keep(scheduled_for=None, progress={})


def may_roll_back(of: Taken, reason: str) -> Conditions:
    """Conditions of rolling back what `of` brought in."""
    undone = Release.objects.filter(rolls_back=of.release).exclude(state__in=("cancelled", "returned"))
    said = Message(N_("这次发布已经撤销，或者正在撤销。"))
    return {
        Condition.REASON_GIVEN: written(reason),
        Condition.NOT_ROLLED_BACK: lambda: said if undone.exists() else None,
    }
