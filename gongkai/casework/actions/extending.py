"""延期 and 延迟: more time, decided by the head of the office and told to the applicant."""

from datetime import date, datetime

from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.models import Case, Extension
from gongkai.casework.policy import Condition, Conditions, another_person, when, written
from gongkai.casework.standings import stand
from gongkai.core.clock import Happened
from gongkai.core.clock.decisions import may_delay, may_extend
from gongkai.core.messages import N_
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("case.request_extension")
def request_extension(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    days: int,
    reason: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Extension | Refused:
    """申请延期: the clock does not move yet."""

    def judging(taken: Taken) -> Conditions:
        pending = _pending(taken.case) is not None
        return {
            Condition.NOT_YET_EXTENDED: when(pending, N_("已经申请过延期，正在等待批准。")),
            Condition.BEFORE_DUE: lambda: taken.against(may_extend, days),
            Condition.LENGTH_ALLOWED: lambda: taken.against(may_extend, days),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take(
        "case.request_extension", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    extension = Extension(
        case=taken.case, body_id=taken.case.body_id, days=days, reason=reason, asked_by=actor.code,
        asked_on=taken.on,
    )  # fmt: skip
    write(extension)
    taken.keep()
    return extension


@verb("case.extend")
def extend(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Extension | Refused:
    """批准延期 (第三十三条第二款): once, before the period is over, by another person than who asked; the
    applicant is told by the same stroke."""

    def judging(taken: Taken) -> Conditions:
        asked = _pending(taken.case)
        return {
            Condition.EXTENSION_ASKED: when(asked is None, N_("没有等待批准的延期申请。")),
            Condition.ANOTHER_PERSON: another_person(actor, [asked.asked_by] if asked else []),
            Condition.NOT_YET_EXTENDED: lambda: taken.against(may_extend, asked.days if asked else 1),
            Condition.BEFORE_DUE: lambda: taken.against(may_extend, asked.days if asked else 1),
            Condition.LENGTH_ALLOWED: lambda: taken.against(may_extend, asked.days if asked else 1),
        }

    taken = take(
        "case.extend", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    asked = Extension.objects.get(case=taken.case, granted__isnull=True)
    write(asked, granted=True, decided_by=actor.code, decided_on=taken.on)
    taken.happened(Happened.EXTENDED, days=asked.days)
    case = taken.keep()
    stand(case, taken.calendar)
    letter = issue_notice(
        case=case, template=Letter.EXTENSION,
        values={"reason": asked.reason, "workdays": asked.days, "new_due": taken.reading(taken.on).due or ""},
        now=now, actor=actor, way=way, on=taken.on,
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else asked


@verb("case.refuse_extension")
def refuse_extension(
    *, actor: Actor, now: datetime, case_id: int, reason: str, on: date | None = None,
    based_on: int | None = None,
) -> Extension | Refused:  # fmt: skip
    """不同意延期: the clock runs on."""

    def judging(taken: Taken) -> Conditions:
        asked = _pending(taken.case)
        return {
            Condition.EXTENSION_ASKED: when(asked is None, N_("没有等待批准的延期申请。")),
            Condition.ANOTHER_PERSON: another_person(actor, [asked.asked_by] if asked else []),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take(
        "case.refuse_extension", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    asked = Extension.objects.get(case=taken.case, granted__isnull=True)
    write(
        asked, reason=f"{asked.reason}\n{reason}", granted=False, decided_by=actor.code, decided_on=taken.on
    )
    taken.keep(reason=reason)
    return asked


@verb("case.delay")
def delay(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    until: date,
    reason: str,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """延迟答复 (第三十五条): the applicant's reasons hold, but so much can't be answered in time. A
    reasonable date of its own, told to the applicant."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.REGIME_ALLOWS: lambda: taken.against(may_delay, until),
            Condition.REASONABLE_LENGTH: lambda: taken.against(may_delay, until),
            Condition.BEFORE_DUE: lambda: taken.against(may_delay, until),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take(
        "case.delay", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    taken.happened(Happened.DELAYED, until=until, note=reason)
    case = taken.keep()
    letter = issue_notice(
        case=case, template=Letter.DELAY, values={"reason": reason, "new_due": until}, now=now, actor=actor,
        way=way, on=taken.on,
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case


def _pending(case: Case) -> Extension | None:
    return Extension.objects.filter(case=case, granted__isnull=True).first()
