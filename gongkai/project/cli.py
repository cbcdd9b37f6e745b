"""The `gongkai` command.

Commands that need no installation (no database, no settings) are listed in COMMANDS and start at once. Any
other name is a command of the installation, which takes this process over: Django, the database and all.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.foundation.rulebook import fields_command as fields
from gongkai.foundation.transparency import command as verify
from gongkai.project import draw_commands as draw
from gongkai.reporting.checking import command as check


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs by itself: its arguments, and what it does. `run` returns the exit status. `only`:
    which of its subcommands run by themselves, empty for all; the others are the installation's."""

    about: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    only: tuple[str, ...] = ()

    def runs(self, given: Sequence[str]) -> bool:
        """Whether it answers these arguments behind its name."""
        return not (self.only and given and not given[0].startswith("-")) or given[0] in self.only


COMMANDS = {
    "check": Command("检查年度报告：任何机关、任何年度、任何格式的文件", check.add_arguments, check.run),
    "fields": Command("核对领域声明，写出数据字典", fields.add_arguments, fields.run, only=fields.HERE),
    "draw": Command("双随机抽取：承诺、抽取、核对", draw.add_arguments, draw.run),
    "verify": Command(
        "核对公开证明：这段文字当时是否公开过，此后有没有变化", verify.add_arguments, verify.run
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `gongkai …`. Returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and not _runs_here(given):
        os.execv(sys.executable, [sys.executable, "-m", "gongkai.project.installation", *given])
    parser = _parser()
    if not given:
        parser.print_help()
        return 0
    parsed = parser.parse_args(given)
    command: Command = parsed.command
    return command.run(parsed)


def _runs_here(given: Sequence[str]) -> bool:
    command = COMMANDS.get(given[0])
    return given[0].startswith("-") if command is None else command.runs(given[1:])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="gongkai",
        description="公开：一座城市的政务公开工作系统",
        epilog="其他命令（demo、serve、setup、migrate …）由已安装的系统执行：gongkai help",
    )
    named = parser.add_subparsers(title="命令", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        subparser = named.add_parser(name, help=command.about, description=command.about)
        command.add_arguments(subparser)
        subparser.set_defaults(command=command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
