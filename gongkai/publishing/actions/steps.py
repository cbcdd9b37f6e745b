"""An edition on its way from the drafter to the signature, and back.

Each approval is of one digest: a text changed after somebody approved it must be approved again. Nobody
approves what he wrote.
"""

from collections.abc import Callable
from datetime import datetime

from gongkai.core.lifecycle import SYSTEM as SYSTEM_STANDING
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gate import GateResult
from gongkai.core.publishing.kinds import Step
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.publishing import interpreting, law, policy, requirements
from gongkai.publishing.actions import gating
from gongkai.publishing.actions.frame import TakenEdition, take_edition
from gongkai.publishing.models import Edition
from gongkai.publishing.policy import Condition, Conditions, Judge, another_person, written


@verb("edition.send_to_review")
def send_to_review(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """送审: attribute settled, metadata whole, plan of interpretation made where one is needed."""
    of = take_edition(
        "edition.send_to_review", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=what_sending_needs,
    )  # fmt: skip
    return of if isinstance(of, Refused) else sent(of)


def what_sending_needs(of: TakenEdition) -> Conditions:
    """A refusal for one of them tells at once all that is missing."""
    return {
        Condition.ATTRIBUTE_SETTLED: lambda: _lacking(of, requirements.unsettled(of.document, of.day)),
        Condition.METADATA_COMPLETE: lambda: _lacking(
            of, requirements.incomplete(of.document, of.edition, of.day)
        ),
    }


def _lacking(of: TakenEdition, first: Refused | None) -> Refused | None:
    if first is None:
        return None
    everything = (
        requirements.unsettled(of.document, of.day),
        requirements.incomplete(of.document, of.edition, of.day),
        interpreting.not_planned(of.document, of.edition.formed_on or of.day),
    )
    details = (each for refusal in everything if refusal is not None for each in refusal.details)
    return Refused(first.reason, first.article, tuple(details))


def sent(of: TakenEdition) -> Edition | Refused:
    """The edition on its way, past the steps its chain leaves out."""
    formed_on = of.edition.formed_on or of.day
    unplanned = interpreting.not_planned(of.document, formed_on)
    if unplanned is not None:
        return unplanned
    wanted = interpreting.how(interpreting.duty(of.document, formed_on).needed)
    if of.document.interpretation != wanted and of.edition.number == 1:
        of.keep_document(interpretation=wanted)
    digest = of.digest()
    pass_over(of)
    return of.keep(approved_by={}, returned="", digest=digest)


@verb("edition.turn_back")
def turn_back(
    *, actor: Actor, now: datetime, edition_id: int, reason: str, based_on: int | None = None
) -> Edition | Refused:
    """退文: a document without a clear attribute, or without a reason for it, goes back at once."""
    of = take_edition(
        "edition.turn_back", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            Condition.ATTRIBUTE_LACKING: lambda: _attribute_is_there(of),
            Condition.REASON_GIVEN: written(reason),
        },
    )  # fmt: skip
    return of if isinstance(of, Refused) else _taken_apart(of, reason)


@verb("edition.review_ok")
def review_ok(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """审核通过."""
    return _approve(Step.UNIT_REVIEW, actor, now, edition_id, based_on)


@verb("edition.confidentiality_ok")
def confidentiality_ok(
    *,
    actor: Actor,
    now: datetime,
    edition_id: int,
    result: str,
    reason: str = "",
    based_on: int | None = None,
) -> Edition | Refused:
    """保密审查通过, with its result: open, or partly open after masking; not_open only where the attribute
    says so already."""

    def conclude(of: TakenEdition) -> None:
        gating.closed(of, result, reason, result in (GateResult.OPEN, GateResult.PARTLY))

    return _approve(
        Step.CONFIDENTIALITY, actor, now, edition_id, based_on,
        more=lambda of: {Condition.GATE_PASSED: lambda: gating.gate_problem(of, result, reason)},
        then=conclude,
    )  # fmt: skip


@verb("edition.legal_ok")
def legal_ok(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """合法性审查通过."""
    return _approve(Step.LEGAL, actor, now, edition_id, based_on)


@verb("edition.interpretation_ok")
def interpretation_ok(
    *, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None
) -> Edition | Refused:
    """解读材料审核通过: plan and material are there, and came as far as their own signature."""
    return _approve(
        Step.INTERPRETATION, actor, now, edition_id, based_on,
        more=lambda of: {
            Condition.INTERPRETATION_READY: lambda: interpreting.not_ready_to_sign(of.document)
        },
    )  # fmt: skip


@verb("edition.sign")
def sign(*, actor: Actor, now: datetime, edition_id: int, based_on: int | None = None) -> Edition | Refused:
    """签发: everybody before approved this very text."""
    return _approve(
        Step.TO_SIGN, actor, now, edition_id, based_on,
        more=lambda of: {Condition.APPROVALS_CURRENT: lambda: not_as_approved(of)},
    )  # fmt: skip


@verb("edition.return")
def give_back(
    *, actor: Actor, now: datetime, edition_id: int, reason: str, based_on: int | None = None
) -> Edition | Refused:
    """退回 to the drafter with a reason. All approvals are void; a review under way ends without passing."""
    of = take_edition(
        "edition.return", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    return of if isinstance(of, Refused) else _taken_apart(of, reason)


@verb("edition.recall")
def recall(
    *, actor: Actor, now: datetime, edition_id: int, reason: str, based_on: int | None = None
) -> Edition | Refused:
    """撤回修改. All approvals are void; numbers already given stay."""
    of = take_edition(
        "edition.recall", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    return of if isinstance(of, Refused) else _taken_apart(of, reason)


@verb("edition.discard")
def discard(
    *, actor: Actor, now: datetime, edition_id: int, reason: str, based_on: int | None = None
) -> Edition | Refused:
    """作废 an edition that will not be released. Its words stay readable for its body."""
    of = take_edition(
        "edition.discard", edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {Condition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    return of if isinstance(of, Refused) else of.keep(reason=reason.strip())


def needs_step(of: TakenEdition, step: Step) -> bool:
    """Does the edition go through this step? 解读 only where the first edition needs one."""
    if step is Step.INTERPRETATION:
        return bool(of.document.interpretation) and of.edition.number == 1
    return not of.kind.leaves_out(step)


def not_as_approved(of: TakenEdition) -> Refused | None:
    """Whether what lies here is what each step approved, and every step was done."""
    digest, attribute = of.digest(), of.document.attribute
    for state, step in law.STATES.items():
        if state == of.edition.state or not needs_step(of, step):
            continue
        given = of.edition.approved_by.get(step.value)
        if given is None and _is_behind(of, step):
            return Refused(Message(N_("前面的环节还没有办完，请撤回后重新送审。")))
        if given is not None and (given["digest"], given["attribute"]) != (digest, attribute):
            return Refused(Message(N_("审批以后内容或者公开属性有变化，请撤回后重新审批。")))
    return None


def pass_over(of: TakenEdition) -> None:
    """Go on past steps the chain leaves out; the system's own step, with the article's words. At the gate the
    review begins."""
    while of.state in law.STATES and not needs_step(of, law.STATES[of.state]):
        needless: Conditions = {Condition.STEP_NOT_NEEDED: lambda: None}
        passed = policy.decide("edition", of.state, "edition.pass_on", {SYSTEM_STANDING}, needless)
        if isinstance(passed, Refused):
            return
        of.state = passed.state
    if of.state == "confidentiality":
        gating.opened(of)


def _approve(
    step: Step,
    actor: Actor,
    now: datetime,
    edition_id: int,
    based_on: int | None,
    more: Callable[[TakenEdition], Conditions] | None = None,
    then: Callable[[TakenEdition], None] | None = None,
) -> Edition | Refused:
    of = take_edition(
        law.VERBS[step], edition_id=edition_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {**what_approval_needs(of), **(more(of) if more else {})},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    if then is not None:
        then(of)
    return approved(of, step)


def what_approval_needs(of: TakenEdition) -> Conditions:
    return {
        Condition.ANOTHER_PERSON: another_person(of.actor, of.edition.writers),
        Condition.TEXT_UNCHANGED: _unchanged(of),
    }


def approved(of: TakenEdition, step: Step) -> Edition:
    """The edition with this approval, on to the next step."""
    approval = {
        "by": of.actor.code, "digest": of.digest(), "attribute": of.document.attribute,
        "at": of.now.isoformat(),
    }  # fmt: skip
    pass_over(of)
    return of.keep(approved_by={**of.edition.approved_by, step.value: approval})


def _unchanged(of: TakenEdition) -> Judge:
    said = N_("送审之后内容有变化，请撤回修改后重新审批。")
    return lambda: None if of.digest() == of.edition.digest else Message(said)


def _attribute_is_there(of: TakenEdition) -> Refused | None:
    if requirements.unsettled(of.document, of.day) is not None:
        return None
    return Refused(Message(N_("公开属性和依据都写明了，不能以此退文；内容有问题请用“退回”。")))


def _is_behind(of: TakenEdition, step: Step) -> bool:
    order = list(Step)
    now = law.STATES.get(of.edition.state)
    return now is None or order.index(step) < order.index(now)


def _taken_apart(of: TakenEdition, reason: str) -> Edition:
    gating.closed(of, "returned", reason, passed=False)
    return of.keep(
        reason=reason.strip(), returned=reason.strip(), approved_by={}, scheduled_for=None,
        reviewed_text=of.edition.text,
    )  # fmt: skip
