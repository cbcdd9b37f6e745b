"""Who calls with a token, and which tokens a person may see."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.foundation.organisations.queries import actor_for, subtree_ids
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.tokens.digests import PREFIX, digest
from gongkai.foundation.tokens.models import ApiToken
from gongkai.foundation.tokens.scopes import Scope

_NOTED_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Caller:
    """A program at this moment: for whom it acts, and what it may be used for."""

    token_id: int
    body_id: int
    actor: Actor
    scopes: frozenset[str]
    data_sets: frozenset[str] = frozenset()

    def may(self, scope: Scope) -> bool:
        return scope.value in self.scopes

    def may_write_to(self, data_set: str) -> bool:
        """May it hand in rows of this data set, as far as the token goes?"""
        return not self.data_sets or data_set in self.data_sets


@dataclass(frozen=True, slots=True)
class TokenCard:
    """A token as people see it in lists. `data_sets`: to these alone it may hand in rows; empty: to all."""

    id: int
    person_id: int
    person: str
    body: int
    name: str
    scopes: tuple[Scope, ...]
    beginning: str
    issued_at: datetime
    expires_on: date
    revoked_at: datetime | None
    last_used_at: datetime | None
    expired: bool
    data_sets: tuple[str, ...] = ()

    @property
    def writes_data(self) -> bool:
        return Scope.DATA_WRITE in self.scopes

    @property
    def works(self) -> bool:
        return self.revoked_at is None and not self.expired


def caller(token: str, now: datetime) -> Caller | None:
    """Who calls with this token; None when it is unknown, expired or revoked, or its person has no role left
    in its body."""
    if not token.startswith(PREFIX):
        return None
    day = timezone.localtime(now).date()
    row = ApiToken.objects.filter(digest=digest(token), revoked_at=None, expires_on__gte=day).first()
    if row is None:
        return None
    person = actor_for(row.person_id, day)
    roles = frozenset((role, body) for role, body in person.roles if body == row.body_id)
    if not roles:
        return None
    if row.last_used_at is None or now - row.last_used_at > _NOTED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return Caller(
        row.pk, row.body_id, replace(person, roles=roles), frozenset(row.scopes), frozenset(row.data_sets)
    )  # fmt: skip


def tokens_visible_to(actor: Actor, day: date) -> list[TokenCard]:
    """One's own tokens, and those in bodies one administers or is in charge of; the newest first."""
    found = _visible_to(actor, day).order_by("-issued_at", "-pk").select_related("person")
    return [
        TokenCard(
            each.pk, each.person_id, each.person.name, each.body_id, each.name,
            tuple(Scope(scope) for scope in each.scopes), each.beginning, each.issued_at, each.expires_on,
            each.revoked_at, each.last_used_at, each.expires_on < day, tuple(each.data_sets),
        )
        for each in found
    ]  # fmt: skip


def token_is_visible_to(actor: Actor, token_id: int, day: date) -> bool:
    return _visible_to(actor, day).filter(pk=token_id).exists()


def _visible_to(actor: Actor, day: date) -> QuerySet[ApiToken]:
    if actor.is_system:
        return ApiToken.objects.all()
    bodies = actor.bodies_as(Role.BODY_ADMINISTRATOR) | subtree_ids(actor.bodies_as(Role.CITY_OFFICE), day)
    return ApiToken.objects.filter(Q(person_id=actor.person_id) | Q(body_id__in=bodies))
