"""From what was typed to a question: the phrase of each term, its words, what editors say is the same."""

from collections.abc import Mapping, Sequence

from gongkai.foundation.search import engine
from gongkai.foundation.search.clauses import Character, Clause, Every, Field, Phrase, Some, Value
from gongkai.foundation.search.tokens import is_single, plain, tokens
from gongkai.foundation.search.typed import Term, Typed

_TITLE, _SYNONYM, _WORDS = 4.0, 0.6, 0.4
_EXACT_TITLE, _EXACT_NUMBER = 1_000.0, 2_000.0
_WHOLE_IN_TITLE = 6.0
_NEAR = 0.6  # share of the pairs of characters that something merely similar must have

type Synonyms = Mapping[str, Sequence[str]]
"""`plain` of a word → other words for the same."""


def matching(typed: Typed, synonyms: Synonyms) -> Clause | None:
    """What an item must have. None when nothing telling was typed."""
    numbers = tuple(Value(Field.NUMBER, key, _EXACT_NUMBER) for key in typed.numbers)
    terms = tuple(_term(term, Field.EVERYTHING, 1.0, synonyms) for term in typed.terms)
    words = (_every(terms),) if terms else ()
    if not numbers:
        return words[0] if words else None
    return Some((*numbers, *words))


def excluded(typed: Typed) -> tuple[Clause, ...]:
    """What an item must not have."""
    return tuple(_phrase(term.text, Field.EVERYTHING, 1.0) for term in typed.excluded)


def ranking(typed: Typed, synonyms: Synonyms) -> tuple[Clause, ...]:
    """What lifts an item: the very title, all of it in the title, each term in the title."""
    whole = engine.whole_title(" ".join(term.text for term in typed.terms))
    lifted: list[Clause] = [_term(term, Field.TITLE, _TITLE, synonyms) for term in typed.terms]
    if whole:
        lifted.append(Value(Field.WHOLE_TITLE, whole, _EXACT_TITLE))
    if len(typed.terms) > 1:
        lifted.append(_every(tuple(_term(term, Field.TITLE, _WHOLE_IN_TITLE, {}) for term in typed.terms)))
    return tuple(lifted)


def similar(typed: Typed) -> Clause | None:
    """What an item must have when nothing fitted: most pairs of characters, in the title or anywhere."""
    found: dict[str, None] = {}
    for term in typed.terms:
        found |= dict.fromkeys(tokens(term.text))
    if len(found) < 2:
        return None
    least = max(1, int(len(found) * _NEAR))
    title = Some(tuple(Phrase(Field.TITLE, (token,), _TITLE) for token in found), least)
    anywhere = Some(tuple(Phrase(Field.EVERYTHING, (token,)) for token in found), least)
    return Some((title, anywhere))


def _every(parts: tuple[Clause, ...]) -> Clause:
    return parts[0] if len(parts) == 1 else Every(parts)


def _term(term: Term, field: Field, weight: float, synonyms: Synonyms) -> Clause:
    ways: list[Clause] = [_phrase(term.text, field, weight)]
    words = term.words
    if words:
        ways.append(_every(tuple(_phrase(word, field, weight * _WORDS) for word in words)))
    if not term.exact:
        others = synonyms.get(plain(term.text), ())
        ways += [_phrase(other, field, weight * _SYNONYM) for other in others]
    return ways[0] if len(ways) == 1 else Some(tuple(ways))


def _phrase(text: str, field: Field, weight: float) -> Clause:
    found = tokens(text)
    if is_single(found):
        return Character(field, found[0], weight)
    return Phrase(field, tuple(found), weight)
