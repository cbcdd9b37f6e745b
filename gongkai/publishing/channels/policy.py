"""Who may do what with accounts, postings, deliveries and messages. A refusal, or None for yes."""

from collections.abc import Collection
from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import covers, heirs_on, subtree_ids
from gongkai.foundation.organisations.roles import Actor, Role

PREPARERS = (Role.DRAFTER, Role.OFFICE_HEAD)
"""Write postings, register proofs, answer messages, keep lists of media."""

APPROVERS = (Role.REVIEWER, Role.SIGNER, Role.OFFICE_HEAD)
"""Approve what another has written."""

ANSWERERS = (*PREPARERS, Role.REQUEST_CLERK)
KEEPERS = (Role.BODY_ADMINISTRATOR, Role.OFFICE_HEAD)
"""Keep the register of accounts of their body, and their secrets."""

HANDLERS = (*ANSWERERS, Role.REVIEWER, Role.SIGNER, Role.BODY_ADMINISTRATOR)
"""Have a part in the channels of their own body."""

OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
"""See the registers of the bodies below, never what people wrote."""

_FIRST = "国办发〔2018〕123号：内容先审后发"


def may_keep(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, KEEPERS, body_id, day) or covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有本单位管理员、公开机构负责人或者政务公开主管部门可以管理账号。")))


def may_prepare(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, PREPARERS, body_id, day):
        return None
    return Refused(Message(N_("由账号所属单位、发文单位的拟稿人或者公开机构负责人办理。")))


def may_answer(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, ANSWERERS, body_id, day):
        return None
    return Refused(Message(N_("由账号所属单位的拟稿人、依申请公开经办人或者公开机构负责人回复。")))


def may_approve(actor: Actor, body_id: int, day: date, by: str) -> Refused | None:
    """`by` wrote what is to be approved; nobody approves his own."""
    if not _acts(actor, APPROVERS, body_id, day):
        return Refused(Message(N_("由本单位的审核人、签发人或者公开机构负责人审核。")), _FIRST)
    if actor.code == by:
        return Refused(Message(N_("不能审核自己拟写的内容，请由他人办理。")), _FIRST)
    return None


def may_check(actor: Actor, body_id: int, day: date, by: str) -> Refused | None:
    """A proof is checked by another person of the body."""
    if not _acts(actor, (*PREPARERS, *APPROVERS), body_id, day):
        return Refused(Message(N_("由本单位的人员核对。")))
    if actor.code == by:
        return Refused(Message(N_("不能核对自己登记的凭证，请由他人办理。")))
    return None


def own(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose channels are the person's work, and the closed ones these answer for."""
    return _with_predecessors(actor.bodies_as(*HANDLERS), day)


def known(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose accounts and deliveries the person may see."""
    return own(actor, day) | subtree_ids(actor.bodies_as(*OVERSEERS), day)


def system_only(actor: Actor) -> Refused | None:
    return None if actor.is_system else Refused(Message(N_("由系统登记。")))


def _acts(actor: Actor, roles: Collection[Role], body_id: int, day: date) -> bool:
    return actor.is_system or body_id in _with_predecessors(actor.bodies_as(*roles), day)


def _with_predecessors(bodies: frozenset[int], day: date) -> frozenset[int]:
    if not bodies:
        return bodies
    return bodies | {old for old, new in heirs_on(day).items() if new in bodies}
