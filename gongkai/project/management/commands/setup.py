"""`gongkai setup`: tables, rights, static files. Safe to run again; run it after every upgrade."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from gongkai.foundation.ledger import rights
from gongkai.project import database


class Command(BaseCommand):
    help = "Create or upgrade the tables and give the application its rights"

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=max(options["verbosity"] - 1, 0))
        call_command("createcachetable", verbosity=0)
        rights.grant(connection, database.app_role())
        self.stdout.write("数据库已就绪：表已建立，应用账号的权限已授予。")
