"""Who was let in to follow a case: for this session only, for a while, under a new session key each time."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.casework.policy import applicant_of, case_of_applicant
from gongkai.foundation.organisations.roles import Actor

LASTS = timedelta(minutes=30)  # without a click
_SESSION = "following"


def let_in(request: HttpRequest, actor: Actor, now: datetime) -> None:
    """From here on this session may follow the applicant's case, and no other."""
    request.session.cycle_key()
    request.session[_SESSION] = {"case": case_of_applicant(actor), "at": now.isoformat()}


def applicant(request: HttpRequest, now: datetime) -> Actor | None:
    """The applicant this session stands for; None when nobody was let in, or too long ago."""
    stored = request.session.get(_SESSION)
    if not stored:
        return None
    if not timedelta(0) <= now - datetime.fromisoformat(stored["at"]) <= LASTS:
        leave(request)
        return None
    request.session[_SESSION] = {**stored, "at": now.isoformat()}
    return applicant_of(stored["case"])


def leave(request: HttpRequest) -> None:
    request.session.pop(_SESSION, None)
