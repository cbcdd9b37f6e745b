"""`gongkai tasks` lists background work, newest first; `gongkai tasks retry 12` queues a failed job again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks import queries
from gongkai.foundation.tasks.actions import retry_job


class Command(BaseCommand):
    help = "List background work, or queue a failed job again"
    requires_system_checks = ()  # pages are no business of this command

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", nargs="?", choices=["list", "retry"], default="list")
        parser.add_argument("job", nargs="?", type=int)
        parser.add_argument("--status", help="todo, doing, succeeded, failed, cancelled, aborted")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["action"] == "retry":
            self._retry(options["job"])
        else:
            self._list(options["status"])

    def _list(self, status: str | None) -> None:
        numbers = queries.numbers()
        self.stdout.write("  ".join(f"{name}: {number}" for name, number in sorted(numbers.items())) or "0")
        for job in queries.jobs(status):
            at = timezone.localtime(job.changed_at).strftime("%Y-%m-%d %H:%M:%S") if job.changed_at else ""
            self.stdout.write(
                f"{job.id:>8}  {job.status:<10} {at:<20} {job.task}  ×{job.attempts}  {job.error}"
            )

    def _retry(self, job: int | None) -> None:
        if job is None:
            raise CommandError(_("请写明任务编号，例如：gongkai tasks retry 12"))
        result = retry_job(actor=SYSTEM, now=timezone.now(), job=job)
        if isinstance(result, Refused):
            raise CommandError(result.reason.in_language(_))
        self.stdout.write(_("任务 {job} 已重新排队。").format(job=job))
