"""Who may do what with a release: the declared lifecycle and its conditions."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Lifecycle, Place
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger import deciding
from gongkai.foundation.ledger.deciding import Judge
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.rulebook.book import RULES, declarations

HANDLERS = (Role.DRAFTER, Role.REVIEWER, Role.CONFIDENTIALITY_REVIEWER, Role.OFFICE_HEAD)
"""Roles with a part in a release of their own body: they see what is in it before it is out."""

OVERSEERS = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
"""See the state of what the bodies below have on the way, never its rows before they are out."""

_NOT_YOURS = N_("不能审核自己填写或者上传的数据，请由他人办理。")


class Condition(StrEnum):
    """What release.toml may require."""

    SOMETHING_CHANGES = "something_changes"
    NOTHING_REFUSED = "nothing_refused"
    SOURCE_APPROVED = "source_approved"
    ANOTHER_PERSON = "another_person"
    CONTENT_UNCHANGED = "content_unchanged"
    FINDINGS_JUDGED = "findings_judged"
    REASON_GIVEN = "reason_given"
    TIME_AHEAD = "time_ahead"
    APPROVAL_CURRENT = "approval_current"
    STILL_AS_CHECKED = "still_as_checked"
    NOT_ROLLED_BACK = "not_rolled_back"


type Conditions = Mapping[Condition, Judge]


@cache
def release_lifecycle() -> Lifecycle:
    """rules/lifecycles/release.toml."""
    (declaration,) = declarations(RULES, "lifecycles/release.toml")
    return lifecycle.read(declaration, roles=Role, conditions=Condition)


def own_bodies(actor: Actor, day: date) -> frozenset[int]:
    """Bodies in whose releases the person has a part, and the closed ones these answer for."""
    bodies = actor.bodies_as(*HANDLERS)
    if not bodies:
        return bodies
    return bodies | {old for old, new in organisations.heirs_on(day).items() if new in bodies}


def standing(actor: Actor, body_id: int, day: date) -> frozenset[str]:
    """The person's role@place towards releases of a body; who has a role in the body that took over a closed
    one stands to its releases as to his own."""
    if actor.is_system:
        return frozenset({lifecycle.SYSTEM})
    mine = body_id if body_id in actor.bodies else organisations.heirs_on(day).get(body_id, body_id)
    return frozenset(f"{role}@{Place.OWN}" for role, body in actor.roles if body == mine)


def may_write(actor: Actor, body_id: int, day: date) -> Refused | None:
    """People who draft for the body, and the system, may begin a release."""
    if {f"{Role.DRAFTER}@{Place.OWN}", lifecycle.SYSTEM} & standing(actor, body_id, day):
        return None
    return Refused(Message(N_("只有本单位的拟稿人可以填报数据。")))


def keeps_sources(actor: Actor) -> frozenset[int]:
    """Bodies whose sources the person sets up as their administrator."""
    return actor.bodies_as(Role.BODY_ADMINISTRATOR)


def may_set_up(actor: Actor, body_id: int, day: date) -> Refused | None:
    """Who may propose a source, try it and stop it: people who draft for the body, and its administrator."""
    wanted = {f"{role}@{Place.OWN}" for role in (Role.DRAFTER, Role.BODY_ADMINISTRATOR)}
    if standing(actor, body_id, day) & (wanted | {lifecycle.SYSTEM}):
        return None
    return Refused(Message(N_("只有本单位的拟稿人和管理员可以登记数据来源。")))


def may_answer_for(actor: Actor, body_id: int, day: date) -> Refused | None:
    """Who may state for the body, approve sources and answer objections."""
    held = standing(actor, body_id, day)
    wanted = {f"{role}@{Place.OWN}" for role in (Role.DRAFTER, Role.REVIEWER, Role.OFFICE_HEAD)}
    if held & (wanted | {lifecycle.SYSTEM}):
        return None
    return Refused(Message(N_("只有本单位的拟稿人、审核人和公开机构负责人可以办理。")))


def decide(
    state: str, verb: str, held: Collection[str], conditions: Conditions | None = None
) -> Allowed | Refused:
    """May the verb be done in this state by somebody of this standing? A condition the verb does not judge
    counts as failing."""
    return deciding.decide(release_lifecycle(), state, verb, held, conditions)


def another_person(actor: Actor, writers: Collection[str]) -> Judge:
    return lambda: Message(_NOT_YOURS) if actor.code in writers else None
