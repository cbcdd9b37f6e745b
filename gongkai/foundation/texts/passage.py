"""Pieces of a file's text, each with the place where it stands and whether a reader sees it."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from gongkai.core.messages import Message


class Layer(StrEnum):
    """Where in a file a piece of text lies."""

    BODY = "body"
    """Seen by who opens or prints the file."""
    MARGIN = "margin"
    """Headers and footers: seen, on every page."""
    SCANNED = "scanned"
    """Text without ink over a picture: what a program once recognised in a scan."""
    HIDDEN = "hidden"
    """In the file and not seen: white, tiny, covered, beyond the edge, in a layer or sheet switched off."""
    ANNOTATION = "annotation"
    """Comments, notes, form fields: seen by some programs, printed by few."""
    REVISION = "revision"
    """Text struck out or put in by a tracked change, which anyone may still read."""
    PROPERTY = "property"
    """What the file tells of itself: author, company, who saved it last, links to other places."""
    ATTACHED = "attached"
    """Names of files within the file; their own text is not read."""
    UNREAD = "unread"
    """Nothing was read here, as in a picture. `place` says where; a person has to look."""


_SEEN = frozenset({Layer.BODY, Layer.MARGIN, Layer.SCANNED})


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text, never empty but for UNREAD.

    `place` says in words where it stands and, if it is not seen, why. `page` counts from 1; 0 where the
    file has no pages before it is printed (DOCX, XLSX). In a PDF lines end with "\\n", and a word or a
    number may run over the end of a line: see `flowing`.
    """

    text: str
    layer: Layer
    place: Message
    page: int = 0

    @property
    def is_seen(self) -> bool:
        """Does who opens the file see it?"""
        return self.layer in _SEEN

    @property
    def flowing(self) -> str:
        """The text with the ends of lines taken out, so that what runs over them is whole."""
        return self.text.replace("\n", "")


def unread(passages: Iterable[Passage]) -> tuple[Message, ...]:
    """The places where nothing was read and a person has to look."""
    return tuple(each.place for each in passages if each.layer is Layer.UNREAD)


_WITHIN_A_WORD = re.compile(r"(?<=[\u4e00-\u9fff])\n(?=[\u4e00-\u9fff])")


def seen_text(passages: Iterable[Passage]) -> str:
    """Everything a reader sees, for searching: a passage a line. On pages the lines end where the paper
    does, so what stands between two Chinese characters there is taken for no end."""
    return "\n".join(
        _WITHIN_A_WORD.sub("", each.text) if each.page else each.text for each in passages if each.is_seen
    )


def written(passages: Iterable[Passage]) -> bytes:
    """As JSON that `read` reads."""
    told = [[each.text, each.layer.value, _told(each.place), each.page] for each in passages]
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def read(told: bytes) -> tuple[Passage, ...]:
    """What `written` wrote down."""
    return tuple(
        Passage(text, Layer(layer), _heard(place), page) for text, layer, place, page in json.loads(told)
    )


def _told(message: Message) -> list[Any]:
    values = {
        name: _told(value) if isinstance(value, Message) else value for name, value in message.values.items()
    }
    return [message.text, values]


def _heard(told: Sequence[Any]) -> Message:
    text, values = told
    return Message(
        text, {name: _heard(value) if isinstance(value, list) else value for name, value in values.items()}
    )
