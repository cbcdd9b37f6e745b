"""Scanned pages by tesseract, where it and its Chinese data are installed."""

import shutil
import subprocess
import tempfile
from functools import lru_cache
from pathlib import Path

import pypdfium2

from gongkai.core.document import Grid, Line
from gongkai.reporting.readers.errors import Unreadable

SECONDS_PER_PAGE = 60
MAX_PAGES = 40
SCALE = 200 / 72  # dots per inch over points


@lru_cache(maxsize=1)
def program() -> str | None:
    """The tesseract on this machine, None when it or chi_sim is missing."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        listed = subprocess.run([found, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return found if b"chi_sim" in listed.stdout + listed.stderr else None


def recognise_scan(data: bytes, pages: int) -> tuple[Line | Grid, ...]:
    """The lines of a scanned PDF, spacing kept. Raises Unreadable when no OCR is installed."""
    found = program()
    if found is None:
        raise Unreadable.scanned()
    if pages > MAX_PAGES:
        raise Unreadable.too_long(pages, MAX_PAGES)
    lines: list[Line] = []
    document = pypdfium2.PdfDocument(data)
    try:
        with tempfile.TemporaryDirectory(prefix="gongkai-ocr-") as folder:
            for number in range(1, pages + 1):
                picture = Path(folder) / "page.png"
                document[number - 1].render(scale=SCALE, grayscale=True).to_pil().save(picture)
                for text in _page_text(found, picture).splitlines():
                    if text.strip():
                        lines.append(Line(text.rstrip(), number, len(lines) + 1))
    finally:
        document.close()
    return tuple(lines)


def _page_text(found: str, picture: Path) -> str:
    command = [
        found,
        str(picture),
        "stdout",
        "-l",
        "chi_sim",
        "--psm",
        "6",
        "-c",
        "preserve_interword_spaces=1",
    ]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS_PER_PAGE, check=False)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf-8", errors="replace")
