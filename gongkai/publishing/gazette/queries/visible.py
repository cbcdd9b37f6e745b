"""Which issues a person may see before everybody does."""

from datetime import date

from django.db.models import Q, QuerySet

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import Actor, Role
from gongkai.publishing.gazette import policy
from gongkai.publishing.gazette.models import Gazette, Issue
from gongkai.publishing.gazette.models.issues import OUT

_OBSERVERS = (Role.PROVINCE_OBSERVER, Role.AUDITOR)


class NoSuchIssueError(LookupError):
    """There is no such issue, or the person may not see it."""


def own_bodies(actor: Actor) -> frozenset[int]:
    """Governments in whose gazette the person has a part."""
    return actor.bodies_as(*policy.HANDLERS, Role.BODY_ADMINISTRATOR)


def gazettes_visible_to(actor: Actor, day: date) -> QuerySet[Gazette]:
    """The gazettes of the person's own body; of the bodies below, for who oversees or observes them."""
    if actor.is_system:
        return Gazette.objects.all()
    over = actor.bodies_as(Role.CITY_OFFICE, *_OBSERVERS)
    return Gazette.objects.filter(body__in=own_bodies(actor) | organisations.subtree_ids(over, day))


def issues_visible_to(actor: Actor, day: date) -> QuerySet[Issue]:
    """Issues of the person's own government in every state, and of the bodies below an overseer; of others
    those that are out, for who observes. All for background work."""
    if actor.is_system:
        return Issue.objects.all()
    whole = own_bodies(actor) | organisations.subtree_ids(actor.bodies_as(Role.CITY_OFFICE), day)
    observed = organisations.subtree_ids(actor.bodies_as(*_OBSERVERS), day)
    return Issue.objects.filter(Q(body__in=whole) | Q(body__in=observed - whole, state__in=OUT))


def issue_visible_to(actor: Actor, issue_id: int, day: date) -> Issue:
    """Raises NoSuchIssueError."""
    found = issues_visible_to(actor, day).select_related("gazette").filter(pk=issue_id).first()
    if found is None:
        raise NoSuchIssueError(issue_id)
    return found
