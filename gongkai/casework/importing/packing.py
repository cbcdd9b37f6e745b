"""Messages as JSON and back, so that what was found today is read in any language tomorrow."""

from collections.abc import Mapping
from typing import Any

from gongkai.core.messages import Message


def packed(message: Message) -> dict[str, Any]:
    """Numbers stay numbers, messages within it are packed too; all else becomes text."""
    values = {
        name: packed(value) if isinstance(value, Message) else _plain(value)
        for name, value in message.values.items()
    }
    return {"text": message.text, "values": values}


def unpacked(told: Mapping[str, Any]) -> Message:
    values = {
        name: unpacked(value) if isinstance(value, dict) else value for name, value in told["values"].items()
    }
    return Message(told["text"], values)


def _plain(value: object) -> int | float | str:
    return value if isinstance(value, (int, float)) else str(value)
