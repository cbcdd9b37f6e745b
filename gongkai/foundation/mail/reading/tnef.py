"""winmail.dat (TNEF, [MS-OXTNEF]): files and text that Outlook packs in a form of its own.

Only what a person sent is taken out: the text, and files with their names. A stream that ends early gives
what came before. Formatted text (RTF) is left: such mails carry their words a second time, outside.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.foundation.mail.reading.charsets import text_of

_SIGNATURE = 0x223E9F78
_NEW_FILE, _FILE_NAME, _FILE_CONTENT, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_BODY, _PROPERTIES, _CODEPAGE, _SUBJECT = 0x800C, 0x9003, 0x9007, 0x8004
_LONG_NAME, _DISPLAY_NAME, _CONTENT = 0x3707, 0x3001, 0x3701
_TEXT, _HTML = 0x1000, 0x1013
_FIXED = {
    0x0002: 4,
    0x0003: 4,
    0x0004: 4,
    0x0005: 8,
    0x0006: 8,
    0x0007: 8,
    0x000A: 4,
    0x000B: 4,
    0x0014: 8,
    0x0040: 8,
    0x0048: 16,
}
_VARIABLE = {0x001E, 0x001F, 0x000D, 0x0102}
_UNICODE, _OBJECT = 0x001F, 0x000D
_MOST_VALUES = 4096


@dataclass(slots=True)
class _File:
    name: str = ""
    content: bytes = b""


@dataclass(slots=True)
class Unpacked:
    """What was in it. `whole`: the stream could be read to its end."""

    text: str = ""
    html: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)
    whole: bool = True


def is_packed(content: bytes) -> bool:
    """Is it such a stream?"""
    return len(content) >= 6 and struct.unpack_from("<L", content)[0] == _SIGNATURE


def unpack(content: bytes) -> Unpacked | None:
    """None for what is no such stream."""
    if not is_packed(content):
        return None
    result, files, charset = Unpacked(), list[_File](), ""
    try:
        for attribute, value in _attributes(content):
            if attribute == _CODEPAGE and len(value) >= 4:
                charset = f"cp{struct.unpack_from('<L', value)[0]}"
            elif attribute == _NEW_FILE:
                files.append(_File())
            elif attribute == _BODY:
                result.text = text_of(value.rstrip(b"\0"), charset)[0]
            elif attribute == _PROPERTIES:
                _read_message(result, value, charset)
            elif files:
                _read_file(files[-1], attribute, value, charset)
    except (struct.error, IndexError, ValueError):
        result.whole = False
    result.files = [(each.name, each.content) for each in files if each.content]
    return result


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at < len(content):
        _level, attribute, _kind, length = struct.unpack_from("<BHHL", content, at)
        value = content[at + 9 : at + 9 + length]
        if len(value) < length:
            raise ValueError("the stream ends within an attribute")
        yield attribute, value
        at += 9 + length + 2


def _read_message(result: Unpacked, properties: bytes, charset: str) -> None:
    for name, kind, value in _properties(properties):
        if name == _TEXT and not result.text:
            result.text = _words(kind, value, charset)
        elif name == _HTML:
            result.html = value


def _read_file(file: _File, attribute: int, value: bytes, charset: str) -> None:
    if attribute == _FILE_NAME:
        file.name = file.name or text_of(value.rstrip(b"\0"), charset)[0]
    elif attribute == _FILE_CONTENT:
        file.content = value
    elif attribute == _FILE_PROPERTIES:
        names: dict[int, str] = {}
        for name, kind, content in _properties(value):
            if name in {_LONG_NAME, _DISPLAY_NAME}:
                names[name] = _words(kind, content, charset)
            elif name == _CONTENT and not file.content:
                # An object begins with the 16 bytes of its interface's identifier.
                file.content = content[16:] if kind == _OBJECT else content
        file.name = names.get(_LONG_NAME) or file.name or names.get(_DISPLAY_NAME, "")


def _words(kind: int, value: bytes, charset: str) -> str:
    if kind == _UNICODE:
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return text_of(value.rstrip(b"\0"), charset)[0]


def _properties(content: bytes) -> Iterator[tuple[int, int, bytes]]:
    """(name, kind, first value) of each property of a list."""
    (count,) = struct.unpack_from("<L", content)
    at = 4
    for _each in range(min(count, _MOST_VALUES)):
        kind, name = struct.unpack_from("<HH", content, at)
        at += 4
        if name >= 0x8000:
            at = _past_own_name(content, at)
        values, at = _values(content, at, kind)
        if values:
            yield name, kind & 0x0FFF, values[0]


def _past_own_name(content: bytes, at: int) -> int:
    """Named properties carry an identifier of 16 bytes, then a number or a name."""
    by_name, length = struct.unpack_from("<LL", content, at + 16)
    return at + 24 + (length + 3) // 4 * 4 if by_name else at + 24


def _values(content: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    several, base = bool(kind & 0x1000), kind & 0x0FFF
    count = 1
    if several or base in _VARIABLE:
        (count,) = struct.unpack_from("<L", content, at)
        at += 4
    if count > _MOST_VALUES or (base not in _VARIABLE and base not in _FIXED):
        raise ValueError("a property of unknown form")
    values = []
    for _each in range(count):
        if base in _VARIABLE:
            (length,) = struct.unpack_from("<L", content, at)
            at += 4
        else:
            length = _FIXED[base]
        values.append(content[at : at + length])
        if len(values[-1]) < length:
            raise ValueError("the stream ends within a property")
        at += (length + 3) // 4 * 4
    return values, at
