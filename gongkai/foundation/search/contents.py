"""What an editor writes down: words that mean the same, a recommended address, a word not to be proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, first_refusal
from gongkai.foundation.search import edited
from gongkai.foundation.search.models import What
from gongkai.foundation.search.tokens import plain

_LONGEST_WORD = 40
_MOST_WORDS = 20
_LONGEST_TITLE, _LONGEST_ADDRESS, _LONGEST_SUMMARY = 100, 300, 200


@dataclass(frozen=True, slots=True)
class Content:
    """`words`: the synonyms; or the queries of a best bet, which leads to `address`; or the one word."""

    words: Sequence[str]
    title: str = ""
    address: str = ""
    summary: str = ""

    @classmethod
    def of(cls, row: models.Model) -> "Content":
        """As a row in use holds it."""
        held: Any = row
        if hasattr(held, "queries"):
            return cls(tuple(held.queries), held.title, held.address, held.summary)
        return cls(tuple(held.words) if hasattr(held, "words") else (held.word,))

    def kept(self) -> "Content":
        """Each word once, without blanks around."""
        words = tuple({plain(word): word.strip() for word in self.words}.values())
        return Content(words, self.title.strip(), self.address.strip(), self.summary.strip())

    def columns(self, what: What) -> dict[str, Any]:
        """As the row of the kind holds it."""
        if what is What.SYNONYMS:
            return {"words": list(self.words)}
        if what is What.UNSUGGESTED:
            return {"word": self.words[0]}
        return {
            "queries": list(self.words), "title": self.title, "address": self.address,
            "summary": self.summary,
        }  # fmt: skip


def problem(what: What, content: Content, own: int | None) -> Refused | None:
    """Why it can't be kept. `own`: the row whose place it takes."""
    if what is What.SYNONYMS:
        return first_refusal(_words_problem(content.words, 2), _taken(content.words, own))
    if what is What.BEST_BET:
        return first_refusal(_words_problem(content.words, 1), _bet_problem(content))
    return first_refusal(_words_problem(content.words, 1, 1), _unsuggested_already(content.words, own))


def _words_problem(words: Sequence[str], fewest: int, most: int = _MOST_WORDS) -> Refused | None:
    for word in words:
        if not plain(word):
            return Refused(Message(N_("“{word}”里没有可以搜索的字"), {"word": word}))
        if len(word.strip()) > _LONGEST_WORD:
            return Refused(Message(N_("一个词最多 {most} 个字"), {"most": _LONGEST_WORD}))
    number = len({plain(word) for word in words})
    if not fewest <= number <= most:
        values = {"fewest": fewest, "most": most, "number": number}
        return Refused(Message(N_("应有 {fewest} 至 {most} 个不同的词，现为 {number} 个"), values))
    return None


def _taken(words: Sequence[str], own: int | None) -> Refused | None:
    wanted = {plain(word) for word in words}
    for card in edited.synonyms():
        common = [word for word in card.words if plain(word) in wanted]
        if common and card.id != own:
            values = {"word": common[0], "words": "、".join(card.words)}
            return Refused(Message(N_("“{word}”已经在另一组同义词中：{words}。请修改那一组。"), values))
    return None


def _unsuggested_already(words: Sequence[str], own: int | None) -> Refused | None:
    held = {plain(card.word) for card in edited.unsuggested() if card.id != own}
    if plain(words[0]) in held:
        return Refused(Message(N_("“{word}”已经不作提示"), {"word": words[0]}))
    return None


def _bet_problem(bet: Content) -> Refused | None:
    if not 0 < len(bet.title.strip()) <= _LONGEST_TITLE:
        return Refused(Message(N_("请填写标题，最多 {most} 个字"), {"most": _LONGEST_TITLE}))
    address = bet.address.strip()
    inside = address.startswith("/") and not address.startswith("//")
    if len(address) > _LONGEST_ADDRESS or not (inside or address.startswith("https://")):
        return Refused(
            Message(N_("网址应以 / 或者 https:// 开头，最多 {most} 个字符"), {"most": _LONGEST_ADDRESS})
        )
    if len(bet.summary.strip()) > _LONGEST_SUMMARY:
        return Refused(Message(N_("说明最多 {most} 个字"), {"most": _LONGEST_SUMMARY}))
    return None
