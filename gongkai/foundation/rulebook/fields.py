"""The fields of recurring disclosure: those that came with this installation and the city's own.

A city's own folder (GONGKAI_FIELDS) holds further fields, and later versions of those that came along: the
same `field` with another `in_force`. Adding a field is adding a file.
"""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Fields
from gongkai.core.messages import N_, Message
from gongkai.foundation.rulebook.book import RULES

OWN_FOLDER = "GONGKAI_FIELDS"
LARGEST = 4 << 20  # bytes of a declaration; the largest of ours has 60 thousand


def folders() -> tuple[Path, ...]:
    """Where fields are declared, ours before the city's."""
    own = os.environ.get(OWN_FOLDER, "")
    return (RULES / "fields", *((Path(own),) if own else ()))


def written(places: Iterable[Path]) -> list[Declaration]:
    """The files of those folders by name. Raises DeclarationError, and FileNotFoundError because a city that
    names a folder means it."""
    found: list[Declaration] = []
    for folder in places:
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        found.extend(declaration_in(path) for path in sorted(folder.glob("*.toml")))
    return found


def declaration_in(path: Path) -> Declaration:
    """The file's text. A mark before it and lines ending in CR LF say nothing; bytes that are no
    UTF-8 say something else to everybody. Raises DeclarationError."""
    file, content = f"{path.parent.name}/{path.name}", path.read_bytes()
    if len(content) > LARGEST:
        reason = Message(N_("声明文件超过 {most} MB"), {"most": LARGEST >> 20})
        raise DeclarationError(file, 1, reason)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise DeclarationError(file, line, Message(N_("不是 UTF-8 文本，请在编辑器里另存为 UTF-8"))) from None
    return Declaration(text.replace("\r\n", "\n").replace("\r", "\n"), file)


def load_fields(places: Iterable[Path]) -> Fields:
    """Every field declared in those folders. Raises DeclarationError with file and line."""
    return read_fields(written(places))


@cache
def fields() -> Fields:
    """The fields of this installation, read once in the life of a process."""
    return load_fields(folders())
