"""The one sandbox of this process, and a stranger's upload sent through it."""

import atexit
import threading
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language

from gongkai.reporting.checking.sandbox import CHINESE, Answer, Sandbox, Upload

_lock = threading.Lock()
_sandbox: Sandbox | None = None


def sandbox() -> Sandbox:
    """Started on first use, ended with the process."""
    global _sandbox
    with _lock:
        if _sandbox is None:
            _sandbox = Sandbox()
            atexit.register(_sandbox.close)
        return _sandbox


def checked(
    files: Sequence[UploadedFile], against: UploadedFile | None = None, *, html: bool = False
) -> list[Answer]:
    """An answer for each file. Nothing is kept."""
    before = _read(against) if against else None
    return sandbox().check(
        [_read(file) for file in files], against=before, html=html, language=get_language() or CHINESE
    )


def _read(file: UploadedFile) -> Upload:
    """The file's bytes; of one that is too large only enough for the sandbox to refuse it."""
    limit = sandbox().limits.upload
    return Upload(str(file.name or "")[:200], file.read(limit + 1))


def counts(report: dict[str, Any]) -> dict[str, int]:
    """Findings by severity."""
    found = {"error": 0, "warning": 0, "note": 0}
    for finding in report["findings"]:
        found[finding["severity"]] += 1
    return found
