"""Who comes in: a program with a token, acting for a person with his roles, within its scopes and rate."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import HttpBearer

from gongkai.foundation.interface import rates, repeating
from gongkai.foundation.interface.problems import FORBIDDEN, TOO_MANY, Problem, ProblemError
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.signin.address import client_address
from gongkai.foundation.tokens import queries
from gongkai.foundation.tokens.queries import Caller
from gongkai.foundation.tokens.scopes import Scope

SAYS_NO: dict[int, Any] = dict.fromkeys((401, 403, 404, 422, 429), Problem)
"""How any operation may be refused."""

REFUSES: dict[int, Any] = {**SAYS_NO, 409: Problem, 412: Problem}
"""How a verb may be refused besides: what the law or the state of the case has against it, and being late."""


_MOMENT = "gongkai.moment"


def moment(request: HttpRequest) -> datetime:
    """When the request came: read off the clock once, so that a call never stands on two days."""
    if _MOMENT not in request.META:
        request.META[_MOMENT] = timezone.now()
    found: datetime = request.META[_MOMENT]
    return found


class Door(HttpBearer):
    """Authorization: Bearer gk_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        now = moment(request)
        found = queries.caller(token, now)
        if found is None:
            _slow(f"stranger:{client_address(request)}", settings.API_STRANGERS_CALLS_A_MINUTE, now)
            return None
        _slow(f"token:{found.token_id}", settings.API_CALLS_A_MINUTE, now)
        return found


def _slow(caller: str, limit: int, now: datetime) -> None:
    seconds = rates.wait(caller, limit, now)
    if seconds:
        said = _("调用过于频繁。请 {seconds} 秒后再试。").format(seconds=seconds)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(seconds)})


@dataclass(frozen=True, slots=True)
class Call:
    """One call: who acts and when, as verbs and queries want it."""

    actor: Actor
    now: datetime
    today: date
    body_id: int


def acting(request: HttpRequest, *scopes: Scope) -> Call:
    """The call, if its token has all of `scopes`. Raises ProblemError."""
    caller: Caller = request.auth  # type: ignore[attr-defined]
    lacking = [scope for scope in scopes if not caller.may(scope)]
    if lacking:
        said = _("令牌没有“{scope}”权限。请另签发有此权限的令牌。").format(scope=lacking[0].value)
        raise ProblemError(FORBIDDEN, said)
    now = moment(request)
    return Call(caller.actor, now, timezone.localdate(now), caller.body_id)


def _who(request: HttpRequest) -> str | None:
    """The caller for the idempotency key. A token that no longer works is left to the door."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    found = queries.caller(token, moment(request))
    return f"token:{found.token_id}" if found else None


once = repeating.once(_who, moment)
"""Decorator of operations that change something: done once a key."""
