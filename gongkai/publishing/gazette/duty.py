"""What must be in the gazette (应登尽登): every rule and normative document of the government and its
departments. What is in no issue yet is missing from the one in hand, until it is said why."""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from gongkai.core.publishing.gazette import Maker
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.gazette import law
from gongkai.publishing.gazette.models import Entry, Gazette, Issue, Omission
from gongkai.publishing.models import Document, Edition


def midnight(day: date) -> datetime:
    """When the day begins in Beijing."""
    return timezone.make_aware(datetime.combine(day, time.min))


def makers(gazette: Gazette, day: date) -> frozenset[int]:
    """Bodies whose documents this gazette prints: the government and what is below it on its own level. The
    governments below have gazettes of their own."""
    found = organisations.subtree(gazette.body_id, day)
    level = next((each.level for each in found if each.id == gazette.body_id), "")
    return frozenset(each.id for each in found if each.level == level)


def maker_of(gazette: Gazette, document: Document) -> Maker:
    return Maker.GOVERNMENT if document.body_id == gazette.body_id else Maker.DEPARTMENT


def printable(issue: Issue, kinds: list[str]) -> QuerySet[Edition]:
    """The newest editions of documents of these kinds, released before the issue's period ended and in no
    issue yet. A later edition is printed too: the gazette's text is the authoritative one."""
    ends = midnight(issue.ends)
    newer = Edition.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number"), released_at__lt=ends
    )
    printed = Entry.objects.filter(edition=OuterRef("pk")).exclude(issue__state="dropped")
    return Edition.objects.filter(
        ~Exists(newer),
        ~Exists(printed),
        document__body__in=makers(issue.gazette, issue.ends),
        document__kind__in=kinds,
        released_at__gte=midnight(issue.gazette.since),
        released_at__lt=ends,
    ).exclude(document__standing="withdrawn")


def lacking(issue: Issue) -> QuerySet[Edition]:
    """Editions that must be in, are not, and of which nobody has said why. Oldest first."""
    excused = Omission.objects.filter(issue=issue, document=OuterRef("document"))
    return printable(issue, law.must()).filter(~Exists(excused)).order_by("released_at", "pk")


def excused(issue: Issue) -> QuerySet[Edition]:
    """Editions that must be in, are not, and of which somebody has said why."""
    said = Omission.objects.filter(issue=issue, document=OuterRef("document"))
    return printable(issue, law.must()).filter(Exists(said)).order_by("released_at", "pk")


def choices(issue: Issue, text: str = "") -> QuerySet[Edition]:
    """Editions an editor may take in, newest first: those of the period, or whatever fits the words."""
    found = printable(issue, law.may())
    if text:
        found = found.filter(title__icontains=text)
    else:
        found = found.filter(released_at__gte=midnight(issue.starts))
    return found.order_by("-released_at", "-pk")


def gone(issue: Issue) -> QuerySet[Entry]:
    """Entries whose document was withdrawn."""
    return Entry.objects.filter(issue=issue, document__standing="withdrawn").order_by("order")
