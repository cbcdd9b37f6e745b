"""Files of a case: those the program makes itself, and finding one of the case's own."""

from collections.abc import Collection
from datetime import datetime

from gongkai.casework.models import Case, CaseFile, FileRole
from gongkai.core.messages import N_, Message
from gongkai.foundation.files import actions as files
from gongkai.foundation.files import contents, queries
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM


def keep_file(
    *, case: Case, now: datetime, role: FileRole, name: str, content: bytes, shown: bool = False
) -> CaseFile | Refused:
    """Keep a file that was made here, inside a verb. `shown`: the applicant may fetch it."""
    file_id = files.attach(
        actor=SYSTEM, now=now, body_id=case.body_id, name=name, content=content, purpose=f"case_{role}"
    )
    if isinstance(file_id, Refused):
        return file_id
    kept = CaseFile(case=case, body_id=case.body_id, file_id=file_id, role=role, shown=shown, at=now)
    write(kept)
    return kept


def own_file(case: Case, file_id: int, roles: Collection[FileRole]) -> CaseFile | Refused:
    """The case's file of this number, if it plays one of the roles."""
    found = CaseFile.objects.select_related("file").filter(case=case, file_id=file_id, role__in=roles).first()
    if found is None:
        return Refused(Message(N_("这件申请的材料里没有这个文件，请刷新后重新选择。")))
    return found


def content_of(file_id: int) -> bytes:
    """The content of a kept file, for the program's own work."""
    return contents.content_of(queries.cards([file_id])[file_id])
