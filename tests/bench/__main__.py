"""`make bench`: measures, and writes docs/bench.md with the machine's description.

`python -m tests.bench search desk` measures these parts alone; with `--long` at three million items, not
300,000, into docs/bench-long.md (without a part named: those that depend on the number of items).

Nothing here asserts a time; a figure stands beside its stated limit or its peer of the same run.
"""

import os
import shutil
import sys
import time
from importlib import import_module
from pathlib import Path

from django.core.management import call_command

from gongkai.project import installation
from tests.bench import machine
from tests.bench.measure import as_markdown, as_section, sections_of

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "var" / "bench"
PARTS = (
    ("从克隆到汇编好的报告", "clone"),
    ("检查", "checks"),
    ("汇总", "sums"),
    ("保存一格", "cells"),
    ("网页", "pages"),
    ("办件期限", "clocks"),
    ("案件", "cases"),
    ("同时收到申请", "intake"),
    ("搜索", "search"),
    ("公文工作台", "desk"),
    ("一批信息的发布", "releases"),
    ("公开页面", "portal"),
    ("领域声明、行和公开义务", "fields"),
    ("数据集的发布和查询", "disclosure"),
)


LONG, LONG_ITEMS = "--long", "3000000"
LONG_PARTS = ["search", "desk", "portal"]


def main(asked: list[str]) -> None:
    """Run the parts named on the command line ("sums"), or all. Parts are imported after Django starts. What
    was not measured this time keeps its figures."""
    wanted = [each for each in asked if each != LONG]
    is_long = LONG in asked
    if is_long:
        wanted = wanted or LONG_PARTS
        os.environ.setdefault("GONGKAI_BENCH_ITEMS", LONG_ITEMS)
    os.environ["GONGKAI_VAR"] = str(FOLDER)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    installation.prepare(as_owner=True)
    call_command("setup", verbosity=0)
    report = ROOT / "docs" / ("bench-long.md" if is_long else "bench.md")
    sections = sections_of(report.read_text(encoding="utf-8")) if report.exists() else {}
    for title, part in PARTS:
        if wanted and part not in wanted:
            continue
        print(f"… {title}", file=sys.stderr, flush=True)
        begun = time.monotonic()
        lines = import_module(f"tests.bench.{part}").measure(ROOT, FOLDER)
        sections[title] = as_section(title, lines)
        for line in lines:
            print(f"  {line.what}: {line.figure} {line.limit}", flush=True)
        print(f"  ({time.monotonic() - begun:.0f} s)", file=sys.stderr, flush=True)
        _write(report, sections, is_long=is_long)


def _write(report: Path, sections: dict[str, str], *, is_long: bool) -> None:
    """After each part, so that what was measured stays though a later part breaks off."""
    whole = [sections[title] for title, _ in PARTS if title in sections]
    command = f"python -m tests.bench {LONG}" if is_long else "make bench"
    report.write_text(as_markdown(command, machine.description(), whole), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
