"""Pointing at what was found, in the text as it was written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.foundation.search.folding import Folded, fold, folded_with_places

_READ = 200_000  # characters of a text that are looked through
_MOST_MATCHES = 500
_BEFORE, _LENGTH = 24, 110  # characters of a fragment: before the first match, and in all
_WORTH_A_WORD = 1
_LETTER = re.compile(r"([^\W_a-z0-9])")


@dataclass(frozen=True, slots=True)
class Marked:
    """A text, and half-open spans of it to be marked, in order. `cut`: something stands before or behind."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()
    cut_before: bool = False
    cut_behind: bool = False

    def pieces(self) -> Iterator[tuple[str, bool]]:
        """Piece by piece, and whether it is marked; for a template."""
        at = 0
        for start, end in self.spans:
            if at < start:
                yield self.text[at:start], False
            yield self.text[start:end], True
            at = end
        if at < len(self.text):
            yield self.text[at:], False


class Needles:
    """What is looked for, folded; longer ones before those they hold."""

    def __init__(self, wanted: Sequence[str]) -> None:
        found = dict.fromkeys(fold(each).strip() for each in wanted)
        ordered = sorted((each for each in found if each), key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_spaced, ordered))) if ordered else None

    def matches(self, text: Folded) -> list[tuple[int, int, str]]:
        """Half-open spans in the original text, and what was found there."""
        if self._pattern is None:
            return []
        found: list[tuple[int, int, str]] = []
        for match in self._pattern.finditer(text.text):
            if len(found) == _MOST_MATCHES:
                break
            found.append((*text.span(match.start(), match.end()), match[0]))
        return found


def _spaced(needle: str) -> str:
    """As it may be printed: with blanks beside Chinese characters."""
    parts = (re.escape(part.strip()) for part in _LETTER.split(needle) if part.strip())
    return r"\s*".join(parts)


def marked(text: str, needles: Needles) -> Marked:
    """All of the text."""
    spans = [(start, end) for start, end, _ in needles.matches(folded_with_places(text))]
    return Marked(text, _apart(spans))


def fragments(text: str, needles: Needles, most: int = 2) -> tuple[Marked, ...]:
    """The stretches in which most of what was looked for stands; the beginning, if nothing does."""
    text = text[:_READ]
    matches = needles.matches(folded_with_places(text))
    if not matches:
        return (_cut(text, 0, ()),) if text.strip() else ()
    chosen: list[int] = []
    for _, start in sorted(_rated(matches)):
        if all(abs(start - other) >= _LENGTH for other in chosen):
            chosen.append(start)
        if len(chosen) == most:
            break
    spans = [(start, end) for start, end, _ in matches]
    return tuple(_cut(text, max(0, start - _BEFORE), spans) for start in sorted(chosen))


def _rated(matches: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """For a fragment from each match on: how little it holds, and where it begins."""
    for at, (start, _, _) in enumerate(matches):
        held = {what for begin, _, what in matches[at : at + 20] if begin - start < _LENGTH - _BEFORE}
        yield -sum(len(what) + _WORTH_A_WORD for what in held), start


def _cut(text: str, start: int, spans: Sequence[tuple[int, int]]) -> Marked:
    end = min(len(text), start + _LENGTH)
    part = "".join(" " if each.isspace() else each for each in text[start:end])
    inside = [(begin - start, stop - start) for begin, stop in spans if start <= begin and stop <= end]
    return Marked(part, _apart(inside), cut_before=start > 0, cut_behind=end < len(text))


def _apart(spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Without overlaps: two folded characters may come from one written one."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)
