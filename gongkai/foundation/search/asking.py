"""From what was typed to a question: the phrase of each term, its words, what editors say is the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gongkai.foundation.search import engine
from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Some, Value
from gongkai.foundation.search.tokens import is_single, phrase, plain, tokens
from gongkai.foundation.search.typed import Term, Typed

_TITLE, _TERM, _SYNONYM = 4.0, 1.5, 0.6
_EXACT_TITLE, _EXACT_NUMBER = 1_000.0, 2_000.0
_NEAR = 0.6  # share of the pairs of characters that something merely similar must have

type Synonyms = Mapping[str, Sequence[str]]
"""`plain` of a word → other words for the same."""


def matching(typed: Typed, synonyms: Synonyms) -> Clause | None:
    """What an item must have. None when nothing telling was typed.

    Of a long term that is its words: whatever holds the term holds them, so the term itself need not be
    asked for here; it ranks.
    """
    numbers = tuple(Value(Field.NUMBER, key, _EXACT_NUMBER) for key in typed.numbers)
    terms = tuple(_some(tuple(_ways(term, Field.EVERYTHING, synonyms))) for term in typed.terms)
    words = (_every(terms),) if terms else ()
    if not numbers:
        return words[0] if words else None
    return Some((*numbers, *words))


def excluded(typed: Typed) -> tuple[Clause, ...]:
    """What an item must not have."""
    return tuple(_phrase(term.text, Field.EVERYTHING, 1.0) for term in typed.excluded)


def ranking(typed: Typed, synonyms: Synonyms) -> tuple[Clause, ...]:
    """What lifts an item: the very title, each term in the title or its words, each term as it was typed."""
    whole = engine.whole_title(" ".join(term.text for term in typed.terms))
    lifted: list[Clause] = [Value(Field.WHOLE_TITLE, whole, _EXACT_TITLE)] if whole else []
    for term in typed.terms:
        lifted.append(_phrase(term.text, Field.TITLE, _TITLE))
        if term.words:
            lifted.append(_phrase(term.text, Field.EVERYTHING, _TERM))
    in_title = tuple(_some(tuple(_ways(term, Field.TITLE, synonyms))) for term in typed.terms)
    if in_title:
        lifted.append(_every(in_title))
    return tuple(lifted)


def similar(typed: Typed) -> Iterator[Clause]:
    """What an item must have when nothing fitted, in the title or anywhere: most pairs of characters; if that
    finds nothing either, most pairs within the words, or at least one. A bare figure resembles nothing."""
    pairs = _pairs(term.text for term in typed.terms)
    words = _pairs(word for term in typed.terms for word in term.words or (term.text,))
    if len(pairs) >= 2:
        yield _most(pairs, _NEAR)
        if words and words != pairs:
            yield _most(words, _NEAR)
            yield _most(words, 0)


def _pairs(texts: Iterable[str]) -> tuple[str, ...]:
    found = (token for text in texts for token in tokens(text))
    return tuple(dict.fromkeys(token for token in found if len(token) > 1 and not token.isdecimal()))


def _most(pairs: Sequence[str], share: float) -> Clause:
    """At least one."""
    least = max(1, int(len(pairs) * share))
    title = Some(tuple(Phrase(Field.TITLE, (pair,), _TITLE) for pair in pairs), least)
    anywhere = Some(tuple(Phrase(Field.EVERYTHING, (pair,)) for pair in pairs), least)
    return Some((title, anywhere))


def _ways(term: Term, field: Field, synonyms: Synonyms) -> Iterator[Clause]:
    weight = _TITLE if field is Field.TITLE else 1.0
    words = term.words
    if words:
        yield _every(tuple(_phrase(word, field, weight) for word in words))
    else:
        yield _phrase(term.text, field, weight)
    for other in () if term.exact else synonyms.get(plain(term.text), ()):
        yield _phrase(other, field, weight * _SYNONYM)


def _every(parts: tuple[Clause, ...]) -> Clause:
    return parts[0] if len(parts) == 1 else Every(parts)


def _some(parts: tuple[Clause, ...]) -> Clause:
    return parts[0] if len(parts) == 1 else Some(parts)


def _phrase(text: str, field: Field, weight: float) -> Clause:
    found = phrase(text)
    if is_single(found):
        return Character(field, found[0], weight)
    return Phrase(field, found, weight)
