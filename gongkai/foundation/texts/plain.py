"""Plain text and CSV, line by line."""

from collections.abc import Iterator

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.passage import Layer, Passage


def passages(content: bytes) -> Iterator[Passage]:
    """In UTF-8, or else in GB 18030."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030")
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield Passage(line, Layer.BODY, Message(N_("第 {number} 行"), {"number": number}))
