"""Who may see the files of cases, by what they are (`FileRole`); a file's purpose is "case_" and its role.

Proofs of identity are for the body's request clerks; what names the applicant is for those with a part in the
case (for a drafter: in the cases given to him); whoever only oversees sees what was prepared for the public.
The applicant sees what is shown to him.
"""

from datetime import date

from gongkai.casework import policy
from gongkai.casework.models import CaseFile, FileRole
from gongkai.casework.queries.cases import cases_visible_to
from gongkai.foundation.files.policy import rule_for
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.roles import Actor, Role

_CLERK = frozenset({f"{Role.REQUEST_CLERK}@own"})
_DRAFTER = frozenset({f"{Role.DRAFTER}@own"})
_HANDLERS = frozenset(f"{role}@own" for role in policy.HANDLERS)
_ANYBODY = _HANDLERS | {f"{role}@{place}" for role in policy.OVERSEERS for place in ("own", "above")}
_FOR_THE_PUBLIC = frozenset({FileRole.REDACTED})


def purpose_of(role: str) -> str:
    """Under which purpose a file of this role is attached."""
    return f"case_{role}"


def may_see(actor: Actor, file_id: int, day: date) -> bool:
    """May the person see this file in one of the cases it belongs to?"""
    found = list(CaseFile.objects.filter(file_id=file_id).values_list("case_id", "body_id", "role", "shown"))
    if not found:
        return _just_attached(actor, file_id, day)
    return any(_in_case(actor, case, body, role, shown, day) for case, body, role, shown in found)


def _in_case(actor: Actor, case_id: int, body_id: int, role: str, shown: bool, day: date) -> bool:
    if policy.case_of_applicant(actor) == case_id:
        return shown and role != FileRole.IDENTITY
    held = policy.standing(actor, body_id, day)
    if role == FileRole.IDENTITY:
        return bool(held & _CLERK)
    if held & (_ANYBODY if role in _FOR_THE_PUBLIC else _HANDLERS):
        return True
    return bool(held & _DRAFTER) and cases_visible_to(actor, day).filter(pk=case_id).exists()


def _just_attached(actor: Actor, file_id: int, day: date) -> bool:
    """Before it is put to a case, whoever may put it there."""
    card = cards([file_id]).get(file_id)
    return card is not None and bool(policy.standing(actor, card.body, day) & _CLERK)


for _role in FileRole:
    rule_for(purpose_of(_role))(may_see)
