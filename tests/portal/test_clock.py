"""Public pages and the interface of requests read the time in one place."""

import ast
from pathlib import Path

import gongkai.portal

ROOT = Path(gongkai.portal.__file__).parent
READING = {"now", "today", "localdate", "utcnow", "time"}


def readings(source: str) -> list[int]:
    """Lines that ask for the present: now(), or localdate() without a moment."""
    calls = [each for each in ast.walk(ast.parse(source)) if isinstance(each, ast.Call)]
    return [
        each.lineno
        for each in calls
        if isinstance(each.func, ast.Attribute) and each.func.attr in READING and not each.args
    ]


def test_only_the_frame_reads_the_clock():
    folders = ("requests", "casework_api", "publications")
    files = sorted((ROOT / "frame.py", *(each for name in folders for each in ROOT.glob(f"{name}/*.py"))))
    found = {str(each.relative_to(ROOT)) for each in files if readings(each.read_text(encoding="utf-8"))}
    assert found == {"frame.py"}


def test_a_hidden_reading_would_be_found():
    assert readings("def day():\n    return timezone.localdate()\n") == [2]
    assert readings("timezone.localdate(now)\n") == []
