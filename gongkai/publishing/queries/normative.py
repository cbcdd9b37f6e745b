"""Normative documents: what happened to each, and the yearly clean-up list."""

from collections.abc import Collection
from datetime import date

from gongkai.core.publishing.cleanup import Cleanup, Conclusion, Listed, cleanup
from gongkai.core.publishing.standing import Happened, StandingEvent, StandingPicture, standing_on
from gongkai.publishing import law
from gongkai.publishing.models import Document, Edition, Evaluation, StandingNotice

_HAPPENED = {
    "amended": Happened.AMENDED,
    "repealed": Happened.REPEALED,
    "consolidated": Happened.CONSOLIDATED,
    "expired": Happened.EXPIRED,
    "withdrawn": Happened.WITHDRAWN,
}


def cleanup_list(body_ids: Collection[int], year: int) -> Cleanup:
    """年度清理 of the normative documents of these bodies."""
    kinds = [each.code for each in law.rules().kinds.kind if each.is_normative]
    found = Document.objects.filter(body__in=body_ids, kind__in=kinds, first_released_at__isnull=False)
    return cleanup([_listed(each) for each in found.order_by("pk")], year, law.rules().validity)


def picture(document_id: int, day: date) -> StandingPicture:
    """What a released document was at the end of a day, and why."""
    return standing_on(events(Document.objects.get(pk=document_id)), day)


def events(document: Document) -> tuple[StandingEvent, ...]:
    """What moved the standing of a document, from its public notices, in their order."""
    told: list[StandingEvent] = []
    withdrawn = False
    first = Edition.objects.filter(document=document, released_at__isnull=False).order_by("number").first()
    for notice in StandingNotice.objects.filter(document=document).order_by("pk"):
        happened = _happened(notice.standing, bool(told), withdrawn)
        withdrawn = happened is Happened.WITHDRAWN
        starts = happened is Happened.PUBLISHED and first is not None
        told.append(
            StandingEvent(
                happened, notice.on, notice.reason,
                effective_on=first.effective_on if starts and first else None,
                expires_on=(first.expires_on if starts and first else None) or notice.until,
            )
        )  # fmt: skip
    return tuple(told)


def _happened(standing: str, begun: bool, withdrawn: bool) -> Happened:
    """What a notice of that standing tells; after a withdrawal only that it is out again, as what it was."""
    if withdrawn and standing != "withdrawn":
        return Happened.RESTORED
    return _HAPPENED.get(standing) or (Happened.RENEWED if begun else Happened.PUBLISHED)


def _listed(document: Document) -> Listed:
    newest = Edition.objects.filter(document=document, released_at__isnull=False).order_by("-number").first()
    judged = Evaluation.objects.filter(document=document).order_by("-on", "-pk").first()
    return Listed(
        key=str(document.pk),
        title=newest.title if newest else "",
        number=document.number,
        events=events(document),
        concluded=Conclusion(judged.conclusion) if judged else None,
        concluded_on=judged.on if judged else None,
    )
