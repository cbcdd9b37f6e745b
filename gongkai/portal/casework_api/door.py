"""Who comes in: everybody to ask and to read; the applicant to his case, with its number and query code."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.security import APIKeyHeader

from gongkai.casework import actions
from gongkai.foundation.interface import rates, repeating
from gongkai.foundation.interface.problems import TOO_MANY, UNAUTHORISED, Problem, ProblemError, words
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.signin.address import client_network
from gongkai.portal.frame import clock
from gongkai.portal.limits import HOUR

CODE = "Query-Code"
KEY_LENGTH = 16  # of a stranger's idempotency key: nobody hits on another's by chance

ANSWERS: dict[int, Any] = dict.fromkeys((404, 422, 429), Problem)
"""How anybody may be refused."""

OWN: dict[int, Any] = {**ANSWERS, 401: Problem}
"""How somebody who wants to see his case may be refused."""


class ByCode(APIKeyHeader):
    """The query code that was told with the receipt; the number stands in the address."""

    param_name = CODE

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        if not key:
            return None
        found = actions.enter(
            number=number_of(request), code=key[:80], address=client_network(request), now=clock()
        )
        if not isinstance(found, Refused):
            return found
        if "minutes" in found.reason.values:
            seconds = str(int(str(found.reason.values["minutes"])) * 60)
            raise ProblemError(TOO_MANY, words(found.reason), {"Retry-After": seconds})
        raise ProblemError(UNAUTHORISED, words(found.reason))


def number_of(request: HttpRequest) -> str:
    """The case number in the address."""
    match = request.resolver_match
    return str(match.kwargs.get("number", ""))[:60] if match else ""


@dataclass(frozen=True, slots=True)
class Call:
    """The applicant at this moment."""

    actor: Actor
    now: datetime
    today: date


def applicant(request: HttpRequest) -> Call:
    now = clock()
    return Call(request.auth, now, timezone.localdate(now))  # type: ignore[attr-defined]


def slow(request: HttpRequest, what: str, limit: int) -> None:
    """Count one `what` from this address, together with those of the pages. Raises ProblemError."""
    seconds = rates.wait(f"portal:{what}:{client_network(request)}", limit, clock(), HOUR)
    if seconds:
        minutes = -(-seconds // 60)
        said = _("从您的网络提交得太多了。请 {minutes} 分钟后再试。").format(minutes=minutes)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(seconds)})


def slow_reading(request: HttpRequest) -> None:
    """Reading is slowed by the minute."""
    limit = settings.API_STRANGERS_CALLS_A_MINUTE
    seconds = rates.wait(f"reading:{client_network(request)}", limit, clock())
    if seconds:
        said = _("调用过于频繁。请 {seconds} 秒后再试。").format(seconds=seconds)
        raise ProblemError(TOO_MANY, said, {"Retry-After": str(seconds)})


def _who(request: HttpRequest) -> str:
    """For the idempotency key. Number and code are part of it: who hasn't got the code finds no answer."""
    number = number_of(request)
    return f"applicant:{number}:{request.headers.get(CODE, '')}" if number else "public"


once = repeating.once(_who, lambda _request: clock())
"""Decorator of operations that change something: done once a key."""
