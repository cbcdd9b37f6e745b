"""Pictures: what they tell of themselves. What is written in them is not read."""

import io
from collections.abc import Iterator

from PIL import ExifTags, Image

from gongkai.core.messages import N_, Message
from gongkai.foundation.texts.passage import Layer, Passage

_MOST_CHARACTERS = 2_000


def passages(content: bytes) -> Iterator[Passage]:
    """Author, camera, comments and place of a PNG or JPEG."""
    yield Passage("", Layer.UNREAD, Message(N_("图像中的文字")))
    with Image.open(io.BytesIO(content)) as picture:
        told = {str(name): value for name, value in picture.info.items() if isinstance(value, str)}
        exif = picture.getexif()
    for number, value in exif.items():
        if isinstance(value, str):
            told[ExifTags.TAGS.get(number, str(number))] = value
    for name, value in told.items():
        yield Passage(
            value[:_MOST_CHARACTERS], Layer.PROPERTY, Message(N_("图像属性“{name}”"), {"name": name})
        )
    if exif.get_ifd(ExifTags.IFD.GPSInfo):
        place = Message(N_("图像属性“{name}”"), {"name": "GPS"})
        yield Passage("GPS", Layer.PROPERTY, place)
