"""The fields of recurring disclosure: those that came with this installation and the city's own.

A city's own folder (GONGKAI_FIELDS) holds further fields, and later versions of those that came along: the
same `field` with another `in_force`. Adding a field is adding a file.
"""

import os
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Fields
from gongkai.foundation.rulebook.book import RULES

OWN_FOLDER = "GONGKAI_FIELDS"


def folders() -> tuple[Path, ...]:
    """Where fields are declared, ours before the city's."""
    own = os.environ.get(OWN_FOLDER, "")
    return (RULES / "fields", *((Path(own),) if own else ()))


def written(places: Iterable[Path]) -> list[Declaration]:
    """The files of those folders by name. Raises FileNotFoundError,
    because a city that names one means it."""
    found: list[Declaration] = []
    for folder in places:
        if not folder.is_dir():
            raise FileNotFoundError(folder)
        found.extend(
            Declaration(path.read_text(encoding="utf-8"), f"{folder.name}/{path.name}")
            for path in sorted(folder.glob("*.toml"))
        )
    return found


def load_fields(places: Iterable[Path]) -> Fields:
    """Every field declared in those folders. Raises DeclarationError with file and line."""
    return read_fields(written(places))


@cache
def fields() -> Fields:
    """The fields of this installation, read once in the life of a process."""
    return load_fields(folders())
