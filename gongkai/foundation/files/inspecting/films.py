"""Videos: MP4 and WebM, whole, with pictures in them."""

import struct
from collections.abc import Iterator

from gongkai.core.messages import N_, Message

_MOST_BOXES = 10_000
_SIZE_IN_64_BITS, _TO_THE_END = 1, 0


def mp4_problem(content: bytes) -> Message | None:
    """Boxes follow each other to the very end; one tells of the film (moov), one holds it (mdat)."""
    names = set()
    for name, end in _boxes(content):
        if end > len(content):
            return _broken()
        names.add(name)
    return None if {b"moov", b"mdat"} <= names else _broken()


def webm_problem(content: bytes) -> Message | None:
    """The head, and a segment behind it (Matroska's identifier)."""
    return None if b"\x18\x53\x80\x67" in content[:4096] else _broken()


def _boxes(content: bytes) -> Iterator[tuple[bytes, int]]:
    """Name and end of each box of the highest level."""
    at = 0
    for _ in range(_MOST_BOXES):
        if at + 8 > len(content):
            if at != len(content):
                yield b"", len(content) + 1
            return
        size, name = struct.unpack_from(">I4s", content, at)
        if size == _SIZE_IN_64_BITS and at + 16 <= len(content):
            (size,) = struct.unpack_from(">Q", content, at + 8)
        end = len(content) if size == _TO_THE_END else at + size
        if end <= at + 7:
            yield b"", len(content) + 1
            return
        yield name, end
        at = end


def _broken() -> Message:
    return Message(N_("视频文件不完整，请重新导出后再上传"))
