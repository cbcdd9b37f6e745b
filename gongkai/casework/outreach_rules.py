"""Settings of what follows from requests: rules/outreach/outreach.toml."""

from dataclasses import dataclass
from functools import cache

from gongkai.foundation.rulebook.book import RULES, declarations


@dataclass(frozen=True, slots=True)
class Proactive:
    """`persons`: how many different applicants. `likeness`: percent of the bigrams two requests share.
    `days`: working days for publishing."""

    persons: int
    likeness: int
    days: int
    article: str


@dataclass(frozen=True, slots=True)
class AdvicePeriod:
    """`days`: working days for the answer where the letter names none."""

    days: int
    article: str


@dataclass(frozen=True, slots=True)
class OutreachRules:
    title: str
    legal_basis: str
    proactive: Proactive
    advice: AdvicePeriod


@cache
def outreach_rules() -> OutreachRules:
    (declaration,) = declarations(RULES, "outreach/outreach.toml")
    return declaration.read(OutreachRules)
