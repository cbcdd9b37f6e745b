"""Reading a list of old and new addresses from XLSX or CSV."""

import csv
import io
import zipfile
from collections.abc import Iterator

from openpyxl import load_workbook

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import accepting
from gongkai.foundation.files.inspecting import containers
from gongkai.foundation.moved.addresses import WrongAddressError, pair
from gongkai.foundation.moved.values import Line

MOST = 200_000  # rows
HEADS = ("旧", "old")


LARGEST = 20 << 20  # bytes
_LONGEST_ROW = 20_000  # characters: more than any list of addresses has in a row


class UnreadableError(ValueError):
    """Why the file can't be taken, in words."""

    def __init__(self, message: Message | None = None) -> None:
        self.message = message or Message(N_("这个文件读不出来。请用 XLSX 或者 CSV。"))
        super().__init__(str(self.message))


def read(content: bytes) -> list[Line]:
    """Its rows; the first one is left out when it is a heading. Raises UnreadableError."""
    if len(content) > LARGEST:
        raise UnreadableError(accepting.too_large(len(content), LARGEST))
    lines: list[Line] = []
    seen: dict[tuple[str, str], int] = {}
    for number, (old, new) in enumerate(_rows(content), start=1):
        if len(old) + len(new) > _LONGEST_ROW:
            raise UnreadableError
        if number > MOST:
            raise UnreadableError(Message(N_("一次最多载入 {most} 行，请分成几个文件。"), {"most": MOST}))
        if not (old or new) or (
            number == 1 and any(each in old.lower() for each in HEADS) and "/" not in old
        ):
            continue
        line = _line(number, old, new)
        if line.pair is not None:
            first = seen.setdefault((line.pair.host, line.pair.path), number)
            if first != number:
                said = Message(N_("与第 {number} 行的旧网址相同。"), {"number": first})
                line = Line(number, old, new, None, said)
        lines.append(line)
    return lines


def _line(number: int, old: str, new: str) -> Line:
    try:
        return Line(number, old, new, pair(old, new), None)
    except WrongAddressError as error:
        return Line(number, old, new, None, error.message)


def _rows(content: bytes) -> Iterator[tuple[str, str]]:
    if content.startswith(b"PK"):
        yield from _of_workbook(content)
        return
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        try:
            yield from (_two(row) for row in csv.reader(io.StringIO(text)))
        except csv.Error:
            raise UnreadableError from None
        return
    raise UnreadableError


def _of_workbook(content: bytes) -> Iterator[tuple[str, str]]:
    refused = containers.problem(content)
    if refused is not None:
        raise UnreadableError(refused)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = book.worksheets[0].iter_rows(max_col=2, values_only=True)
        for row in rows:
            yield _two(["" if value is None else str(value) for value in row])
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError):
        raise UnreadableError from None


def _two(row: list[str]) -> tuple[str, str]:
    old, new, *_more = [*row, "", ""]
    return old.strip(), new.strip()
