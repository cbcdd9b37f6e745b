"""Background work of catalogues, one line each."""

from django.utils import timezone

from gongkai.foundation.tasks.queue import task
from gongkai.publishing.catalogue.reminding import remind_of_review


@task("catalogue.daily", cron="15 16 * * *")
def daily() -> None:
    """Every day at a quarter past midnight in Beijing: whose review has come due."""
    remind_of_review(timezone.now())
