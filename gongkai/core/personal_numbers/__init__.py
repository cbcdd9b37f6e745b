"""Rules by which numbers and addresses of people are found in a flattened text.

Each rule is one way of writing them, with examples of what it finds and of what only looks alike
(`tests/core/test_personal_numbers.py` reads them). Separators, line breaks within a number and list numbers
before it are the writer's habits and hide nothing; a row of figures is no number of a person.
"""

from gongkai.core.personal_numbers import accounts, addresses, cards, identity, telephones
from gongkai.core.personal_numbers.rule import Kind, Rule

__all__ = ["RULES", "Kind", "Rule"]

RULES: tuple[Rule, ...] = (
    identity.WITH_MORE_DIGITS,
    identity.EIGHTEEN_DIGITS,
    identity.LOST_DIGITS,
    identity.SPREAD_DIGITS,
    identity.ANNOUNCED,
    accounts.EMAIL,  # before telephones: 13800001234@example.com is one address
    cards.CARD,
    cards.ANNOUNCED_CARD,
    identity.FIFTEEN_DIGITS,  # has no check digit: behind cards, which have one
    telephones.MOBILE,
    telephones.ANNOUNCED_MOBILE,
    telephones.FIXED_LINE,
    telephones.ANNOUNCED_LINE,
    accounts.ACCOUNT,
    addresses.DOOR,
    addresses.HOUSE,
    addresses.SHORT_HOUSE,
    accounts.VEHICLE,
)
"""Of two rules that find overlapping spans the earlier wins."""
