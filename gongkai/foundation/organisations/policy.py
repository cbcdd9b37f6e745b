"""Who may do what with bodies, people and registers. Each answers with a refusal, or None for yes."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, first_refusal
from gongkai.foundation.organisations.queries import covers
from gongkai.foundation.organisations.queries import person as visible_person
from gongkai.foundation.organisations.roles import Actor, Role

CITY_OFFICE_DUTY = "《中华人民共和国政府信息公开条例》第三条"
BODY_DUTY = "《中华人民共和国政府信息公开条例》第四条"
REGISTRARS = (Role.BODY_ADMINISTRATOR, Role.STATISTICS_CLERK, Role.CITY_OFFICE)
OVERSEEING_ROLES = frozenset({Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR})


def may_change_body(actor: Actor, body_id: int, day: date) -> Refused | None:
    """The office in charge of open government changes the bodies below its own, and its own."""
    if actor.is_system or covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(
        Message(N_("只有上级政务公开主管部门可以变更机构。请联系主管部门办理。")), CITY_OFFICE_DUTY
    )


def may_found_at_top(actor: Actor) -> Refused | None:
    """A body with nobody above it is founded only when the installation is set up."""
    if actor.is_system:
        return None
    return Refused(Message(N_("新设机构应有上级机构。请选择上级机构。")), CITY_OFFICE_DUTY)


def may_administer_people(actor: Actor, body_id: int, day: date) -> Refused | None:
    """A body's administrator looks after its people; the office in charge after those of bodies below."""
    if actor.is_system or actor.holds(Role.BODY_ADMINISTRATOR, body_id):
        return None
    if covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(
        Message(N_("只有本单位管理员或上级政务公开主管部门可以管理人员。请联系单位管理员。")), BODY_DUTY
    )


def may_administer_person(actor: Actor, person_id: int, day: date) -> Refused | None:
    """The actor sees the person, is not he, and administers every body the person is appointed to (or was,
    if he no longer is); so nobody takes over the account of someone above."""
    if actor.is_system:
        return None
    card = visible_person(actor, person_id, day)
    if card is None or not (card.appointments or actor.person_id == person_id):
        return Refused(Message(N_("没有这个人员，或您无权管理")))
    if actor.person_id == person_id:
        return Refused(Message(N_("不能管理自己的账号。请由其他管理员办理。")), BODY_DUTY)
    standing = {each.body for each in card.appointments if each.valid_to is None or each.valid_to > day}
    bodies = standing or {each.body for each in card.appointments}
    return first_refusal(*(may_administer_people(actor, body_id, day) for body_id in sorted(bodies)))


def may_appoint(actor: Actor, person_id: int, body_id: int, role: Role, day: date) -> Refused | None:
    """Overseeing roles are given by the office in charge above, never by a body's own administrator, and
    nobody gives a role to himself."""
    if actor.is_system:
        return None
    if actor.person_id == person_id:
        return Refused(Message(N_("不能给自己任职。请由其他管理员办理。")), BODY_DUTY)
    if role in OVERSEEING_ROLES and not covers(actor, body_id, day, Role.CITY_OFFICE):
        return Refused(Message(N_("该角色只能由政务公开主管部门任命。请联系主管部门。")), CITY_OFFICE_DUTY)
    return may_administer_people(actor, body_id, day)


def may_keep_registers(actor: Actor, body_id: int) -> Refused | None:
    """A body keeps its own registers, through one of REGISTRARS, and nobody for it."""
    if actor.is_system or any(actor.holds(role, body_id) for role in REGISTRARS):
        return None
    return Refused(
        Message(N_("只有本单位的管理员、统计填报人或政务公开主管人员可以登记。请由本单位办理。")), BODY_DUTY
    )
