"""Letters of reminder to a body's people: one letter with everything that came up, not one for each thing."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.utils import timezone

from gongkai.foundation.mail.post import post
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Role

LISTED = 30
_MORE = "……另有 {number} 项，请登录系统查看。"


def remind(
    *,
    body_id: int,
    roles: Collection[Role],
    subject: str,
    lines: Sequence[str],
    say: str,
    about: tuple[str, object],
    now: datetime,
) -> int:
    """Queue the letter for each person of the body in one of the roles who has an address; how many. `lines`
    name the things, `say` what to do about them. Inside a verb or a transaction."""
    today = timezone.localdate(now)
    people = {each.id: each for role in roles for each in organisations.holders(role, [body_id], today)}
    told = [*lines[:LISTED], *([_MORE.format(number=len(lines) - LISTED)] if len(lines) > LISTED else [])]
    text = "\n".join([*told, "", say])
    addresses = sorted({each.email for each in people.values() if each.email})
    for address in addresses:
        post(to=address, subject=subject, text=text, about=about, now=now, body_id=body_id)
    return len(addresses)
