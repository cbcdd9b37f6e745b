"""Where a figure stands: the line it is printed on, not only the line its sentence begins on."""

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.core.document import Document, Line
from gongkai.core.findings import Where
from gongkai.core.narrative.tidy import tidy

_LINES = 80  # lines after the sentence's first in which its figure is looked for
_CONTEXT = 8  # characters before a figure that tell it from an equal one


@dataclass(frozen=True)
class Places:
    """The running lines of a document, ready to be searched."""

    lines: tuple[Line, ...]
    index: Mapping[int, int]  # of each line number

    @classmethod
    def of(cls, document: Document) -> "Places":
        lines = tuple(document.lines)
        return cls(lines, {line.number: position for position, line in enumerate(lines)})

    def at(self, where: Where, text: str, start: int, end: int) -> Where:
        """The place of `text[start:end]` in a sentence that begins at `where`; else `where` itself."""
        joined, owners = self._joined(where)
        for context in (text[max(0, start - _CONTEXT) : end], text[start:end]):
            found = joined.find(context)
            if context and found >= 0:
                line = owners[found + len(context) - (end - start)]
                return Where(line.page, line.number, where.cell)
        return where

    def _joined(self, where: Where) -> tuple[str, list[Line]]:
        """The text from `where` on without spaces, and the line of each of its characters."""
        first = self.index.get(where.line or 0)
        if first is None:
            return "", []
        joined, owners = "", []
        for line in self.lines[first : first + _LINES]:
            close = tidy(line.text)
            joined += close
            owners += [line] * len(close)
        return joined, owners
