"""Personal data in a text that is to be published: finding it and masking it.

Names are masked where they are given; identity numbers, telephones, bank cards, e-mail addresses, accounts
and the door part of addresses by rule. Rules can't know everything: whoever publishes reads the text again.
《政府信息公开条例》第十五条, 《个人信息保护法》第四条、第二十八条.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.core.personal_numbers import RULES, Kind

__all__ = ["MASK", "Anonymised", "Found", "Kind", "anonymise", "find_personal_data"]


@dataclass(frozen=True, slots=True)
class Found:
    """Half-open span in the text as given."""

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Anonymised:
    """`masked`: what was masked, by spans of the text before."""

    text: str
    masked: tuple[Found, ...]


MASK = "×××"
_MIN_NAME = 2  # a single character is no name to search for

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_DASHES = "‐‑‒–—―−－﹣"
_NUMERALS = dict(zip("〇零○一二三四五六七八九幺", "0001234567891", strict=True))
_SPELT = re.compile(f"[{''.join(_NUMERALS)}]{{11,}}")  # no year and no amount is written so long


def anonymise(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> Anonymised:
    """`text` with everything found masked. `keep`: passages that stay as they are, such as the office's own
    telephone and address."""
    found = find_personal_data(text, names, keep)
    parts, at = [], 0
    for each in found:
        parts += [text[at : each.start], MASK]
        at = each.end
    return Anonymised("".join((*parts, text[at:])), found)


def find_personal_data(text: str, names: Iterable[str] = (), keep: Iterable[str] = ()) -> tuple[Found, ...]:
    """What should be masked, in order, without overlaps: of two that overlap the earlier rule wins. Where a
    word announces the number (“身份证号”), only what follows it is found."""
    flat, places = _flattened(text)
    kept = _Apart.of(span for passage in keep for span in _spans(flat, _flattened(passage)[0]))
    taken = _Apart()
    found: list[Found] = []
    for each in (*_names(flat, names), *_by_rule(flat)):
        if not taken.touches(each.start, each.end) and not kept.touches(each.start, each.end):
            taken.add(each.start, each.end)
            found.append(each)
    found.sort(key=lambda each: each.start)
    return tuple(found) if places is None else tuple(_placed(each, places) for each in found)


class _Flat(dict[int, str]):
    """Characters as the rules know them: any decimal digit, any width, any dash and any blank."""

    def __missing__(self, code: int) -> str:
        self[code] = _flat(chr(code))
        return self[code]


def _flat(character: str) -> str:
    if character in _DASHES:
        return "-"
    if unicodedata.category(character) == "Zs":
        return " "
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character


_FLAT = _Flat()


def _flattened(text: str) -> tuple[str, list[int] | None]:
    """The text for the rules, and the place each of its characters has in `text`; None: the same place."""
    places = None
    flat = text
    if _UNSEEN.search(text):
        places = [at for at, each in enumerate(text) if not _UNSEEN.match(each)]
        flat = _UNSEEN.sub("", text)
    flat = flat.translate(_FLAT)
    return _SPELT.sub(lambda match: "".join(_NUMERALS[each] for each in match[0]), flat), places


def _placed(found: Found, places: list[int]) -> Found:
    return Found(found.kind, places[found.start], places[found.end - 1] + 1)


class _Apart:
    """Half-open spans that don't overlap, in order, so that a list of thousands is asked quickly."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    @classmethod
    def of(cls, spans: Iterable[tuple[int, int]]) -> "_Apart":
        """Any spans, those that overlap joined."""
        joined = cls()
        for start, end in sorted(spans):
            if joined._ends and start < joined._ends[-1]:
                joined._ends[-1] = max(end, joined._ends[-1])
            else:
                joined._starts.append(start)
                joined._ends.append(end)
        return joined

    def touches(self, start: int, end: int) -> bool:
        after = bisect_right(self._ends, start)  # the first span that ends behind `start`
        return after < len(self._starts) and self._starts[after] < end

    def add(self, start: int, end: int) -> None:
        """A span that touches none."""
        place = bisect_right(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


def _spans(text: str, passage: str) -> Iterator[tuple[int, int]]:
    if passage:
        yield from (match.span() for match in re.finditer(re.escape(passage), text))


def _names(text: str, names: Iterable[str]) -> Iterator[Found]:
    """Longer names first; blanks between the characters, as in “张 三”, make no difference."""
    for name in sorted({"".join(_flattened(each)[0].split()) for each in names}, key=len, reverse=True):
        if len(name) >= _MIN_NAME:
            for match in re.finditer(r"[ \t]?".join(map(re.escape, name)), text):
                yield Found(Kind.NAME, *match.span())


def _by_rule(text: str) -> Iterator[Found]:
    for rule in RULES:
        for start, end in rule.spans(text):
            yield Found(rule.kind, start, end)
