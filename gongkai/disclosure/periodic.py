"""What happens of itself, safe to run late and twice."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from gongkai.core.disclosure.due import stays_until
from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.timing import StayKind
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, partitions, runs, secret_words, series
from gongkai.disclosure.actions import (
    begin,
    cancel,
    check_now,
    erase_rows,
    expire_rows,
    give_back,
    pass_on,
    release_now,
    tally_duties,
)
from gongkai.disclosure.given import Given
from gongkai.disclosure.models import Release, Row, Source, SourceState, Way
from gongkai.disclosure.pulls import Fetched, NotFetchedError, fetch
from gongkai.disclosure.streaming import writer_of
from gongkai.foundation.calendar_notices.queries import current_calendar
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.organisations.values import PersonCard

_AGAIN = timedelta(minutes=5)  # after the first failure; doubled each time
_MOST_AGAIN = timedelta(hours=12)
_TOLD_AFTER = 3  # failures in a row
_AT_ONCE = 1_000  # rows taken off in one release
_GRACE = timedelta(days=30)  # between taking off and erasing: a mistake can still be seen


def check_in_background(release_id: int, now: datetime) -> None:
    """A check that was queued; a second run finds it done."""
    release = Release.objects.filter(pk=release_id, progress__doing="check").first()
    if release is not None:
        check_now(actor=SYSTEM, now=now, release_id=release_id)


def release_due(now: datetime, release_id: int | None = None) -> list[int]:
    """Release what was scheduled for a time that has come. One that can't go out any more goes back to its
    writer, with the reason."""
    due = Release.objects.filter(state="scheduled", scheduled_for__lte=now)
    if release_id is not None:
        due = due.filter(pk=release_id)
    done = []
    for each in due.order_by("scheduled_for", "pk").values_list("pk", flat=True):
        result = release_now(actor=SYSTEM, now=now, release_id=each)
        if isinstance(result, Refused):
            give_back(actor=SYSTEM, now=now, release_id=each, reason=str(result.reason))
        else:
            done.append(each)
    return done


def pull_due(now: datetime) -> int:
    """Ask every source whose time has come. How many brought something?"""
    due = Source.objects.filter(state=SourceState.ON, next_at__lte=now).order_by("next_at", "pk")
    return sum(pull(each.pk, now) is not None for each in list(due))


def pull(source_id: int, now: datetime) -> Release | None:
    """Ask one source. What it brings goes out if it has nothing wrong; else it waits for a person."""
    source = Source.objects.get(pk=source_id)
    if source.state != SourceState.ON:
        return None
    try:
        fetched = fetch(
            source.kind, source.url, username=source.username, host_key=source.host_key,
            secret=secret_words.unseal(source.secret) if source.secret else "",
        )  # fmt: skip
    except NotFetchedError as error:
        _failed(source, str(error), now)
        return None
    digest = hashlib.sha256(fetched.content).hexdigest()
    next_at = now + timedelta(minutes=source.every_minutes)
    if digest == source.last_digest:
        _note(source, last_at=now, next_at=next_at, failures=0, last_error="", last_note="")
        runs.note(source.pk, now, runs.SAME)
        return None
    release = _brought(source, fetched, now)
    _note(source, last_at=now, next_at=next_at, failures=0, last_error="", last_digest=digest)
    return release


def _brought(source: Source, fetched: Fetched, now: datetime) -> Release | None:
    """Through the same check as everything else."""
    writer = writer_of(source)
    begun = begin(
        actor=writer, now=now, body_id=source.body_id, data_set=source.data_set, way=Way.PULL,
        mode=source.mode, source=source, given=Given.fetched(fetched.name, fetched.content),
        is_sample=source.is_sample,
    )  # fmt: skip
    if isinstance(begun, Refused):
        _failed(source, str(begun.reason), now)
        return None
    checked = check_now(actor=writer, now=now, release_id=begun.pk)
    if isinstance(checked, Refused):
        runs.note(source.pk, now, runs.WAITS, checked.reason, begun.pk)
        return begun
    if checked.state == "checked" and not (
        checked.added or checked.changed or checked.removed or checked.refused
    ):
        cancel(actor=writer, now=now, release_id=begun.pk, reason=str(Message(N_("与已公布的内容相同。"))))
        runs.note(source.pk, now, runs.SAME)
        return None
    passed = pass_on(actor=writer, now=now, release_id=begun.pk)
    if isinstance(passed, Refused):
        _note(source, last_note=str(passed.reason))
        runs.note(source.pk, now, runs.WAITS, passed.reason, begun.pk)
        _tell_people(source, str(passed.reason), now)
        return checked
    done = release_now(actor=writer, now=now, release_id=begun.pk)
    if isinstance(done, Refused):
        runs.note(source.pk, now, runs.WAITS, done.reason, begun.pk)
        return begun
    runs.note(source.pk, now, runs.BROUGHT, _what(done), done.pk)
    return done


def _what(release: Release) -> Message:
    values = {"added": release.added, "changed": release.changed, "removed": release.removed}
    return Message(N_("新增 {added} 行，更改 {changed} 行，移出 {removed} 行"), values)


def _failed(source: Source, said: str, now: datetime) -> None:
    failures = source.failures + 1
    wait = min(_AGAIN * 2 ** (failures - 1), _MOST_AGAIN)
    _note(source, failures=failures, last_error=said[:500], last_at=now, next_at=now + wait)
    runs.note(source.pk, now, runs.FAILED, said)
    if failures == _TOLD_AFTER:
        _tell_people(source, said, now)


def _note(source: Source, **how_it_runs: Any) -> None:
    """How a source runs stays out of the ledger."""
    Source.objects.filter(pk=source.pk).update(**how_it_runs)


def _tell_people(source: Source, said: str, now: datetime) -> None:
    subject = Message(N_("数据来源“{name}”需要处理"), {"name": source.name})
    text = Message(
        N_("数据来源“{name}”送来的数据没有公布：\n{said}\n请登录系统查看，改正以后送审，或者停用这个来源。"),
        {"name": source.name, "said": said},
    )
    for person in writers_of(source.body_id, now):
        if person.email:
            post(to=person.email, subject=str(subject), text=str(text), about=("source", source.pk), now=now,
                 body_id=source.body_id)  # fmt: skip


def writers_of(body_id: int, now: datetime) -> list[PersonCard]:
    """Those who draft for the body, or for the body that took it over."""
    day = timezone.localdate(now)
    heir = organisations.heirs_on(day).get(body_id, body_id)
    return organisations.holders(Role.DRAFTER, [heir], day)


def expire_over(now: datetime) -> int:
    """Take off what its declaration does not keep public any longer. How many rows were they?"""
    day = timezone.localdate(now)
    taken = 0
    for data_set in declared.fields().data_sets(day):
        if data_set.cadence.stay.kind in (StayKind.POSTED, StayKind.ERASED):
            taken += _expire(data_set, now)
    return taken


def _expire(data_set: DataSet, now: datetime) -> int:
    """A row's time is counted from its first release."""
    day, calendar = timezone.localdate(now), current_calendar()
    stay = data_set.cadence.stay
    over: dict[int, list[int]] = {}
    standing = Row.objects.filter(data_set=data_set.name, valid_to__isnull=True)
    firsts = Row.objects.filter(data_set=data_set.name, version=1)
    known = dict(firsts.values_list("number", "valid_from").iterator(2000))
    last_days: dict[Any, bool] = {}
    for number, body in standing.values_list("number", "body_id").iterator(2000):
        released = timezone.localdate(known[number])
        if released not in last_days:
            until = stays_until(stay, released, calendar)
            last_days[released] = until is not None and day > until.date
        if last_days[released]:
            over.setdefault(body, []).append(number)
    taken = 0
    for body, numbers in over.items():
        for at in range(0, len(numbers), _AT_ONCE):
            some = numbers[at : at + _AT_ONCE]
            done = expire_rows(actor=SYSTEM, now=now, data_set=data_set.name, body_id=body, numbers=some)
            taken += 0 if isinstance(done, Refused) else len(some)
    return taken


def erase_over(now: datetime) -> int:
    """Erase what was taken off a month ago by a declaration that erases. How many rows were they?"""
    day = timezone.localdate(now)
    erased = 0
    for data_set in declared.fields().data_sets(day):
        if data_set.cadence.stay.kind is not StayKind.ERASED:
            continue
        closed = Row.objects.filter(data_set=data_set.name, valid_to__lt=now - _GRACE, erased_at__isnull=True)
        over: dict[int, list[int]] = {}
        for number, body in closed.values_list("number", "body_id").distinct():
            over.setdefault(body, []).append(number)
        reason = str(Message(N_("公开期限届满，按规定删除。")))
        for body, numbers in over.items():
            done = erase_rows(
                actor=SYSTEM, now=now, data_set=data_set.name, body_id=body, numbers=numbers, reason=reason
            )
            erased += 0 if isinstance(done, Refused) else done
    return erased


def tally(now: datetime) -> int:
    """Count what became of the duties of this year, and of the last one, whose last due dates pass in this.
    How many figures are new or have changed?"""
    day = timezone.localdate(now)
    changed = 0
    for year in (day.year - 1, day.year):
        done = tally_duties(actor=SYSTEM, now=now, year=year)
        changed += 0 if isinstance(done, Refused) else done
    return changed


def finish(data_set: str, now: datetime) -> None:
    """What follows the releases of a data set in the background. Harmless to repeat."""
    known = declared.newest(data_set, timezone.localdate(now))
    partitions.finish(known)
    if series.wanted(known):
        series.update(known)
