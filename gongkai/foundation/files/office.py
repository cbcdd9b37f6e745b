"""Documents turned into PDF by LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from gongkai.core.messages import N_, Message
from gongkai.foundation.files import kinds
from gongkai.foundation.files.kinds import Kind

_SECONDS = 120
_CONVERTED = frozenset({kinds.DOCX, kinds.XLSX, kinds.OLD_OFFICE, kinds.TEXT})


def as_pdf(content: bytes, kind: Kind, name: str = "") -> bytes | Message:
    """The document as PDF, or why there is none. `name` tells Word from Excel among old files."""
    if kind == kinds.PDF:
        return content
    if kind not in _CONVERTED:
        return Message(N_("这种文件不能转换为 PDF，请打印为 PDF 后再上传"))
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return Message(N_("服务器上没有装 LibreOffice，不能转换，请在自己的电脑上另存为 PDF 后再上传"))
    ending = name.rpartition(".")[2].lower()
    with tempfile.TemporaryDirectory(prefix="gongkai-pdf-") as folder:
        source = Path(folder) / f"source.{ending if ending in kind.endings else kind.endings[0]}"
        source.write_bytes(content)
        return _converted(program, source)


def _converted(program: str, source: Path) -> bytes | Message:
    """In a throw-away profile, which opens documents without running macros."""
    command = [
        program, f"-env:UserInstallation=file://{source.parent}/profile", "--headless", "--norestore",
        "--nolockcheck", "--convert-to", "pdf", "--outdir", str(source.parent), str(source),
    ]  # fmt: skip
    try:
        subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS, cwd=source.parent)
    except subprocess.TimeoutExpired:
        return Message(N_("转换为 PDF 用时过长，请在自己的电脑上另存为 PDF 后再上传"))
    made = source.with_suffix(".pdf")
    if not made.exists():
        return Message(N_("文件不能转换为 PDF，请在自己的电脑上另存为 PDF 后再上传"))
    return made.read_bytes()
