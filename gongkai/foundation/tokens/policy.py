"""Who may issue and revoke tokens. Each answers with a refusal, or None for yes."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import covers
from gongkai.foundation.organisations.roles import Actor, Role


def may_issue(actor: Actor, body_id: int) -> Refused | None:
    """Everybody for himself, in a body where he has a role: nobody can make a program act as another."""
    if actor.person_id is not None and body_id in actor.bodies:
        return None
    return Refused(Message(N_("令牌只能由本人在任职单位签发。请由使用该令牌的人员登录后签发。")))


def may_revoke(actor: Actor, person_id: int, body_id: int, day: date) -> Refused | None:
    """The person himself, the body's administrator, the office in charge above."""
    if actor.is_system or actor.person_id == person_id:
        return None
    if actor.holds(Role.BODY_ADMINISTRATOR, body_id) or covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有本人、单位管理员或政务公开主管人员可以吊销令牌。")))
