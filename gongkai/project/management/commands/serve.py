"""`gongkai serve`: the web pages, and beside them the background worker."""

import subprocess
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

THREADS = 8  # a process; more only wait for the database


class Command(BaseCommand):
    help = "在本机提供网页，并运行后台任务"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--workers", type=int, default=2)
        parser.add_argument("--no-worker", action="store_true", help="后台任务由别处的 gongkai worker 运行")

    def handle(self, *args: Any, **options: Any) -> None:
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        worker = None if options["no_worker"] else _start_worker()
        try:
            Granian(
                "gongkai.project.wsgi:application",
                address=options["address"],
                port=options["port"],
                interface=Interfaces.WSGI,
                workers=options["workers"],
                blocking_threads=THREADS,
                log_level=LogLevels.warning,
            ).serve()
        finally:
            if worker:
                worker.terminate()
                worker.wait(timeout=20)


def _start_worker() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "gongkai.project.installation", "worker"])
