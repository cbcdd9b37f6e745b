"""Files that somebody wants to put to a case: of its body, and of no other case."""

from collections.abc import Collection

from gongkai.casework.models import CaseFile
from gongkai.core.messages import N_, Message
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import Refused


def not_for_this_case(
    file_ids: Collection[int], body_id: int, *, case_id: int | None = None
) -> Refused | None:
    """A number typed by hand must not bring another body's or another person's file into view."""
    if not file_ids:
        return None
    known = cards(file_ids)
    taken = CaseFile.objects.filter(file_id__in=file_ids).exclude(case_id=case_id or 0)
    if all(pk in known and known[pk].body == body_id for pk in file_ids) and not taken.exists():
        return None
    return Refused(Message(N_("没有这个文件，请重新上传。")))
