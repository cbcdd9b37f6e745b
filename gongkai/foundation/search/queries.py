"""Searching, for people: who may see what, what is marked, what else may have been meant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search import asking, edited, places, sources, typed
from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Question, Some
from gongkai.foundation.search.edited import BestBetCard, Kept
from gongkai.foundation.search.engine import Index
from gongkai.foundation.search.highlights import Marked, Needles, fragments, marked
from gongkai.foundation.search.items import Found, Hit, Key, Order
from gongkai.foundation.search.nearest import SHORTEST, nearest
from gongkai.foundation.search.sources import Original
from gongkai.foundation.search.tokens import is_single, phrase, plain, tokens
from gongkai.foundation.search.typed import Term, Typed

_MOST_ROUNDS = 4  # of asking on, when much of what the index knows is gone
_LOOKED_UP = 5  # hits of it, to see whether any is still there
_LOOKED_AT = 40  # titles looked through for what may have been meant
_FEW_LETTERS = 8  # of a term: each is looked for; in longer ones each pair is


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks. `counted`: facets to count; `after`: `Answer.next` of the page before."""

    text: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    order: Order = Order.RELEVANCE
    counted: tuple[str, ...] = ()
    size: int = 10
    after: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as it is shown."""

    key: Key
    address: str
    title: Marked
    fragments: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`near`: nothing fitted, these merely resemble it. `more`: there are more than `total`. `meant`: what
    may have been meant, and finds something. `next`: empty on the last page."""

    shown: tuple[Shown, ...]
    total: int
    more: bool = False
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    next: str = ""
    near: bool = False
    meant: str = ""
    best: tuple[BestBetCard, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title to choose while typing, and where it leads."""

    title: str
    address: str


def find(actor: Actor, day: date, asked: Asked, kept: Kept | None = None) -> Answer:
    """A page of what the actor may see; where no word was typed, the newest first. Every hit is looked up in
    the database again, so that what was withdrawn a moment ago is gone. `kept`: with this in the place of
    what editors keep now, for trying.
    Raises engine.Unavailable."""
    index, read = places.current(), typed.read(asked.text)
    kept = kept or edited.kept()
    synonyms = kept.synonyms_by_word()
    audiences = sources.audiences(actor, day)
    order = Order.DATE if read.is_empty else asked.order
    question = Question(
        audiences, asking.matching(read, synonyms), asking.excluded(read), asking.ranking(read, synonyms),
        asked.filters, asked.kinds, order, asked.counted, asked.size, asked.after,
    )  # fmt: skip
    found = index.search(question)
    near, meant = False, ""
    if found.total == 0 and not asked.filters and read.terms:
        meant = _meant(index, audiences, read)
        if meant and not _finds_something(index, audiences, meant, actor, day):
            meant = ""
        for similar in asking.similar(read):
            question = replace(question, matching=similar, ranking=())
            found = index.search(question)
            near = found.total > 0
            if near:
                break
    page = _page(index, question, found, actor, day)
    needles = Needles([*_wanted(read.terms, synonyms), *(tokens(asked.text) if near else ())])
    return Answer(
        tuple(_shown(key, original, needles) for key, original in page.kept), max(0, found.total - page.gone),
        found.more, found.facets, page.next, near, meant,
        () if asked.after else kept.best_bets_for(asked.text),
    )  # fmt: skip


def keys(actor: Actor, day: date, asked: Asked) -> tuple[Key, ...]:
    """What of it is in the index for the actor, best first, and nothing else of it: for a caller who looks
    each up in the database himself. Nothing merely similar. Raises engine.Unavailable."""
    read, synonyms = typed.read(asked.text), edited.kept().synonyms_by_word()
    if read.is_empty:
        return ()
    question = Question(
        sources.audiences(actor, day), asking.matching(read, synonyms), asking.excluded(read),
        asking.ranking(read, synonyms), asked.filters, asked.kinds, asked.order, (), asked.size, asked.after,
    )  # fmt: skip
    return tuple(hit.key for hit in places.current().search(question).hits)


@dataclass(slots=True)
class _Page:
    kept: list[tuple[Key, Original]] = field(default_factory=list)
    gone: int = 0
    next: str = ""


def _page(index: Index, question: Question, found: Found, actor: Actor, day: date) -> _Page:
    """As many hits as were asked for, though some that the index knows are gone."""
    page = _Page()
    for _ in range(_MOST_ROUNDS):
        originals = sources.originals(actor, day, [hit.key for hit in found.hits])
        last: Hit | None = None
        for hit in found.hits:
            last = hit
            if hit.key in originals:
                page.kept.append((hit.key, originals[hit.key]))
            else:
                page.gone += 1
            if len(page.kept) == question.size:
                break
        full = len(found.hits) == question.size
        page.next = last.after if last is not None and full else ""
        if len(page.kept) == question.size or not page.next:
            break
        found = index.search(replace(question, after=page.next, counted=()))
    return page


def _shown(key: Key, original: Original, needles: Needles) -> Shown:
    return Shown(key, original.address, marked(original.title, needles), fragments(original.text, needles))


def _wanted(terms: tuple[Term, ...], synonyms: asking.Synonyms) -> Iterator[str]:
    for term in terms:
        yield term.text
        yield from term.words
        yield from () if term.exact else synonyms.get(plain(term.text), ())


def _meant(index: Index, audiences: frozenset[str], read: Typed) -> str:
    """What was typed with the terms that nothing has changed into the nearest of a title; empty without."""
    text = read.text
    for term in read.terms:
        letters = plain(term.text)
        if term.exact or len(letters) < SHORTEST or letters.isdecimal():
            continue
        pairs = tuple(Phrase(Field.TITLE, (pair,)) for pair in tokens(term.text))
        titles = index.titles(Question(audiences, _resembling(term.text), ranking=pairs, size=_LOOKED_AT))
        near = nearest(term.text, (title for _, title in titles))
        if near is not None:
            text = text.replace(term.text, near)
    return "" if text == read.text else text


def _finds_something(index: Index, audiences: frozenset[str], text: str, actor: Actor, day: date) -> bool:
    """That is there at this moment, so that the words of what was withdrawn are not told."""
    found = index.search(Question(audiences, asking.matching(typed.read(text), {}), size=_LOOKED_UP))
    return bool(sources.originals(actor, day, [hit.key for hit in found.hits]))


def _resembling(text: str) -> Clause:
    letters = plain(text)
    if len(letters) <= _FEW_LETTERS:
        parts: list[Clause] = [Character(Field.TITLE, each) for each in letters]
        return Some(tuple(parts), len(letters) - (1 if len(letters) <= SHORTEST + 1 else 2))
    pairs = tokens(text)
    return Some(tuple(Phrase(Field.TITLE, (pair,)) for pair in pairs), max(1, len(pairs) // 3))


def suggest(actor: Actor, day: date, text: str, limit: int = 8) -> tuple[Suggestion, ...]:
    """Titles that hold what is being typed. Raises engine.Unavailable."""
    read = typed.read(text)
    if not read.terms:
        return ()
    parts = tuple(_in_title(term.text) for term in read.terms)
    question = Question(sources.audiences(actor, day), Every(parts), size=limit * 3)
    found = places.current().titles(question)
    allowed = set(edited.may_be_suggested([title for _, title in found]))
    originals = sources.originals(actor, day, [key for key, title in found if title in allowed])
    shown: dict[str, Suggestion] = {}
    for key, _ in found:
        original = originals.get(key)
        if original is not None:
            shown.setdefault(plain(original.title), Suggestion(original.title, original.address))
    return tuple(shown.values())[:limit]


def _in_title(text: str) -> Clause:
    pairs = phrase(text)
    if is_single(pairs):
        return Character(Field.TITLE, pairs[0])
    return Phrase(Field.TITLE, pairs)
