"""What a verb takes, read from its signature: the body of the step that does it, and the way back."""

import dataclasses
import enum
import inspect
import types
import typing
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints, create_model

from gongkai.casework.choices import FileRole, Opinion, Way
from gongkai.core.clock import Consulted
from gongkai.foundation.interface.fields import PLAIN, Day, Identifier, Moment, Text

LONGEST_LIST = 500
CLOSED: dict[str, type[enum.Enum]] = {
    "role": FileRole,
    "way": Way,
    "party": Consulted,
    "opinion": Opinion,
}
"""Texts of the verbs that are one of a list."""

LONG: Mapping[str, int] = {"html": 2_000_000}
"""Texts that may be longer than others, in characters."""

_PLAIN: dict[Any, Any] = {
    str: Text, int: Identifier, date: Day, datetime: Moment, bool: bool, float: float,
}  # fmt: skip
_LISTS = (list, tuple, Sequence, Collection)
_MAPPINGS = (dict, Mapping)


class NotFromOutsideError(TypeError):
    """A verb takes what a program can't send."""


class Body(Schema):
    """Unknown fields are refused: a misspelt one is not passed over in silence."""

    model_config = ConfigDict(extra="forbid")


def body_of(function: Callable[..., Any], name: str, without: Sequence[str]) -> type[Schema]:
    """The model of the arguments of a keyword-only function, but for `without`.

    Raises NotFromOutsideError.
    """
    hints = typing.get_type_hints(function)
    fields: dict[str, Any] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.name not in without:
            kind = _closed(parameter) or _kind(hints[parameter.name], name)
            default = ... if parameter.default is parameter.empty else _default(parameter.default)
            fields[parameter.name] = (kind, default)
    return create_model(name, __base__=Body, **fields)


def arguments(function: Callable[..., Any], body: Schema) -> dict[str, Any]:
    """The arguments as the function wants them: records become its dataclasses again, lists tuples."""
    hints = typing.get_type_hints(function)
    return {name: _back(getattr(body, name), hints[name]) for name in type(body).model_fields}


def _closed(parameter: inspect.Parameter) -> Any:
    """The closed list a text is one of, where its name tells; with nothing as the choice to leave it out."""
    members = CLOSED.get(parameter.name)
    if members is None or parameter.annotation not in (str, "str"):
        return None
    values = [each.value for each in members]
    return Literal[tuple(values if parameter.default is parameter.empty else [*values, ""])]


def _kind(hint: Any, name: str) -> Any:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, typing.TypeAliasType):
        return _kind(hint.__value__, name)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        return _either([each if each is type(None) else _kind(each, name) for each in parts])
    if origin in _LISTS:
        return Annotated[list[_item(parts, name)], Field(max_length=LONGEST_LIST)]  # type: ignore[misc]
    if origin in _MAPPINGS:
        key, value = (_kind(each, name) for each in parts)
        return Annotated[dict[key, value], Field(max_length=LONGEST_LIST)]  # type: ignore[valid-type]
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return _record(hint, name)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return hint
    raise NotFromOutsideError(f"{name}: {hint}")


def _long(name: str) -> Any:
    longest = LONG.get(name)
    return longest and Annotated[str, StringConstraints(max_length=longest, pattern=PLAIN)] | None


def _item(parts: tuple[Any, ...], name: str) -> Any:
    inner = [each for each in parts if each is not Ellipsis]
    if len(inner) == 1:
        return _kind(inner[0], name)
    return tuple.__class_getitem__(tuple(_kind(each, name) for each in inner))


def _either(kinds: list[Any]) -> Any:
    found = kinds[0]
    for each in kinds[1:]:
        found = found | each
    return found


def _record(hint: Any, name: str) -> type[Schema]:
    hints = typing.get_type_hints(hint)
    fields: dict[str, Any] = {}
    for each in dataclasses.fields(hint):
        if each.default_factory is not dataclasses.MISSING:
            default = Field(default_factory=each.default_factory)
        else:
            default = ... if each.default is dataclasses.MISSING else _default(each.default)
        kind = _long(each.name) or _kind(hints[each.name], f"{name}{hint.__name__}")
        fields[each.name] = (kind, default)
    return create_model(f"{name}{hint.__name__}", __base__=Body, **fields)


def _default(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _back(value: Any, hint: Any) -> Any:
    if isinstance(hint, typing.TypeAliasType):
        return _back(value, hint.__value__)
    origin, parts = typing.get_origin(hint), typing.get_args(hint)
    if origin in (typing.Union, types.UnionType):
        inner = [each for each in parts if each is not type(None)]
        return value if value is None or len(inner) != 1 else _back(value, inner[0])
    if origin in _LISTS:
        item = next((each for each in parts if each is not Ellipsis), Any)
        return tuple(_back(each, item) for each in value)
    if origin in _MAPPINGS:
        _key, inner_value = typing.get_args(hint)
        return {key: _back(each, inner_value) for key, each in value.items()}
    if dataclasses.is_dataclass(hint) and isinstance(value, Schema):
        hints = typing.get_type_hints(hint)
        return hint(**{name: _back(getattr(value, name), hints[name]) for name in type(value).model_fields})  # type: ignore[operator]
    return value
