"""Pictures without camera, place, time, comments and previews. Not a pixel changes."""

import io
import struct

from PIL import Image

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import picture_parts

_NEEDED_CHUNKS = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD",
     b"pHYs", b"acTL", b"fcTL", b"fdAT", b"cICP"}
)  # fmt: skip
_ORIENTATION = 0x0112


def stripped_png(content: bytes) -> bytes | Message:
    """The chunks that draw."""
    try:
        kept = [each for each in picture_parts.png_pieces(content) if each.kind in _NEEDED_CHUNKS]
    except picture_parts.BrokenPictureError:
        return _broken()
    return content[:8] + b"".join(content[each.start : each.end] for each in kept)


def stripped_jpeg(content: bytes) -> bytes | Message:
    """The segments that draw, and which way up the picture is to be held."""
    try:
        pieces = picture_parts.drawing_parts(content)
        upright = _orientation(content)
    except (picture_parts.BrokenPictureError, OSError, SyntaxError):
        return _broken()
    after_start = 2 if len(pieces) > 1 and pieces[1][1] == 0xE0 else 1
    return b"".join([*pieces[:after_start], upright, *pieces[after_start:]])


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
