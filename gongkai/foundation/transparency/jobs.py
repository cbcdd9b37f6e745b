"""Signing in time."""

import logging

from django.utils import timezone

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tasks.queue import task
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.entering import complete
from gongkai.foundation.transparency.models import PublicEntry
from gongkai.foundation.transparency.queries import latest_head

log = logging.getLogger(__name__)


@task("transparency.sign_daily", cron="5 16 * * *")
def sign_daily() -> None:
    """Five past midnight in Beijing, whether or not something was published; before, what the tree lacks."""
    complete(timezone.now())
    _sign()


@task("transparency.sign_hourly", cron="35 * * * *")
def sign_hourly() -> None:
    """What was published this hour gets its proof within the hour."""
    head = latest_head()
    if PublicEntry.objects.filter(position__gte=head.size if head else 0).exists():
        _sign()


def _sign() -> None:
    answer = sign_head(actor=SYSTEM, now=timezone.now())
    if isinstance(answer, Refused):
        log.warning("head not signed: %s", answer.reason.text)
