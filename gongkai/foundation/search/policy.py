"""Who keeps what editors keep."""

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor, Role


def may_edit(actor: Actor) -> Refused | None:
    """The office in charge of openness; the search is one for the whole installation."""
    if actor.is_system or actor.bodies_as(Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("只有政务公开主管部门可以维护同义词、推荐结果和提示词。请与他们联系。")))
