"""Which documents a person may see, and whose words."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing import policy
from gongkai.publishing.models import Document, Edition

_READS_RELEASED = (Role.STATISTICS_CLERK, Role.BODY_ADMINISTRATOR, Role.REQUEST_CLERK)


class NoSuchDocumentError(LookupError):
    """There is no such document, or the person may not see it."""


class NoSuchEditionError(LookupError):
    """There is no such edition, or the person may not see it."""


def own_bodies(actor: Actor, day: date) -> frozenset[int]:
    """Bodies in whose documents the person has a part, and the closed ones these answer for."""
    return _with_predecessors(actor.bodies_as(*policy.HANDLERS), day)


def documents_visible_to(actor: Actor, day: date) -> QuerySet[Document]:
    """Documents of the person's own body, drafts included; of the bodies below a city office, whose drafts'
    words it does not read (`reads_words`); what was released, for those who observe. All for background
    work."""
    if actor.is_system:
        return Document.objects.all()
    whole = own_bodies(actor, day) | organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)
    released = organisations.subtree_ids(actor.bodies_as(*policy.OBSERVERS), day) | _with_predecessors(
        actor.bodies_as(*_READS_RELEASED), day
    )
    return Document.objects.filter(
        Q(body_id__in=whole) | Q(body_id__in=released - whole, first_released_at__isnull=False)
    )


def document_visible_to(actor: Actor, document_id: int, day: date) -> Document:
    """Raises NoSuchDocumentError."""
    found = documents_visible_to(actor, day).filter(pk=document_id).first()
    if found is None:
        raise NoSuchDocumentError(document_id)
    return found


def known_whole(actor: Actor, day: date) -> frozenset[int] | None:
    """Bodies of which the person knows every draft's state and title; None for all of them."""
    if actor.is_system:
        return None
    return own_bodies(actor, day) | organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)


def editions_visible_to(actor: Actor, day: date) -> QuerySet[Edition]:
    """Editions of the documents the person sees; of bodies he only observes those that were released."""
    found = Edition.objects.filter(document__in=documents_visible_to(actor, day))
    if actor.is_system:
        return found
    whole = own_bodies(actor, day) | organisations.subtree_ids(actor.bodies_as(*policy.OVERSEERS), day)
    return found.filter(Q(body_id__in=whole) | Q(released_at__isnull=False))


def edition_visible_to(actor: Actor, edition_id: int, day: date) -> Edition:
    """Raises NoSuchEditionError."""
    found = editions_visible_to(actor, day).select_related("document").filter(pk=edition_id).first()
    if found is None:
        raise NoSuchEditionError(edition_id)
    return found


def reads_words(actor: Actor, edition: Edition, day: date) -> bool:
    """May the person read what the edition says? Drafts are for the people of their own body."""
    return actor.is_system or edition.released_at is not None or edition.body_id in own_bodies(actor, day)


def _with_predecessors(bodies: frozenset[int], day: date) -> frozenset[int]:
    if not bodies:
        return bodies
    return bodies | {old for old, new in organisations.heirs_on(day).items() if new in bodies}
