"""Credit scores of construction firms: every deduction and addition is an event with its ground.

A firm begins at the base; the events of the window that ends on the day are added up; additions count at
most so much; the sum stays between floor and cap. An event leaves the window by itself, so that the score
of any day can be computed again and its every point opened.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.core.declarations import Declaration
from gongkai.core.messages import N_, Message
from gongkai.core.publishing.dates import add_months


@dataclass(frozen=True, slots=True)
class ScoreLevel:
    """`least`: the lowest score of the level."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class ScoreExample:
    """A worked case: what events of so many points within the window come to."""

    about: str
    points: tuple[Decimal, ...]
    value: Decimal
    level: str


@dataclass(frozen=True, slots=True)
class ScoreRules:
    """A dated version (rules/credit/scores-*.toml), in points. `window_months`: how long an event counts.
    `most_added`: additions over it don't count. `levels` from the best down; the last must reach down to the
    floor."""

    base: Decimal = Decimal(100)
    floor: Decimal = Decimal(0)
    cap: Decimal = Decimal(150)
    most_added: Decimal = Decimal(50)
    window_months: int = 12
    levels: tuple[ScoreLevel, ...] = (
        ScoreLevel("A", Decimal(120)),
        ScoreLevel("B", Decimal(90)),
        ScoreLevel("C", Decimal(60)),
        ScoreLevel("D", Decimal(0)),
    )
    name: str = ""
    in_force: date = date.min
    legal_basis: tuple[str, ...] = ()
    example: tuple[ScoreExample, ...] = ()


def read_score_rules(declaration: Declaration) -> ScoreRules:
    """Raises DeclarationError with file and line."""
    return declaration.read(ScoreRules)


def score_rules_on(versions: Iterable[ScoreRules], day: date) -> ScoreRules:
    """The version in force on `day`; the first one for a day before."""
    known = sorted(versions, key=lambda each: each.in_force)
    begun = [each for each in known if each.in_force <= day]
    return begun[-1] if begun else known[0] if known else ScoreRules()


@dataclass(frozen=True, slots=True)
class ScoreEvent:
    """`points` below zero deduct. `ground`: what was done and the item of the standard; `document`: the
    decision or award. `revoked_on`: the event no longer counts from that day."""

    firm: str
    on: date
    points: Decimal
    ground: str
    document: str
    revoked_on: date | None = None

    def __post_init__(self) -> None:
        if not self.points:
            raise ValueError(Message(N_("加分或扣分不能为零")))
        if not self.ground.strip() or not self.document.strip():
            raise ValueError(Message(N_("每次加分、扣分都要写明事由和依据文书")))


@dataclass(frozen=True, slots=True)
class Score:
    """A firm's score on a day and what it is made of. `uncounted`: points of additions over the most."""

    firm: str
    value: Decimal
    level: str
    added: Decimal
    deducted: Decimal
    uncounted: Decimal
    events: tuple[ScoreEvent, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Firms, not events: one with five deductions is one. A firm with both is in both."""

    firms: int
    deducted: int
    added: int


def score(firm: str, events: Iterable[ScoreEvent], day: date, rules: ScoreRules) -> Score:
    """The firm's score at the end of `day`."""
    counted = tuple(
        sorted(
            (each for each in events if each.firm == firm and counts_on(each, day, rules)),
            key=lambda each: (each.on, each.document),
        )
    )
    added = sum((each.points for each in counted if each.points > 0), Decimal(0))
    deducted = -sum((each.points for each in counted if each.points < 0), Decimal(0))
    within = min(added, rules.most_added)
    value = min(max(rules.base + within - deducted, rules.floor), rules.cap)
    level = next((each.name for each in rules.levels if value >= each.least), rules.levels[-1].name)
    return Score(firm, value, level, added, deducted, added - within, counted)


def counts_on(event: ScoreEvent, day: date, rules: ScoreRules) -> bool:
    """From its day for the window's months (the same day so many months later no longer counts)."""
    revoked = event.revoked_on is not None and event.revoked_on <= day
    return event.on <= day < add_months(event.on, rules.window_months) and not revoked


def tally(firms: Iterable[str], events: Iterable[ScoreEvent], first: date, last: date) -> Tally:
    """Firms on the platform, and how many had points deducted or added on first..last. An event that was
    revoked by `last` never counts."""
    known = frozenset(firms)
    signs: Mapping[bool, set[str]] = {True: set(), False: set()}
    for each in events:
        stands = each.revoked_on is None or each.revoked_on > last
        if each.firm in known and first <= each.on <= last and stands:
            signs[each.points > 0].add(each.firm)
    return Tally(len(known), len(signs[False]), len(signs[True]))
