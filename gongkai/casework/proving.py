"""Replies and fee notices sent by e-mail prove their own service: the receiving server's answer is kept in
the mail log."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai.casework.actions.consulting import record_service
from gongkai.casework.actions.serving import prove_service
from gongkai.casework.models import FeeNotice, Notice, Service, Way
from gongkai.core.replies import Notice as Kind
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
        letter = _letter(service.case_id, service.letter)
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
    return done + _prove_fees(now)


def _prove_fees(now: datetime) -> int:
    """The same for notices that ask for the fee: the period for paying counts from there (109号)."""
    done = 0
    unserved = FeeNotice.objects.filter(served_on__isnull=True, paid_on__isnull=True, case__state="fee_asked")
    for fee in unserved:
        notice = Notice.objects.filter(case=fee.case_id, template=Kind.FEE, way=Way.EMAIL).first()
        letter = _letter(fee.case_id, notice.letter) if notice else None
        taken_at = _taken_at(letter) if letter else None
        if taken_at is None or now < taken_at + MAY_COME_BACK:
            continue
        served_on = max(timezone.localdate(taken_at), fee.told_on)
        proved = record_service(actor=SYSTEM, now=now, case_id=fee.case_id, served_on=served_on)
        if isinstance(proved, Refused):
            log.warning("fee notice %s: %s", fee.pk, proved.reason)
        else:
            done += 1
    return done


def _letter(case_id: int, number: int | None) -> LetterCard | None:
    return next((each for each in letters_about("case", case_id) if each.id == number), None)


def _taken_at(letter: LetterCard) -> datetime | None:
    """When the server took the letter, unless it came back."""
    return letter.sent_at if letter.state == "sent" and letter.returned_at is None else None
