"""Keeping what was looked for in vain. Nothing of who looked."""

from datetime import date, timedelta

from django.db.models import F

from gongkai.core.anonymise import find_personal_data
from gongkai.foundation.search.folding import fold
from gongkai.foundation.search.models import Missed

KEPT = timedelta(days=366)
_LONGEST = 60
_SHORTEST = 2
_MOST = 20_000  # rows; a flood of nonsense must not fill the table


def note(typed: str, day: date) -> None:
    """Count it once more. What holds personal data is not kept, nor is what is long enough to be a letter."""
    text = " ".join(fold(typed).split())
    if not _SHORTEST <= len(text) <= _LONGEST or find_personal_data(text):
        return
    if Missed.objects.filter(typed=text).update(times=F("times") + 1, last_on=day):
        return
    if Missed.objects.count() < _MOST:
        Missed.objects.get_or_create(typed=text, defaults={"first_on": day, "last_on": day})


def forget_old(day: date) -> int:
    """What has not been typed for KEPT days; returns how many rows went."""
    gone, _ = Missed.objects.filter(last_on__lt=day - KEPT).delete()
    return gone
