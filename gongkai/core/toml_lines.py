"""Where each key of a TOML text stands: the standard parser keeps no line numbers.

`lines_of` expects a text that `tomllib` has already accepted; it only follows its shape.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

type Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'''(?P<string>"""(?:\\.|[^\\])*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|'[^'\n]*')'''
    r"""|(?P<comment>\#[^\n]*)|(?P<space>[ \t\r]+)|(?P<newline>\n)|(?P<mark>[\[\]{},=.])"""
    r"""|(?P<bare>[^\s\[\]{},=.\#"']+)""",
    re.DOTALL,
)


def _unquoted(text: str) -> str:
    """A quoted key as the parser reads it, \\u006c and all."""
    return str(tomllib.loads(f"key = {text}")["key"])


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def lines_of(text: str) -> dict[Path, int]:
    """The line (from 1) of each key, table and array item, by path: ("table", 0, "rows", 3, "label")."""
    return _Walk(text).walk()


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield _Token(kind, match.group(), line)
        line += match.group().count("\n")
    yield _Token("end", "", line)


class _Walk:
    """One pass over the tokens; `found` fills as it goes."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.at = 0
        self.found: dict[Path, int] = {(): 1}
        self.items: dict[Path, int] = {}  # how many tables of an array have been opened

    @property
    def here(self) -> _Token:
        return self.tokens[self.at]

    def walk(self) -> dict[Path, int]:
        table: Path = ()
        while self.here.kind != "end":
            if self.here.kind == "newline":
                self.at += 1
            elif self.here.text == "[":
                table = self._header()
            else:
                self._pair(table)
        return self.found

    def _header(self) -> Path:
        line = self.here.line
        is_array = self.tokens[self.at + 1].text == "["
        self.at += 2 if is_array else 1
        names = self._names("]")
        self.at += 2 if is_array else 1
        path: Path = ()
        for name in names[:-1]:
            self.found.setdefault((*path, name), line)
            path = self._latest((*path, name))
        path = (*path, names[-1])
        self.found.setdefault(path, line)
        if is_array:
            self.items[path] = self.items.get(path, 0) + 1
            path = self._latest(path)
            self.found[path] = line
        return path

    def _latest(self, path: Path) -> Path:
        """The last table opened under `path` when that is an array of tables, else `path` itself."""
        return (*path, self.items[path] - 1) if path in self.items else path

    def _names(self, end: str) -> list[str]:
        """A dotted key, up to but not over the mark `end`."""
        names = []
        while self.here.text != end:
            if self.here.kind in ("bare", "string"):
                text = self.here.text
                names.append(_unquoted(text) if self.here.kind == "string" else text)
            self.at += 1
        return names

    def _pair(self, table: Path) -> None:
        line = self.here.line
        path = table
        for name in self._names("="):
            path = (*path, name)
            self.found.setdefault(path, line)
        self.at += 1
        self._value(path)

    def _value(self, path: Path) -> None:
        self.found.setdefault(path, self.here.line)
        if self.here.text == "[":
            self._array(path)
        elif self.here.text == "{":
            self._inline_table(path)
        else:
            while self.here.kind not in ("newline", "end") and self.here.text not in (",", "]", "}"):
                self.at += 1

    def _array(self, path: Path) -> None:
        self.at += 1
        index = 0
        while self.here.text != "]":
            if self.here.kind == "newline" or self.here.text == ",":
                self.at += 1
                continue
            self._value((*path, index))
            index += 1
        self.at += 1

    def _inline_table(self, path: Path) -> None:
        self.at += 1
        while self.here.text != "}":
            if self.here.kind == "newline" or self.here.text == ",":
                self.at += 1
                continue
            self._pair(path)
        self.at += 1
