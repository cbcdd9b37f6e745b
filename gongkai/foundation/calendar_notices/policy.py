"""Who may load a notice."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.organisations.queries import bodies_on
from gongkai.foundation.organisations.roles import Actor, Role

_LEVELS = (BodyLevel.PROVINCE, BodyLevel.CITY)


def may_load(actor: Actor, day: date) -> Refused | None:
    """The calendar is everybody's, so the office in charge of the city (or the province) loads it."""
    if actor.is_system:
        return None
    held = bodies_on(day, actor.bodies_as(Role.CITY_OFFICE))
    if any(body.kind == BodyKind.GOVERNMENT and body.level in _LEVELS for body in held.values()):
        return None
    return Refused(Message(N_("放假安排由市级政务公开主管部门载入。")))
