"""A letter as a tagged PDF (PDF/UA-1)."""

import json
from importlib import resources
from pathlib import Path
from typing import Any

import typst

from gongkai.casework.documents.letter import Letter
from gongkai.foundation.printing.fonts import Fonts, installed

TEMPLATES = Path(str(resources.files("gongkai.casework.documents")))


def letter_pdf(letter: Letter) -> bytes:
    """The letter as PDF; the same letter gives the same bytes. Metadata: office, title and day."""
    issued = letter.issued_on
    return compiled(
        "letter.typ",
        letter={
            "body": letter.body,
            "title": letter.title,
            "number": letter.number,
            "mark": letter.mark,
            "addressee": letter.addressee,
            "paragraphs": list(letter.paragraphs),
            "listed": list(letter.listed),
            "day": letter.day,
            "date": {"year": issued.year, "month": issued.month, "day": issued.day},
        },
    )


def compiled(template: str, **inputs: dict[str, Any]) -> bytes:
    """One of the templates here, set in the fonts of this installation."""
    shelf, chosen = installed()
    named = {name: getattr(chosen, name) for name in Fonts.__slots__}
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=shelf,
        ignore_system_fonts=True,  # `shelf` holds them already
        sys_inputs={
            name: json.dumps({**values, "fonts": named}, ensure_ascii=False)
            for name, values in inputs.items()
        },
        pdf_standards=["ua-1"],
        timestamp=0,
    )
