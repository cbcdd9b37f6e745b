"""Whether an applicant is told by e-mail."""

from gongkai.casework import policy
from gongkai.casework.models import Applicant, CaseAccess
from gongkai.foundation.organisations.roles import Actor


def told_by_mail(actor: Actor) -> bool | None:
    """None when he has given no address, or is nobody's applicant."""
    case_id = policy.case_of_applicant(actor)
    if case_id is None or not Applicant.objects.filter(case_id=case_id).exclude(email="").exists():
        return None
    return CaseAccess.objects.filter(case_id=case_id, tells=True).exists()
