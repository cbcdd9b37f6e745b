"""核查: questions to other units and bodies, each with its own due date."""

from datetime import date, datetime

from gongkai.casework.actions.frame import take
from gongkai.casework.actions.notices import Addressee, issue_notice
from gongkai.casework.models import Inquiry
from gongkai.core.messages import N_, Message
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role


class NoSuchInquiryError(LookupError):
    """There is no such inquiry."""


@verb("case.inquire")
def inquire(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    question: str,
    due_on: date,
    to_body_id: int | None = None,
    to_unit: str = "",
    on: date | None = None,
    based_on: int | None = None,
) -> Inquiry | Refused:
    """向有关单位核查: the clock does not stop. Another body sees the question, not the case."""
    taken = take("case.inquire", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    if not question.strip() or (to_body_id is None and not to_unit.strip()):
        return Refused(Message(N_("请写明向哪个单位核查什么。")))
    if due_on < taken.on:
        return Refused(Message(N_("要求答复的日期不能早于发出的日期。")))
    inquiry = Inquiry(
        case=taken.case, body_id=taken.case.body_id, to_body_id=to_body_id, to_unit=to_unit.strip(),
        question=question, asked_on=taken.on, due_on=due_on,
    )  # fmt: skip
    write(inquiry)
    case = taken.keep()
    addressee = to_unit.strip()
    if to_body_id is not None:
        addressee = organisations.name_on(to_body_id, taken.day)
    letter = issue_notice(
        case=case, template=Letter.INQUIRY, values={"items": question}, now=now, actor=actor, until=due_on,
        on=taken.on, to=Addressee(addressee),
    )  # fmt: skip
    if isinstance(letter, Refused):
        return letter
    if to_body_id is not None:
        _tell(inquiry, case.number, now, taken.day)
    return inquiry


@verb("case.answer_inquiry")
def answer_inquiry(
    *, actor: Actor, now: datetime, inquiry_id: int, answer: str, on: date | None = None
) -> Inquiry | Refused:
    """答复核查: by the body that was asked, or for a unit of the own body by its people. Late answers too."""
    inquiry = Inquiry.objects.filter(pk=inquiry_id).first()
    if inquiry is None:
        raise NoSuchInquiryError(inquiry_id)
    taken = take(
        "case.answer_inquiry", case_id=inquiry.case_id, actor=actor, now=now, on=on,
        addressed=inquiry.to_body_id,
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    inquiry.refresh_from_db()  # as it is now that the case is locked
    if inquiry.answered_on is not None:
        return Refused(Message(N_("这件核查已经答复。")))
    if not answer.strip():
        return Refused(Message(N_("请写明核查的结果。")))
    write(inquiry, answered_on=taken.on, answer=answer, answered_by=actor.code)
    taken.keep()
    return inquiry


def _tell(inquiry: Inquiry, number: str, now: datetime, day: date) -> None:
    """The clerks of the other body learn that something waits; what is asked stands in the system."""
    for clerk in organisations.holders(Role.REQUEST_CLERK, [inquiry.to_body_id or 0], day):
        if clerk.email:
            post(
                to=clerk.email, subject=f"核查政府信息：{number}",
                text=f"有一件政府信息核查请你单位于{inquiry.due_on:%Y-%m-%d}以前答复，请登录系统办理。",
                about=("case", inquiry.case_id), now=now,
            )  # fmt: skip
