"""Which returns a person may see. Every query and verb for staff starts here."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor
from gongkai.reporting.models import Return
from gongkai.reporting.policy import OVERSEERS


class NoSuchReturnError(LookupError):
    """There is no such return, or the person may not see it."""


def day_of(now: datetime) -> date:
    """The calendar day in the installation's time zone."""
    return timezone.localdate(now)


def returns_visible_to(actor: Actor, day: date) -> QuerySet[Return]:
    """Returns of the person's own bodies (and closed ones these answer for) and of all below his office,
    as the tree stands on `day` or stood when the year was opened."""
    if actor.is_system:
        return Return.objects.all()
    bodies = organisations.visible_body_ids(actor, day)
    overseen = list(actor.bodies_as(*OVERSEERS))
    return Return.objects.filter(Q(body_id__in=bodies) | Q(ancestors__overlap=overseen))


def visible_return(actor: Actor, return_id: int, day: date) -> Return:
    """Raises NoSuchReturnError."""
    return _only(actor, returns_visible_to(actor, day), return_id, day)


def locked_return(actor: Actor, return_id: int, now: datetime) -> Return:
    """The return, locked until the transaction ends. Raises NoSuchReturnError."""
    day = day_of(now)
    return _only(actor, returns_visible_to(actor, day).select_for_update(of=("self",)), return_id, day)


def know_heirs(actor: Actor, returns: Sequence[Return], day: date) -> None:
    """Tell the returns who answers for their closed bodies, where the person has no role in the bodies
    themselves. One statement or two, and none for whoever needs none."""
    if actor.is_system or all(actor.bodies.intersection((of.body_id, *of.ancestors)) for of in returns):
        return
    heirs = organisations.heirs_on(day)
    for of in returns:
        of.heirs = heirs


def _only(actor: Actor, returns: QuerySet[Return], return_id: int, day: date) -> Return:
    found = returns.select_related("reporting_year").filter(pk=return_id).first()
    if found is None:
        raise NoSuchReturnError(return_id)
    know_heirs(actor, [found], day)
    return found
