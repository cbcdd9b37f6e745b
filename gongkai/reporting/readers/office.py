"""Old Word files (.doc, .wps, .rtf, .odt) by way of LibreOffice, where it is installed."""

import shutil
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

from gongkai.core.document import Document
from gongkai.reporting.readers.docx import read_docx
from gongkai.reporting.readers.errors import Unreadable

SECONDS = 60


def read_office(data: bytes, name: str) -> Document:
    """Convert `data` to DOCX in a throw-away profile, macros off, and read that. Raises Unreadable."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise Unreadable.needs_office()
    suffix = (
        Path(name).suffix.lower() if Path(name).suffix.lower() in (".doc", ".wps", ".rtf", ".odt") else ".doc"
    )
    with tempfile.TemporaryDirectory(prefix="gongkai-office-") as folder:
        source = Path(folder) / f"source{suffix}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            "docx",
            "--outdir",
            folder,
            str(source),
        ]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=SECONDS, cwd=folder)
        except subprocess.TimeoutExpired as error:
            raise Unreadable.broken() from error
        target = Path(folder) / "source.docx"
        if not target.exists():
            raise Unreadable.broken()
        return replace(read_docx(target.read_bytes(), name), kind="doc")
