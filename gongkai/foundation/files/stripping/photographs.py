"""Pictures without camera, place, time, comments and previews. Not a pixel changes."""

import io
import struct

from PIL import Image

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import pictures

_NEEDED_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
     b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP"}
)  # fmt: skip
_APPLICATION = range(0xE1, 0xF0)
_COMMENT = 0xFE
_COLOURS = {0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Segments that programs may fill as they like, but for these, which say how to read the colours."""
_ORIENTATION = 0x0112


def stripped_png(content: bytes) -> bytes | Message:
    """The chunks that draw."""
    try:
        kept = [each for each in pictures.png_pieces(content) if each.kind in _NEEDED_CHUNKS]
    except pictures.BrokenPictureError:
        return _broken()
    return content[:8] + b"".join(content[each.start : each.end] for each in kept)


def stripped_jpeg(content: bytes) -> bytes | Message:
    """The segments that draw, and which way up the picture is to be held."""
    try:
        kept = [each for each in pictures.jpeg_pieces(content) if _draws(each, content)]
        upright = _orientation(content)
    except (pictures.BrokenPictureError, OSError, SyntaxError):
        return _broken()
    pieces = [content[each.start : each.end] for each in kept]
    after_start = 2 if len(pieces) > 1 and pieces[1][1] == 0xE0 else 1
    return b"".join([*pieces[:after_start], upright, *pieces[after_start:]])


def _draws(piece: pictures.Piece, content: bytes) -> bool:
    marker = piece.kind[0]
    if marker == _COMMENT:
        return False
    if marker in _APPLICATION:
        mark = _COLOURS.get(marker)
        return mark is not None and content[piece.start + 4 :].startswith(mark)
    return True


def _orientation(content: bytes) -> bytes:
    """An EXIF segment with the orientation alone; nothing for a picture that stands upright."""
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as image:
        turned = image.getexif().get(_ORIENTATION, 1)
    if turned not in range(2, 9):
        return b""
    directory = struct.pack("<HHHLHHL", 1, _ORIENTATION, 3, 1, turned, 0, 0)
    exif = b"Exif\0\0" + b"II*\0" + struct.pack("<L", 8) + directory
    return b"\xff\xe1" + struct.pack("!H", len(exif) + 2) + exif


def _broken() -> Message:
    return Message(N_("图片已损坏，请重新保存后再上传"))
