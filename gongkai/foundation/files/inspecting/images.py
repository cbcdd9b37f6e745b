"""Pictures: whole, of a size that can be drawn, and nothing but a picture."""

import io
import re
import zipfile

from django.conf import settings
from PIL import Image, UnidentifiedImageError

from gongkai.core.messages import N_, Message
from gongkai.foundation.redaction import picture_parts

_SOMETHING_ELSE = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"MZ\x90\x00",
)
_PROGRAM_TEXT = re.compile(rb"<script\b|<\?php\s|<html[\s>]|<!doctype html", re.IGNORECASE)
"""Long enough not to turn up by chance in the noise of a large photograph."""


def png_problem(content: bytes) -> Message | None:
    """A PNG ends with its IEND; what follows belongs to another kind of file."""
    try:
        end = picture_parts.png_end(content)
    except picture_parts.BrokenPictureError:
        return _broken()
    return _two_faces(content, content[end:], nothing_may_follow=True) or _drawing(content, "PNG")


def jpeg_problem(content: bytes) -> Message | None:
    """Telephones append previews and little films to a JPEG; archives, documents and programs are refused."""
    try:
        end = picture_parts.jpeg_end(content)
    except picture_parts.BrokenPictureError:
        return _broken()
    return _two_faces(content, content[end:], nothing_may_follow=False) or _drawing(content, "JPEG")


def _two_faces(content: bytes, tail: bytes, *, nothing_may_follow: bool) -> Message | None:
    """Is the picture another kind of file as well?"""
    suspicious = (
        (nothing_may_follow and tail.strip(b"\x00\r\n ") != b"")
        or any(mark in tail for mark in _SOMETHING_ELSE)
        or b"%PDF-" in content[:1024]
        or _PROGRAM_TEXT.search(content) is not None
        or zipfile.is_zipfile(io.BytesIO(content))
    )
    if suspicious:
        return Message(N_("图片里夹带了其他内容，未接收，请重新截图或另存后再上传"))
    return None


def _drawing(content: bytes, kind: str) -> Message | None:
    """Only the head is read for the size; a picture that unfolds to too much is never unfolded."""
    try:
        with Image.open(io.BytesIO(content), formats=[kind]) as image:
            width, height = image.size
    except Image.DecompressionBombError:
        return _too_many(0)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return _broken()
    return _too_many(width * height) if width * height > settings.FILES_LARGEST_PIXELS else None


def _too_many(pixels: int) -> Message:
    values = {"largest": settings.FILES_LARGEST_PIXELS // 10_000}
    return Message(N_("图片过大，超过 {largest} 万像素，请缩小后再上传"), values)


def _broken() -> Message:
    return Message(N_("图片已损坏，请重新保存后再上传"))
