"""`gongkai check FILE…`: exit 0 clean, 1 findings of error severity, 2 a file could not be read (which
wins over 1). A batch goes on past a bad file; progress goes to stderr, the result to stdout."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from gongkai.core.forms import Severity
from gongkai.core.messages import N_, Message
from gongkai.core.reading import Reading
from gongkai.reporting.checking.engine import check_file, read_report
from gongkai.reporting.checking.page import as_page
from gongkai.reporting.checking.result import ReportResult, as_json
from gongkai.reporting.checking.terminal import as_text, summary
from gongkai.reporting.checking.workbook import as_workbook
from gongkai.reporting.readers import Unreadable

CLEAN, ERRORS, UNREADABLE = 0, 1, 2
NOT_FOUND = N_("打不开文件：{reason}")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments, for the `gongkai` command line."""
    add = parser.add_argument
    add("files", nargs="+", type=Path, metavar="FILE", help="年度报告：PDF、DOCX、HTML、TXT、XLSX、DOC")
    add("--json", action="store_true", help="在标准输出写 JSON（格式见 docs/check.md）")
    add("--xlsx", type=Path, metavar="OUT", help="把结果写成工作簿")
    add("--html", type=Path, metavar="OUT", help="把结果写成网页，原文与问题并排")
    add("--against", type=Path, metavar="LASTYEAR", help="上一年度的报告，用于年度衔接比对")
    add("--children", type=Path, nargs="+", default=[], metavar="FILE", help="下级的报告，用于汇总比对")


def run(arguments: argparse.Namespace) -> int:
    """Check the files named and write what was asked for. Returns the exit status."""
    relatives = _Relatives()
    previous = relatives.read(arguments.against) if arguments.against else None
    children = [child for path in arguments.children if (child := relatives.read(path)) is not None]
    results = [
        _checked(path, number, len(arguments.files), previous, children)
        for number, path in enumerate(arguments.files, start=1)
    ]
    _write(arguments, results)
    return UNREADABLE if relatives.failed else status(results)


def status(results: Sequence[ReportResult]) -> int:
    """The exit status for these results."""
    if any(not result.readable for result in results):
        return UNREADABLE
    return ERRORS if any(result.count(Severity.ERROR) for result in results) else CLEAN


class _Relatives:
    """Reads last year's and the children's reports, and remembers whether one could not be read."""

    def __init__(self) -> None:
        self.failed = False

    def read(self, path: Path) -> Reading | None:
        try:
            return read_report(path.read_bytes(), path.name)
        except OSError as error:
            _progress(f"{path}：{Message(NOT_FOUND, {'reason': error.strerror or error})}")
        except Unreadable as error:
            _progress(f"{path}：{error.message}")
        self.failed = True
        return None


def _checked(
    path: Path, number: int, total: int, previous: Reading | None, children: Sequence[Reading]
) -> ReportResult:
    try:
        result = check_file(path.read_bytes(), path.name, previous, children)
    except OSError as error:
        result = ReportResult(path.name, message=Message(NOT_FOUND, {"reason": error.strerror or error}))
    _progress(f"[{number}/{total}] {path.name} {summary(result)}")
    return result


def _write(arguments: argparse.Namespace, results: Sequence[ReportResult]) -> None:
    if arguments.xlsx:
        arguments.xlsx.write_bytes(as_workbook(results))
    if arguments.html:
        arguments.html.write_text(as_page(results), encoding="utf-8")
    if arguments.json:
        json.dump(as_json(results), sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
    else:
        coloured = sys.stdout.isatty()
        print("\n\n".join(as_text(result, coloured=coloured) for result in results))


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
