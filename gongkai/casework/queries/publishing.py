"""What of a sent reply might be published, and where personal data stands, for whoever reads it over."""

from collections.abc import Callable
from datetime import date

from gongkai.casework import anonymising
from gongkai.casework.anonymising import Proposal
from gongkai.casework.models import Reply
from gongkai.casework.queries.cases import case_visible_to
from gongkai.core.anonymise import Found
from gongkai.foundation.organisations.roles import Actor

__all__ = ["Proposal", "personal_data_finder", "proposed_publication"]


def proposed_publication(actor: Actor, case_id: int, day: date) -> Proposal | None:
    """Title, question and answer with everything found masked; None while no reply was sent. Raises
    NoSuchCaseError."""
    case = case_visible_to(actor, case_id, day)
    reply = Reply.objects.filter(case=case, sent_on__isnull=False).order_by("-sent_on", "-pk").first()
    return anonymising.proposed(case, reply) if reply else None


def personal_data_finder(actor: Actor, case_id: int, day: date) -> Callable[[str], list[Found]]:
    """Finds what looks like personal data in a text of the case. Raises NoSuchCaseError."""
    return anonymising.finder(case_visible_to(actor, case_id, day))
