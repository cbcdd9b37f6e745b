"""What happened at a body in the year, so that the counts over its cases give its figures.

One closed request is one answer here. Where a body closed more than it received, the rest was carried in
from the year before. Where it answered more often than it closed, the print counts the answers to parts of a
request one by one; what the counts can't give is left to the return's own entries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random

from gongkai.project.demo.figures import ANSWERS, CLOSED, spread

_CHANNELS: Mapping[str, Sequence[str]] = {
    "3.1.1": ("counter",),
    "3.1.2": ("fax",),
    "3.1.3": ("internet", "internet", "email"),
    "3.1.4": ("signed_post", "signed_post", "signed_post", "ordinary_post"),
    "3.1.5": ("other",),
}
_BEFORE = "signed_post"  # channel of requests of the year before
_OUTCOMES: Mapping[str, Sequence[str]] = {
    "3.3.1": ("already_public", "already_public", "already_public", "publication"),
    "3.3.2": ("disclosed",),
    "3.3.3": ("partly_disclosed",),
    "3.3.4.1": ("state_secret",),
    "3.3.4.2": ("trade_secret",),
    "3.3.4.3": ("personal_privacy",),
    "3.3.4.4": ("endangers_security",),
    "3.3.4.5": ("not_government_information", "internal_affairs", "in_process", "needs_compilation"),
    "3.3.4.6": ("forbidden_by_law", "unrelated_to_needs", "enforcement_file"),
    "3.3.5": ("not_this_body",),
    "3.3.6": ("nonexistent",),
    "3.3.7": ("told_to_clarify",),
    "3.3.8": ("petition", "other_channel", "withdrawn", "query_matter"),
}
_RECONSIDERED: Mapping[str, Sequence[str]] = {
    "4.1": ("upheld", "upheld", "request_rejected"),
    "4.2": ("unlawful", "revoked", "ordered"),
    "4.3": ("withdrawn", "not_accepted", "application_rejected", "terminated"),
}
_SUED: Mapping[str, Sequence[str]] = {
    "5.1": ("rejected",),
    "5.2": ("unlawful", "revoked"),
    "5.3": ("withdrawn", "suit_dismissed"),
}
_COMPLAINED: Mapping[str, Sequence[str]] = {
    "6.1": ("unfounded",),
    "6.2": ("self_corrected", "ordered"),
    "6.3": ("transferred", "not_accepted"),
}


@dataclass(frozen=True, slots=True)
class Planned:
    """A request. `outcome` is None when it is still open at the end of the year; `carried_in`: it came at the
    end of the year before."""

    serial: int
    channel: str
    outcome: str | None
    extended: bool
    carried_in: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """The body's year. `reconsidered`, `sued` and `complained` are decisions, one a case; `answered` tells
    how many answers of each cell the requests give."""

    requests: tuple[Planned, ...]
    reconsidered: tuple[str, ...]
    sued: tuple[str, ...]
    complained: tuple[str, ...]
    answered: Mapping[str, int]


def plan_of(code: str, figures: Mapping[str, int]) -> Plan:
    """The year of the body with the short name `code`. The same figures give the same year."""
    draw = Random(f"{code} 2017")
    closed = sum(figures[cell] for cell in CLOSED)
    weights = [figures[cell] for cell in ANSWERS]
    answered = dict(zip(ANSWERS, spread(min(closed, sum(weights)), weights), strict=True))
    outcomes: list[str | None] = list(_drawn(answered, _OUTCOMES, draw))
    channels = list(_drawn(figures, _CHANNELS, draw))
    late = [False] * figures["3.2.1"] + [True] * figures["3.2.2"]
    draw.shuffle(late)
    if len(late) != len(outcomes):
        raise ValueError(f"{code}: {len(outcomes)} answered, {len(late)} closed")
    _withdrawn_early(outcomes, late)
    still_open = max(0, len(channels) - len(outcomes))
    carried_in = max(0, len(outcomes) - len(channels))
    outcomes += [None] * still_open
    late += [False] * still_open
    channels += [_BEFORE] * carried_in
    planned = zip(channels, outcomes, late, strict=True)
    received = len(channels) - carried_in
    return Plan(
        tuple(Planned(serial, *each, serial >= received) for serial, each in enumerate(planned)),
        tuple(_drawn(figures, _RECONSIDERED, draw)),
        tuple(_drawn(figures, _SUED, draw)),
        tuple(_drawn(figures, _COMPLAINED, draw)),
        answered,
    )


def _withdrawn_early(outcomes: Sequence[str | None], late: list[bool]) -> None:
    """Who withdraws does so before anybody asks for more time: another request was extended."""
    others = (at for at, outcome in enumerate(outcomes) if outcome != "withdrawn" and not late[at])
    for at, outcome in enumerate(outcomes):
        if outcome == "withdrawn" and late[at] and (other := next(others, None)) is not None:
            late[at], late[other] = False, True


def _drawn(figures: Mapping[str, int], kinds: Mapping[str, Sequence[str]], draw: Random) -> list[str]:
    """As many of each cell's kinds as its figure says, in mixed order."""
    found = [kind for cell in kinds for kind in _some(kinds[cell], figures.get(cell, 0), draw)]
    draw.shuffle(found)
    return found


def _some(kinds: Sequence[str], count: int, draw: Random) -> Iterator[str]:
    start = draw.randrange(len(kinds))
    return islice(cycle((*kinds[start:], *kinds[:start])), count)
