"""Earlier states of a PDF: programs often write changes behind the old file, which stays in it whole."""

import io
from collections.abc import Iterator, Sequence

import pikepdf
import pypdfium2

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import seeing
from gongkai.foundation.texts.passage import Layer, Passage

_END = b"%%EOF"
_LINEARIZED = b"/Linearized"
_MOST = 5


def passages(content: bytes, shown: Sequence[Passage]) -> Iterator[Passage]:
    """Lines that stood on a page in an earlier state and stand there no more."""
    now = "".join(each.flowing for each in shown)
    told: set[str] = set()
    for state in _states(content):
        for number, line in _lines(state):
            text = line.strip()
            if text and text not in told and text not in now:
                told.add(text)
                place = Message(N_("第 {page} 页，文件以前版本中的文字"), {"page": number})
                yield Passage(text, Layer.REVISION, place, number)


def _states(content: bytes) -> Iterator[bytes]:
    ends = _ends(content)
    earlier = ends[:-1]
    if _LINEARIZED in content[:2048]:
        earlier = earlier[1:]  # a file made for quick viewing ends twice from the beginning
    for end in reversed(earlier[-_MOST:]):
        yield content[:end]


def _ends(content: bytes) -> list[int]:
    found: list[int] = []
    at = content.find(_END)
    while at >= 0:
        found.append(at + len(_END))
        at = content.find(_END, at + 1)
    return found


def _lines(state: bytes) -> Iterator[tuple[int, str]]:
    try:
        with pikepdf.open(io.BytesIO(state), attempt_recovery=False) as pdf:
            if len(pdf.pages) == 0:
                return
        with seeing.opened(state) as document:
            for number, page in enumerate(document, 1):
                text = "".join(each.text for each in seeing.characters(page))
                yield from ((number, line) for line in text.replace("\r", "\n").split("\n"))
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError):
        return
