"""What a person typed: words, "whole phrases", -what shall not occur, numbers of documents."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from gongkai.core.publishing import document_numbers, index_numbers
from gongkai.foundation.search.folding import fold
from gongkai.foundation.search.tokens import tokens

LONGEST = 200  # characters; what is typed behind is not looked at
_MOST_TERMS = 20
_PIECE = re.compile(
    r"""(?P<minus>(?<!\S)[-－−])?(?:["“”„＂](?P<phrase>[^"“”„＂]*)["“”„＂]?|(?P<word>[^\s"“”„＂]+))"""
)
_LONG = 3  # characters; a shorter term is one word
_EMPTY = frozenset({"关于", "有关", "以及", "或者", "怎么", "如何", "什么", "哪些", "请问", "一个"})


@dataclass(frozen=True, slots=True)
class Term:
    """`exact`: typed between quotation marks, not to be taken apart."""

    text: str
    exact: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words a long term is made of; empty when it is to be taken whole."""
        if self.exact or len(self.text) <= _LONG:
            return ()
        found = [word for word in rjieba.cut(fold(self.text)) if len(word) > 1 and tokens(word)]
        telling = [word for word in found if word not in _EMPTY] or found
        return tuple(dict.fromkeys(telling)) if len(found) > 1 else ()


@dataclass(frozen=True, slots=True)
class Typed:
    """`numbers`: keys of the document and index numbers it may be meant as."""

    text: str
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]
    numbers: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.terms or self.numbers)


def read(text: str) -> Typed:
    """Anything may be typed; what makes no sense is taken as words."""
    kept = text[:LONGEST].strip()
    terms: list[Term] = []
    excluded: list[Term] = []
    for term, minus in _pieces(kept):
        (excluded if minus else terms).append(term)
    return Typed(
        kept, tuple(terms[:_MOST_TERMS]), tuple(excluded[:_MOST_TERMS]), tuple(dict.fromkeys(numbers(kept)))
    )


def _pieces(text: str) -> Iterator[tuple[Term, bool]]:
    for piece in _PIECE.finditer(text):
        phrase, word = piece["phrase"], piece["word"]
        typed = (phrase if phrase is not None else word).strip()
        if tokens(typed):
            yield Term(typed, exact=phrase is not None), piece["minus"] is not None


def numbers(text: str) -> Iterator[str]:
    """Keys of the numbers that the whole, or a word of it, can be read as."""
    for each in (text, *text.split()):
        document = document_numbers.read_loosely(each)
        if document is not None:
            yield fold(document.key)
        index = index_numbers.read_loosely(each)
        if index is not None:
            yield fold(index.key)
