"""From a text to what the index holds: every two neighbouring characters.

Words would be smaller, but a word can only be found where the dictionary saw it: phrases of six characters
found a median of 3 texts of 4,747 that hold them. A figure or a Latin word counts as one character, so
that 2017年度 becomes 2017, 2017年, 年度. A token depends on nothing but its characters, so a typed term,
cut up the same way, is a run of neighbouring tokens: a phrase.

Blanks beside a Chinese character say nothing: the end of a printed line, the room in 张　伟 and 2017 年.
"""

import re
from collections.abc import Iterator, Sequence

from gongkai.foundation.search.folding import fold

_SAYS_NOTHING = re.compile(r"(?<=[^\W_a-z0-9])\s+(?=[^\W_])|(?<=[a-z0-9])\s+(?=[^\W_a-z0-9])")
_RUN = re.compile(r"[^\W_]+")
_UNIT = re.compile(r"[a-z0-9]+|[^a-z0-9]")
_LATIN = re.compile(r"[a-z0-9]")
_LONGEST = 60  # characters of a figure or a Latin word; longer ones are cut, in texts and queries alike


BREAK = "|"
"""Between two runs of letters: a sign, or the blank between two Latin words. No token is like it."""


def tokens(text: str) -> list[str]:
    """Of a text or a typed term, folded here."""
    return [token for run in runs(text) for token in run]


def phrase(text: str) -> tuple[str, ...]:
    """Of a typed term: its tokens as they must follow one another, with a BREAK where it has one."""
    found: list[str] = []
    for run in runs(text):
        found += [BREAK, *run] if found else run
    return tuple(found)


def runs(text: str) -> Iterator[list[str]]:
    """The tokens of each stretch of letters and figures."""
    for run in _RUN.findall(_SAYS_NOTHING.sub("", fold(text))):
        if not _LATIN.search(run):
            yield [run[at : at + 2] for at in range(len(run) - 1)] or [run]
        elif run.isascii():
            yield [run[:_LONGEST]]
        else:
            yield _mixed(run)


def _mixed(run: str) -> list[str]:
    units = [unit[:_LONGEST] for unit in _UNIT.findall(run)]
    found: list[str] = []
    for at, unit in enumerate(units):
        if unit.isascii():
            found.append(unit)
        if at + 1 < len(units):
            found.append(unit + units[at + 1])
    return found


def joined(text: str) -> str:
    """Tokens with blanks between, as an index cuts them up again."""
    return " ".join(tokens(text))


def is_single(found: Sequence[str]) -> bool:
    """Is the term one lone character, which no pair begins or ends for certain?"""
    return len(found) == 1 and len(found[0]) == 1 and not found[0].isascii()


def plain(text: str) -> str:
    """Folded letters and figures alone, for comparing whole titles."""
    return "".join(_RUN.findall(fold(text)))
