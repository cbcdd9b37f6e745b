"""The work done in the background: pages set for print, scans read. Each may run twice."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from gongkai.core.messages import Message
from gongkai.core.publishing.gazette import squeezed
from gongkai.foundation.files import actions as files
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import cards
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.gazette.actions.approving import note_proof
from gongkai.publishing.gazette.actions.old import PURPOSE, finish_reading
from gongkai.publishing.gazette.models import Issue, Paper, PaperForm, ScanPage, ScanReading
from gongkai.publishing.gazette.papers.pdf import to_pages
from gongkai.publishing.gazette.papers.printed import printed
from gongkai.publishing.gazette.scans import apart

log = logging.getLogger(__name__)
_AT_ONCE = 4  # pages of a scan in one process, so that progress shows and little is lost when it ends


class ScanUnreadError(Exception):
    """A scan could not be read to its end; the queue tries again, and an administrator may."""


def set_pages(issue_id: int, now: datetime) -> None:
    """Set the pages of an issue that waits for its proof, or anew when something in it was withdrawn."""
    issue = Issue.objects.select_related("gazette").filter(pk=issue_id).first()
    if issue is None or issue.state not in ("closed", "published") or not issue.digest:
        return
    told = printed(issue)
    made = Paper.objects.filter(
        issue=issue, form=PaperForm.PDF, digest=issue.digest, without=list(told.without)
    )
    if made.exists():
        return
    pages = to_pages(told)
    with transaction.atomic():
        file_id = files.attach(
            actor=SYSTEM, now=now, body_id=issue.body_id, name=f"{told.title}{told.line}.pdf",
            content=pages.content, purpose=PURPOSE,
        )  # fmt: skip
        if isinstance(file_id, Refused):
            raise RuntimeError(str(file_id.reason))
        done = note_proof(
            actor=SYSTEM, now=now, issue_id=issue.pk, file_id=file_id, pages=pages.count,
            digest=issue.digest, places=pages.places, without=told.without,
        )  # fmt: skip
        if isinstance(done, Refused):
            log.info("gazette issue %s changed while its pages were set: %s", issue.pk, done.reason)
            transaction.set_rollback(True)


def read_scan(issue_id: int, clock: Callable[[], datetime]) -> None:
    """Recognise the pages of a scan that have not been read, a few at a time, and say so when all are.
    Raises ScanUnreadError, after what was read has been kept."""
    issue = Issue.objects.filter(pk=issue_id, state="scanned").first()
    paper = Paper.objects.filter(issue=issue_id, form=PaperForm.SCAN).order_by("-pk").first()
    if issue is None or paper is None:
        return
    content = content_of(cards([paper.file_id])[paper.file_id])
    reading = ScanReading.objects.get(issue=issue)
    count = apart.count(content)
    while not isinstance(count, Message):
        reading.pages = count
        known = set(ScanPage.objects.filter(issue=issue).values_list("number", flat=True))
        wanted = [number for number in range(1, count + 1) if number not in known][:_AT_ONCE]
        if not wanted:
            finish_reading(actor=SYSTEM, now=clock(), issue_id=issue.pk)
            return
        found = apart.texts(content, wanted)
        if isinstance(found, Message):
            count = found
            break
        _keep(issue, reading, found, clock())
    reading.problem = str(count)[:300]
    reading.at = clock()
    reading.save()
    raise ScanUnreadError(reading.problem)


def _keep(issue: Issue, reading: ScanReading, found: list[apart.PageText], now: datetime) -> None:
    with transaction.atomic():
        ScanPage.objects.bulk_create(
            (
                ScanPage(issue=issue, number=each.number, text=squeezed(each.text), seen=each.seen)
                for each in found
            ),
            ignore_conflicts=True,
        )
        reading.done = ScanPage.objects.filter(issue=issue).count()
        reading.problem, reading.at = "", now
        reading.save()
