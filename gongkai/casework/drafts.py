"""Unsent forms: found again by a code, gone after their day. Never part of the ledger.

A draft is sealed with a key that follows from its code and the installation's key. The code is kept nowhere,
so that neither the database nor a copy of it tells what somebody has begun to write.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import cast

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from gongkai.casework import access_codes
from gongkai.casework.models import Draft


def save_draft(*, data: Mapping[str, object], now: datetime, code: str = "") -> str:
    """Keep what was typed so far, under `code` if there is such a draft, else under a new one. Returns the
    code, which is kept nowhere."""
    expires_on = timezone.localdate(now) + timedelta(days=settings.CASE_DRAFT_DAYS)
    kept = {"at": now, "expires_on": expires_on}
    content = json.dumps(dict(data), ensure_ascii=False).encode()
    if code and _found(code, now).update(sealed=_box(code).encrypt(content), **kept):
        return code
    fresh = access_codes.new_code()
    Draft.objects.create(code_hash=_hash(fresh), sealed=_box(fresh).encrypt(content), **kept)
    return fresh


def open_draft(*, code: str, now: datetime) -> dict[str, object] | None:
    """What was typed; None for a wrong code or a draft whose day is over."""
    sealed = _found(code, now).values_list("sealed", flat=True).first()
    if sealed is None:
        return None
    try:
        return cast(dict[str, object], json.loads(_box(code).decrypt(bytes(sealed))))
    except InvalidToken:
        return None


def discard_draft(*, code: str) -> None:
    """The form was sent, or its writer wants it gone."""
    Draft.objects.filter(code_hash=_hash(code)).delete()


def expire(today: date) -> int:
    """Delete the drafts whose day is over; how many there were."""
    return Draft.objects.filter(expires_on__lt=today).delete()[0]


def _found(code: str, now: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(code_hash=_hash(code), expires_on__gte=timezone.localdate(now))


def _hash(code: str) -> str:
    return access_codes.keyed("draft", access_codes.plain_code(code))


def _box(code: str) -> Fernet:
    return access_codes.box("draft content", access_codes.plain_code(code))
