"""How long a session lasts, and how many a person may have."""

from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session

from gongkai.foundation.signin.models import SignIn

_BEGUN, _SEEN, _KEY = "begun_at", "seen_at", "registered_as"
_NOTED_EVERY = timedelta(minutes=1)


class End(Enum):
    """Why a session has ended."""

    IDLE = "idle"
    OLD = "old"


def ended(session: SessionBase, now: datetime) -> End | None:
    """Has the session been idle, or in use, for longer than is allowed?"""
    seen, begun = session.get(_SEEN), session.get(_BEGUN)
    if seen is not None and now - datetime.fromisoformat(seen) > timedelta(
        seconds=settings.SESSION_IDLE_SECONDS
    ):
        return End.IDLE
    if begun is not None and now - datetime.fromisoformat(begun) > timedelta(
        seconds=settings.SESSION_COOKIE_AGE
    ):
        return End.OLD
    return None


def note(session: SessionBase, person_id: int, now: datetime) -> None:
    """Note that the session is in use; register a new one and end the person's oldest beyond the limit."""
    if session.get(_KEY) != session.session_key:
        session[_KEY] = session.session_key
        session.setdefault(_BEGUN, now.isoformat())
        _register(str(session.session_key), person_id, now)
    seen = session.get(_SEEN)
    if seen is None or now - datetime.fromisoformat(seen) > _NOTED_EVERY:
        session[_SEEN] = now.isoformat()


def _register(key: str, person_id: int, now: datetime) -> None:
    SignIn.objects.update_or_create(session_key=key, defaults={"person_id": person_id, "at": now})
    mine = list(
        SignIn.objects.filter(person_id=person_id)
        .order_by("-at", "-pk")
        .values_list("session_key", flat=True)
    )
    living = set(
        Session.objects.filter(session_key__in=mine, expire_date__gt=now).values_list(
            "session_key", flat=True
        )
    )
    kept = [each for each in mine if each in living or each == key][: settings.SESSIONS_PER_PERSON]
    over = set(mine) - set(kept)
    Session.objects.filter(session_key__in=over).delete()
    SignIn.objects.filter(session_key__in=over).delete()
