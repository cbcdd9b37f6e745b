"""The translation catalogues: gathered from the sources, compiled for use. Chinese is the source language.

Babel does the work, so that nothing but the locked libraries is needed.
"""

import argparse
import io
import os
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_field
from gongkai.core.disclosure.translated import words_of
from gongkai.core.messages import DECLARED

PACKAGE = Path(__file__).resolve().parent.parent
LOCALE = PACKAGE / "locale"
LANGUAGES = ("en",)
BESIDE = ("zh_Hans",)  # what a library leaves in English in Chinese pages; kept by hand
KEYWORDS = {
    "_": None,
    "_now": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
METHODS = [("**/migrations/**", "ignore"), ("**.py", "python"), ("**.html", "ignore")]
NAMING = ("lifecycles", "outcomes", "publishing")
"""Folders of the rules whose words pages show."""
NAMED = (
    "decision", "kind", "subject", "genre", "channel", "platform", "mark", "field", "section", "place",
    "element", "form", "result", "ground", "item", "finding",
)  # fmt: skip
"""What in them has a title, a text or a hint."""


def gathered() -> Catalog:
    """Every message of the sources, with the places it stands in."""
    catalog = Catalog(project="Gongkai", charset="utf-8", fuzzy=False)
    sources = (*_from_python(), *_from_templates(), *_from_rules())
    for place, line, message, comments, context in sources:
        catalog.add(message, locations=[(place, line)], auto_comments=comments, context=context)
    return catalog


def _from_python() -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    yield from extract_from_dir(PACKAGE, METHODS, keywords=KEYWORDS)


def _from_templates() -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    """Templates, once Django has written them as Python calls."""
    for path in sorted(PACKAGE.rglob("templates/**/*.*")):
        if path.is_file():
            calls = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            source = io.BytesIO("\n".join(line.strip() for line in calls.splitlines()).encode())
            for line, message, comments, context in extract("python", source, keywords=KEYWORDS):
                yield path.relative_to(PACKAGE).as_posix(), line, message, comments, context


def _from_rules() -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    """Names of states, steps, outcomes and results, which pages show. Articles and titles of documents
    are not among them: they stay as they are in print."""
    yield from _declared()
    for path in sorted(path for folder in NAMING for path in (PACKAGE / "rules" / folder).glob("*.toml")):
        for name in _names(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield path.relative_to(PACKAGE).as_posix(), 1, name, [], None


def _names(declared: dict[str, Any]) -> Iterator[str]:
    yield from declared.get("states", {}).values()
    yield from (each["label"] for each in declared.get("transition", ()))
    yield from declared.get("required_words", {}).values()
    for named in NAMED:
        yield from (
            each[key]
            for each in declared.get(named, ())
            if isinstance(each, dict)
            for key in ("title", "text", "hint")
            if key in each
        )
    for outcome in declared.get("outcome", ()):
        yield from (outcome["title"], outcome["short"])
        yield from (ground["text"] for ground in outcome.get("grounds", ()))


def _declared() -> Iterator[tuple[str, int, Any, list[str], str | None]]:
    """Words of data sets and of what they are reckoned by, in their own context."""
    for folder, words in SPEAKING.items():
        for path in sorted((PACKAGE / "rules" / folder).glob("*.toml")):
            for word in words(Declaration(path.read_text(encoding="utf-8"), path.name)):
                yield path.relative_to(PACKAGE).as_posix(), 1, word, [], DECLARED


def _levels(declaration: Declaration) -> Iterator[str]:
    """Levels of the air and of online service."""
    if "name" in declaration.content:
        yield declaration.content["name"]
    for each in declaration.content["level"]:
        yield from (each[key] for key in ("name", "title", "colour", "advice") if key in each)


def _classes(declaration: Declaration) -> Iterator[str]:
    for by in ("function", "economic"):
        yield from declaration.content[by].values()


def _stages(declaration: Declaration) -> Iterator[str]:
    """Stages, and the times between them."""
    yield from (each["title"] for each in declaration.content["stage"])
    for each in declaration.content.get("interval", ()):
        yield from (each[key] for key in ("least", "most") if key in each)


def _holidays(declaration: Declaration) -> Iterator[str]:
    yield from (each["name"] for each in declaration.content.get("holiday", ()))


SPEAKING: dict[str, Callable[[Declaration], Iterable[str]]] = {
    "fields": lambda declaration: words_of(read_field(declaration)),
    "environment": _levels,
    "services": _levels,
    "budgets": _classes,
    "stages": _stages,
    "calendars": _holidays,
}
"""Folders of the rules whose words people read beside data, and how to find them."""


def catalogue(language: str) -> Catalog:
    """The catalogue as it stands on disk; empty when there is none yet."""
    path = _po(language)
    if not path.exists():
        return Catalog(locale=language, project="Gongkai", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def current(language: str) -> Catalog:
    """The catalogue with the sources' new messages taken in and those no longer used dropped."""
    catalog = catalogue(language)
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def update(language: str) -> Catalog:
    """Bring the catalogue on disk up to the sources."""
    catalog = current(language)
    _po(language).parent.mkdir(parents=True, exist_ok=True)
    with _po(language).open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, include_lineno=False, omit_header=False)
    return catalog


def untranslated(catalog: Catalog) -> list[str]:
    """Messages without a translation."""
    return [str(message.id) for message in catalog if message.id and not all(_strings(message.string))]


def _strings(string: object) -> tuple[object, ...]:
    return tuple(string) if isinstance(string, (list, tuple)) else (string,)


def compile_all() -> None:
    """Write the binary catalogues Django reads."""
    for language in (*LANGUAGES, *BESIDE):
        _compile(language)


def compile_stale() -> None:
    """Write those that are missing or older than what they are made from."""
    for language in (*LANGUAGES, *BESIDE):
        written, compiled = _po(language), _mo(language)
        if not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
            _compile(language)


def _compile(language: str) -> None:
    """In one stroke: another process may be reading the old one."""
    new = _mo(language).with_suffix(f".{os.getpid()}")
    with new.open("wb") as file:
        write_mo(file, catalogue(language))
    new.replace(_mo(language))


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _mo(language: str) -> Path:
    return _po(language).with_suffix(".mo")


def main() -> int:
    """`python -m gongkai.project.messages …`. `missing` exits with 1 when something is not translated."""
    parser = argparse.ArgumentParser(description="翻译目录")
    parser.add_argument("what", choices=["compile", "update", "missing"], help="编译；从源码更新；列出未译的")
    arguments = parser.parse_args()
    if arguments.what == "compile":
        compile_all()
        return 0
    catalogs = [
        update(language) if arguments.what == "update" else current(language) for language in LANGUAGES
    ]
    missing = [message for catalog in catalogs for message in untranslated(catalog)]
    for message in missing:
        print(message)
    print(f"未译 {len(missing)} 条", file=sys.stderr)
    return int(bool(missing) and arguments.what == "missing")


if __name__ == "__main__":
    sys.exit(main())
