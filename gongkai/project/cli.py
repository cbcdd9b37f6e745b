"""The `gongkai` command.

Commands that need no installation (no database, no settings) are listed in COMMANDS and start at once. Any
other name is a command of the installation, which takes this process over: Django, the database and all.
"""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.foundation.transparency import command as verify
from gongkai.reporting.checking import command as check


@dataclass(frozen=True, slots=True)
class Command:
    """A command that runs by itself: its arguments, and what it does. `run` returns the exit status."""

    about: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


COMMANDS = {
    "check": Command("检查年度报告：任何机关、任何年度、任何格式的文件", check.add_arguments, check.run),
    "verify": Command(
        "核对公开证明：这段文字当时是否公开过，此后有没有变化", verify.add_arguments, verify.run
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `gongkai …`. Returns the exit status."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] not in COMMANDS and not given[0].startswith("-"):
        os.execv(sys.executable, [sys.executable, "-m", "gongkai.project.installation", *given])
    parser = _parser()
    if not given:
        parser.print_help()
        return 0
    parsed = parser.parse_args(given)
    command: Command = parsed.command
    return command.run(parsed)


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
