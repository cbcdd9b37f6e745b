"""Patterns of columns that would keep the machine busy for hours over a short text.

The program tries one way after another to split a text among repetitions within repetitions: `(a+)+$` needs
twice as long for each letter more. So a repeated group may hold a part of varying length, or alternatives,
only where one letter is enough to tell them apart: `(-[0-9]+)*` begins each time with a mark that no digit
is, `(\\d+|\\w+)*` does not tell.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from re import _parser  # type: ignore[attr-defined]  # what `re` itself makes of a pattern
from typing import Any

type _Node = tuple[Any, Any]
type _Letters = frozenset[str]

_FEW = 8  # repetitions that can be tried in every way
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT"})
_LETTERS = frozenset(map(chr, range(32, 127))) | frozenset(
    "\t\n\xa0\u3000（）〔〕【】，。、：；—－·０９ＡＺａｚ一二三十号第年月日某"
)
"""One of each sort of letters; those that the pattern itself names join them."""


def explodes(pattern: str) -> bool:
    """Might a text of the column's length keep the program busy without end? The pattern is a correct one."""
    alphabet = _LETTERS | frozenset(pattern)
    return any(_is_unclear(body, alphabet, again=True) for body in _repeated(_parser.parse(pattern)))


def _repeated(nodes: Sequence[_Node]) -> Iterator[Sequence[_Node]]:
    """What is repeated often, at any depth."""
    for operation, said in nodes:
        if str(operation) in _REPEATS and said[1] > _FEW:
            yield said[2]
        for inner in _inner(str(operation), said):
            yield from _repeated(inner)


def _inner(operation: str, said: Any) -> Iterator[Sequence[_Node]]:
    if operation in _REPEATS or operation == "SUBPATTERN":
        yield said[-1]
    elif operation == "BRANCH":
        yield from said[1]
    elif operation in ("ASSERT", "ASSERT_NOT"):
        yield said[1]
    elif operation == "GROUPREF_EXISTS":
        yield from filter(None, said[1:])


def _is_unclear(nodes: Sequence[_Node], alphabet: _Letters, *, again: bool) -> bool:
    """Can the same text be made of the nodes in several ways? `again`: of several rounds of them."""
    parts = list(_parts(nodes))
    for at, (operation, said) in enumerate(parts):
        kind = str(operation)
        if kind == "BRANCH" and _overlap([_first(each, alphabet) for each in said[1]]):
            return True
        rounds = kind in _REPEATS and said[1] > 1
        if any(_is_unclear(each, alphabet, again=rounds) for each in _inner(kind, said)):
            return True
        after = [*parts[at + 1 :], *(parts[: at + 1] if again else ())]
        if _varies(parts[at]) and _runs_into(_letters([parts[at]], alphabet), after, alphabet):
            return True
    return False


def _parts(nodes: Sequence[_Node]) -> Iterator[_Node]:
    """Groups that are neither repeated nor alternatives are what stands in them."""
    for node in nodes:
        if str(node[0]) == "SUBPATTERN":
            yield from _parts(node[1][-1])
        else:
            yield node


def _runs_into(varying: _Letters, after: Sequence[_Node], alphabet: _Letters) -> bool:
    """Is a part of varying length followed by another one with the same letters, and nothing between them
    that tells where the one ends?"""
    between: list[_Letters] = []
    for node in after:
        letters = _letters([node], alphabet)
        if (
            _varies(node)
            and not letters.isdisjoint(varying)
            and not any(each.isdisjoint(varying) or each.isdisjoint(letters) for each in between)
        ):
            return True
        if not _may_be_missing(node):
            between.append(letters)
    return False


def _may_be_missing(node: _Node) -> bool:
    kind, said = str(node[0]), node[1]
    if kind == "BRANCH":
        return any(all(map(_may_be_missing, _parts(each))) for each in said[1])
    return kind in ("AT", "ASSERT", "ASSERT_NOT", "GROUPREF", "GROUPREF_EXISTS") or (
        kind in _REPEATS and said[0] == 0
    )


def _varies(node: _Node) -> bool:
    kind, said = str(node[0]), node[1]
    if kind == "GROUPREF" or (kind in _REPEATS and said[0] != said[1]):
        return True
    if kind == "BRANCH" and any(not each for each in said[1]):
        return True
    return any(_varies(each) for inner in _inner(kind, said) for each in inner)


def _overlap(several: Sequence[_Letters]) -> bool:
    """Does one letter not tell which it is? One of them may be nothing."""
    return sum(not each for each in several) > 1 or len(frozenset[str]().union(*several)) < sum(
        map(len, several)
    )


def _first(nodes: Sequence[_Node], alphabet: _Letters) -> _Letters:
    """What it may begin with: of parts that may be missing, all that follow as well."""
    found: _Letters = frozenset()
    for node in nodes:
        found |= _letters([node], alphabet)
        if not (str(node[0]) in _REPEATS and node[1][0] == 0):
            break
    return found


def _letters(nodes: Sequence[_Node], alphabet: _Letters) -> _Letters:
    """The letters that occur in what these nodes match."""
    found: _Letters = frozenset()
    for operation, said in nodes:
        kind = str(operation)
        if kind in _SETS:
            found |= {each for each in alphabet if _SETS[kind](said, each)}
        elif kind == "GROUPREF":
            found |= alphabet
        for inner in _inner(kind, said):
            found |= _letters(inner, alphabet)
    return found


def _is_in(said: Sequence[_Node], letter: str) -> bool:
    negated = bool(said) and str(said[0][0]) == "NEGATE"
    return negated != any(_matches(str(kind), value, letter) for kind, value in said[negated:])


def _matches(kind: str, value: Any, letter: str) -> bool:
    if kind == "RANGE":
        return bool(value[0] <= ord(letter) <= value[1])
    if kind == "CATEGORY":
        return re.fullmatch(_CATEGORIES[str(value)], letter) is not None
    return kind == "LITERAL" and bool(value == ord(letter))


_CATEGORIES = {
    "CATEGORY_DIGIT": r"\d", "CATEGORY_NOT_DIGIT": r"\D",
    "CATEGORY_SPACE": r"\s", "CATEGORY_NOT_SPACE": r"\S",
    "CATEGORY_WORD": r"\w", "CATEGORY_NOT_WORD": r"\W",
}  # fmt: skip
_SETS: dict[str, Callable[[Any, str], bool]] = {
    "LITERAL": lambda said, letter: bool(said == ord(letter)),
    "NOT_LITERAL": lambda said, letter: bool(said != ord(letter)),
    "ANY": lambda said, letter: letter != "\n",
    "IN": _is_in,
}
