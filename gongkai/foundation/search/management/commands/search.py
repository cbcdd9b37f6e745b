"""`gongkai search rebuild` builds the index anew; `gongkai search status` tells how it stands."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from gongkai.foundation.search import changes, places, updating
from gongkai.foundation.search.engine import Unavailable


class Command(BaseCommand):
    help = "Build the index of the search anew, or tell how it stands"
    requires_system_checks = ()  # pages are no business of this command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["rebuild", "update", "status"])

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["action"] == "rebuild":
                number = updating.rebuild()
                self.stdout.write(_("索引已重建，共 {number} 条。").format(number=number))
            elif options["action"] == "update":
                number = updating.update()
                self.stdout.write(_("索引已更新，处理了 {number} 处变动。").format(number=number))
            else:
                self._status()
        except updating.Busy as error:
            raise CommandError(_("另一个进程正在写索引，请稍后再试。")) from error

    def _status(self) -> None:
        waiting = changes.how_many_wait()
        try:
            number = places.current().count()
        except Unavailable as error:
            raise CommandError(_("还没有索引，请运行 gongkai search rebuild。")) from error
        self.stdout.write(
            _("索引共 {number} 条，{waiting} 处变动待处理。").format(number=number, waiting=waiting)
        )
