"""Who may say where an old address leads."""

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor, Role


def may_redirect(actor: Actor) -> Refused | None:
    """The office in charge: the addresses of the site are everybody's."""
    if actor.is_system or actor.bodies_as(Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("旧网址由政务公开主管部门设置。")))
