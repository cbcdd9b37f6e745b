"""How PNG and JPEG are laid out: told apart piece by piece, without drawing anything."""

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

_PNG_HEAD = 8
_START, _END, _SCAN = 0xD8, 0xD9, 0xDA
_APPLICATION, _COMMENT = range(0xE1, 0xF0), 0xFE
_COLOURS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Segments that programs may fill as they like, but for these, which say how to read the colours."""

_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers without a length
_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")


class BrokenPictureError(ValueError):
    """The picture ends too early or makes no sense."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A chunk of a PNG or a segment of a JPEG: what it is called, from where to before where it stands."""

    kind: bytes
    start: int
    end: int


def png_pieces(content: bytes) -> Iterator[Piece]:
    """The chunks up to and with IEND. Raises BrokenPictureError."""
    at = _PNG_HEAD
    while at + 12 <= len(content):
        (size,) = struct.unpack_from("!L", content, at)
        piece = Piece(content[at + 4 : at + 8], at, at + 12 + size)
        if piece.end > len(content):
            break
        yield piece
        if piece.kind == b"IEND":
            return
        at = piece.end
    raise BrokenPictureError("a PNG without its end")


def png_end(content: bytes) -> int:
    """Where the picture ends, whatever follows. Raises BrokenPictureError."""
    return max(piece.end for piece in png_pieces(content))


def jpeg_pieces(content: bytes) -> Iterator[Piece]:
    """The segments up to and with the end marker; a scan's includes its data. Raises BrokenPictureError."""
    at = 0
    while at + 2 <= len(content):
        if content[at] != 0xFF:
            raise BrokenPictureError("a JPEG with something between its segments")
        if content[at + 1] == 0xFF:  # fill
            at += 1
            continue
        piece = Piece(content[at + 1 : at + 2], at, _segment_end(content, at))
        yield piece
        if content[at + 1] == _END:
            return
        at = piece.end
    raise BrokenPictureError("a JPEG without its end")


def jpeg_end(content: bytes) -> int:
    """Where the picture ends, whatever follows. Raises BrokenPictureError."""
    return max(piece.end for piece in jpeg_pieces(content))


def _segment_end(content: bytes, at: int) -> int:
    marker = content[at + 1]
    if marker in _BARE or marker in (_START, _END):
        return at + 2
    if at + 4 > len(content):
        raise BrokenPictureError("a JPEG that breaks off")
    (size,) = struct.unpack_from("!H", content, at + 2)
    end = at + 2 + size
    if size < 2 or end > len(content):
        raise BrokenPictureError("a JPEG that breaks off")
    if marker != _SCAN:
        return end
    found = _AFTER_SCAN.search(content, end)
    if found is None:
        raise BrokenPictureError("a JPEG without its end")
    return found.start()


def drawing_parts(content: bytes) -> list[bytes]:
    """Of a JPEG the segments that draw: no camera, place, time, comment. Raises BrokenPictureError."""
    return [content[each.start : each.end] for each in jpeg_pieces(content) if _draws(each, content)]


def _draws(piece: Piece, content: bytes) -> bool:
    marker = piece.kind[0]
    if marker in _APPLICATION:
        mark = _COLOURS.get(marker)
        return mark is not None and content.startswith(mark, piece.start + 4)
    return marker != _COMMENT
