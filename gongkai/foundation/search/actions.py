"""Verbs on what editors keep: 同义词, 推荐结果, 不作提示的词. They work from the next search on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search import edited, policy
from gongkai.foundation.search.models import BestBet, Synonyms, Unsuggested
from gongkai.foundation.search.tokens import plain

_LONGEST_WORD = 40
_MOST_WORDS = 20
_LONGEST_TITLE, _LONGEST_ADDRESS, _LONGEST_SUMMARY = 100, 300, 200


@dataclass(frozen=True, slots=True)
class Bet:
    """What is recommended: for which queries, and where it leads."""

    queries: Sequence[str]
    title: str
    address: str
    summary: str = ""


@verb("search.set_synonyms")
def set_synonyms(
    *, actor: Actor, now: datetime, words: Sequence[str], synonyms_id: int | None = None, reason: str = ""
) -> int | Refused:
    """Each of the words finds the others; with `synonyms_id` in the place of what that row held."""
    refused = first_refusal(policy.may_edit(actor), _words_problem(words, 2), _taken(words, synonyms_id))
    if refused is not None:
        return refused
    row = Synonyms() if synonyms_id is None else _kept(Synonyms, synonyms_id)
    if isinstance(row, Refused):
        return row
    write(row, reason=reason, words=_clean(words), in_use=True, set_at=now, set_by=actor.code)
    return row.pk


@verb("search.drop_synonyms")
def drop_synonyms(*, actor: Actor, now: datetime, synonyms_id: int, reason: str = "") -> int | Refused:
    """The words find only themselves again."""
    return _drop(Synonyms, synonyms_id, actor, now, reason)


@verb("search.set_best_bet")
def set_best_bet(
    *, actor: Actor, now: datetime, bet: Bet, best_bet_id: int | None = None, reason: str = ""
) -> int | Refused:
    """Who types one of the queries is shown this first."""
    refused = first_refusal(policy.may_edit(actor), _words_problem(bet.queries, 1), _bet_problem(bet))
    if refused is not None:
        return refused
    row = BestBet() if best_bet_id is None else _kept(BestBet, best_bet_id)
    if isinstance(row, Refused):
        return row
    write(
        row, reason=reason, queries=_clean(bet.queries), title=bet.title.strip(), address=bet.address.strip(),
        summary=bet.summary.strip(), in_use=True, set_at=now, set_by=actor.code,
    )  # fmt: skip
    return row.pk


@verb("search.drop_best_bet")
def drop_best_bet(*, actor: Actor, now: datetime, best_bet_id: int, reason: str = "") -> int | Refused:
    """It is shown first no more."""
    return _drop(BestBet, best_bet_id, actor, now, reason)


@verb("search.stop_suggesting")
def stop_suggesting(*, actor: Actor, now: datetime, word: str, reason: str = "") -> int | Refused:
    """No title with the word is proposed while somebody types; it is found as before."""
    refused = first_refusal(policy.may_edit(actor), _words_problem([word], 1))
    if refused is not None:
        return refused
    if plain(word) in {plain(card.word) for card in edited.unsuggested()}:
        return Refused(Message(N_("“{word}”已经不作提示"), {"word": word}))
    row = Unsuggested(word=word.strip(), set_at=now, set_by=actor.code)
    write(row, reason=reason)
    return row.pk


@verb("search.suggest_again")
def suggest_again(*, actor: Actor, now: datetime, unsuggested_id: int, reason: str = "") -> int | Refused:
    """Titles with the word may be proposed again."""
    return _drop(Unsuggested, unsuggested_id, actor, now, reason)


def _drop(model: type[models.Model], row_id: int, actor: Actor, now: datetime, reason: str) -> int | Refused:
    refused = policy.may_edit(actor)
    if refused is not None:
        return refused
    row = _kept(model, row_id)
    if isinstance(row, Refused):
        return row
    write(row, reason=reason, in_use=False, set_at=now, set_by=actor.code)
    return row_id


def _kept[M: models.Model](model: type[M], row_id: int) -> M | Refused:
    row = model._default_manager.select_for_update().filter(pk=row_id, in_use=True).first()
    return row or Refused(Message(N_("这一条已经删除，请刷新页面")))


def _clean(words: Sequence[str]) -> list[str]:
    return list({plain(word): word.strip() for word in words}.values())


def _words_problem(words: Sequence[str], fewest: int) -> Refused | None:
    for word in words:
        if not plain(word):
            return Refused(Message(N_("“{word}”里没有可以搜索的字"), {"word": word}))
        if len(word.strip()) > _LONGEST_WORD:
            return Refused(Message(N_("一个词最多 {most} 个字"), {"most": _LONGEST_WORD}))
    number = len(_clean(words))
    if not fewest <= number <= _MOST_WORDS:
        values = {"fewest": fewest, "most": _MOST_WORDS, "number": number}
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


def _bet_problem(bet: Bet) -> Refused | None:
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
