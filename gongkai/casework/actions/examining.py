"""A registered request is looked at: taken up, split, joined, referred, assigned."""

from collections.abc import Sequence
from datetime import date, datetime

from gongkai.casework import law, policy
from gongkai.casework.actions.escalating import tell_assigned
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.notices import Addressee, issue_notice
from gongkai.casework.actions.replying import begin_reply
from gongkai.casework.completeness import lacking
from gongkai.casework.models import Case, CaseKind
from gongkai.casework.policy import ASSIGNEES, Condition, Conditions, when, written
from gongkai.core.messages import N_, Message
from gongkai.core.outcomes import NoSuchOutcomeError
from gongkai.core.replies import Notice as Letter
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor

REFERRED = ("petition", "publication", "query_matter", "other_channel", "not_government_information")
"""Outcomes of what came as a request and is something else (《条例》第三十六条第七项、第三十九条)."""


@verb("case.examine")
def examine(*, actor: Actor, now: datetime, case_id: int, based_on: int | None = None) -> Case | Refused:
    """审查受理 (第二十九条): everything a request needs is there."""

    def judging(taken: Taken) -> Conditions:
        return {Condition.COMPLETE_REQUEST: lambda: lacking(taken.case)}

    taken = take("case.examine", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging)
    return taken if isinstance(taken, Refused) else taken.keep()


@verb("case.assign")
def assign(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    person_id: int | None = None,
    unit: str = "",
    based_on: int | None = None,
) -> Case | Refused:
    """分办: to a person with a part in casework of the body, to a unit inside it, or both. The person is told
    by e-mail, unless he gave it to himself; a drafter sees the case from now on."""
    taken = take("case.assign", case_id=case_id, actor=actor, now=now, based_on=based_on)
    if isinstance(taken, Refused):
        return taken
    refused = _not_of_the_body(taken, person_id)
    if refused is not None:
        return refused
    before = taken.case.assigned_to_id
    case = taken.keep(assigned_to_id=person_id, unit=unit.strip())
    if person_id is not None and person_id not in (before, actor.person_id):
        tell_assigned(taken, person_id)
    return case


@verb("case.mark_duplicate")
def mark_duplicate(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    of_id: int,
    reason: str,
    based_on: int | None = None,
) -> Case | Refused:
    """标为重复 (第三十六条第六项): links the two. The applicant is still answered.

    With which outcome is another decision.
    """
    other = Case.objects.filter(pk=of_id, kind=CaseKind.REQUEST).first()

    def judging(taken: Taken) -> Conditions:
        wrong = other is None or other.pk == case_id or other.body_id != taken.case.body_id
        return {
            Condition.TARGET_NAMED: when(wrong, N_("请选择本单位的另一件申请。")),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take(
        "case.mark_duplicate", case_id=case_id, actor=actor, now=now, based_on=based_on, judging=judging
    )
    return taken if isinstance(taken, Refused) else taken.keep(reason=reason, repeats_id=of_id)


@verb("case.retype")
def retype(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    outcome: str,
    target: str,
    reason: str,
    grounds: str = "",
    ground_codes: Sequence[str] = (),
    other_channel: str = "",
    refer: bool = True,
    on: date | None = None,
    based_on: int | None = None,
) -> Case | Refused:
    """转为其他事项 (第三十六条第七项、第三十九条): what was asked is a petition, a publication or a query.

    The applicant is owed a reply that says so: its draft is begun. `target` is who is competent, kept with
    the case; with `refer` the matter is also sent there.
    """

    def judging(taken: Taken) -> Conditions:
        return {
            Condition.OUTCOME_KNOWN: lambda: _not_a_referral(taken.case, outcome),
            Condition.TARGET_NAMED: written(target, N_("请写明由哪个单位办理。")),
            Condition.REASON_GIVEN: written(reason),
        }

    taken = take(
        "case.retype", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on, judging=judging
    )
    if isinstance(taken, Refused):
        return taken
    case = taken.keep(reason=reason, referred_to=target.strip())
    reply = begin_reply(
        case=case, outcome=outcome, actor=actor, now=now, grounds=grounds or reason,
        ground_codes=ground_codes, facts={"other_channel": other_channel or target}, on=taken.on,
    )  # fmt: skip
    if isinstance(reply, Refused):
        return reply
    if refer:
        letter = issue_notice(
            case=case, template=Letter.REFERRAL, values={}, now=now, actor=actor, on=taken.on,
            to=Addressee(target.strip()),
        )  # fmt: skip
        if isinstance(letter, Refused):
            return letter
    return case


def _not_a_referral(case: Case, outcome: str) -> Message | None:
    if outcome not in REFERRED:
        return Message(N_("请选择信访投诉举报、公开出版物、行政查询事项等不作为政府信息公开申请处理的情形。"))
    try:
        law.outcomes_of(case.received_on or case.submitted_on).find(outcome)
    except NoSuchOutcomeError as error:
        return error.message
    return None


def _not_of_the_body(taken: Taken, person_id: int | None) -> Refused | None:
    if person_id is None:
        return None
    held = policy.standing(organisations.actor_for(person_id, taken.day), taken.case.body_id, taken.day)
    if held & {f"{role}@own" for role in ASSIGNEES}:
        return None
    return Refused(Message(N_("该人员在本单位没有依申请公开的岗位，不能分办给他。")))
