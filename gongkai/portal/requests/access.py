"""Who was let in to follow a case: for this session only, for a while, under a new session key each time."""

from datetime import datetime, timedelta

from django.http import HttpRequest

from gongkai.casework import accounts
from gongkai.casework.policy import applicant_of, case_of_applicant
from gongkai.foundation.organisations.roles import Actor
from gongkai.portal.requests import account

LASTS = timedelta(minutes=30)  # without a click
_SESSION = "following"


def let_in(request: HttpRequest, actor: Actor, now: datetime) -> None:
    """From here on this session may follow the applicant's case, and no other. If he is signed in with the
    address he gave in it, it stands in his account from now on."""
    request.session.cycle_key()
    request.session[_SESSION] = {"case": case_of_applicant(actor), "at": now.isoformat()}
    visiting = account.visiting(request, now)
    if visiting is not None:
        accounts.join(actor, visiting, now)


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
