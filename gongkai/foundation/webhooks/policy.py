"""Who may have other programs told. Each answers with a refusal, or None for yes."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import covers
from gongkai.foundation.organisations.roles import Actor, Role


def may_manage(actor: Actor, body_id: int, day: date) -> Refused | None:
    """The body's administrator, or the office in charge above."""
    if actor.is_system or actor.holds(Role.BODY_ADMINISTRATOR, body_id):
        return None
    if covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有单位管理员或政务公开主管人员可以设置消息推送。请由他们办理。")))


def may_include_below(actor: Actor, body_id: int, day: date) -> Refused | None:
    """What the bodies below do is told only to whom the office in charge lets know."""
    if actor.is_system or covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有政务公开主管人员可以订阅下级单位的消息。")))
