"""`gongkai draw verify FILE`: repeat a draw of whom to inspect and compare. Needs no installation."""

import argparse
import json
from pathlib import Path

from gongkai.core.disclosure.verify.draw import DrawFile, verify


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's arguments."""
    what = parser.add_subparsers(title="做什么", required=True, metavar="verify")
    verifying = what.add_parser("verify", help="用抽取文件重算一遍，看结果是否一致")
    verifying.add_argument("file", type=Path, help="抽取文件（抽查结果页面上的“抽取文件”）")


def run(arguments: argparse.Namespace) -> int:
    """0: the draw holds; 1: it does not; 2: the file can't be read."""
    try:
        content = json.loads(arguments.file.read_text(encoding="utf-8"))
    except OSError as error:
        print(f"读不到：{error}")
        return 2
    except ValueError:
        print("不是抽取文件（应为 JSON）。")
        return 2
    found = verify(content)
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
    pool = file.pool
    plan = pool.plan
    print(f"{plan.name}：从 {len(pool.candidates)} 个对象中抽 {plan.objects} 个，每个 {plan.team} 人。")
    print(f"承诺公布于 {file.commitment.at}，公开数值：{file.commitment.public_source}（{file.value_at}）。")
    for each in file.result.assignments:
        print(f"  {each.code}  {'、'.join(each.inspectors)}")
