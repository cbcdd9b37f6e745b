"""`gongkai draw commit`, `make`, `verify`: a draw of whom to inspect (双随机) from lists to a file anybody
repeats.

Needs no installation. The two lists are CSV as the data sets 检查对象名录库 and 执法检查人员名录库 are
downloaded.
"""

import argparse
import csv
import io
import json
import os
import secrets
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.core.disclosure.logic import columns
from gongkai.core.disclosure.logic.draw import Plan, Pool, commit, draw
from gongkai.core.disclosure.schema import DataSet
from gongkai.core.disclosure.validating import Checker, Content
from gongkai.core.disclosure.verify.draw import FORMAT, DrawFile, content_of, read_draw, verify
from gongkai.foundation.rulebook.fields import fields

_SHARE_BYTES = 32
_ENCODINGS = ("utf-8-sig", "gb18030")


class _UnusableError(ValueError):
    """A list can't be used; said in words."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    what = parser.add_subparsers(title="做什么", required=True, metavar="commit|make|verify", dest="what")
    _committing(what.add_parser("commit", help="由两个名录库做出承诺：抽取之前公布"))
    making = what.add_parser("make", help="公开数值出来之后抽取")
    making.add_argument("draft", type=Path, metavar="草稿", help="commit 写出的草稿（内有保密份额）")
    making.add_argument("out", type=Path, metavar="抽取文件", help="写到哪里，供公布")
    making.add_argument("--value", required=True, help="公开数值，照公布的原样写")
    making.add_argument(
        "--value-at", required=True, help="公开数值的公布时间，例如 2017-11-21T21:30:00+08:00"
    )
    making.add_argument("--operator", required=True, help="抽取机关")
    verifying = what.add_parser("verify", help="用抽取文件重算一遍，看结果是否一致")
    verifying.add_argument("file", type=Path, metavar="抽取文件", help="抽查结果页面上的“抽取文件”")


def _committing(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("draft", type=Path, metavar="草稿", help="写到哪里；内有保密份额，抽取前不要公开")
    parser.add_argument("--name", required=True, help="抽查任务的名称")
    parser.add_argument("--line", required=True, help="监管领域，与名录库里写的相同")
    parser.add_argument("--objects", type=int, required=True, help="抽几个对象")
    parser.add_argument("--team", type=int, default=2, help="每个对象几名执法人员（至少 2）")
    parser.add_argument("--most", type=int, default=0, help="一名执法人员最多几个对象（0 不限）")
    parser.add_argument("--from", type=Path, required=True, dest="candidates", help="检查对象名录库（CSV）")
    parser.add_argument("--by", type=Path, required=True, dest="inspectors", help="执法检查人员名录库（CSV）")
    parser.add_argument("--public", required=True, help="将来用哪个公开数值，例如 双色球第2017136期")


def run(arguments: argparse.Namespace) -> int:
    """0: done, or the draw holds; 1: it does not hold or can't be made; 2: a file can't be used."""
    try:
        return {"commit": _commit, "make": _make, "verify": _verify}[arguments.what](arguments)
    except OSError as error:
        print(f"读不到或写不了：{error}")
        return 2
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        print("不是抽取文件（应为 UTF-8 编码的 JSON）。")
        return 2
    except (ValueError, KeyError) as error:
        print(f"不能抽取：{error.args[0] if error.args else error}")
        return 1


def _commit(arguments: argparse.Namespace) -> int:
    plan = Plan(arguments.name, arguments.line, arguments.objects, arguments.team, arguments.most)
    candidates = [
        columns.candidate(row) for row in _rows(arguments.candidates, "inspection_objects", plan.line)
    ]
    inspectors = [columns.inspector(row) for row in _rows(arguments.inspectors, "inspectors")]
    pool = Pool(plan, tuple(candidates), tuple(inspectors))
    share = secrets.token_hex(_SHARE_BYTES)
    said = commit(pool, share, arguments.public, _now())
    draft = {"pool": _part(pool), "share": share, "public_source": said.public_source, "at": said.at}
    _write(arguments.draft, draft, mode=0o600)
    print(f"名录：{len(candidates)} 个对象，{len(inspectors)} 名执法人员。请在抽取之前公布：")
    print(f"  名录摘要 {said.list_digest}")
    print(f"  份额摘要 {said.share_digest}")
    print(f"  公开数值 {said.public_source}")
    print(f"  承诺时间 {said.at}")
    return 0


def _make(arguments: argparse.Namespace) -> int:
    draft = _read(arguments.draft)
    blank = {"value": arguments.value, "at": arguments.value_at}
    known = read_draw(
        {
            **_frame(draft), "public_value": blank, "drawn_at": _now(), "operator": arguments.operator,
            "result": {"key": "", "assignments": []},
        }
    )  # fmt: skip
    pool = known.pool
    file = DrawFile(
        pool, commit(pool, known.share, known.commitment.public_source, known.commitment.at), known.share,
        known.public_value, known.value_at, known.drawn_at, known.operator,
        draw(pool, known.share, known.public_value),
    )  # fmt: skip
    content = content_of(file)
    found = verify(content)
    for problem in found.problems:
        print(f"不能抽取：{problem}")
    if found.holds:
        _write(arguments.out, content)
        _tell(file)
    return 0 if found.holds else 1


def _verify(arguments: argparse.Namespace) -> int:
    found = verify(_read(arguments.file))
    if found.file is not None:
        _tell(found.file)
    for problem in found.problems:
        print(f"不成立：{problem}")
    if found.holds:
        print("成立：名录和随机份额与事先公布的摘要一致，重算的结果相同。")
    for note in found.notes:
        print(str(note))
    return 0 if found.holds else 1


def _tell(file: DrawFile) -> None:
    plan = file.pool.plan
    print(f"{plan.name}：从 {len(file.pool.candidates)} 个对象中抽 {plan.objects} 个，每个 {plan.team} 人。")
    print(f"承诺公布于 {file.commitment.at}，公开数值：{file.commitment.public_source}（{file.value_at}）。")
    for each in file.result.assignments:
        print(f"  {each.code}  {'、'.join(each.inspectors)}{'（人不够）' if each.short else ''}")


def _rows(path: Path, name: str, line: str = "") -> Iterator[Content]:
    """The rows of a list, canonical; of one line of work where one is asked for. Raises _UnusableError with
    the first cell that is wrong."""
    data_set = fields().data_set(name, datetime.now().astimezone().date())
    table = Checker(data_set).table(enumerate(_cells(path, data_set), start=2))
    for row in table.refused:
        problem = row.problems[0]
        title = data_set.column(problem.column).title if problem.column else ""
        raise _UnusableError(f"{path.name} 第 {row.place} 行 {title}：{problem.message}")
    rows = [row.content for row in table.accepted if not line or row.content.get("line") == line]
    if not rows:
        raise _UnusableError(f"{path.name} 里没有{f'“{line}”的' if line else ''}行")
    yield from rows


def _cells(path: Path, data_set: DataSet) -> Iterator[dict[str, str]]:
    """The rows by column name; the heads may be names or titles, other columns are left."""
    names = {column.title: column.name for column in data_set.columns}
    names |= {column.name: column.name for column in data_set.columns}
    for row in csv.DictReader(io.StringIO(_text(path.read_bytes()), newline="")):
        yield {names[head]: value or "" for head, value in row.items() if head in names}


def _text(content: bytes) -> str:
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _UnusableError("名录库应为 UTF-8 或 GB18030 的 CSV")


def _part(pool: Pool) -> Any:
    return json.loads(pool.canonical())


def _frame(draft: Any) -> dict[str, Any]:
    """What a draft holds, as a draw file has it; the digests are computed again from it."""
    said = {"list_digest": "", "share_digest": "", "public_source": draft["public_source"], "at": draft["at"]}
    return {"format": FORMAT, "pool": draft["pool"], "commitment": said, "share": draft["share"]}


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _write(path: Path, content: object, mode: int = 0o644) -> None:
    """Never over a file that is there: a draft holds what was committed to."""
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as file:
        file.write(text)


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
