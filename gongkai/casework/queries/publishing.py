"""What of a sent reply might be published, for the person who reads it over."""

from datetime import date

from gongkai.casework import anonymising
from gongkai.casework.anonymising import Proposal
from gongkai.casework.models import Reply
from gongkai.casework.queries.cases import case_visible_to
from gongkai.foundation.organisations.roles import Actor

__all__ = ["Proposal", "proposed_publication"]


def proposed_publication(actor: Actor, case_id: int, day: date) -> Proposal | None:
    """Title, question and answer with everything found masked; None while no reply was sent. Raises
    NoSuchCaseError."""
    case = case_visible_to(actor, case_id, day)
    reply = Reply.objects.filter(case=case, sent_on__isnull=False).order_by("-sent_on", "-pk").first()
    return anonymising.proposed(case, reply) if reply else None
