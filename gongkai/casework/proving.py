"""Replies sent by e-mail prove their own service: the receiving server's answer is kept in the mail log."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai.casework.actions.serving import prove_service
from gongkai.casework.models import Service, Way
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.mail.queries import LetterCard, letters_about
from gongkai.foundation.organisations.roles import SYSTEM

log = logging.getLogger(__name__)

MAY_COME_BACK = timedelta(days=1)
"""A letter the server took may still come back undeliverable; for so long nothing is proved by it."""

_NOTE = "收件服务器已接收"


def prove_mailed(now: datetime) -> int:
    """Record as served, on the day the server took it, each reply whose letter has not come back. One that
    came back or was refused stays unserved: the clerk finds it among the letters that did not arrive."""
    done = 0
    for service in Service.objects.filter(way=Way.EMAIL, served_on__isnull=True, letter__isnull=False):
        letter = _letter(service)
        taken_at = _taken_at(letter) if letter else None
        if taken_at is None or now < taken_at + MAY_COME_BACK:
            continue
        proved = prove_service(
            actor=SYSTEM, now=now, service_id=service.pk, note=_NOTE,
            served_on=max(timezone.localdate(taken_at), service.sent_on),
        )  # fmt: skip
        if isinstance(proved, Refused):
            log.warning("service %s: %s", service.pk, proved.reason)
        else:
            done += 1
    return done


def _letter(service: Service) -> LetterCard | None:
    return next((each for each in letters_about("case", service.case_id) if each.id == service.letter), None)


def _taken_at(letter: LetterCard) -> datetime | None:
    """When the server took the letter, unless it came back."""
    return letter.sent_at if letter.state == "sent" and letter.returned_at is None else None
