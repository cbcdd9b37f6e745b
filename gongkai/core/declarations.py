"""Strict reading of the lawyer's TOML files into frozen dataclasses.

A key nobody knows, a missing key or a value of the wrong type is refused with file and line; nothing is
guessed or converted. Fields may be str, int, bool, date, Decimal, a StrEnum, a nested dataclass,
`tuple[X, ...]`, `Mapping[str, X]`, and any of these with `| None`; `object` takes what stands there. The
field `from_` is the key "from", which Python keeps for itself.
"""

import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

from gongkai.core.messages import N_, Message
from gongkai.core.toml_lines import Path, lines_of

_NAMES: Mapping[object, str] = {
    str: N_("文字"),
    int: N_("整数"),
    bool: N_("true 或 false"),
    date: N_("日期"),
    Decimal: N_("数"),
}


class DeclarationError(ValueError):
    """A declaration is refused. `message` tells a person the file, the line and what is wrong."""

    def __init__(self, file: str, line: int, reason: Message) -> None:
        self.file = file
        self.line = line
        self.reason = reason
        self.message = Message(
            N_("{file} 第 {line} 行：{reason}"), {"file": file, "line": line, "reason": reason}
        )
        super().__init__(str(self.message))


@dataclass(frozen=True)
class Declaration:
    """One TOML text and the name it is known by in refusals."""

    text: str
    file: str

    @cached_property
    def content(self) -> dict[str, Any]:
        """The parsed text. Raises DeclarationError when it is not TOML."""
        try:
            return tomllib.loads(self.text, parse_float=Decimal)
        except tomllib.TOMLDecodeError as error:
            line = _line_in(str(error), self.text)
            reason = Message(N_("不是正确的 TOML 文本（{detail}）"), {"detail": str(error)})
            raise DeclarationError(self.file, line, reason) from None
        except (ValueError, RecursionError):  # what the parser does not foresee: 5,000 digits, 1,000 brackets
            line = _longest_line(self.text)
            reason = Message(N_("数字太长，或者括号套得太深"))
            raise DeclarationError(self.file, line, reason) from None

    @cached_property
    def lines(self) -> dict[Path, int]:
        return lines_of(self.text)

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing that holds it."""
        while path not in self.lines:
            path = path[:-1]
        return self.lines[path]

    def refusal(self, path: Path, reason: Message) -> DeclarationError:
        """The error to raise about what stands at `path`."""
        return DeclarationError(self.file, self.line(path), reason)

    def read[T](self, kind: type[T]) -> T:
        """The whole text as the dataclass `kind`."""
        return cast(T, self._record(kind, self.content, ()))

    def _record(self, kind: Any, value: object, path: Path) -> object:
        if not isinstance(value, dict):
            raise self._wrong(path, Message(N_("一张表")))
        hints = _hints(kind)
        known = {field.name.removesuffix("_"): field for field in fields(kind)}
        for key in value:
            if key not in known:
                reason = Message(
                    N_("不认识的键“{key}”，此处只能写：{known}"), {"key": key, "known": "、".join(known)}
                )
                raise self.refusal((*path, key), reason)
        for name, field in known.items():
            needed = field.default is MISSING and field.default_factory is MISSING
            if needed and name not in value:
                raise self.refusal(path, Message(N_("缺少键“{key}”"), {"key": name}))
        named = {key: field.name for key, field in known.items()}
        filled = {
            named[key]: self._value(hints[named[key]], item, (*path, key)) for key, item in value.items()
        }
        try:
            return kind(**filled)
        except DeclarationError:
            raise
        except ValueError as error:
            raise self.refusal(path, _reason_of(error)) from None

    def _value(self, kind: Any, value: object, path: Path) -> object:
        if kind is object:
            return value
        if isinstance(kind, TypeAliasType):
            return self._value(kind.__value__, value, path)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            (kind,) = (option for option in get_args(kind) if option is not type(None))
            return self._value(kind, value, path)
        if origin is tuple:
            return self._list(get_args(kind)[0], value, path)
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(get_args(kind)[1], value, path)
        if is_dataclass(kind):
            return self._record(kind, value, path)
        if isinstance(kind, type) and issubclass(kind, StrEnum):
            return self._member(kind, value, path)
        return self._scalar(kind, value, path)

    def _list(self, kind: Any, value: object, path: Path) -> tuple[object, ...]:
        if not isinstance(value, list):
            raise self._wrong(path, Message(N_("一个列表")))
        return tuple(self._value(kind, item, (*path, index)) for index, item in enumerate(value))

    def _mapping(self, kind: Any, value: object, path: Path) -> dict[str, object]:
        if not isinstance(value, dict):
            raise self._wrong(path, Message(N_("一张表")))
        return {key: self._value(kind, item, (*path, key)) for key, item in value.items()}

    def _member(self, kind: type[StrEnum], value: object, path: Path) -> StrEnum:
        if value not in list(kind):
            reason = Message(N_("{options} 之一"), {"options": "、".join(kind)})
            raise self._wrong(path, reason)
        return kind(cast(str, value))

    def _scalar(self, kind: Any, value: object, path: Path) -> object:
        if kind is Decimal and type(value) is int:
            return Decimal(value)
        if type(value) is not kind or isinstance(value, datetime):
            raise self._wrong(path, Message(_NAMES[kind]))
        return value

    def _wrong(self, path: Path, expected: Message) -> DeclarationError:
        """A thing in a list is called by its list: “owed_by”的第 2 项."""
        if len(path) > 1 and isinstance(path[-1], int):
            values = {"key": path[-2], "place": path[-1] + 1, "expected": expected}
            return self.refusal(path, Message(N_("“{key}”的第 {place} 项应为{expected}"), values))
        values = {"key": path[-1] if path else self.file, "expected": expected}
        return self.refusal(path, Message(N_("“{key}”应为{expected}"), values))


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The types of a dataclass's fields; asked for thousands of rows of a few kinds."""
    return get_type_hints(kind)


def _reason_of(error: ValueError) -> Message:
    """What a dataclass said when it refused its values: a Message if it raised one."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, Message) else Message(str(said))


def _longest_line(text: str) -> int:
    """Where the parser gives up without saying where, it is the line that goes on and on."""
    lines = text.split("\n")
    return max(range(len(lines)), key=lambda at: len(lines[at])) + 1


def _line_in(said: str, text: str) -> int:
    """The line out of "(at line 3, column 5)"; the last line for "(at end of document)"."""
    _, found, tail = said.partition("at line ")
    return int(tail.partition(",")[0]) if found else text.count("\n") + 1
