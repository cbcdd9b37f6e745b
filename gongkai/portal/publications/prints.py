"""A published item as a tagged PDF (PDF/UA-1). Made once for what it says, kept on the disk, made anew when
it says something else; an old one is swept away in time."""

import hashlib
import io
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import typst
from django.conf import settings
from PIL import Image

from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.printing.flow import flow, pictures
from gongkai.foundation.printing.fonts import Fonts, installed
from gongkai.publishing.queries.public import PublicEdition

LAYOUT = 1  # a print made in another layout is another print
KEPT_DAYS = 30
_TEMPLATES = (
    Path(str(resources.files("gongkai.portal.publications"))) / "item.typ",
    Path(str(resources.files("gongkai.foundation.printing"))) / "flow.typ",
)
_WIDEST = 442.0  # points: the text block
_SET = {"PNG": ".png", "JPEG": ".jpg"}  # pictures that are set as they are; others become PNG


@dataclass(frozen=True, slots=True)
class Printed:
    """What the print says beside the edition's text. `facts`: (name, words); `notice`: of its standing."""

    title: str
    body: str
    on: date
    facts: Sequence[tuple[str, str]]
    head: tuple[str, str]
    notice: str
    foot: str
    sample: str
    attachment: str


def pdf(edition: PublicEdition, told: Printed) -> bytes:
    """The print, from the disk if it was made before."""
    shelf, chosen = installed()
    blocks = flow(edition.html)
    sheet = {
        "title": told.title, "body": told.body, "keywords": list(edition.keywords),
        "date": {"year": told.on.year, "month": told.on.month, "day": told.on.day},
        "head": list(told.head), "facts": [list(each) for each in told.facts], "notice": told.notice,
        "foot": told.foot, "sample": told.sample, "blocks": blocks, "attachment": told.attachment,
        "attachments": [each.name for each in edition.attachments if each.part != "picture"],
        "fonts": {name: getattr(chosen, name) for name in Fonts.__slots__},
    }  # fmt: skip
    place = _place(sheet, edition.digest)
    if place.exists():
        return place.read_bytes()
    made = _made(sheet, pictures(blocks), shelf)
    _keep(place, made)
    return made


def sweep(now: datetime) -> int:
    """Remove prints made more than KEPT_DAYS ago; how many."""
    gone = 0
    for each in _folder().glob("*/*.pdf"):
        if now.timestamp() - each.stat().st_mtime > KEPT_DAYS * 24 * 3600:
            each.unlink(missing_ok=True)
            gone += 1
    return gone


def _folder() -> Path:
    return Path(settings.VAR) / "prints"


def _place(sheet: Mapping[str, Any], digest: str) -> Path:
    said = json.dumps([LAYOUT, digest, sheet], ensure_ascii=False, sort_keys=True)
    name = hashlib.sha256(said.encode()).hexdigest()
    return _folder() / name[:2] / f"{name}.pdf"


def _keep(place: Path, made: bytes) -> None:
    """Whole or not at all. A full disk costs the next reader time, not this one his answer."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(made)
        os.replace(file.name, place)
    except OSError:
        return


def _made(sheet: Mapping[str, Any], files: set[int], shelf: typst.Fonts) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for each in _TEMPLATES:
            shutil.copy(each, root)
        told = {**sheet, "files": _pictures(files, root)}
        made: bytes = typst.compile(
            str(root / "item.typ"), root=folder, font_paths=shelf,
            ignore_system_fonts=True,  # `shelf` holds them already
            sys_inputs={"sheet": json.dumps(told, ensure_ascii=False)}, pdf_standards=["ua-1"], timestamp=0,
        )  # fmt: skip
    return made


def _pictures(files: set[int], root: Path) -> dict[str, dict[str, Any]]:
    """Each picture beside the template, with its width in points; one that can't be read is left out."""
    found: dict[str, dict[str, Any]] = {}
    for number, card in cards(sorted(files)).items():
        try:
            with Image.open(io.BytesIO(content_of(card))) as picture:
                ending = _SET.get(picture.format or "", ".png")
                place = root / f"{number}{ending}"
                if picture.format in _SET:
                    place.write_bytes(content_of(card))
                else:
                    picture.convert("RGBA").save(place)
                width = min(_WIDEST, picture.width * 0.75)
        except (OSError, ValueError):
            continue
        found[str(number)] = {"path": place.name, "width": width}
    return found
