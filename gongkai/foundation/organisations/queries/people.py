"""People, who acts as what, and what each may see."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.foundation.organisations.models import Appointment, Person
from gongkai.foundation.organisations.queries.bodies import (
    bodies_on,
    heirs_of_ended,
    heirs_on,
    subtree_ids,
)
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.foundation.organisations.values import AppointmentCard, BodyOnDay, PersonCard

COVERING_ROLES = (Role.CITY_OFFICE, Role.PROVINCE_OBSERVER, Role.AUDITOR)
_PREFIX = "person:"


def actor_for(person_id: int, day: date) -> Actor:
    """The person with the roles of `day`; without roles when the account is no longer active."""
    held = _appointments_on(day).filter(person_id=person_id, person__is_active=True)
    return Actor(
        code=f"{_PREFIX}{person_id}",
        person_id=person_id,
        roles=frozenset(held.values_list("role", "body_id")),
    )


def covered_by(actor: Actor, day: date) -> frozenset[int]:
    """Bodies the actor oversees: his office's body and all below it."""
    return subtree_ids(actor.bodies_as(*COVERING_ROLES), day)


def covers(actor: Actor, body_id: int, day: date, *roles: Role) -> bool:
    """Does the actor oversee the body on `day`, in one of `roles` (any overseeing role if none is given)?"""
    return body_id in subtree_ids(actor.bodies_as(*(roles or COVERING_ROLES)), day)


def visible_body_ids(actor: Actor, day: date) -> frozenset[int]:
    """Bodies whose work the actor may see: his own, those he oversees, and the closed ones whose past
    these answer for."""
    if actor.is_system:
        return frozenset(heirs_on(day))
    seen = actor.bodies | covered_by(actor, day)
    if not seen:
        return frozenset()
    return seen | {old for old, new in heirs_of_ended(day).items() if new in seen}


def bodies_visible_to(actor: Actor, day: date) -> list[BodyOnDay]:
    """The visible bodies that existed on `day`, in their order."""
    return list(bodies_on(day, visible_body_ids(actor, day)).values())


def people_visible_to(actor: Actor, day: date) -> list[PersonCard]:
    """People with an appointment, now or before, in a body the actor administers or oversees; himself."""
    found = _people_visible_to(actor, day).order_by("name", "pk").prefetch_related("appointments")
    return [_card(person) for person in found]


def person(actor: Actor, person_id: int, day: date) -> PersonCard | None:
    """One visible person; None when there is none or the actor may not see him."""
    found = _people_visible_to(actor, day).filter(pk=person_id).prefetch_related("appointments").first()
    return _card(found) if found else None


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Names for the actors of ledger events ("person:7"), for staff's eyes. One statement."""
    ids = {int(code.removeprefix(_PREFIX)) for code in codes if code.startswith(_PREFIX)}
    return {
        f"{_PREFIX}{pk}": name for pk, name in Person.objects.filter(pk__in=ids).values_list("pk", "name")
    }


def holders(role: Role, body_ids: Collection[int], day: date) -> list[PersonCard]:
    """Active people with `role` in one of the bodies on `day`; whom to remind."""
    held = _appointments_on(day).filter(role=role, body_id__in=body_ids, person__is_active=True)
    found = Person.objects.filter(pk__in=held.values("person_id")).prefetch_related("appointments")
    return [_card(each) for each in found.order_by("pk")]


def account(person_id: int) -> Person:
    """The account itself, for signing in only."""
    return Person.objects.get(pk=person_id)


def account_by(**what: str) -> int | None:
    """The one active account with this username or e-mail address; None for none or several."""
    if not all(what.values()):
        return None
    found = Person.objects.filter(
        is_active=True, **{f"{name}__iexact": value for name, value in what.items()}
    )
    ids = list(found.values_list("pk", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def _people_visible_to(actor: Actor, day: date) -> QuerySet[Person]:
    if actor.is_system:
        return Person.objects.all()
    bodies = actor.bodies_as(Role.BODY_ADMINISTRATOR) | covered_by(actor, day)
    return Person.objects.filter(
        Q(pk=actor.person_id) | Q(pk__in=Appointment.objects.filter(body_id__in=bodies).values("person_id"))
    )


def _appointments_on(day: date) -> QuerySet[Any]:
    return Appointment.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)


def _card(found: Person) -> PersonCard:
    return PersonCard(
        found.pk, found.username, found.name, found.email, found.phone, found.is_active,
        tuple(
            AppointmentCard(each.pk, found.pk, each.body_id, Role(each.role), each.valid_from, each.valid_to)
            for each in found.appointments.all()
        ),
    )  # fmt: skip
