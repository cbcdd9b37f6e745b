"""Closing the file: everything of a case bound into one PDF (第四十五条：归档)."""

from datetime import date, datetime

from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.actions.keeping import keep_file
from gongkai.casework.dossier import dossier
from gongkai.casework.models import Case, CaseFile, Consultation, FileRole, Inquiry, Reply, Service
from gongkai.casework.policy import Condition
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor


@verb("case.archive")
def archive(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    on: date | None = None,
    based_on: int | None = None,
) -> CaseFile | Refused:
    """归档: bound with index, notices, reply, material, proofs, the clock and the ledger's extract.

    Not while something is open, nor before it is known that the reply arrived. Proofs of identity are left
    out. A case that is archived again after it was reopened gets a new file; the old one stays.
    """
    taken = take(
        "case.archive", case_id=case_id, actor=actor, now=now, on=on, based_on=based_on,
        judging=lambda taken: {Condition.NOTHING_OPEN: lambda: _open(taken.case)},
    )  # fmt: skip
    if isinstance(taken, Refused):
        return taken
    return _bound(taken)


def _bound(taken: Taken) -> CaseFile | Refused:
    case = taken.case
    content = dossier(case, taken.on)
    kept = keep_file(
        case=case, now=taken.now, role=FileRole.ARCHIVE, name=f"案卷 {case.number}.pdf", content=content
    )
    if isinstance(kept, Refused):
        return kept
    taken.keep()
    return kept


def _open(case: Case) -> Message | None:
    """The first thing that is still going on."""
    if Consultation.objects.filter(case=case, ended_on__isnull=True).exists():
        return Message(N_("征求意见还没有结束，不能归档。"))
    if Inquiry.objects.filter(case=case, answered_on__isnull=True).exists():
        return Message(N_("核查还没有答复，不能归档。"))
    challenge = case.concerning.filter(challenge__isnull=False, closed_on__isnull=True).first()
    if challenge is not None:
        return Message(N_("{number} 还没有结案，不能归档。"), {"number": challenge.number})
    return _unserved(case)


def _unserved(case: Case) -> Message | None:
    """A reply that was sent before the case was entered here has no document, and no service on file."""
    for reply in Reply.objects.filter(case=case, sent_on__isnull=False, pdf__isnull=False):
        if not Service.objects.filter(reply=reply, served_on__isnull=False).exists():
            return Message(
                N_("{number}还没有登记送达，请补上送达日期和凭证后归档。"), {"number": reply.number}
            )
    return None
