"""Verbs on tokens."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.foundation.ledger.rows import write
from gongkai.foundation.ledger.verbs import Refused, first_refusal, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.tokens import policy
from gongkai.foundation.tokens.digests import PREFIX, digest
from gongkai.foundation.tokens.models import ApiToken
from gongkai.foundation.tokens.scopes import Scope

_RANDOM_BYTES = 32
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Issued:
    """`token` is told once and kept nowhere."""

    token_id: int
    token: str = field(repr=False)


@verb("token.issue")
def issue_token(
    *,
    actor: Actor,
    now: datetime,
    body_id: int,
    name: str,
    scopes: Collection[str],
    expires_on: date,
    data_sets: Collection[str] = (),
) -> Issued | Refused:
    """A token with which a program acts for the person in the body, through `expires_on`. `data_sets`: to
    these alone it may hand in rows, if any are named."""
    today = timezone.localtime(now).date()
    refused = first_refusal(policy.may_issue(actor, body_id), _wrong(name, scopes, expires_on, today))
    if refused is not None:
        return refused
    assert actor.person_id is not None  # the policy has seen to it
    token = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
    row = ApiToken(
        person_id=actor.person_id, body_id=body_id, name=name.strip(), scopes=sorted(set(scopes)),
        data_sets=sorted(set(data_sets)),
        beginning=token[: len(PREFIX) + 6], digest=digest(token), issued_at=now, expires_on=expires_on,
    )  # fmt: skip
    write(row)
    return Issued(row.pk, token)


@verb("token.revoke")
def revoke_token(*, actor: Actor, now: datetime, token_id: int, reason: str = "") -> int | Refused:
    """The token stops at once, for good."""
    row = ApiToken.objects.select_for_update().filter(pk=token_id).first()
    if row is None:
        return Refused(Message(N_("没有这个令牌")))
    refused = policy.may_revoke(actor, row.person_id, row.body_id, timezone.localtime(now).date())
    if refused is None and row.revoked_at is not None:
        refused = Refused(Message(N_("该令牌已经吊销")))
    if refused is not None:
        return refused
    write(row, reason=reason, revoked_at=now, revoked_by=actor.code)
    return row.pk


def _wrong(name: str, scopes: Collection[str], expires_on: date, today: date) -> Refused | None:
    longest = today + timedelta(days=settings.TOKEN_LONGEST_DAYS)
    problems = []
    if not 0 < len(name.strip()) <= _LONGEST_NAME:
        problems.append(("name", Message(N_("请写明哪个系统用它做什么，不超过 60 个字"))))
    if not scopes or not set(scopes) <= set(Scope.values):
        problems.append(("scopes", Message(N_("请至少选择一项权限"))))
    if not today < expires_on <= longest:
        said = Message(
            N_("到期日应晚于今天，最迟为{longest}。到期前请另签发一个替换"), {"longest": longest.isoformat()}
        )
        problems.append(("expires_on", said))
    if not problems:
        return None
    return Refused(Message(N_("令牌没有签发，请改正后再提交")), details=tuple(problems))
