"""Whether an applicant is told of news by e-mail or text message."""

from gongkai.casework import policy
from gongkai.casework.models import CaseAccess
from gongkai.casework.reaching import reachable_by
from gongkai.foundation.organisations.roles import Actor


def told_of_news(actor: Actor) -> bool | None:
    """None when he has given neither e-mail nor mobile telephone, or is nobody's applicant."""
    case_id = policy.case_of_applicant(actor)
    if case_id is None or not any(reachable_by(case_id)):
        return None
    return CaseAccess.objects.filter(case_id=case_id, tells=True).exists()
