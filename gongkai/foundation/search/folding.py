"""Making equal what people take for the same: traditional and simplified, full and half width, capitals."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources

_ALIKE = {"○": "〇"}  # a ring is what most hands type for the figure in 二〇一七年
_PAIRS = resources.files("gongkai.foundation.search") / "simplified.txt"


class _Folding(dict[int, str]):
    """Code of a character → what it is taken for; worked out when first met."""

    def __init__(self) -> None:
        super().__init__()
        lines = _PAIRS.read_text(encoding="utf-8").splitlines()
        pairs = "".join(line for line in lines if not line.startswith("#"))
        self._simplified = dict(zip(pairs[::2], pairs[1::2], strict=True)) | _ALIKE

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(self._simplified.get(each, each) for each in plain)
        return self[code]


_folding = _Folding()


def fold(text: str) -> str:
    """The text as it is compared. May be longer: ㎡ becomes m2."""
    return text.translate(_folding)


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text, and for each of its characters the place in the text it comes from."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span in the original text of a half-open, non-empty span in the folded one."""
        return self.places[start], self.places[end - 1] + 1


def folded_with_places(text: str) -> Folded:
    """For pointing at what was found in the text as it was written."""
    plain = fold(text)
    if len(plain) == len(text):
        parts = [_folding[ord(each)] for each in text] if not text.isascii() else []
        if all(len(part) == 1 for part in parts):
            return Folded(plain, range(len(text)))
    places = [at for at, each in enumerate(text) for _ in _folding[ord(each)]]
    return Folded(plain, places)
