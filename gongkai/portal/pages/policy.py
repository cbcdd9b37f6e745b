"""Who may do what with sites and their pages. Each answers with a refusal, or None for yes."""

from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role

GUIDELINES = "《政府网站发展指引》（国办发〔2017〕47号）"
APPROVERS = (Role.SITE_EDITOR, Role.SIGNER, Role.OFFICE_HEAD)
"""Who may look over a colleague's page and let it go live."""

ANSWERERS = (Role.SITE_EDITOR, Role.OFFICE_HEAD)
"""Who answers what readers report as wrong."""


def may_open_site(actor: Actor, body_id: int, day: date) -> Refused | None:
    """The office in charge of open government above the body; nobody opens a site for himself."""
    if actor.is_system or organisations.covers(actor, body_id, day, Role.CITY_OFFICE):
        return None
    return Refused(Message(N_("网站由上级政务公开主管部门开设。请联系主管部门。")), GUIDELINES)


def may_describe_site(actor: Actor, body_id: int, day: date) -> Refused | None:
    """The body's administrator, and the office above."""
    if actor.holds(Role.BODY_ADMINISTRATOR, body_id):
        return None
    return may_open_site(actor, body_id, day)


def may_review(actor: Actor, body_id: int) -> Refused | None:
    """Somebody of the site's own body. That he has not written it is asked where the writers are known."""
    if actor.is_system or any(actor.holds(role, body_id) for role in APPROVERS):
        return None
    return Refused(Message(N_("只有本网站的编辑、签发人、公开机构负责人可以审核页面。")), GUIDELINES)


def has_not_written(actor: Actor, writers: frozenset[int]) -> Refused | None:
    """Nobody approves his own, whatever else he may do."""
    if actor.person_id is None or actor.person_id not in writers:
        return None
    return Refused(Message(N_("这一版您参与了编写，要由另一个人审核。")), GUIDELINES)


def may_answer_fault(actor: Actor, body_id: int) -> Refused | None:
    """The site's editors and the head of the office in charge there."""
    if actor.is_system or any(actor.holds(role, body_id) for role in ANSWERERS):
        return None
    return Refused(Message(N_("只有本网站的编辑和公开机构负责人可以答复。")), GUIDELINES)
