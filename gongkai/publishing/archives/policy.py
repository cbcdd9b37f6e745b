"""Who may do what with reading points, deposits and packages. A refusal, or None for yes."""

from collections.abc import Collection
from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import heirs_on, subtree_ids
from gongkai.foundation.organisations.roles import Actor, Role

KEEPERS = (Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR, Role.STATISTICS_CLERK)
"""Keep the registers of reading points, deposits and visits."""

PACKERS = (Role.OFFICE_HEAD, Role.DRAFTER)
"""Make packages and hand them over."""

HANDLERS = (*KEEPERS, Role.DRAFTER)
OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)

ARTICLE = "《政府信息公开条例》（2019年修订）第二十五条：设置查阅场所，及时提供主动公开的政府信息"


def may_keep(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, KEEPERS, body_id, day):
        return None
    return Refused(Message(N_("由本单位公开机构负责人、管理员或者统计人员登记。")), ARTICLE)


def may_pack(actor: Actor, body_id: int, day: date) -> Refused | None:
    if _acts(actor, PACKERS, body_id, day):
        return None
    return Refused(Message(N_("由本单位公开机构负责人或者拟稿人办理归档。")), ARTICLE)


def known(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose registers the person may see."""
    own = _with_predecessors(actor.bodies_as(*HANDLERS), day)
    return own | subtree_ids(actor.bodies_as(*OVERSEERS), day)


def _acts(actor: Actor, roles: Collection[Role], body_id: int, day: date) -> bool:
    return actor.is_system or body_id in _with_predecessors(actor.bodies_as(*roles), day)


def _with_predecessors(bodies: frozenset[int], day: date) -> frozenset[int]:
    if not bodies:
        return bodies
    return bodies | {old for old, new in heirs_on(day).items() if new in bodies}
