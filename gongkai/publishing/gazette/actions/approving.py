"""From the proof to the issue that everybody reads."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.utils import timezone

from gongkai.core.messages import N_, Message
from gongkai.core.publishing.gazette import GazetteCondition
from gongkai.foundation.ledger.deciding import Judge
from gongkai.foundation.ledger.rows import write, write_recorded
from gongkai.foundation.ledger.verbs import Refused, verb
from gongkai.foundation.organisations.roles import Actor
from gongkai.foundation.search.changes import note_changes
from gongkai.publishing.gazette.actions.editing import all_stand, complete
from gongkai.publishing.gazette.actions.frame import TakenIssue, take_issue
from gongkai.publishing.gazette.digests import digest_of
from gongkai.publishing.gazette.models import Entry, Issue, Paper, PaperForm, PrintedItem, PublishedIssue
from gongkai.publishing.gazette.proving import enter_issue, paper_out
from gongkai.publishing.policy import another_person, when, written

FOUND = "gazette_document"
"""What search calls an entry of an issue."""


@verb("gazette.recall")
def recall(*, actor: Actor, now: datetime, issue_id: int, based_on: int | None = None) -> Issue | Refused:
    """撤回重编, before anybody has approved it."""
    of = take_issue("gazette.recall", issue_id=issue_id, actor=actor, now=now, based_on=based_on)
    if isinstance(of, Refused):
        return of
    return of.keep(digest="")


@verb("gazette.return")
def give_back(
    *, actor: Actor, now: datetime, issue_id: int, reason: str, based_on: int | None = None
) -> Issue | Refused:
    """退回重编, with the reason; an approval is gone with it."""
    of = take_issue(
        "gazette.return", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {GazetteCondition.REASON_GIVEN: written(reason)},
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(
        returned=reason.strip(), digest="", approved_by="", approved_digest="", approved_at=None
    )  # fmt: skip


@verb("gazette.note_proof")
def note_proof(
    *,
    actor: Actor,
    now: datetime,
    issue_id: int,
    file_id: int,
    pages: int,
    digest: str,
    places: Mapping[int, int],
    without: Sequence[int] = (),
) -> Paper | Refused:
    """登记清样: the pages as set, and on which page each entry begins. Of an issue that is out it is a copy
    without what was withdrawn; the issue itself stays as it is."""
    of = take_issue("gazette.note_proof", issue_id=issue_id, actor=actor, now=now)
    if isinstance(of, Refused):
        return of
    if digest != of.issue.digest:
        return Refused(Message(N_("这一期的内容已经变了，清样作废。")))
    paper = Paper(
        issue=of.issue, body_id=of.issue.body_id, form=PaperForm.PDF, file_id=file_id, pages=pages,
        digest=digest, without=sorted(without), at=now,
    )  # fmt: skip
    write(paper)
    if of.issue.is_out:
        enter_issue(of.issue, paper, now)
    else:
        for row in Entry.objects.filter(issue=of.issue):
            if row.page != places.get(row.pk):
                write(row, page=places.get(row.pk))
        of.keep()
    return paper


@verb("gazette.approve")
def approve(*, actor: Actor, now: datetime, issue_id: int, based_on: int | None = None) -> Issue | Refused:
    """审定: by somebody who did not put it together, who has the proof before him."""
    of = take_issue(
        "gazette.approve", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            GazetteCondition.ANOTHER_PERSON: another_person(actor, of.issue.writers),
            GazetteCondition.PROOF_MADE: when(
                not _proof(of) or digest_of(of.issue) != of.issue.digest,
                N_("清样还没有排好，请稍后再审定。"),
            ),
            GazetteCondition.NOTHING_MISSING: complete(of),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    return of.keep(approved_by=actor.code, approved_at=now, approved_digest=of.issue.digest)


@verb("gazette.publish")
def publish(*, actor: Actor, now: datetime, issue_id: int, based_on: int | None = None) -> Issue | Refused:
    """出版: everybody reads it from now on, and it is never changed."""
    of = take_issue(
        "gazette.publish", issue_id=issue_id, actor=actor, now=now, based_on=based_on,
        judging=lambda of: {
            GazetteCondition.AS_APPROVED: _as_approved(of),
            GazetteCondition.ALL_STAND: all_stand(of),
        },
    )  # fmt: skip
    if isinstance(of, Refused):
        return of
    issue = of.keep(published_at=now, published_by=actor.code)
    rows = list(Entry.objects.filter(issue=issue).select_related("document"))
    for row in rows:
        if row.document is not None and not _counted(row.document_id):
            write_recorded(
                PrintedItem(gazette_entry=row, document=row.document, body_id=row.document.body_id, on=of.day)
            )
    out(of, rows)
    return issue


def out(of: TakenIssue, rows: Sequence[Entry]) -> None:
    """What the statistics, the search and the tree of publications know of an issue that came out."""
    issue = of.issue
    items = sum(row.corrects_id is None for row in rows)
    on = timezone.localdate(issue.published_at)
    write_recorded(
        PublishedIssue(issue=issue, body_id=issue.body_id, on=on, items=items, is_old=issue.is_old)
    )
    paper = paper_out(issue)
    if paper is not None:
        enter_issue(issue, paper, of.now)
    note_changes(FOUND, [row.pk for row in rows])


def _counted(document_id: int | None) -> bool:
    """A later edition of what was printed before is no new item."""
    return PrintedItem.objects.standing().filter(document=document_id).exists()


def _proof(of: TakenIssue) -> bool:
    rows = Paper.objects.filter(issue=of.issue, form=PaperForm.PDF, digest=of.issue.digest)
    return bool(of.issue.digest) and rows.exists()


def _as_approved(of: TakenIssue) -> Judge:
    return when(
        digest_of(of.issue) != of.issue.approved_digest, N_("审定以后内容变了，请退回重新定稿、审定。")
    )
