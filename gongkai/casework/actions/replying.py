"""The reply on its way to the signature: review, confidentiality, legality, signing.

A text changed after somebody approved it must be approved again; nobody approves what he wrote.
"""

from datetime import date, datetime

from gongkai.casework import letters, numbering, policy, remedies, requirements, wording
from gongkai.casework.actions.drafting import begin_reply, draft
from gongkai.casework.actions.keeping import keep_file
from gongkai.casework.actions.reply_frame import TakenReply, take_reply
from gongkai.casework.composing import inconsistent
from gongkai.casework.documents import letter_docx, letter_pdf
from gongkai.casework.models import FileRole, Reply
from gongkai.casework.policy import Condition, another_person, written
from gongkai.core.lifecycle import SYSTEM as SYSTEM_STANDING
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import Requirement
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor

__all__ = [
    "begin_reply",
    "confidentiality_ok",
    "draft",
    "give_back",
    "legal_ok",
    "recall",
    "review_ok",
    "send_to_review",
    "sign",
]


@verb("reply.send_to_review")
def send_to_review(
    *, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None
) -> Reply | Refused:
    """Hand the draft to the reviewer: text, remedies and everything that must accompany it in order."""
    of = take_reply(
        "reply.send_to_review", reply_id=reply_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.TEXT_CONSISTENT: lambda: inconsistent(of.case, of.reply, of.day),
            Condition.REQUIREMENTS_MET: lambda: requirements.unmet(
                of.case, of.reply, without=requirements.LATER
            ),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(
        approved_by={}, returned="", text_digest=of.digest(), earlier_text=of.reply.reviewed_text,
        reviewed_text=of.reply.text,
    )  # fmt: skip


@verb("reply.review_ok")
def review_ok(*, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None) -> Reply | Refused:
    """审核通过 (第四十五条). Steps the outcome does not ask for are passed over."""
    return _approve("review", "reply.review_ok", actor, now, reply_id, based_on)


@verb("reply.confidentiality_ok")
def confidentiality_ok(
    *, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None
) -> Reply | Refused:
    """保密审查通过 (第十七条)."""
    return _approve("confidentiality", "reply.confidentiality_ok", actor, now, reply_id, based_on)


@verb("reply.legal_ok")
def legal_ok(*, actor: Actor, now: datetime, reply_id: int, based_on: int | None = None) -> Reply | Refused:
    """合法性审查通过 (第四十五条)."""
    return _approve("legal", "reply.legal_ok", actor, now, reply_id, based_on)


@verb("reply.return")
def give_back(
    *, actor: Actor, now: datetime, reply_id: int, reason: str, based_on: int | None = None
) -> Reply | Refused:
    """Give the reply back to its drafter with a reason. All approvals are void."""
    of = take_reply(
        "reply.return", reply_id=reply_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return _taken_apart(of, reason)


@verb("reply.recall")
def recall(
    *, actor: Actor, now: datetime, reply_id: int, reason: str, based_on: int | None = None
) -> Reply | Refused:
    """Take the reply back to write on it. All approvals are void; a number it has stays with it."""
    of = take_reply(
        "reply.recall", reply_id=reply_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return _taken_apart(of, reason)


@verb("reply.sign")
def sign(
    *, actor: Actor, now: datetime, reply_id: int, on: date | None = None, based_on: int | None = None
) -> Reply | Refused:
    """签发: the number is given and the documents are made.

    The remedies are those of the day of signing. If the law or the registered organs changed since the draft,
    the text must be written and approved again.
    """
    of = take_reply(
        "reply.sign", reply_id=reply_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=lambda of: {
            Condition.ANOTHER_PERSON: another_person(actor, of.reply.writers),
            Condition.TEXT_CONSISTENT: lambda: _as_approved(of) or inconsistent(of.case, of.reply, of.day),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    reply = of.reply
    letter_pdf(letters.of_reply(reply))  # once before the ledger's turn is taken: loads the fonts
    number = _number(of)
    if isinstance(number, Refused):
        return number
    reply.number, reply.signed_on = number, of.day
    letter = letters.of_reply(reply)
    pdf, docx = letter_pdf(letter), letter_docx(letter)
    kept: list[int] = []
    for ending, content in (("pdf", pdf), ("docx", docx)):
        name = f"{reply.title} {number}.{ending}"
        file = keep_file(case=of.case, now=now, role=FileRole.REPLY, name=name, content=content)
        if isinstance(file, Refused):
            return file
        kept.append(file.file_id)
    return of.keep(signed_by=actor.code, pdf_id=kept[0], docx_id=kept[1])


def _approve(
    step: str, verb_name: str, actor: Actor, now: datetime, reply_id: int, based_on: int | None
) -> Reply | Refused:
    of = take_reply(
        verb_name, reply_id=reply_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.ANOTHER_PERSON: another_person(actor, of.reply.writers)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    approval = {"by": actor.code, "digest": of.digest(), "at": now.isoformat()}
    _pass_over(of)
    return of.keep(approved_by={**of.reply.approved_by, step: approval})


def _pass_over(of: TakenReply) -> None:
    """Go on past reviews the outcome does not ask for; the system's own step, with the article's words."""
    asked = wording.outcome_of(of.case, of.reply.outcome).requires
    for requirement in (Requirement.CONFIDENTIALITY_REVIEW, Requirement.LEGAL_REVIEW):
        if of.state == requirements.REVIEWS[requirement] and requirement not in asked:
            passed = policy.decide_in(
                "reply", of.state, "reply.pass_on", {SYSTEM_STANDING},
                {Condition.REVIEW_NOT_NEEDED: lambda: None},
            )  # fmt: skip
            if not isinstance(passed, Refused):
                of.state = passed.state


def _taken_apart(of: TakenReply, reason: str) -> Reply:
    return of.keep(
        reason=reason.strip(), returned=reason.strip(), approved_by={}, signed_by="", signed_on=None,
        pdf_id=None, docx_id=None,
    )  # fmt: skip


def _as_approved(of: TakenReply) -> Message | None:
    """Whether what lies here is what each step approved: an enclosure may have been exchanged since."""
    now = of.digest()
    if of.reply.text_digest == now and all(each["digest"] == now for each in of.reply.approved_by.values()):
        return None
    return Message(N_("送审之后文书或者附件有变化，请撤回修改后重新审批。"))


def _number(of: TakenReply) -> str | Refused:
    """发文字号 (GB/T 9704: no 第): 〔year〕 of the day of signing. One that was recalled keeps its number
    within its year."""
    if of.reply.number and f"〔{of.day.year}〕" in of.reply.number:
        return of.reply.number
    registered = remedies.addresses_on(of.case.body_id, of.day)
    if registered is None or not registered.reply_prefix:
        return Refused(Message(N_("本单位还没有登记答复文号的代字，请先登记再签发。")))
    serial = numbering.next_serial(of.case.body_id, "reply", of.day.year)
    return f"{registered.reply_prefix}〔{of.day.year}〕{serial}号"
