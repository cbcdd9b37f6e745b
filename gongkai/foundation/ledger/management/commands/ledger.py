"""`gongkai ledger verify` walks the chain; `gongkai ledger replay` holds the tables against the ledger."""

from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from gongkai.foundation.ledger import chain, rows

SHOWN = 20


class Command(BaseCommand):
    help = "Check that the ledger is whole, and that the tables are what it says"
    requires_system_checks = ()  # pages are no business of this command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["verify", "replay"])
        parser.add_argument(
            "--head",
            metavar="SEQUENCE:HASH",
            help="verify: the end of the ledger as noted earlier; finds events cut off the end",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "verify":
            self._verify(options["head"])
        else:
            self._replay()

    def _verify(self, noted: str | None) -> None:
        problem = next(chain.breaks(), None) or (chain.missing_head(noted) if noted else None)
        if problem is not None:
            raise CommandError(problem.message.in_language(_))
        head = chain.head()
        self.stdout.write(_("台账完整：共 {count} 条记录，逐条核对无误。").format(count=head.sequence))
        self.stdout.write(_("末端标识（请另行保存，供下次核对）：{head}").format(head=head))

    def _replay(self) -> None:
        found = list(islice(rows.mismatches(), SHOWN))
        for each in found:
            self.stdout.write(each.message.in_language(_))
        if found:
            raise CommandError(_("数据表与台账不一致，以上最多列出 {shown} 处。").format(shown=SHOWN))
        self.stdout.write(_("各数据表与台账一致。"))
