"""Pictures that go out with a posting: those of the edition, reviewed and approved with its text."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.publishing.models import EditionFile, FilePart

MOST = 20
_TAKEN = {"image/jpeg": "picture.jpg", "image/png": "picture.png"}
_SIDES = (2000, 1400, 1000, 700, 500)  # pixels of the longer side, tried in turn
_QUALITY = 85


@dataclass(frozen=True, slots=True)
class Picture:
    """`file`: its number; `words`: what it shows, for those who don't see it."""

    file: int
    words: str


def pictures_of(edition_id: int) -> list[Picture]:
    """The pictures of the edition in their order; what stands for a video comes first."""
    rows = EditionFile.objects.filter(edition=edition_id, part__in=(FilePart.PICTURE, FilePart.POSTER))
    found = sorted(rows, key=lambda row: (row.part != FilePart.POSTER, row.order, row.pk))
    return [Picture(row.file_id, row.alternative or row.name) for row in found[:MOST]]


def fitting(file_id: int, largest: int) -> tuple[str, str, bytes]:
    """Name, type and content of a picture as platforms take it: JPEG or PNG of at most `largest` bytes. A
    larger one is made smaller."""
    card = cards([file_id])[file_id]
    content = content_of(card)
    if card.content_type in _TAKEN and len(content) <= largest:
        return _TAKEN[card.content_type], card.content_type, content
    for side in _SIDES:
        content = _smaller(content_of(card), side)
        if len(content) <= largest:
            break
    return "picture.jpg", "image/jpeg", content


def _smaller(content: bytes, side: int) -> bytes:
    """On white, upright, without what the camera wrote into it."""
    with Image.open(io.BytesIO(content)) as opened:
        upright = ImageOps.exif_transpose(opened).convert("RGBA")
    ground = Image.new("RGBA", upright.size, "white")
    ground.alpha_composite(upright)
    drawn = ground.convert("RGB")
    drawn.thumbnail((side, side))
    out = io.BytesIO()
    drawn.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
