"""Who may look after a body's mail."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import covers
from gongkai.foundation.organisations.roles import Actor, Role

READERS = (Role.REQUEST_CLERK, Role.OFFICE_HEAD)
DUTY = "《中华人民共和国政府信息公开条例》第二十九条"


def may_handle(actor: Actor, body_id: int) -> Refused | None:
    """Request clerks take mail in, set it aside, and say what it became."""
    if actor.is_system or body_id in actor.bodies_as(*READERS):
        return None
    return Refused(Message(N_("只有本单位依申请公开经办人可以处理来信。")), DUTY)


def may_set_mailbox(actor: Actor, body_id: int, day: date) -> Refused | None:
    """The body's administrator, or the office in charge above."""
    if actor.is_system or actor.holds(Role.BODY_ADMINISTRATOR, body_id):
        return None
    if covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有本单位管理员或上级政务公开主管部门可以设置邮箱。")))


def may_settle(actor: Actor, body_id: int | None) -> Refused | None:
    """Whoever handles the body's mail says whether a letter went out; the system for letters of no body."""
    if actor.is_system or (body_id is not None and may_handle(actor, body_id) is None):
        return None
    return Refused(Message(N_("只有本单位依申请公开经办人可以处理这封信件。")))


def may_erase(actor: Actor) -> Refused | None:
    """Erasing follows the retention rule and is done by the system alone."""
    return None if actor.is_system else Refused(Message(N_("到期删除由系统按保存期限规则执行。")))
