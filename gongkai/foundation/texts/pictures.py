"""Pictures: what they tell of themselves. What is written in them is not read."""

import io
import re
from collections.abc import Iterator

from PIL import ExifTags, Image, IptcImagePlugin
from PIL.ImageFile import ImageFile

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.passage import Layer, Passage

_MOST_CHARACTERS = 2_000
_WINDOWS = range(0x9C9B, 0x9CA0)  # title, comment, author, keywords, subject as Windows writes them
_COMMENT = 0x9286  # UserComment, its first eight bytes tell how it is written
_DULL = frozenset(
    {"icc_profile", "exif", "photoshop", "jfif_unit", "adobe", "dpi", "gamma", "XML:com.adobe.xmp"}
)
_TAG = re.compile(rb"<[^>]*>")
_ATTRIBUTE = re.compile(rb'=\s*"([^"]*)"')
_NAMES = re.compile(r"https?://\S+|(?:uuid|xmp\.[id]id):\S+|[\w.]+/[\w.]+|adobe:ns:meta/|\ufeff")


def passages(content: bytes) -> Iterator[Passage]:
    """Author, camera, comments and place of a PNG or JPEG."""
    yield Passage("", Layer.UNREAD, Message(N_("图像中的文字")))
    yield from _told(content)


def told(content: bytes) -> tuple[Passage, ...]:
    """The same of a picture within another file; nothing of what can't be opened."""
    try:
        return tuple(_told(content))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ()


def _told(content: bytes) -> Iterator[Passage]:
    with Image.open(io.BytesIO(content)) as picture:
        found = {**_noted(picture), **_press(picture)}
        exif = picture.getexif()
    for folder in (exif, exif.get_ifd(ExifTags.IFD.Exif)):
        for number, value in folder.items():
            text = _written(number, value)
            if text:
                found[ExifTags.TAGS.get(number, str(number))] = text
    for name, value in found.items():
        yield Passage(
            value[:_MOST_CHARACTERS], Layer.PROPERTY, Message(N_("图像属性“{name}”"), {"name": name})
        )
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        place = Message(N_("图像属性“{name}”"), {"name": "GPS"})
        yield Passage("GPS", Layer.PROPERTY, place)


def _noted(picture: Image.Image) -> dict[str, str]:
    """Comments and texts that the format itself has room for."""
    found: dict[str, str] = {}
    for name, value in picture.info.items():
        key = str(name)
        if key in ("xmp", "XML:com.adobe.xmp"):
            found["XMP"] = _metadata(value if isinstance(value, bytes) else str(value).encode())
        elif key not in _DULL and isinstance(value, str | bytes):
            found[key] = _decoded(value) if isinstance(value, bytes) else value
    return {name: text for name, text in found.items() if text.strip()}


def _press(picture: ImageFile) -> dict[str, str]:
    """IPTC: what news agencies write into photographs."""
    rows = IptcImagePlugin.getiptcinfo(picture) or {}
    found: dict[str, str] = {}
    for key, value in rows.items():
        values = value if isinstance(value, list) else [value]
        if isinstance(key, tuple) and key[0] == 2 and key[1]:
            found[f"IPTC {key[1]}"] = "；".join(_decoded(each) for each in values if isinstance(each, bytes))
    return {name: text for name, text in found.items() if text.strip()}


def _written(number: int, value: object) -> str:
    if isinstance(value, str):
        return value.strip("\x00 ")
    if not isinstance(value, bytes):
        return ""
    if number in _WINDOWS:
        return value.decode("utf-16-le", "ignore").strip("\x00 ")
    if number == _COMMENT:
        wide = value.startswith(b"UNICODE")
        return _decoded(value[8:], "utf-16-le" if wide and value[8:10] != b"\xfe\xff" else "").strip("\x00 ")
    return ""


def _decoded(value: bytes, encoding: str = "") -> str:
    for each in (encoding, "utf-8", "gb18030") if encoding else ("utf-8", "gb18030"):
        try:
            return value.decode(each).strip("\x00 ")
        except UnicodeDecodeError:
            continue
    return ""


def _metadata(packet: bytes) -> str:
    """Words and values of an XMP packet, without addresses of its vocabulary."""
    words = [*_ATTRIBUTE.findall(packet), *_TAG.split(packet)]
    texts = (_NAMES.sub("", each.decode("utf-8", "ignore")).strip() for each in words)
    return "；".join(dict.fromkeys(each for each in texts if each))
