"""Making the copy of a file from which parts are taken out (区分处理, 《条例》第三十七条)."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from gongkai.casework.actions.frame import take
from gongkai.casework.actions.keeping import content_of, keep_file, own_file
from gongkai.casework.models import CaseFile, FileRole, Redaction
from gongkai.casework.policy import Condition, Conditions, written
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.redaction import Box
from gongkai.foundation.redaction import redact as blackened

REDACTABLE = (FileRole.ENCLOSURE, FileRole.RECORD, FileRole.REDACTED)


@verb("case.redact")
def redact(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    file_id: int,
    boxes: Sequence[Box],
    reason: str,
    based_on: int | None = None,
) -> CaseFile | Refused:
    """A copy of the PDF without what lies under the boxes, as a new file of the case.

    The original stays where it is and is never shown to the applicant.
    """
    taken = take(
        "case.redact", case_id=case_id, actor=actor, now=now, based_on=based_on,
        judging=lambda taken: _conditions(reason),
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    original = own_file(taken.case, file_id, REDACTABLE)
    if isinstance(original, Refused):
        return original
    made = blackened(content_of(file_id), boxes)
    if isinstance(made, Message):
        return Refused(made, details=(("file", made),))
    kept = keep_file(
        case=taken.case, now=now, role=FileRole.REDACTED, name=_name(original.file.name), content=made
    )
    if isinstance(kept, Refused):
        return kept
    write(
        Redaction(
            case=taken.case, body_id=taken.case.body_id, original=original.file, copy_id=kept.file_id,
            boxes=[asdict(box) for box in boxes], reason=reason.strip(), by=actor.code, at=now,
        ),
        reason=reason.strip(),
    )  # fmt: skip
    taken.keep(reason=reason.strip())
    return kept


def _conditions(reason: str) -> Conditions:
    return {Condition.REASON_GIVEN: written(reason, N_("请写明遮盖部分不予公开的理由。"))}


def _name(name: str) -> str:
    stem = name.rpartition(".")[0] or name
    return f"{stem}（区分处理）.pdf"
