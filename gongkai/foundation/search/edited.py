"""What editors keep, as it is used at the time of asking."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.foundation.search.models import BestBet, Missed, Synonyms, Unsuggested
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


def synonyms_by_word() -> dict[str, list[str]]:
    """`plain` of a word → the others."""
    found: dict[str, list[str]] = {}
    for card in synonyms():
        for word in card.words:
            found.setdefault(plain(word), []).extend(other for other in card.words if other != word)
    return found


def best_bets() -> list[BestBetCard]:
    """All in use, oldest first."""
    rows = BestBet.objects.filter(in_use=True)
    return [BestBetCard(row.pk, tuple(row.queries), row.title, row.address, row.summary) for row in rows]


def best_bets_for(typed: str) -> tuple[BestBetCard, ...]:
    """Those of which a query is what was typed."""
    wanted = plain(typed)
    if not wanted:
        return ()
    return tuple(card for card in best_bets() if wanted in {plain(query) for query in card.queries})


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
