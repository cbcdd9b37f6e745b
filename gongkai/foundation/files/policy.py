"""Who may attach a file for a body, who may see it, open it and erase it."""

from collections.abc import Callable
from datetime import date
from typing import Protocol

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import visible_body_ids
from gongkai.foundation.organisations.roles import Actor, Role

type Rule = Callable[[Actor, int, date], bool]

_rules: dict[str, Rule] = {}


class File(Protocol):
    """What the policy asks of a file."""

    @property
    def id(self) -> int: ...
    @property
    def body(self) -> int: ...
    @property
    def purpose(self) -> str: ...
    @property
    def is_sealed(self) -> bool: ...


def rule_for(purpose: str) -> Callable[[Rule], Rule]:
    """Decorator: the rule (actor, file number, day) for files of this purpose."""

    def decorate(rule: Rule) -> Rule:
        _rules[purpose] = rule
        return rule

    return decorate


def may_attach(actor: Actor, body_id: int) -> Refused | None:
    """People of the body itself attach for it."""
    if actor.is_system or body_id in actor.bodies:
        return None
    return Refused(Message(N_("只有本单位人员可以上传材料。")))


def may_see(actor: Actor, file: File, day: date) -> bool:
    """Who sees the body's work sees its files, unless a room has set the purpose's own rule.

    Sealed files (proofs of identity) without such a rule are for the body's request clerks only.
    """
    rule = _rules.get(file.purpose)
    if rule is not None:
        return rule(actor, file.id, day)
    if file.is_sealed:
        return actor.holds(Role.REQUEST_CLERK, file.body)
    return file.body in visible_body_ids(actor, day)


def may_erase(actor: Actor, body_id: int) -> Refused | None:
    """The retention rule erases by itself; the body's administrator may do so on request."""
    if actor.is_system or actor.holds(Role.BODY_ADMINISTRATOR, body_id):
        return None
    return Refused(Message(N_("只有本单位管理员可以删除材料。")))
