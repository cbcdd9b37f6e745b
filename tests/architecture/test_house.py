"""The rules of the house, held against the source."""

import ast
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("sources", Path(__file__).with_name("sources.py"))
_module = importlib.util.module_from_spec(_spec)
sys.modules["sources"] = _module
_spec.loader.exec_module(_module)
ROOT, PACKAGE, sources = _module.ROOT, _module.PACKAGE, _module.sources

LONGEST_FILE = 400
EDGE = (
    "views",
    "jobs",
    "commands",
    "middleware",
    "api",
    "adapters",
    "worker",
    "shell",
    "frame",
    "checking",
    "demo",
)
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
CLOCK_OWNERS = {"datetime", "date", "timezone", "time"}
BANNED_NAMES = {"utils.py", "helpers.py", "signals.py"}


@pytest.mark.parametrize("source", sources(), ids=lambda each: each.where)
def test_files_are_short(source):
    assert source.text.count("\n") < LONGEST_FILE, "make it a folder of the same name"


def test_no_file_is_a_drawer_for_anything():
    assert [each.where for each in sources() if each.path.name in BANNED_NAMES] == []


SERVICE_OF_DOCUMENTS = {"Service", "ProveService", "RecordService"}
"""送达: the word of the law for how a letter reaches its addressee."""


def test_no_class_only_holds_functions():
    found = [
        f"{each.where}: {node.name}"
        for each in sources()
        for node in ast.walk(each.tree)
        if isinstance(node, ast.ClassDef)
        and (
            (node.name.endswith("Service") and node.name not in SERVICE_OF_DOCUMENTS)
            or (node.name.endswith("Manager") and node.name != "PersonManager")
        )
    ]
    assert found == []


def test_core_knows_the_standard_library_only():
    allowed = sys.stdlib_module_names | {"gongkai"}
    found = [
        f"{each.where}: {name}"
        for each in sources()
        if each.name.startswith("gongkai.core")
        for name in each.imported
        if name.split(".")[0] not in allowed
        or (name.startswith("gongkai.") and not name.startswith("gongkai.core"))
    ]
    assert found == []


def test_nothing_is_imported_inside_a_function():
    found = [
        f"{each.where}:{node.lineno}"
        for each in sources()
        for function in ast.walk(each.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert found == []


def _room(name: str) -> str:
    parts = name.split(".")
    return ".".join(parts[:3] if parts[1:2] == ["foundation"] else parts[:2])


def test_a_rooms_models_are_its_own():
    """`gongkai.foundation.ledger.models` belongs to the ledger; the `Recorded` base is meant to be shared."""
    found = [
        f"{each.where}: {name}"
        for each in sources()
        for name in each.imported
        if name.startswith("gongkai.") and ".models" in name and _room(name) != _room(each.name)
    ]
    assert found == []


def _is_clock(called: ast.expr, source) -> bool:
    """`timezone.now`, or `localdate` alone where it was imported from `django.utils.timezone`."""
    if isinstance(called, ast.Name):
        return called.id in CLOCKS and f"django.utils.timezone.{called.id}" in source.imported
    return (
        isinstance(called, ast.Attribute)
        and called.attr in CLOCKS
        and isinstance(called.value, ast.Name)
        and called.value.id in CLOCK_OWNERS
    )


def test_the_clock_is_read_at_the_edge_only():
    found = []
    for each in sources():
        if any(
            part.startswith(edge) or part.endswith(edge) for part in each.name.split(".") for edge in EDGE
        ):
            continue
        found += [
            f"{each.where}:{node.lineno}"
            for node in ast.walk(each.tree)
            if isinstance(node, ast.Call) and not node.args and _is_clock(node.func, each)
        ]
    assert found == []


def test_a_day_is_the_citys():
    """Moments are kept in UTC, whose day ends at eight in the morning: `timezone.localdate` tells the city's.
    The sample's moments are the city's."""
    utc = re.compile(r"(now|clock\(\)|now\(\))\.date\(\)")
    found = [each.where for each in sources() if utc.search(each.text)]
    assert [each for each in found if not each.startswith("gongkai/project/demo/")] == []


def test_rooms_import_downwards_only(monkeypatch):
    """The contracts stand in pyproject.toml; `lint-imports` tells the chain that breaks one."""
    monkeypatch.chdir(ROOT)
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    said = subprocess.run(command, capture_output=True, text=True, check=False)  # it disables our loggers
    assert said.returncode == 0, said.stdout


def test_every_room_tells_what_it_is_for():
    rooms = [PACKAGE / "reporting", PACKAGE / "portal", PACKAGE / "workbench"]
    rooms += [path for path in (PACKAGE / "foundation").iterdir() if (path / "__init__.py").exists()]
    assert [str(room.relative_to(ROOT)) for room in rooms if not (room / "README.md").exists()] == []
