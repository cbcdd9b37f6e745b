"""A release on its way to approval, and back. Nobody approves what he wrote, and an approval is of exactly
the rows that were checked."""

from datetime import datetime

from gongkai.core.messages import N_, Message
from gongkai.disclosure.actions.frame import Taken, take
from gongkai.disclosure.actions.preparing import NOTHING_CHECKED
from gongkai.disclosure.models import Release, SourceState
from gongkai.disclosure.policy import Condition, another_person
from gongkai.foundation.files import erasing
from gongkai.foundation.ledger.deciding import Judge, when, written
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

VERDICTS = ("false_alarm", "may_stay")
"""不是个人信息; 是个人信息，依法可以公开. What must not stay goes back to its writer."""

_CHANGES = N_("没有任何变化：与已公布的内容完全相同，不需要再发布。")
_TWIN = N_("相同的内容已经在办理（第 {number} 号），不需要再报一次。")
_REFUSED = N_("还有 {count} 行有错误。请改正后重新上传；确定不要这些行的，送审时注明略去。")


@verb("release.submit")
def submit(
    *, actor: Actor, now: datetime, release_id: int, leave_out: bool = False, based_on: int | None = None
) -> Release | Refused:
    """送审. `leave_out`: refused rows stay out, as listed; not of a whole list, where they would be taken for
    removed."""
    of = take(
        "release.submit", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.SOMETHING_CHANGES: changes(of.release),
            Condition.NOTHING_REFUSED: nothing_refused(of.release, leave_out),
        },
    )  # fmt: skip
    return of if isinstance(of, Refused) else of.keep(returned="")


@verb("release.pass_on")
def pass_on(*, actor: Actor, now: datetime, release_id: int) -> Release | Refused:
    """按批准的来源通过: who approved the source approved this."""
    of = take(
        "release.pass_on", release_id=release_id, actor=actor, now=now,
        judging=lambda of: {
            Condition.SOURCE_APPROVED: when(
                of.release.source is None or of.release.source.state != SourceState.ON,
                N_("这个数据来源没有批准，或者已经停用。"),
            ),
            Condition.SOMETHING_CHANGES: changes(of.release),
            Condition.NOTHING_REFUSED: nothing_refused(of.release, leave_out=False),
            Condition.FINDINGS_JUDGED: judged(of.release),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    source = of.release.source
    assert source is not None
    return of.keep(approved_by=source.approved_by, approved_at=now, approved_digest=of.release.digest)


@verb("release.judge")
def judge(
    *,
    actor: Actor,
    now: datetime,
    release_id: int,
    finding: str,
    verdict: str,
    reason: str = "",
    based_on: int | None = None,
) -> Release | Refused:
    """认定个人信息: all findings with the key `finding` are judged at once."""
    of = take(
        "release.judge", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.ANOTHER_PERSON: another_person(actor, of.release.writers)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if verdict not in VERDICTS:
        return Refused(Message(N_("请选择认定结果；不能公开的，请退回填报人修改。")))
    if verdict == "may_stay" and not reason.strip():
        said = Message(N_("请写明可以公开的依据。"))
        return Refused(said, "《个人信息保护法》第十三条", (("reason", said),))
    if not any(each["key"] == finding for each in of.release.findings):
        return Refused(Message(N_("没有这一条提示。")))
    settled = {"judged": verdict, "reason": reason.strip(), "by": actor.code, "at": now.isoformat()}
    findings = [each | settled if each["key"] == finding else each for each in of.release.findings]
    return of.keep(findings=findings)


@verb("release.approve")
def approve(
    *, actor: Actor, now: datetime, release_id: int, based_on: int | None = None
) -> Release | Refused:
    """审核通过."""
    of = take(
        "release.approve", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.ANOTHER_PERSON: another_person(actor, of.release.writers),
            Condition.CONTENT_UNCHANGED: when(
                not (of.release.digest and of.release.staged_place),
                N_("送审之后内容有变化，请退回重新检查。"),
            ),
            Condition.FINDINGS_JUDGED: judged(of.release),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(approved_by=actor.code, approved_at=now, approved_digest=of.release.digest)


@verb("release.return")
def give_back(
    *, actor: Actor, now: datetime, release_id: int, reason: str, based_on: int | None = None
) -> Release | Refused:
    """退回 to whoever wrote it, with a reason."""
    of = take(
        "release.return", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(
        reason=reason.strip(), returned=reason.strip(), approved_by="", approved_at=None, approved_digest="",
        scheduled_for=None, progress={},
    )  # fmt: skip


@verb("release.recall")
def recall(*, actor: Actor, now: datetime, release_id: int, based_on: int | None = None) -> Release | Refused:
    """撤回修改: back to a draft, to be checked and approved anew."""
    of = take("release.recall", release_id=release_id, actor=actor, now=now, based_on=based_on)
    return of if isinstance(of, Refused) else of.keep(**NOTHING_CHECKED)


@verb("release.cancel")
def cancel(
    *, actor: Actor, now: datetime, release_id: int, reason: str, based_on: int | None = None
) -> Release | Refused:
    """取消. What was uploaded for it is erased."""
    of = take(
        "release.cancel", release_id=release_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    kept = of.keep(reason=reason.strip(), returned=reason.strip(), scheduled_for=None, progress={})
    forget_contents(of)
    return kept


def forget_contents(of: Taken) -> None:
    """What came in and was staged goes from the disk, unless something else needs it."""
    for place in (of.release.file_place, of.release.staged_place):
        if place:
            erasing.after_commit(place)


def changes(release: Release) -> Judge:
    if not (release.added or release.changed or release.removed):
        return when(True, _CHANGES)
    twin = release.report.get("twin")
    open_ones = Release.objects.filter(pk=twin, state__in=("in_review", "approved", "scheduled"))
    return when(twin is not None and open_ones.exists(), _TWIN, number=twin)


def nothing_refused(release: Release, leave_out: bool) -> Judge:
    stays_out = leave_out and release.mode != "whole" and not release.report.get("file_refused")
    return when(release.refused > 0 and not stays_out, _REFUSED, count=release.refused)


def judged(release: Release) -> Judge:
    open_ones = sum(not each["judged"] for each in release.findings)
    said = N_("还有 {count} 处可能的个人信息没有认定。")
    return when(bool(open_ones), said, count=open_ones)
