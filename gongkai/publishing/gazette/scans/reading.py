"""Words on a page: those the PDF holds itself, or what tesseract recognises in its picture."""

import io
import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from gongkai.core.messages import N_, Message

_DPI = 250
_MOST_PIXELS = 40_000_000
_SECONDS_A_PAGE = 120
_COLUMNS_FOUND = "3"  # tesseract looks for columns itself; 6 would read straight across two of them
_OWN_WORDS = 30  # characters from which on a page's own words are taken instead of its picture


@dataclass(frozen=True, slots=True)
class PageText:
    """`seen`: recognised from the picture."""

    number: int
    text: str
    seen: bool


def count(content: bytes) -> int:
    with pypdfium2.PdfDocument(content) as document:
        return len(document)


def texts(content: bytes, pages: Sequence[int]) -> list[PageText] | Message:
    """The words on each of the pages; or that this machine cannot recognise any."""
    found: list[PageText] = []
    with pypdfium2.PdfDocument(content) as document:
        for number in pages:
            page = document[number - 1]
            own = page.get_textpage().get_text_bounded()
            if len("".join(own.split())) >= _OWN_WORDS:
                found.append(PageText(number, own, False))
                continue
            seen = _recognised(_drawn(page, _DPI))
            if isinstance(seen, Message):
                return seen
            found.append(PageText(number, seen, True))
    return found


def picture(content: bytes, page: int, dpi: int) -> bytes:
    """A page, from 1, as a picture to be looked at."""
    with pypdfium2.PdfDocument(content) as document:
        return _drawn(document[page - 1], dpi)


def _drawn(page: pypdfium2.PdfPage, dpi: int) -> bytes:
    """The page in grey, as PNG; a very large one coarser."""
    width, height = page.get_size()
    scale = dpi / 72
    if width * height * scale**2 > _MOST_PIXELS:
        scale = (_MOST_PIXELS / (width * height)) ** 0.5
    drawn = io.BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(drawn, "PNG", dpi=(scale * 72, scale * 72))
    return drawn.getvalue()


def _recognised(picture: bytes) -> str | Message:
    """What tesseract reads in Chinese, column by column; through pipes, for it may write no file."""
    program = shutil.which("tesseract")
    if program is None:
        return Message(N_("服务器没有安装文字识别程序（tesseract-ocr-chi-sim），请管理员安装后重试"))
    command = [program, "stdin", "stdout", "-l", "chi_sim", "--psm", _COLUMNS_FOUND]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture, capture_output=True, timeout=_SECONDS_A_PAGE, check=False, env=environment
        )
    except subprocess.TimeoutExpired:
        return ""
    if done.returncode != 0:
        return Message(N_("文字识别没有成功，请管理员检查 tesseract 和 chi_sim 语言数据"))
    return done.stdout.decode("utf-8", errors="replace")
