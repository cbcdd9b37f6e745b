"""`gongkai fields rebuild|prepare`: files of large series made anew, indexes of declared columns."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.disclosure import declared, partitions, series


class Command(BaseCommand):
    help = "重建大型数据集的文件（rebuild），补齐声明的索引（prepare）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="what", required=True)
        rebuild = actions.add_parser("rebuild", help="由数据库重建一个数据集的 Parquet 文件")
        rebuild.add_argument("name", help="数据集的代号")
        prepare = actions.add_parser("prepare", help="为已有内容的数据集补齐筛选、排序、搜索的索引")
        prepare.add_argument("names", nargs="*", help="数据集的代号；不写是全部")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["what"] == "rebuild":
            self._rebuild(options["name"])
        else:
            self._prepare(options["names"])

    def _rebuild(self, name: str) -> None:
        try:
            data_set = declared.newest(name, timezone.localdate())
        except declared.NoSuchDataSetError as error:
            raise CommandError(_("没有名为“%(name)s”的数据集。") % {"name": name}) from error
        made = series.rebuild(data_set)
        if made is None:
            self.stdout.write(_("%(name)s 还没有公布过内容。") % {"name": name})
        else:
            self.stdout.write(_("%(name)s：%(rows)d 行。") % {"name": name, "rows": made.rows})

    def _prepare(self, names: list[str]) -> None:
        for data_set in declared.fields().data_sets(timezone.localdate()):
            if (not names or data_set.name in names) and partitions.exists(data_set.name):
                partitions.finish(data_set)
                self.stdout.write(data_set.name)
