"""Who may do what with catalogues and guides. A refusal, or None for yes."""

from collections.abc import Collection
from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import heirs_on, subtree_ids
from gongkai.foundation.organisations.roles import Actor, Role

PROPOSERS = (Role.DRAFTER, Role.OFFICE_HEAD)
APPROVERS = (Role.REVIEWER, Role.SIGNER, Role.OFFICE_HEAD)
HANDLERS = (Role.DRAFTER, Role.OFFICE_HEAD, Role.REVIEWER, Role.SIGNER, Role.STATISTICS_CLERK)
OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)

_ARTICLE = "《政府信息公开条例》（2019年修订）第十二条：编制、公布并及时更新目录和指南"


def may_propose(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, PROPOSERS, body_id, day):
        return None
    return Refused(Message(N_("由本单位的拟稿人或者公开机构负责人编制。")), _ARTICLE)


def may_decide(actor: Actor, body_id: int, day: date, by: str) -> Refused | None:
    """`by` proposed it; nobody approves his own."""
    if not _acts(actor, APPROVERS, body_id, day):
        return Refused(Message(N_("由本单位的审核人、签发人或者公开机构负责人审定。")), _ARTICLE)
    if actor.code == by:
        return Refused(Message(N_("不能审定自己提出的内容，请由他人办理。")), _ARTICLE)
    return None


def own(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose catalogues are the person's work, and the closed ones these answer for."""
    return _with_predecessors(actor.bodies_as(*HANDLERS), day)


def known(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose catalogues, proposals included, the person may see."""
    return own(actor, day) | subtree_ids(actor.bodies_as(*OVERSEERS), day)


def _acts(actor: Actor, roles: Collection[Role], body_id: int, day: date) -> bool:
    return actor.is_system or body_id in _with_predecessors(actor.bodies_as(*roles), day)


def _with_predecessors(bodies: frozenset[int], day: date) -> frozenset[int]:
    if not bodies:
        return bodies
    return bodies | {old for old, new in heirs_on(day).items() if new in bodies}
