"""Who may do what with an issue: rules/lifecycles/gazette.toml and its conditions."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache

from gongkai.core import lifecycle
from gongkai.core.lifecycle import Allowed, Lifecycle
from gongkai.core.publishing.gazette import GazetteCondition
from gongkai.foundation.ledger import deciding
from gongkai.foundation.ledger.deciding import Judge
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
    return deciding.decide(the_lifecycle(), state, verb, held, conditions)
