"""补正: asked once, answered or not."""

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.casework.actions.ending import end_without_reply
from gongkai.casework.actions.frame import Taken, refused_by, take
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.models import Application, Case, CaseFile, FeeNotice, FileRole
from gongkai.casework.policy import Condition, Conditions, when
from gongkai.casework.texts import grams_of
from gongkai.casework.uploads import not_for_this_case
from gongkai.core.clock import Happened
from gongkai.core.clock.decisions import may_ask_correction, may_correct, may_lapse
from gongkai.core.lifecycle import Denied
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("case.ask_correction")
def ask_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    items: str,
    until: date,
    on: date | None = None,
    way: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """要求补正 (第三十条): once, within 7 working days of receipt, with what to correct and until when. The
    clock stops; the answer starts it anew."""

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.CORRECTION_IN_TIME: lambda: taken.against(may_ask_correction, until=until),
            Condition.NOT_YET_CORRECTED: lambda: taken.against(may_ask_correction),
            Condition.ITEMS_AND_PERIOD: when(not items.strip(), N_("请逐项写明需要补正的事项。")),
        }

    taken = take(
        "case.ask_correction", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=judging,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    taken.happened(Happened.CORRECTION_ASKED, until=until, note=items)
    case = taken.keep()
    letter = issue_notice(
        case=case, template=Letter.CORRECTION, values={"items": items}, now=now, actor=actor, until=until,
        way=way, on=taken.on,
    )  # fmt: skip
    return letter if isinstance(letter, Refused) else case


@verb("case.receive_correction")
def receive_correction(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    text: str = "",
    files: Sequence[int] = (),
    on: date | None = None,
    good_reason: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """收到补正 (第三十条): the day the corrected request is received is day 0 of a new period. A late one is
    taken only for a good reason, written down."""
    taken = take("case.receive_correction", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    refused = refused_by(taken.against(may_correct, good_reason=bool(good_reason.strip())))
    if refused is None:
        refused = take_correction(taken, text, files, good_reason)
    return taken.keep() if refused is None else refused


def take_correction(taken: Taken, text: str, files: Sequence[int], good_reason: str) -> Refused | None:
    """Write down what came: the period begins anew with `taken.on`. Whether it came in time was judged."""
    if not text.strip() and not files:
        return Refused(Message(N_("请写明补正的内容，或者附上补正材料。")))
    case = taken.case
    refused = not_for_this_case(files, case.body_id, case_id=case.pk)
    if refused is not None:
        return refused
    taken.happened(Happened.CORRECTED, note=good_reason)
    _correct(taken, text)
    for file_id in files:
        write(
            CaseFile(
                case=case, body_id=case.body_id, file_id=file_id, role=FileRole.CORRECTION, shown=True,
                at=taken.now,
            )
        )  # fmt: skip
    return None


@verb("case.lapse")
def lapse(*, actor: Actor, now: datetime, case_id: int, based_on: int | None = None) -> Case | Refused:
    """逾期视为放弃 (第三十条；109号): the correction or the fee did not come.

    The closing day is the one the law sets, the day after the last day, also when this runs later: the
    applicant's silence ended the request, not our machine.
    """

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.CORRECTION_LAPSED: lambda: taken.against(may_lapse),
            Condition.FEE_LAPSED: lambda: _fee_not_lapsed(taken),
        }

    taken = take("case.lapse", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging)
    if isinstance(taken, Refused):
        return taken
    deemed = taken.reading().lapse
    if deemed is None:
        return Refused(Message(N_("没有逾期即视为放弃申请的通知。")))
    taken.on = deemed.on
    return end_without_reply(taken, deemed.outcome)


def _fee_not_lapsed(taken: Taken) -> Denied | Message | None:
    """Where the applicant named a voucher, a person looks at it before the request counts as abandoned."""
    denied = taken.against(may_lapse)
    if denied is not None or not taken.actor.is_system:
        return denied
    if not FeeNotice.objects.filter(case=taken.case, paid_on__isnull=True).exclude(voucher="").exists():
        return None
    return Message(N_("申请人告知已经缴费，请先核对：属实的登记缴费，不属实的再终止办理。"))


def _correct(taken: Taken, text: str) -> None:
    application = Application.objects.filter(case=taken.case).first()
    if application is None:
        return
    corrected = "\n".join(part for part in (application.corrected, text.strip()) if part)
    words = f"{application.feature} {application.wanted} {corrected}"
    write(application, corrected=corrected, grams=grams_of(words))
