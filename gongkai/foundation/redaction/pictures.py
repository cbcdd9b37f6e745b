"""A page made anew from its picture, with the words that may be read laid over it without ink."""

import io
import zlib
from collections.abc import Iterable, Sequence

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from gongkai.foundation.redaction import words
from gongkai.foundation.redaction.boxes import Area
from gongkai.foundation.redaction.seeing import Character

_TOUCHED = 0.1
"""Part of a character, or of the box if that is smaller, from which on the character is under the box."""

_QUALITY = 85


def is_under(character: Character, areas: Iterable[Area]) -> bool:
    """Does a box touch the character? A blank goes with the box over the middle of its line."""
    ink = character.ink if character.ink.size > 0 else character.line
    for area in areas:
        smaller = min(ink.size, area.size)
        if smaller > 0 and ink.overlap(area) >= _TOUCHED * smaller:
            return True
    return False


def blackened(picture: Image.Image, areas: Iterable[Area]) -> Image.Image:
    """The picture with every pixel that a box touches in black."""
    result = picture.copy()
    draw = ImageDraw.Draw(result)
    for area in areas:
        left, top, right, bottom = area.clipped().pixels(*picture.size)
        draw.rectangle((left, top, max(left, right - 1), max(top, bottom - 1)), fill="black")
    return result


def add_page(
    target: pikepdf.Pdf, picture: Image.Image, size: tuple[float, float], characters: Sequence[Character]
) -> None:
    """Append a page of this size in points that shows the picture and holds the characters for searching."""
    width, height = size
    drawing = f"q {width:.4f} 0 0 {height:.4f} 0 0 cm /Picture Do Q\n".encode()
    resources = Dictionary(XObject=Dictionary(Picture=_image(target, picture)))
    laid = words.lay(target, characters, size)
    if laid is not None:
        drawing += laid[0]
        resources.Font = Dictionary(Words=laid[1])
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, round(width, 4), round(height, 4)]),
        Resources=resources,
        Contents=target.make_stream(drawing),
    )
    target.pages.append(pikepdf.Page(target.make_indirect(page)))


def _image(target: pikepdf.Pdf, picture: Image.Image) -> pikepdf.Object:
    """As JPEG or without loss, whichever is smaller."""
    plain = _without_colour(picture)
    jpeg = io.BytesIO()
    plain.save(jpeg, "JPEG", quality=_QUALITY)
    exact = zlib.compress(plain.tobytes(), 6)
    data, coding = (jpeg.getvalue(), Name.DCTDecode)
    if len(exact) <= len(data):
        data, coding = exact, Name.FlateDecode
    image = pikepdf.Stream(target, data)
    image.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=plain.width, Height=plain.height, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray if plain.mode == "L" else Name.DeviceRGB, Filter=coding,
    )  # fmt: skip
    return target.make_indirect(image)


def _without_colour(picture: Image.Image) -> Image.Image:
    """Grey if nothing in the picture is coloured."""
    red, green, blue = picture.split()
    same = red.tobytes() == green.tobytes() == blue.tobytes()
    return red if same else picture
