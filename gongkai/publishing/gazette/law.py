"""The declared rules of the gazette: rules/publishing/gazette.toml."""

from functools import cache

from gongkai.core.publishing.gazette import GazetteRules, read_gazette
from gongkai.core.publishing.kinds import GazetteDuty
from gongkai.foundation.rulebook.book import RULES, declarations
from gongkai.publishing import law


@cache
def rules() -> GazetteRules:
    (declaration,) = declarations(RULES, "publishing/gazette.toml")
    return read_gazette(declaration)


def must() -> list[str]:
    """Kinds that a gazette must print (应登尽登)."""
    return [each.code for each in law.rules().kinds.kind if each.gazette is GazetteDuty.MUST]


def may() -> list[str]:
    """Kinds that a gazette may print, those it must among them."""
    return [each.code for each in law.rules().kinds.kind if each.gazette is not GazetteDuty.NEVER]
