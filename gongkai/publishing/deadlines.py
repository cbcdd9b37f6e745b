"""Open dates of publishing that rest on the calendar."""

from collections.abc import Iterator

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.attribute import publication_due
from gongkai.core.publishing.gate import review_due
from gongkai.core.workdays import Calendar
from gongkai.foundation.calendar_notices.open_deadlines import OpenDeadline, source
from gongkai.publishing import law
from gongkai.publishing.models import Edition, GateReview


@source("publishing")
def open_dates(calendar: Calendar) -> Iterator[OpenDeadline]:
    """When what is formed and to be published is due (《条例》第二十六条), and each review at the gate.
    Titles of drafts stay out of what is told elsewhere."""
    first = min(each.first for each in law.rules().attributes)
    waiting = Edition.objects.filter(
        document__attribute="open",
        document__first_released_at__isnull=True,
        formed_on__gte=first,
        number=1,
    ).exclude(state__in=("released", "kept", "discarded"))
    for edition in waiting.order_by("pk"):
        formed_on = edition.formed_on
        assert formed_on is not None
        due = publication_due(law.attribute_rules(formed_on), formed_on, calendar)
        label = Message(N_("编号 {number} 的文件的公开期限"), {"number": edition.document_id})
        yield OpenDeadline(("edition", str(edition.pk)), edition.body_id, label, due.date, due.provisional)
    for review in GateReview.objects.filter(decided_at__isnull=True).select_related("edition").order_by("pk"):
        due = review_due(law.gate(), timezone.localdate(review.opened_at), calendar)
        label = Message(N_("编号 {number} 的文件的保密审查期限"), {"number": review.edition.document_id})
        yield OpenDeadline(("gate_review", str(review.pk)), review.body_id, label, due.date, due.provisional)
