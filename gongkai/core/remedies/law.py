"""The declared law of remedies: rules/remedies/review-*.toml (行政复议法), court-*.toml (行政诉讼法)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.core.declarations import Declaration
from gongkai.core.outcomes import Contested
from gongkai.core.remedies.standing import BodyKind, BodyLevel, BodyStanding, Line, Organ


@dataclass(frozen=True, slots=True)
class Route:
    """Which organs review bodies of these kinds, levels and lines; several: the applicant chooses. An empty
    list means any."""

    organs: tuple[Organ, ...]
    article: str
    kinds: tuple[BodyKind, ...] = ()
    levels: tuple[BodyLevel, ...] = ()
    lines: tuple[Line, ...] = ()
    then_state_council: bool = False  # 或者向国务院申请裁决

    def fits(self, of: BodyStanding) -> bool:
        return (
            (not self.kinds or of.kind in self.kinds)
            and (not self.levels or of.level in self.levels)
            and (not self.lines or of.line in self.lines)
        )


@dataclass(frozen=True, slots=True)
class Order:
    """Whether review must come before the court for what is contested, from `first` on.

    `settled`: the law or the Supreme Court says so. False: a setting of the office, its quarrel in `because`.
    """

    contested: tuple[Contested, ...]
    review_first: bool
    settled: bool
    article: str
    because: str
    first: date | None = None
    last: date | None = None

    def binds(self, contested: Contested, on: date) -> bool:
        begun = self.first is None or self.first <= on
        return contested in self.contested and begun and (self.last is None or on <= self.last)


@dataclass(frozen=True, slots=True)
class ReviewLaw:
    """One text of the 行政复议法. `days`: calendar days from knowing of the act. `wording`: the sentences of
    the block by name, or by name_contested where they differ; what stands in { } is filled."""

    title: str
    first: date
    days: int
    days_article: str
    online: bool
    online_article: str
    route: tuple[Route, ...]
    order: tuple[Order, ...]
    wording: Mapping[str, str]
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Intermediate:
    """Bodies that are sued before an intermediate court."""

    kinds: tuple[BodyKind, ...]
    levels: tuple[BodyLevel, ...]
    article: str

    def fits(self, of: BodyStanding) -> bool:
        return of.kind in self.kinds and of.level in self.levels


@dataclass(frozen=True, slots=True)
class Declined:
    """Replies a judicial interpretation lets courts decline; `tell`: the block names the court still."""

    outcomes: tuple[str, ...]
    first: date
    last: date
    tell: bool
    article: str
    because: str


@dataclass(frozen=True, slots=True)
class CourtLaw:
    """One text of the 行政诉讼法. `months` from knowing of the act, `days_after_review` from the decision."""

    title: str
    first: date
    months: int
    months_article: str
    days_after_review: int
    after_review_article: str
    intermediate: tuple[Intermediate, ...]
    last: date | None = None
    declined: tuple[Declined, ...] = ()


@dataclass(frozen=True, slots=True)
class RemedyRules:
    review: tuple[ReviewLaw, ...]
    court: tuple[CourtLaw, ...]


def read_remedies(review: Iterable[Declaration], court: Iterable[Declaration]) -> RemedyRules:
    """The rules from their TOML texts. Raises DeclarationError with file and line."""
    return RemedyRules(
        tuple(each.read(ReviewLaw) for each in review), tuple(each.read(CourtLaw) for each in court)
    )
