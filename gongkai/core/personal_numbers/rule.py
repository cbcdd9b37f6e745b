"""What a rule is by which a number or an address of a person is found in a text.

The text is flattened first (`core.anonymise`): digits, letters, dashes and blanks of any kind are plain ones.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    NAME = "name"
    ID_CARD = "id_card"  # 居民身份证号码, 18 or the former 15 digits
    MOBILE = "mobile"
    PHONE = "phone"  # fixed line
    BANK_CARD = "bank_card"
    EMAIL = "email"
    ACCOUNT = "account"  # 微信、QQ、护照, after the word that says so
    VEHICLE = "vehicle"  # 号牌号码
    ADDRESS = "address"  # 门牌 and what follows: 号、楼、单元、室


type Check = Callable[[str, int, int], bool]
"""Given the text and the half-open span of the number in it."""


def always(_text: str, _start: int, _end: int) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One way in which people write a number of one kind.

    Four patterns follow each other: `before` (looked back at), `lead` (the word that announces the number),
    `number`, `after` (looked ahead at); only `number` is found. No part repeats without bound what the next
    could match as well: no text is slow.
    """

    kind: Kind
    name: str
    """What is recognised, as an officer would say it."""
    before: str = ""
    lead: str = ""
    number: str
    after: str = ""
    holds: Check = always
    """What a pattern can't say: a check digit, a birthday, what stands around."""
    overlapping: bool = False
    """Tried at every digit: figures that stand before the number must not swallow its first ones."""
    found: tuple[str, ...]
    """Examples; what this rule finds in each stands in 【】."""
    left: tuple[str, ...]
    """Counterexamples: they look alike, and this rule finds nothing in them."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        if self.overlapping:
            return re.compile(f"{self.before}{self.lead}(?=({self.number}){self.after})")
        number = (
            f"({self.number})" if self.lead else f"(?:{self.number})"
        )  # a group costs a third of the time
        return re.compile(f"{self.before}{self.lead}{number}{self.after}")

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Half-open spans in the flattened text, in order."""
        group = 1 if self.lead or self.overlapping else 0
        for match in self._pattern.finditer(text):
            start, end = match.span(group)
            if self.holds(text, start, end):
                yield start, end


SAYS = r"(?:\([^()\n]{0,10}\))?(?:[:为是]|\s)*"
"""Between the word that announces a number and the number: “身份证号（18位）：”."""

ENDS = r"(?![0-9A-Za-z])"
NO_AMOUNT = r"(?!\.\d|\s*(?:元|万|亿|吨|米|平方|公里|份|个|股|千瓦))"
"""What follows is no unit: “1380000元” is money."""
