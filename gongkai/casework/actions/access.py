"""Personal data in clear, and files that are put to a case."""

from dataclasses import dataclass
from datetime import date, datetime

from gongkai.casework import access_codes
from gongkai.casework.actions.frame import Taken, take
from gongkai.casework.models import Applicant, CaseAccess, CaseFile, FileRole
from gongkai.casework.policy import Condition, Conditions, written
from gongkai.casework.uploads import not_for_this_case
from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, record, verb
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class ApplicantInClear:
    """Everything known of an applicant. Shown once to the person who asked, never kept."""

    case_id: int
    type: str
    name: str
    id_kind: str
    id_number: str
    contact: str
    phone: str
    email: str
    address: str
    postcode: str


@verb("case.unmask")
def unmask(*, actor: Actor, now: datetime, case_id: int, reason: str) -> ApplicantInClear | Refused:
    """查看个人信息 (《个人信息保护法》第五条、第六条): for a reason, which the ledger keeps with who asked.
    Does not change the case: nobody else's page grows old by it."""

    def judging(_taken: Taken) -> Conditions:
        return {Condition.REASON_GIVEN: written(reason)}

    taken = take("case.unmask", case_id=case_id, actor=actor, now=now, judging=judging)
    if isinstance(taken, Refused):
        return taken
    applicant = Applicant.objects.filter(case=taken.case).first()
    if applicant is None or applicant.erased_at is not None:
        return Refused(Message(N_("个人信息已按期删除，或者没有登记。")))
    record(subject=("unmasking", taken.case.pk), body=taken.case.body_id, reason=reason)
    return ApplicantInClear(
        taken.case.pk, taken.case.applicant_type, applicant.name, applicant.id_kind, applicant.id_number,
        applicant.contact, applicant.phone, applicant.email, applicant.address, applicant.postcode,
    )  # fmt: skip


@verb("case.renew_code")
def renew_code(*, actor: Actor, now: datetime, case_id: int, reason: str) -> str | Refused:
    """重发查询码: for an applicant who lost his, once the clerk has made sure who asks. The old one no longer
    lets anybody in; the new one is told now and kept nowhere."""

    def judging(_taken: Taken) -> Conditions:
        return {Condition.REASON_GIVEN: written(reason)}

    taken = take("case.renew_code", case_id=case_id, actor=actor, now=now, judging=judging)
    if isinstance(taken, Refused):
        return taken
    code = access_codes.new_code()
    CaseAccess.objects.update_or_create(case=taken.case, defaults={"code_hash": access_codes.code_hash(code)})
    record(subject=("query_code", taken.case.pk), body=taken.case.body_id, reason=reason)
    return code


@verb("case.add_file")
def add_file(
    *,
    actor: Actor,
    now: datetime,
    case_id: int,
    file_id: int,
    role: str,
    shown: bool = False,
    on: date | None = None,
) -> CaseFile | Refused:
    """添加材料: a file that was attached for the body becomes part of the case."""
    taken = take("case.add_file", case_id=case_id, actor=actor, now=now, on=on)
    if isinstance(taken, Refused):
        return taken
    if role not in FileRole:
        return Refused(Message(N_("请选择材料的种类。")))
    refused = not_for_this_case([file_id], taken.case.body_id, case_id=case_id)
    if refused is not None:
        return refused
    if CaseFile.objects.filter(case=taken.case, file_id=file_id).exists():
        return Refused(Message(N_("这份材料已经在案卷里。")))
    kept = CaseFile(
        case=taken.case, body_id=taken.case.body_id, file_id=file_id, role=role, shown=shown, at=now
    )
    write(kept)
    taken.keep()
    return kept
