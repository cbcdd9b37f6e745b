"""Complaints about a body's open-government work, handled by the body above or the office in charge."""

from datetime import date, datetime

from django.utils.timezone import localdate

from gongkai.casework.actions.challenges.frame import challenge_of, dated, result_known, step
from gongkai.casework.actions.challenges.results import Conclusion, write_conclusion
from gongkai.casework.actions.frame import Taken
from gongkai.casework.actions.kinds import taken_of
from gongkai.casework.actions.notices import issue_notice
from gongkai.casework.models import Case, CaseKind, Challenge
from gongkai.casework.policy import Condition, another_person, written
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice as Letter
from gongkai.core.replies import Placeholder
from gongkai.foundation.ledger import queries as ledger
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

WITHDRAWN = "withdrawn"


@verb("complaint.examine")
def examine_complaint(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """审查投诉 (第四十七条)."""
    return step("complaint.examine", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)


@verb("complaint.ask_explanation")
def ask_explanation(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    due_on: date,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """要求被投诉单位说明情况 by `due_on` (第四十七条)."""
    return step(
        "complaint.ask_explanation", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions={Condition.TARGET_NAMED: lambda: None}, notified_on=on or localdate(now),
        answer_due_on=due_on,
    )  # fmt: skip


@verb("complaint.explain")
def explain(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    text: str,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """说明情况, by the body complained of."""
    addressed = Challenge.objects.filter(case=case_id).values_list("body_id", flat=True).first()
    taken = taken_of(
        "complaint.explain", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        addressed=addressed,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    missing = written(text, N_("请写明情况。"))()
    if isinstance(missing, Message):
        return Refused(missing, details=(("text", missing),))
    write(challenge_of(taken.case), explanation=text, answered_on=taken.on)
    return taken.keep()


@verb("complaint.conclude")
def conclude_complaint(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    conclusion: Conclusion,
    based_on: int | None = None,
) -> Case | Refused:
    """作出结论 (第四十七条、第五十三条), by another than who examined it."""
    conditions = {
        Condition.RESULT_KNOWN: result_known(CaseKind.COMPLAINT, conclusion.decision),
        Condition.ANOTHER_PERSON: another_person(actor, _who_examined(case_id)),
    }
    taken = taken_of(
        "complaint.conclude", case_id=case_id, actor=actor, now=now, on=conclusion.decided_on,
        based_on=based_on, conditions=conditions,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    return write_conclusion(taken, conclusion)


@verb("complaint.reply")
def reply_to_complaint(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    text: str = "",
    document: str = "",
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """答复投诉人: `text` becomes a numbered letter of ours; a letter written elsewhere is told by its number
    `document` and the day `on`."""
    said = text.strip() or document
    taken = taken_of(
        "complaint.reply", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        conditions={Condition.DOCUMENT_DATED: dated(said, on or localdate(now))},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    if text.strip():
        letter = issue_notice(
            case=taken.case, template=Letter.COMPLAINT_ANSWER, actor=actor, now=now, on=taken.on,
            values={Placeholder.FACTS: text},
        )  # fmt: skip
        if isinstance(letter, Refused):
            return letter
        document = letter.number
    write(challenge_of(taken.case), document=document, performed_on=taken.on)
    return taken.keep()


@verb("complaint.withdraw")
def withdraw_complaint(
    *, actor: Actor, now: datetime, case_id: int, on: date | None = None, based_on: int | None = None
) -> Case | Refused:
    """撤回投诉: ends with another result than upheld or corrected."""
    taken: Taken | Refused = taken_of(
        "complaint.withdraw", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on
    )
    if isinstance(taken, Refused):
        return taken
    return write_conclusion(taken, Conclusion(WITHDRAWN, "", taken.on))


def _who_examined(case_id: int) -> list[str]:
    return [event.actor for event in ledger.told("case", case_id) if event.verb == "complaint.examine"]
