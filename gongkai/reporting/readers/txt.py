"""Plain text, in whatever encoding and however its tables were flattened."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gongkai.core.document import Document, Grid, Line, TableCell, TableRow
from gongkai.reporting.readers.errors import Unreadable
from gongkai.reporting.readers.limits import LIMITS
from gongkai.reporting.readers.pagemarks import without_page_marks
from gongkai.reporting.readers.radicals import as_words

_COMMON = re.compile(r"[的是和年月信息公开政府，。、\u4e00-\u9fff]")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_BOX = re.compile(r"[┌┬┐├┼┤└┴┘─━┏┳┓┣╋┫┗┻┛═╔╦╗╠╬╣╚╩╝]+")
_BARS = str.maketrans("│┃║｜", "||||")


MAX_CELLS, MAX_RULES = 40, 4  # cells of a row; rules before a table's first row


def decode(data: bytes) -> str | None:
    """`data` as text: by byte order mark, then UTF-8, then GB18030; None when it is no text."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    head = data[:4000]
    if head.count(0) > len(head) // 50:  # no byte of zero stands in any other encoding of Chinese
        wide = "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
        return _if_text(data.decode(wide, errors="replace"))
    for encoding in ("utf-8", "gb18030"):
        try:
            return _if_text(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _if_text(_closest(data))


def _closest(data: bytes) -> str:
    """A file with a few broken bytes, in the encoding that breaks least of it."""
    texts = [data.decode(encoding, errors="replace") for encoding in ("utf-8", "gb18030")]
    return min(texts, key=lambda text: text.count("\ufffd"))


def _if_text(text: str) -> str | None:
    sample = text[:20_000]
    odd = sum(1 for c in sample if c == "\ufffd" or (ord(c) < 32 and c not in "\t\r\n\f\v"))
    return text if odd <= len(sample) * 0.05 else None


def read_txt(data: bytes, name: str) -> Document:
    """Lines as they stand, numbered as in the file; form feeds begin pages; bars and tabs make tables."""
    text = decode(data)
    if text is None:
        raise Unreadable.unknown(name)
    lines = without_page_marks(_lines(text))
    blocks = tuple(_blocks(lines))
    pages = max((line.page for line in lines), default=1)
    return Document(name=name, kind="txt", blocks=blocks, pages=pages)


def _lines(text: str) -> list[Line]:
    lines, page = [], 1
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        page += raw.count("\f")
        clean = as_words(raw).replace("\f", "").replace("\ufeff", "").replace("\xa0", " ").rstrip(" \u3000")
        if clean.strip():
            lines.append(Line(clean, page, number))
        if len(lines) >= LIMITS.lines:
            break
    return lines


def _blocks(lines: list[Line]) -> Iterator[Line | Grid]:
    """Runs of lines with bars or tabs become grids; the rest stay lines."""
    at = 0
    while at < len(lines):
        for take in (_barred, _cell_a_line, _tabbed):
            rows, end = take(lines, at)
            if len(rows) >= 2:
                yield _grid(rows)
                at = end
                break
        else:
            yield replace(lines[at], text=lines[at].text.rstrip())
            at += 1


type Rows = list[tuple[list[str], Line]]


def _split(text: str) -> list[str]:
    shape = text.translate(_BARS).strip()
    return [part.strip() for part in shape.removeprefix("|").removesuffix("|").split("|")]


def _barred(lines: list[Line], at: int) -> tuple[Rows, int]:
    """One row a line, bars between the cells; rules of dashes or box characters are no rows."""
    rows: Rows = []
    begun = at
    while at < len(lines) and (rows or at - begun < MAX_RULES):
        text = lines[at].text.translate(_BARS)
        if _RULE.match(text) or not _BOX.sub("", text).strip(" |+"):
            if not rows and at + 1 < len(lines) and "|" not in lines[at + 1].text.translate(_BARS):
                break
        elif text.count("|") >= 2 or ("|" in text and (rows or _bar_follows(lines, at))):
            if text.strip() == "|" or (text.rstrip().endswith("|") and text.count("|") == 1):
                break
            rows.append((_split(text), lines[at]))
        else:
            break
        at += 1
    return rows, at


def _bar_follows(lines: list[Line], at: int) -> bool:
    return at + 1 < len(lines) and "|" in lines[at + 1].text.translate(_BARS).strip().strip("|")


def _cell_a_line(lines: list[Line], at: int) -> tuple[Rows, int]:
    """One cell a line, each closed by a bar ("规章 |"), a lone bar opening a row and spare bars ending it;
    or each opened by one ("| 条") with a lone bar closing the row."""
    shape = lines[at].text.strip()
    if shape == "|":
        return _closed_cells(lines, at)
    if at + 1 < len(lines) and lines[at + 1].text.strip().startswith("|") and "|" not in shape:
        return _opened_cells(lines, at)
    return [], at


def _closed_cells(lines: list[Line], at: int) -> tuple[Rows, int]:
    rows: Rows = []
    while at < len(lines) and lines[at].text.strip() == "|":
        start, part = lines[at], ""
        cells: list[str] = []
        at += 1
        while at < len(lines) and len(cells) < MAX_CELLS:
            text = lines[at].text.strip()
            if not text.strip("|"):
                if part or not _opens_row(lines, at):
                    cells.append(part)
                    part = ""
                    at += 1
                    continue
                break
            body = text.rstrip("|")
            part = f"{part}\n{body.strip()}" if part else body.strip()
            if text.endswith("|"):
                cells.append(part)
                part = ""
            elif not _bar_ahead(lines, at):
                return ([*rows, (cells, start)] if cells else rows), at
            at += 1
            start = start if cells else lines[at - 1]
            if text.endswith("||") or (text.endswith("|") and "| |" in text):
                break
        if cells:
            rows.append((cells, start))
    return rows, at


def _opens_row(lines: list[Line], at: int) -> bool:
    """A lone bar opens a row when text follows it, and stands for an empty cell otherwise."""
    return (
        lines[at].text.strip() == "|" and at + 1 < len(lines) and bool(lines[at + 1].text.strip().strip("|"))
    )


def _bar_ahead(lines: list[Line], at: int) -> bool:
    """True when the text at `at` goes on to a bar that closes its cell, before another row opens."""
    ends = (line.text.strip() for line in lines[at + 1 : at + 5])
    return next((text != "|" for text in ends if text.endswith("|")), False)


def _opened_cells(lines: list[Line], at: int) -> tuple[Rows, int]:
    rows: Rows = []
    while at < len(lines):
        start, cells = lines[at], [lines[at].text.strip()]
        ahead = at + 1
        while ahead < len(lines) and ahead - at < MAX_CELLS:
            text = lines[ahead].text.strip()
            if text == "|" and not (ahead + 1 < len(lines) and lines[ahead + 1].text.strip().startswith("|")):
                break
            if text.startswith("|"):
                cells.append(text[1:].strip())
            elif len(cells) == 1:
                return rows, at
            else:
                cells[-1] += f"\n{text}"
            ahead += 1
        if ahead >= len(lines) or len(cells) < 2 or lines[ahead].text.strip() != "|":
            return rows, at
        rows.append((cells, start))
        at = ahead + 1
    return rows, at


def _tabbed(lines: list[Line], at: int) -> tuple[Rows, int]:
    rows: Rows = []
    while at < len(lines) and "\t" in lines[at].text.strip(" "):
        rows.append((lines[at].text.split("\t"), lines[at]))
        at += 1
    if rows and max(len(cells) for cells, _ in rows) < 2:
        return [], at
    return rows, at


def _grid(rows: Rows) -> Grid:
    width = min(max(len(cells) for cells, _ in rows), LIMITS.columns)
    return Grid(
        tuple(
            TableRow(
                tuple(TableCell(text) for text in (cells + [""] * width)[:width]),
                page=line.page,
                number=line.number,
            )
            for cells, line in rows
        )
    )
