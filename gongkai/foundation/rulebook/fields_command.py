"""`gongkai fields check` and `gongkai fields docs`: are the declarations sound, and what do they say.

Needs no installation: whoever writes a declaration can ask before anybody installs it."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.disclosure import dictionary
from gongkai.core.disclosure.at import At
from gongkai.core.disclosure.reading import read_field, read_fields
from gongkai.core.disclosure.schema import Field, Fields
from gongkai.core.disclosure.worked import failure
from gongkai.foundation.rulebook.fields import declaration_in, folders, load_fields
from gongkai.foundation.rulebook.questions import calendar

HERE = ("check", "docs")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    named = parser.add_subparsers(title="做什么", required=True, metavar="check|docs|rebuild", dest="what")
    check = named.add_parser("check", help="核对领域声明：写法、引用、示例数据、时限算例")
    check.add_argument(
        "paths", type=Path, nargs="*", metavar="文件或目录", help="另外核对的声明；不写则核对已安装的全部"
    )
    docs = named.add_parser("docs", help="写出数据字典（Markdown）")
    docs.add_argument("folder", type=Path, nargs="?", default=Path("docs/fields"), metavar="目录")


def run(arguments: argparse.Namespace) -> int:
    """0: all sound; 1: something is refused, told with file and line; 2: a path does not exist."""
    try:
        if arguments.what == "check":
            return _check(arguments.paths)
        return _docs(arguments.folder)
    except OSError as error:
        print(f"读不到：{error.filename or error}")
        return 2


def _check(paths: Iterable[Path]) -> int:
    """Each file by itself first, so that one mistake does not hide another's."""
    files = {file.resolve(): file for path in (*folders(), *paths) for file in _files(path)}
    sound: list[Declaration] = []
    failures = 0
    for file in files.values():
        try:
            declaration = declaration_in(file)
            field = read_field(declaration)
        except DeclarationError as error:
            print(f"✗ {error.message}")
            failures += 1
            continue
        sound.append(declaration)
        for wrong in _wrong_examples(declaration, field):
            print(f"✗ {wrong.message}")
            failures += 1
    try:
        count = len(read_fields(sound).names)
    except DeclarationError as error:
        print(f"✗ {error.message}")
        print(f"{len(files)} 个声明文件，至少 {failures + 1} 处不对。")
        return 1
    print(f"{len(files)} 个声明文件，{count} 个数据集，{failures} 处不对。")
    return 1 if failures else 0


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.toml"))
    if not path.exists():
        raise FileNotFoundError(2, "", str(path))
    return [path]


def _wrong_examples(declaration: Declaration, field: Field) -> Iterator[DeclarationError]:
    data = At(declaration) / "data"
    for number, data_set in enumerate(field.data):
        for place, example in enumerate(data_set.examples):
            if said := failure(data_set, example, calendar()):
                yield (data / number / "example" / place).told(said)


def _docs(folder: Path) -> int:
    """Writes the pages and removes those of fields that are gone."""
    written = pages(load_fields(folders()))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    print(f"{folder}：{len(written)} 页")
    return 0


def pages(fields: Fields) -> dict[str, str]:
    """File name → text: the index and a page for each version of each field."""
    versions = sorted(fields.versions, key=lambda version: (version.part, version.field, version.in_force))
    return {
        "README.md": dictionary.index(versions),
        **{dictionary.name_of(version): dictionary.page(version) for version in versions},
    }
