"""Who may do what with an issue: rules/lifecycles/gazette.toml and its conditions."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from functools import cache

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Denied, Lifecycle
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gazette import GazetteCondition
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.rulebook.book import RULES, declarations
from gongkai.publishing import policy

HANDLERS = (
    Role.DRAFTER,
    Role.OFFICE_HEAD,
    Role.SIGNER,
    Role.CONFIDENTIALITY_REVIEWER,
    Role.STATISTICS_CLERK,
)
"""Roles with a part in the gazette of their own government."""

EDITORS = (Role.DRAFTER, Role.OFFICE_HEAD)
MASTERS = (Role.OFFICE_HEAD, Role.BODY_ADMINISTRATOR)
"""Who sets up the masthead."""

ARTICLE = "国办发〔2018〕22号《关于做好政府公报工作的通知》"

type Judge = Callable[[], Message | Refused | None]
type Conditions = Mapping[GazetteCondition, Judge]


@cache
def the_lifecycle() -> Lifecycle:
    """rules/lifecycles/gazette.toml."""
    (declaration,) = declarations(RULES, "lifecycles/gazette.toml")
    return lifecycle.read(declaration, roles=Role, conditions=GazetteCondition)


def standing(actor: Actor, body_id: int, day: date) -> frozenset[str]:
    """The person's role@place towards the gazette of a government."""
    return policy.standing(actor, body_id, day)


def decide(
    state: str, verb: str, held: Collection[str], conditions: Conditions | None = None
) -> Allowed | Refused:
    """May the verb be done in this state by somebody of this standing? A condition the verb does not judge
    counts as failing."""
    told: list[Refused] = []

    def failing(name: str) -> Message | None:
        judge = (conditions or {}).get(GazetteCondition(name))
        found = judge() if judge else Message(N_("条件“{name}”未核实。"), {"name": name})
        if isinstance(found, Refused):
            told.append(found)
            return found.reason
        return found

    decision = lifecycle.decide(the_lifecycle(), state, verb, held, failing)
    if isinstance(decision, Denied):
        inner = told[-1] if told else Refused(decision.reason)
        return Refused(decision.reason, inner.article or decision.article, inner.details)
    return decision
