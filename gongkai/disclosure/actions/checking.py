"""检查: the dry run of a release, at once or in the background."""

from datetime import datetime

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.disclosure import declared, told
from gongkai.disclosure.actions.frame import last_number, take
from gongkai.disclosure.checking import Checked, Tell, look
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries.visible import release_visible_to
from gongkai.disclosure.staging import keep
from gongkai.foundation.files import erasing
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tasks.queue import enqueue

CHECK = "disclosure.check"
_BYTES_A_ROW = 40  # at the very least, packed
_MESSAGE_OPEN = N_("相同的内容已经在办理（第 {number} 号），不需要再报一次。")


def check(*, actor: Actor, now: datetime, release_id: int, based_on: int | None = None) -> Release | Refused:
    """Check what was given, cell by cell, and hold it against what stands. Nothing is published.

    What is large is checked in the background: the release comes back with `progress`. Raises
    NoSuchReleaseError.
    """
    day = timezone.localdate(now)
    release = release_visible_to(actor, release_id, day)
    if release.file_size > settings.FIELDS_AT_ONCE * _BYTES_A_ROW and not actor.is_system:
        return queue_check(actor=actor, now=now, release_id=release_id, based_on=based_on)
    return check_now(actor=actor, now=now, release_id=release_id, based_on=based_on)


def check_now(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """The same, however large it is."""
    day = timezone.localdate(now)
    release = release_visible_to(actor, release_id, day)
    try:
        data_set = declared.data_set(release.data_set, day)
    except declared.NoSuchDataSetError:
        return Refused(Message(N_("没有名为“{name}”的数据集。"), {"name": release.data_set}))
    against = last_number(release.data_set)
    checked = look(release, data_set, day, _teller(release))
    return note_check(
        actor=actor, now=now, release_id=release_id, based_on=based_on, checked=checked, against=against,
        looked_at=release.file_place,
    )  # fmt: skip


def _teller(release: Release) -> Tell:
    """Who looks at a release that is checked in the background sees how far it is. Not in the ledger."""
    progress = dict(release.progress)

    def tell(step: str, done: int, total: int) -> None:
        told = progress | {"step": step, "done": done, "total": total}
        Release.objects.filter(pk=release.pk, progress__doing="check").update(progress=told)

    return tell if progress.get("doing") == "check" else lambda *_: None


@verb("release.queue_check")
def queue_check(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """在后台检查 what is large."""
    of = take("release.check", release_id=release_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if of.release.progress.get("doing"):
        return Refused(Message(N_("正在检查，请稍候。")))
    of.state = of.release.state
    enqueue(CHECK, release=of.release.pk)
    return of.keep(progress={"doing": "check", "since": now.isoformat()})


@verb("release.check")
def note_check(
    *,
    actor: Actor,
    now: datetime,
    release_id: int,
    checked: Checked,
    against: int,
    looked_at: str,
    based_on: int | None = None,
) -> Release | Refused:
    """Keep what the check found. A file that can't be read at all leaves the release a draft."""
    of = take("release.check", release_id=release_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    if of.release.file_place != looked_at:
        return Refused(Message(N_("检查期间内容有变化，请再检查一次。")))
    if not checked.is_readable:
        of.state = "draft"
    version = declared.version(of.release.data_set, of.day)
    place, digest = keep(checked.lines) if checked.lines else ("", "")
    report = checked.report
    if version.digest != of.release.declaration:
        note = Message(
            N_("填报要求有新版本（{day}起），已按新版本检查。"), {"day": version.in_force.isoformat()}
        )
        report = report | {"notes": [*report.get("notes", []), told.kept(note)]}
    twin = _twin(of.release, digest)
    if twin is not None:
        note = Message(_MESSAGE_OPEN, {"number": twin})
        report = report | {"twin": twin, "notes": [*report.get("notes", []), told.kept(note)]}
    before = of.release.staged_place
    kept = of.keep(
        rule_version=version.digest, declared=version.in_force, declaration=version.digest,
        periods=_periods(of.release, checked), staged_place=place, digest=digest, report=report,
        findings=_judged_before(of.release, checked),
        added=checked.added, changed=checked.changed, removed=checked.removed, same=checked.same,
        refused=checked.refused, checked_at=now, checked_against=against, progress={},
    )  # fmt: skip
    if before and before != place:
        erasing.after_commit(before)
    return kept


def _periods(release: Release, checked: Checked) -> list[str]:
    """What the writer named, and what the rows themselves fall into."""
    return sorted({*checked.periods, *filter(None, (release.period,))})


def _twin(release: Release, digest: str) -> int | None:
    """Another release on its way that says exactly the same."""
    if not digest:
        return None
    others = Release.objects.filter(
        data_set=release.data_set, body=release.body_id, digest=digest,
        state__in=("in_review", "approved", "scheduled"),
    ).exclude(pk=release.pk)  # fmt: skip
    return others.values_list("pk", flat=True).first()


def _judged_before(release: Release, checked: Checked) -> list[dict[str, object]]:
    """What somebody has judged in this release stays judged: the same words in the same column."""
    known = {each["key"]: each for each in release.findings if each["judged"]}
    names = ("judged", "reason", "by", "at")
    return [
        each | {name: known[each["key"]].get(name, "") for name in names} if each["key"] in known else each
        for each in checked.findings
    ]
