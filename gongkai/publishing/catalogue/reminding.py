"""Catalogues that are to be looked over again: told to those who keep them, once for each date."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing.catalogue import actions, law
from gongkai.publishing.catalogue.models import Catalogue
from gongkai.publishing.reminders import remind

_SAY = "请对照标准指引和申请公开的情况逐项复核，在“公开目录”里登记复核的结论；要增改的，提出增改。"


def remind_of_review(now: datetime) -> int:
    """Tell each body of its catalogues whose review has come due. How many catalogues?"""
    today = timezone.localdate(now)
    by_body: dict[int, list[Catalogue]] = {}
    for row in Catalogue.objects.order_by("body_id", "pk"):
        due = law.review_due(row.reviewed_on)
        if due <= today and row.told_of_review != due:
            by_body.setdefault(row.body_id, []).append(row)
    return sum(_told(body, rows, now) for body, rows in by_body.items())


@transaction.atomic
def _told(body_id: int, rows: list[Catalogue], now: datetime) -> int:
    """One letter with all of them."""
    told = [
        row
        for row in rows
        if not isinstance(actions.remind_review(actor=SYSTEM, now=now, catalogue_id=row.pk), Refused)
    ]
    if told:
        remind(
            body_id=body_id, roles=(Role.OFFICE_HEAD,), subject=f"{len(told)} 个领域的公开目录应当复核",
            lines=[_title(row) for row in told], say=_SAY, about=("catalogues_due", body_id), now=now,
        )  # fmt: skip
    return len(told)


def _title(row: Catalogue) -> str:
    field = law.field(row.field)
    return field.title if field else row.field
