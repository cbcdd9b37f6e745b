"""What is out is put right by a new one: one row corrected or withdrawn, a whole release rolled back.

Each has a public reason, and goes through the hands of a second person like any other.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.disclosure.validating import Checker
from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, loading, policy, told
from gongkai.disclosure.actions.frame import Taken, last_number, take
from gongkai.disclosure.actions.releasing import may_roll_back
from gongkai.disclosure.checking import personal
from gongkai.disclosure.checking.knowing import Store
from gongkai.disclosure.models import Release, Row, Way
from gongkai.disclosure.staging import Staged, canonical, keep
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor


@verb("row.correct")
def correct(
    *, actor: Actor, now: datetime, data_set: str, number: int, row: Mapping[str, Any], reason: str
) -> Release | Refused:
    """更正 one row: `row` is the row whole, cells as typed. In review at once; what was said before stays
    readable, with the reason."""
    standing = _standing(actor, now, data_set, number, reason)
    if isinstance(standing, Refused):
        return standing
    day = timezone.localdate(now)
    known = declared.data_set(data_set, day)
    table = Checker(known).table([(1, row)], Store(known, day))
    if table.refused:
        problems = tuple((each.column, each.message) for each in table.refused[0].problems)
        return Refused(problems[0][1], details=problems)
    checked = table.accepted[0]
    if checked.key != standing.key:
        said = Message(N_("更正不能改变用来区分各行的内容。请撤回这一行，另外公布一行。"))
        return Refused(said, details=tuple((name, said) for name in known.key))
    if checked.content == standing.content:
        return Refused(Message(N_("没有改动。")))
    lines = [Staged(checked.key, canonical(checked.content))]
    report = {
        "changed": [{
            "row": 1, "key": checked.key, "content": dict(checked.content), "number": number,
            "before": standing.content, "columns": sorted(_differing(standing.content, checked.content)),
        }]
    }  # fmt: skip
    return _in_review(
        actor, now, standing, Way.CORRECTION, reason, lines, changed=1, report=report,
        findings=personal.found(known, [checked]),
    )  # fmt: skip


@verb("row.withdraw")
def withdraw(*, actor: Actor, now: datetime, data_set: str, number: int, reason: str) -> Release | Refused:
    """撤回 one row. Its page stays, and says that it was withdrawn and why."""
    standing = _standing(actor, now, data_set, number, reason)
    if isinstance(standing, Refused):
        return standing
    report = {"removed": [{"key": standing.key, "number": number, "content": standing.content}]}
    return _in_review(
        actor, now, standing, Way.WITHDRAWAL, reason, [Staged(standing.key)], removed=1, report=report
    )


@verb("release.roll_back")
def roll_back(
    *, actor: Actor, now: datetime, release_id: int, reason: str, based_on: int | None = None
) -> Release | Refused:
    """撤销一次发布, as a new one: what it brought goes, what it changed or removed stands again. Rows that
    another release has changed since are left as they are, and told."""
    of = take(
        "release.roll_back", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: may_roll_back(of, reason),
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    lines, left = _undoing(of.release)
    if not lines:
        return Refused(Message(N_("这次发布的行后来都改动过，没有可以撤销的。请逐行更正。")))
    effect = loading.compare(of.release.data_set, lines)
    notes = [told.kept(Message(N_("{count} 行后来又改动过，不撤销。"), {"count": left}))] if left else []
    return _written(of, lines, reason, {"notes": notes, "problems": [], "problem_count": 0}, effect)


def _written(
    of: Taken, lines: Sequence[Staged], reason: str, report: dict[str, Any], effect: loading.Effect
) -> Release:
    undone = of.release
    place, digest = keep(lines)
    version = declared.version(undone.data_set, of.day)
    release = Release(
        data_set=undone.data_set, body_id=undone.body_id, period=undone.period, way=Way.ROLLBACK,
        mode="upsert", state="in_review", declared=version.in_force, declaration=version.digest,
        staged_place=place, digest=digest, report=report, added=effect.added, changed=effect.changed,
        removed=effect.removed, same=effect.same, checked_at=of.now,
        checked_against=last_number(undone.data_set), writers=[of.actor.code], created_by=of.actor.code,
        created_at=of.now, rolls_back=undone, reason=reason.strip(), is_sample=undone.is_sample,
        touched_at=of.now,
    )  # fmt: skip
    write(release, reason=reason.strip(), rule_version=version.digest)
    return release


def _undoing(release: Release) -> tuple[list[Staged], int]:
    """What takes the release back; and how many of its rows others have changed since."""
    brought = {
        row.number: row for row in Row.objects.filter(data_set=release.data_set, release_in=release.pk)
    }
    closed = {
        row.number: row for row in Row.objects.filter(data_set=release.data_set, release_out=release.pk)
    }
    ended = [number for number in closed if number not in brought]
    again = set(
        Row.objects.filter(data_set=release.data_set, number__in=ended, valid_to__isnull=True).values_list(
            "number", flat=True
        )
    )
    lines: list[Staged] = []
    left = 0
    for number, row in sorted(brought.items()):
        if row.valid_to is not None:
            left += 1
        elif number in closed:
            lines.append(Staged(row.key, canonical(closed[number].content)))
        else:
            lines.append(Staged(row.key))
    for number in sorted(ended):
        if number in again or closed[number].erased_at is not None:
            left += 1
        else:
            lines.append(Staged(closed[number].key, canonical(closed[number].content)))
    return lines, left


def _standing(actor: Actor, now: datetime, data_set: str, number: int, reason: str) -> Row | Refused:
    """The row, if it stands and the person may write for its body."""
    day = timezone.localdate(now)
    row = Row.objects.filter(data_set=data_set, number=number, valid_to__isnull=True).first()
    if row is None:
        return Refused(Message(N_("没有这一行，或者它已经撤回。")))
    no_reason = None
    if not reason.strip():
        said = Message(N_("请写明理由，理由对外公开。"))
        no_reason = Refused(said, details=(("reason", said),))
    refused = first_refusal(policy.may_write(actor, row.body_id, day), no_reason, _underway(row))
    return row if refused is None else refused


def _underway(row: Row) -> Refused | None:
    """One correction of a row at a time."""
    others = Release.objects.filter(
        data_set=row.data_set, way__in=(Way.CORRECTION, Way.WITHDRAWAL), state__in=("in_review", "approved"),
        report__contains={"about": row.number},
    )  # fmt: skip
    if not others.exists():
        return None
    return Refused(Message(N_("这一行正在更正或者撤回，请等那一次办完。")))


def _in_review(
    actor: Actor, now: datetime, row: Row, way: Way, reason: str, lines: Sequence[Staged], *,
    report: dict[str, Any], findings: Sequence[dict[str, Any]] = (), **figures: int,
) -> Release:  # fmt: skip
    day = timezone.localdate(now)
    version = declared.version(row.data_set, day)
    place, digest = keep(lines)
    release = Release(
        data_set=row.data_set, body_id=organisations.heirs_on(day).get(row.body_id, row.body_id), way=way,
        mode="upsert", state="in_review", declared=version.in_force, declaration=version.digest,
        staged_place=place, digest=digest,
        report={"notes": [], "problems": [], "problem_count": 0, "about": row.number, **report},
        findings=list(findings), checked_at=now, checked_against=last_number(row.data_set),
        writers=[actor.code], created_by=actor.code, created_at=now, reason=reason.strip(),
        is_sample=row.is_sample, touched_at=now, **figures,
    )  # fmt: skip
    write(release, reason=reason.strip(), rule_version=version.digest)
    return release


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
