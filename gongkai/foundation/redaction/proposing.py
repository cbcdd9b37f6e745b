"""Where personal data seems to stand, for a person to look over before anything is blackened."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from gongkai.core.messages import Message
from gongkai.foundation.redaction import apart
from gongkai.foundation.redaction.boxes import Box, covering
from gongkai.foundation.redaction.lines import placed, runs
from gongkai.foundation.redaction.redacting import characters_from
from gongkai.foundation.redaction.seeing import Character, Direction

_MARGIN = 0.1  # of the height of the line, above and below; its neighbours in the line stay untouched


class Span(Protocol):
    """A stretch of text that was recognised: characters `start` to before `end`, and what it seems to be."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...


type Find = Callable[[str], Iterable[Span]]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A box that somebody should decide about. What runs over a line's end is several boxes."""

    box: Box
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """What was found, and the pages without any text (scans), on which nothing can be found."""

    found: tuple[Proposal, ...]
    blank: tuple[int, ...]


def find_personal_data(content: bytes, find: Find) -> Proposals | Message:
    """Boxes over what `find` recognises in the text of each page, or why the PDF can't be read."""
    told = apart.characters_of(content)
    return told if isinstance(told, Message) else proposals(characters_from(told), find)


def proposals(pages: Sequence[Sequence[Character]], find: Find) -> Proposals:
    """Boxes over what `find` recognises in the text of each page."""
    found: list[Proposal] = []
    blank: list[int] = []
    for number, characters in enumerate(pages, start=1):
        if all(each.text.isspace() for each in characters):
            blank.append(number)
        found.extend(_on_page(number, characters, find))
    return Proposals(tuple(found), tuple(blank))


def _on_page(number: int, characters: Sequence[Character], find: Find) -> list[Proposal]:
    """Looked for twice: with the line ends as they are, and as if there were none."""
    running = [each for each in characters if each.text not in "\r\n"]
    made: dict[tuple[Box, str], Proposal] = {}
    for kept in (characters, running):
        for span in find("".join(each.text for each in kept)):
            for box, text in _boxes(number, kept[span.start : span.end]):
                made.setdefault((box, span.kind), Proposal(box, span.kind, text))
    return list(made.values())


def _boxes(number: int, span: Sequence[Character]) -> Iterator[tuple[Box, str]]:
    """A box for each line of the span, and what stands in it."""
    visible = [each for each in span if not each.text.isspace() and each.line.size > 0]
    taken = 0
    for run in runs(placed(visible, 1, 1)):
        line = visible[taken : taken + len(run.characters)]
        taken += len(line)
        edges = [run.direction.across(each.line) for each in line]
        margin = _MARGIN * max(high - low for low, high in edges)
        areas = [each.line for each in line] + [each.ink for each in line if each.ink.size > 0]
        sideways = run.direction in (Direction.DOWN, Direction.UP)
        across, down = (margin, 0.0) if sideways else (0.0, margin)
        yield covering(number, areas, across, down), "".join(each.text for each in line)
