"""The checked rows of a release, kept until it is out: one line a row, in order.

    + TAB key TAB content    the row is to stand so
    - TAB key TAB            the row is to go

Key and content are JSON-safe text without tabs and line breaks. The SHA-256 over all lines is the release's
digest: what somebody approved is exactly these lines, also the rows that a whole list no longer holds.
"""

import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.foundation.files import erasing, storage

STANDS, GOES = "+", "-"
_STANDS = STANDS.encode()
_ESCAPES = {ord("\\"): "\\\\", ord("\t"): "\\t", ord("\n"): "\\n", ord("\r"): "\\r"}


@dataclass(frozen=True, slots=True)
class Staged:
    """One line. `content` is canonical JSON, empty for a row that goes."""

    key: str
    content: str = ""

    @property
    def goes(self) -> bool:
        return not self.content

    def line(self) -> str:
        return f"{GOES if self.goes else STANDS}\t{plain(self.key)}\t{self.content}\n"


def canonical(row: Mapping[str, Any]) -> str:
    """The row as JSON that is the same wherever it is written: names in order, no blanks, one line."""
    return json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def loaded(content: Any) -> dict[str, Any]:
    """A row's content as the database gives it to plain SQL: as text."""
    return json.loads(content) if isinstance(content, str) else content


def plain(key: str) -> str:
    """A key on one line."""
    return key.translate(_ESCAPES) if any(each in key for each in "\\\t\n\r") else key


def keep(lines: Iterable[Staged]) -> tuple[str, str]:
    """Keep the lines; returns (place, digest)."""
    held = io.BytesIO()
    for each in lines:
        held.write(each.line().encode())
    content = held.getvalue()
    return erasing.keep_against_erasing(content), hashlib.sha256(content).hexdigest()


def read(place: str) -> Iterator[Staged]:
    """The lines again."""
    with storage.path_of(place).open(encoding="utf-8", newline="\n") as file:
        for line in file:
            mark, key, content = line.rstrip("\n").split("\t", 2)
            yield Staged(_unescaped(key), "" if mark == GOES else content)


def read_plain(place: str) -> Iterator[bytes]:
    """Key, tab and content of the rows that are to stand, as COPY reads them. The key is kept so; a content
    with a backslash must be written otherwise."""
    with storage.path_of(place).open("rb") as file:
        for line in file:
            if not line.startswith(_STANDS):
                continue
            if b"\\" in line:
                key, content = line[2:-1].split(b"\t", 1)
                yield key + b"\t" + content.replace(b"\\", b"\\\\")
            else:
                yield line[2:-1]


def _unescaped(key: str) -> str:
    if "\\" not in key:
        return key
    names = {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}
    out, at = [], 0
    while at < len(key):
        if key[at] == "\\":
            out.append(names[key[at + 1]])
            at += 2
        else:
            out.append(key[at])
            at += 1
    return "".join(out)
