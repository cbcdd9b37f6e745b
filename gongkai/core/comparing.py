"""Two versions of a text side by side: what stayed, went and came."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum


class Part(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text. Those that are not GONE make the later version, those not NEW the earlier."""

    part: Part
    text: str


def compared(before: str, after: str) -> tuple[Stretch, ...]:
    """Line by line first, then character by character within lines that changed."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Stretch] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, came = "".join(old[i1:i2]), "".join(new[j1:j2])
        found += [Stretch(Part.SAME, gone)] if tag == "equal" else _within(gone, came)
    return tuple(found)


def _within(before: str, after: str) -> list[Stretch]:
    found: list[Stretch] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Stretch(Part.SAME, before[i1:i2]))
            continue
        if i1 < i2:
            found.append(Stretch(Part.GONE, before[i1:i2]))
        if j1 < j2:
            found.append(Stretch(Part.NEW, after[j1:j2]))
    return found
