"""What editors keep, as it is used at the time of asking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.foundation.search.models import BestBet, Missed, Proposal, Synonyms, Unsuggested, What
from gongkai.foundation.search.tokens import plain


@dataclass(frozen=True, slots=True)
class SynonymsCard:
    """Words of which each finds the others."""

    id: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BestBetCard:
    """An address that stands first for these queries."""

    id: int
    queries: tuple[str, ...]
    title: str
    address: str
    summary: str


@dataclass(frozen=True, slots=True)
class UnsuggestedCard:
    id: int
    word: str


def synonyms() -> list[SynonymsCard]:
    """All in use, oldest first."""
    rows = Synonyms.objects.filter(in_use=True)
    return [SynonymsCard(row.pk, tuple(row.words)) for row in rows]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a search takes into account."""

    synonyms: tuple[SynonymsCard, ...]
    best_bets: tuple[BestBetCard, ...]

    def synonyms_by_word(self) -> dict[str, list[str]]:
        """`plain` of a word → the others."""
        found: dict[str, list[str]] = {}
        for card in self.synonyms:
            for word in card.words:
                found.setdefault(plain(word), []).extend(other for other in card.words if other != word)
        return found

    def best_bets_for(self, typed: str) -> tuple[BestBetCard, ...]:
        """Those of which a query is what was typed."""
        wanted = plain(typed)
        if not wanted:
            return ()
        return tuple(card for card in self.best_bets if wanted in {plain(query) for query in card.queries})


def kept() -> Kept:
    """Everything in use now."""
    return Kept(tuple(synonyms()), tuple(best_bets()))


def kept_with(card: "ProposalCard") -> Kept:
    """As it would be if the proposal were agreed to."""
    now = kept()
    groups = [each for each in now.synonyms if card.what != What.SYNONYMS or each.id != card.target]
    bets = [each for each in now.best_bets if card.what != What.BEST_BET or each.id != card.target]
    if card.what == What.SYNONYMS and not card.drops:
        groups.append(SynonymsCard(card.target or 0, card.words))
    if card.what == What.BEST_BET and not card.drops:
        bets.append(BestBetCard(card.target or 0, card.words, card.title, card.address, card.summary))
    return Kept(tuple(groups), tuple(bets))


def best_bets() -> list[BestBetCard]:
    """All in use, oldest first."""
    rows = BestBet.objects.filter(in_use=True)
    return [BestBetCard(row.pk, tuple(row.queries), row.title, row.address, row.summary) for row in rows]


def unsuggested() -> list[UnsuggestedCard]:
    """All in use, oldest first."""
    return [UnsuggestedCard(row.pk, row.word) for row in Unsuggested.objects.filter(in_use=True)]


def may_be_suggested(titles: Sequence[str]) -> list[str]:
    """Those without a word that is not to be suggested."""
    words = [plain(card.word) for card in unsuggested()]
    return [title for title in titles if not any(word in plain(title) for word in words)]


@dataclass(frozen=True, slots=True)
class MissedCard:
    """Something typed that found nothing, and how often."""

    typed: str
    times: int
    last_on: str


def missed(limit: int = 100) -> list[MissedCard]:
    """What was looked for in vain, most often first. For `policy.may_edit`."""
    return [MissedCard(row.typed, row.times, row.last_on.isoformat()) for row in Missed.objects.all()[:limit]]


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What an editor wants to change; `target` is the row it concerns, `drops` whether it goes. `agreed`
    None: nobody has decided."""

    id: int
    what: str
    target: int | None
    drops: bool
    words: tuple[str, ...]
    title: str
    address: str
    summary: str
    reason: str
    proposed_by: str
    proposed_at: datetime
    agreed: bool | None
    answer: str
    decided_by: str
    decided_at: datetime | None


def proposals(*, waiting: bool, limit: int = 50) -> list[ProposalCard]:
    """Those that wait, oldest first; or those decided, newest first. For `policy.may_edit`."""
    rows = Proposal.objects.filter(agreed__isnull=waiting).order_by("pk" if waiting else "-decided_at")
    return [_proposal(row) for row in rows[:limit]]


def proposal(proposal_id: int) -> ProposalCard | None:
    """For `policy.may_edit`."""
    row = Proposal.objects.filter(pk=proposal_id).first()
    return _proposal(row) if row else None


def _proposal(row: Proposal) -> ProposalCard:
    values = {name: getattr(row, name) for name in ProposalCard.__dataclass_fields__ if name != "id"}
    return ProposalCard(id=row.pk, **{**values, "words": tuple(row.words)})
