"""The declared wordings the check works with, read once in the life of a process."""

from functools import cache

from gongkai.core.checks import TextWords
from gongkai.core.narrative import Narrative, ScopeWords
from gongkai.foundation.rulebook import RULES
from gongkai.foundation.rulebook.book import declarations


@cache
def narratives() -> tuple[Narrative, ...]:
    """What prose may state about the cells of each form."""
    return tuple(declared.read(Narrative) for declared in declarations(RULES, "returns/narrative-20*.toml"))


@cache
def scope_words() -> ScopeWords:
    (declared,) = declarations(RULES, "returns/narrative-scope.toml")
    return declared.read(ScopeWords)


@cache
def text_words() -> TextWords:
    (declared,) = declarations(RULES, "returns/text-checks.toml")
    return declared.read(TextWords)
