"""A TrueType font whose letters are plain boxes, one for each width: for text that is only to be found and
marked, never seen. Readers need the boxes to tell where a letter stands."""

import struct
from collections.abc import Sequence

UNITS = 1000  # of the font's size
ASCENT, DESCENT = 800, -200
_CHECKSUM = 0xB1B0AFBA
_LONG_OFFSETS = 1
_ON_CURVE = 1


def font(widths: Sequence[int]) -> bytes:
    """Glyph 0 is empty; glyph n is a box of the n-th width, in thousandths, as high as the line."""
    glyphs = [b"", *(_box(width) for width in widths)]
    offsets, data = [0], b""
    for glyph in glyphs:
        data += glyph
        offsets.append(len(data))
    widest = max(widths, default=UNITS)
    count = len(glyphs)
    tables = {
        b"glyf": data,
        b"head": _head(widest, checksum=0),
        b"hhea": struct.pack(
            ">LhhhHhhhhhhhhhhhH",
            0x00010000, ASCENT, DESCENT, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, count,
        ),
        b"hmtx": b"".join(struct.pack(">Hh", width, 0) for width in (UNITS, *widths)),
        b"loca": struct.pack(f">{len(offsets)}L", *offsets),
        b"maxp": struct.pack(">L14H", 0x00010000, count, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
    }  # fmt: skip
    whole = _assembled(tables)
    tables[b"head"] = _head(widest, checksum=(_CHECKSUM - _sum(whole)) % (1 << 32))
    return _assembled(tables)


def _box(width: int) -> bytes:
    """One contour of four points, as differences from point to point."""
    head = struct.pack(">hhhhh", 1, 0, DESCENT, width, ASCENT)
    points = struct.pack(">4B", *[_ON_CURVE] * 4)
    across = struct.pack(">4h", 0, width, 0, -width)
    down = struct.pack(">4h", DESCENT, 0, ASCENT - DESCENT, 0)
    return _padded(head + struct.pack(">HH", 3, 0) + points + across + down)


def _head(widest: int, checksum: int) -> bytes:
    dates = (0, 0)
    return struct.pack(
        ">LLLLHHqqhhhhHHhhh",
        0x00010000, 0x00010000, checksum, 0x5F0F3CF5, 0, UNITS, *dates, 0, DESCENT, widest, ASCENT, 0, 8, 2,
        _LONG_OFFSETS, 0,
    )  # fmt: skip


def _assembled(tables: dict[bytes, bytes]) -> bytes:
    number = len(tables)
    power = number.bit_length() - 1
    searched = 16 << power
    directory = struct.pack(">LHHHH", 0x00010000, number, searched, power, number * 16 - searched)
    place = len(directory) + 16 * number
    body = b""
    for name, table in sorted(tables.items()):
        directory += struct.pack(">4sLLL", name, _sum(table), place + len(body), len(table))
        body += _padded(table)
    return directory + body


def _sum(table: bytes) -> int:
    padded = _padded(table)
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) % (1 << 32)


def _padded(table: bytes) -> bytes:
    return table + b"\0" * (-len(table) % 4)
