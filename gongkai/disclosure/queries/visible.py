"""Which releases a person may see, and in which he may read the rows before they are out."""

from datetime import date

from django.db.models import QuerySet

from gongkai.disclosure import policy
from gongkai.disclosure.models import Draw, Objection, Release, Source, Statement
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor


class NoSuchReleaseError(LookupError):
    """There is no such release, or the person may not see it."""


def overseen(actor: Actor, day: date) -> frozenset[int]:
    """The bodies whose states the person sees: his own, those they answer for, and those below an office."""
    return policy.own_bodies(actor, day) | organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)


def releases_visible_to(actor: Actor, day: date) -> QuerySet[Release]:
    """Releases of the person's own bodies and of those below his office; all for background work."""
    if actor.is_system:
        return Release.objects.all()
    return Release.objects.filter(body_id__in=overseen(actor, day))


def release_visible_to(actor: Actor, release_id: int, day: date) -> Release:
    """Raises NoSuchReleaseError."""
    found = releases_visible_to(actor, day).filter(pk=release_id).first()
    if found is None:
        raise NoSuchReleaseError(release_id)
    return found


def reads_rows(actor: Actor, release: Release, day: date) -> bool:
    """May the person read rows, file and findings? Those of a release on its way are for its own body."""
    return actor.is_system or release.body_id in policy.own_bodies(actor, day)


def statements_visible_to(actor: Actor, day: date) -> QuerySet[Statement]:
    if actor.is_system:
        return Statement.objects.all()
    return Statement.objects.filter(body_id__in=overseen(actor, day))


def sources_visible_to(actor: Actor, day: date) -> QuerySet[Source]:
    """Addresses of sources are for the body alone."""
    if actor.is_system:
        return Source.objects.all()
    return Source.objects.filter(body_id__in=policy.own_bodies(actor, day) | policy.keeps_sources(actor))


def objections_visible_to(actor: Actor, day: date) -> QuerySet[Objection]:
    """Who objected is for the body alone."""
    if actor.is_system:
        return Objection.objects.all()
    return Objection.objects.filter(body_id__in=policy.own_bodies(actor, day))


def draws_visible_to(actor: Actor, day: date) -> QuerySet[Draw]:
    """Draws a person has a part in. What of them is public anybody asks of `queries.draws`."""
    if actor.is_system:
        return Draw.objects.all()
    return Draw.objects.filter(body_id__in=policy.own_bodies(actor, day))
