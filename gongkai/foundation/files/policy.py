"""Who may attach a file for a body, and who may see it."""

from collections.abc import Callable
from datetime import date

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.queries import visible_body_ids
from gongkai.foundation.organisations.roles import Actor

type Rule = Callable[[Actor, int, date], bool]

_rules: dict[str, Rule] = {}


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


def may_see(actor: Actor, file_id: int, body_id: int, purpose: str, day: date) -> bool:
    """Who sees the body's work sees its files, unless a room has set the purpose's own rule."""
    rule = _rules.get(purpose)
    return rule(actor, file_id, day) if rule else body_id in visible_body_ids(actor, day)
