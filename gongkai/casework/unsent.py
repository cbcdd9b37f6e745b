"""Files of forms never sent (《个人信息保护法》第四十七条): proofs of identity must not lie about."""

from datetime import datetime, timedelta

from django.conf import settings

from gongkai.casework.file_rules import purpose_of
from gongkai.casework.models import CaseFile, FileRole
from gongkai.foundation.files.actions import erase
from gongkai.foundation.files.queries import left_lying
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM

REASON = "申请没有提交，按期删除"
_FROM_FORMS = tuple(
    purpose_of(each) for each in (FileRole.IDENTITY, FileRole.APPLICATION, FileRole.CORRECTION)
)


def erase_unsent(now: datetime) -> int:
    """Erase what was uploaded and put to no case within the time a draft is kept, a day more for the form
    that was just taken up again. How many there were."""
    before = now - timedelta(days=settings.CASE_DRAFT_DAYS + 1)
    lying = left_lying(_FROM_FORMS, before, CaseFile.objects.values("file_id"))
    done = [erase(actor=SYSTEM, now=now, file_id=each, reason=REASON) for each in lying]
    return sum(not isinstance(each, Refused) for each in done)
