"""Messages kept in a report: as text and what fills it, so that they are translated when they are read."""

from collections.abc import Mapping
from typing import Any

from gongkai.core.messages import Message


def kept(message: Message) -> list[Any]:
    """A message as JSON."""
    values = {name: _plain(value) for name, value in message.values.items()}
    return [message.text, values, message.context] if message.context else [message.text, values]


def read(said: list[Any]) -> Message:
    """The message again."""
    text, values, *context = said
    return Message(text, {name: _real(value) for name, value in values.items()}, *context)


def _plain(value: object) -> Any:
    if isinstance(value, Message):
        return {"said": kept(value)}
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _real(value: Any) -> Any:
    return read(value["said"]) if isinstance(value, Mapping) and "said" in value else value
