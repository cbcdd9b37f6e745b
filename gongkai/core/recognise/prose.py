"""The running text as sentences and headings, each with the place where it begins."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.core.document import Document, Line
from gongkai.core.findings import Where
from gongkai.core.reading import Sentence

_CHAPTER = re.compile(
    r"^[\s#*＃]*(?:第\s*)?([一二三四五六七八九十]{1,3})\s*(?:[、.．,，:：]|部分|章)\s*(?=\S)"
)
_SECTION = re.compile(
    r"^\s*(?:[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|\d{1,2}\s*[、.．](?!\d)|[（(]\s*\d{1,2}\s*[）)])"
)
_CONTENTS = re.compile(r"(?:[.．…·]\s*){3,}\d{1,3}\s*$")
_ENDS = "。！？!?；;：:"
_STOP = re.compile(r"[。！？!?；;][”’」』）)]*")
_FULL = str.maketrans("０１２３４５６７８９％．", "0123456789%.")
_CJK = r"\u2e80-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef“”‘’…—"
_SPACES = re.compile(rf"(?<=[{_CJK}])\s+|\s+(?=[{_CJK}])|(?<=\d)\s+(?=[.%,])|(?<=\d[.,])\s+(?=\d)")
_SPLIT_DIGITS = re.compile(r"(?<!\d)\d(?:\s\d){2,}(?!\d)|(?<!\d)\d{1,3}(?:\s\d{3})+(?!\d)")
HEADING_LENGTH = 45
WIDEST = 130  # half characters; a wider line is a whole paragraph
FAR = 12  # lines; text further apart is not one paragraph


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Text with, for each character, the (page, line) it stands on."""

    text: str
    places: tuple[tuple[int, int], ...]
    chapter: str | None = None
    heading: bool = False


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text.strip())


def _measure(lines: list[Line]) -> int:
    """The width of a full line, in half characters; 0 when each line is a paragraph of its own."""
    texts = [line.text.strip() for line in lines]
    widths = Counter(_width(text) for text in texts if len(text) > 10 and "   " not in text)
    enough = max(2, widths.total() * 0.15)
    if sum(times for width, times in widths.items() if width > WIDEST) > widths.total() * 0.1:
        return 0
    for width in range(WIDEST, 0, -1):
        if width in widths and sum(widths[near] for near in range(int(width * 0.88), width + 1)) >= enough:
            return width
    return 0


def _paragraphs(document: Document, lines: list[Line]) -> Iterator[list[Line]]:
    flowing = document.kind in ("docx", "doc", "html", "xlsx")
    measure = 0 if flowing else _measure(lines)
    group: list[Line] = []
    for line in lines:
        if group and not _continues(group[-1], line, measure, len(group) == 1):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _continues(before: Line, line: Line, measure: int, first: bool) -> bool:
    """True when `line` goes on with the paragraph of `before`. `first`: `before` opened its paragraph."""
    if not measure or line.number - before.number > FAR:
        return False
    text = before.text.strip()
    starts = bool(_CHAPTER.match(line.text) or _SECTION.match(line.text))
    indented = line.text.startswith(("   ", "\u3000")) and not before.text.startswith(("   ", "\u3000"))
    if _width(text) >= measure * 0.85:
        return not (text.endswith(tuple(_ENDS)) and (starts or indented))
    if starts or indented or text.endswith(tuple(_ENDS)):
        return False
    return not first or ("，" in text and not _CHAPTER.match(text))


def mend(text: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Full-width digits made half width, and the spaces that layout put into numbers and words taken out."""
    text = text.translate(_FULL)
    for pattern in (_SPACES, _SPLIT_DIGITS):
        kept: list[int] = []
        last = 0
        for found in pattern.finditer(text):
            kept.extend(range(last, found.start()))
            kept.extend(at for at in range(*found.span()) if not text[at].isspace())
            last = found.end()
        kept.extend(range(last, len(text)))
        text, places = "".join(text[at] for at in kept), [places[at] for at in kept]
    return text, places


def _joined(group: Iterable[Line]) -> tuple[str, list[tuple[int, int]]]:
    text, places = "", []
    for line in group:
        part = line.text.strip()
        if (
            text
            and part
            and text[-1].isascii()
            and part[0].isascii()
            and text[-1].isalpha()
            and part[0].isalpha()
        ):
            part = " " + part
        text += part
        places.extend([(line.page, line.number)] * len(part))
    return mend(text, places)


def _without_marks(text: str, places: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """A paragraph without the marks of Markdown around it ("## 一、总体情况", "**一、总体情况**")."""
    bare = text.lstrip("#＃* ")
    cut = len(text) - len(bare)
    bare = bare.rstrip("* ") if cut else bare
    return bare, places[cut : cut + len(bare)]


def read_prose(document: Document, skip: set[int]) -> tuple[tuple[Sentence, ...], tuple[Sentence, ...]]:
    """(sentences, chapter headings) of the document's running text, lines numbered in `skip` left out."""
    lines = [
        line
        for line in document.lines
        if line.number not in skip and line.text.strip() and not _CONTENTS.search(line.text)
    ]
    sentences: list[Sentence] = []
    headings: list[Sentence] = []
    chapter: str | None = None
    heading = ""
    for group in _paragraphs(document, lines):
        text, places = _without_marks(*_joined(group))
        if not text:
            continue
        found = _CHAPTER.match(text)
        title = _title_of(text)
        if found and title:
            chapter, heading = found[1], title
            headings.append(Sentence(title, Where(*places[0]), chapter, title))
            rest = text[len(title) :].lstrip("。：:")
            places = places[len(text) - len(rest) :]
            text = rest
        elif title and _SECTION.match(text):
            heading = title.rstrip("。：:")
        for start, end in _cuts(text):
            turns = _turns(text[start:end], places[start:end])
            sentences.append(Sentence(text[start:end], Where(*places[start]), chapter, heading, turns))
    return tuple(sentences), tuple(headings)


def _turns(text: str, places: list[tuple[int, int]]) -> tuple[tuple[int, Where], ...]:
    turns, before, last = [], 0, places[0]
    for character, place in zip(text, places, strict=True):
        if place != last:
            turns.append((before, Where(*place)))
            last = place
        before += not character.isspace()
    return tuple(turns)


def _title_of(text: str) -> str:
    """The heading a paragraph is or opens with, "" when it is plain text."""
    if not (_CHAPTER.match(text) or _SECTION.match(text)):
        return ""
    if len(text) <= HEADING_LENGTH and not re.search(r"[。；，,;]", text.rstrip("。")):
        return text.rstrip("。")
    if _CHAPTER.match(text) and len(text) <= HEADING_LENGTH and not text.endswith(tuple("。；;，,")):
        return text
    stop = re.search(r"[。：:]", text)
    return text[: stop.start()] if stop and stop.start() <= 30 and "，" not in text[: stop.start()] else ""


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _STOP.finditer(text):
        if text[start : found.end()].strip(" 。；;"):
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)
