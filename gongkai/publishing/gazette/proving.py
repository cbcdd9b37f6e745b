"""What of the gazette stands in the tree of publications: issues as they came out, the same set again without
what was withdrawn, and corrections."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

from gongkai.core.transparency.proof import Act
from gongkai.core.transparency.proof import Entry as Leaf
from gongkai.foundation.files.queries import cards
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.foundation.transparency.entering import contents, editions_at, enter, published_at
from gongkai.publishing.gazette.models import Entry, Issue, Paper, PaperForm
from gongkai.publishing.gazette.models.issues import OUT
from gongkai.publishing.gazette.papers.printed import line_of
from gongkai.publishing.models import Document

_BEGINS = "gazette/"


def address_of(issue: Issue) -> str:
    """As the tree calls it: gazette/<code of the body>/<year>/<number>."""
    return f"{_BEGINS}{latest_bodies([issue.body_id])[issue.body_id].code}/{issue.year}/{issue.number}"


def enter_issue(issue: Issue, paper: Paper, now: datetime) -> None:
    """The issue is out, or its pages were set again: one leaf, its next edition. For each correction in an
    issue that comes out, one at the address of the issue it corrects. Inside the verb."""
    address = address_of(issue)
    number = max(editions_at(address), default=0) + 1
    enter(address=address, edition=number, act=Act.PUBLISHED, now=now, content=content_of(issue, paper))
    if number > 1:
        return
    for row in Entry.objects.filter(issue=issue, corrects__isnull=False).order_by("order"):
        _enter_correction(row, now)


def enter_corrections_of(issue: Issue, now: datetime) -> None:
    """The leaf of the issue came late: once more for each correction of it that has come out with a leaf of
    its own issue, after it."""
    rows = Entry.objects.filter(corrects__issue=issue, issue__state__in=OUT).select_related("issue")
    later = list(rows.order_by("issue__published_at", "order"))
    known = entered([row.issue for row in later])
    for row in later:
        if row.issue_id in known:
            _enter_correction(row, now)


def entered(issues: Sequence[Issue]) -> frozenset[int]:
    """Numbers of the issues that have a leaf."""
    codes = {pk: each.code for pk, each in latest_bodies([each.body_id for each in issues]).items()}
    addresses = {f"{_BEGINS}{codes[each.body_id]}/{each.year}/{each.number}": each.pk for each in issues}
    return frozenset(addresses[each] for each in published_at(list(addresses)))


def _enter_correction(row: Entry, now: datetime) -> None:
    address = address_of(_corrected(row))
    enter(
        address=address, edition=max(editions_at(address), default=1), act=Act.STANDING, now=now,
        content=correction_of(row),
    )  # fmt: skip


def content_of(issue: Issue, paper: Paper) -> dict[str, Any]:
    """The issue with the file handed out. Documents are told by 索引号, edition and digest, so that the proof
    says no word of one that is withdrawn later; `without` tells those that the file no longer holds. The
    masthead is in `digest`."""
    gone = Document.objects.filter(pk__in=paper.without).order_by("index_number")
    file = cards([paper.file_id])[paper.file_id]
    return {
        "title": f"政府公报{line_of(issue)}",
        "issue": address_of(issue),
        "dated": issue.dated.isoformat(),
        "digest": issue.digest,
        "entries": list(_entries(issue)),
        "without": list(gone.values_list("index_number", flat=True)),
        "files": [{"name": file.name, "sha256": file.sha256}],
    }


def correction_of(row: Entry) -> dict[str, Any]:
    """A correction (更正) and what it corrects."""
    corrected = _corrected(row)
    return {
        "title": row.title,
        "issue": address_of(row.issue),
        "order": row.order,
        "corrects": {"issue": address_of(corrected), "order": row.corrects.order if row.corrects else 0},
        "text": row.text,
        "files": [],
    }


@contents
def published(leaf: Leaf) -> Iterator[dict[str, Any]]:
    """What was published at the address of the leaf."""
    issue = _issue_at(leaf.address)
    if issue is None:
        return
    if leaf.act is Act.PUBLISHED:
        for paper in _papers(issue):
            yield content_of(issue, paper)
        return
    for row in Entry.objects.filter(corrects__issue=issue, issue__state__in=OUT).order_by("pk"):
        yield correction_of(row)


def paper_out(issue: Issue) -> Paper | None:
    """The file to hand out: of several the one with most in it and nothing that was withdrawn."""
    gone = set(
        Entry.objects.filter(issue=issue, document__standing="withdrawn").values_list(
            "document_id", flat=True
        )
    )
    fitting = [each for each in _papers(issue) if issue.is_old or gone <= set(each.without)]
    return min(fitting, key=lambda each: (len(each.without), -each.pk), default=None)


def _papers(issue: Issue) -> list[Paper]:
    """Files of the issue as it is: the scan of an old one, the pages set from what came out."""
    form = PaperForm.SCAN if issue.is_old else PaperForm.PDF
    return list(Paper.objects.filter(issue=issue, form=form, digest=issue.digest).order_by("pk"))


def _issue_at(address: str) -> Issue | None:
    parts = address.removeprefix(_BEGINS).split("/")
    if not address.startswith(_BEGINS) or len(parts) != 3 or not all(each.isdigit() for each in parts[1:]):
        return None
    found = Issue.objects.filter(body__code=parts[0], year=parts[1], number=parts[2], state__in=OUT)
    return found.first()


def _entries(issue: Issue) -> Iterator[dict[str, Any]]:
    rows = Entry.objects.filter(issue=issue).select_related("document", "edition", "corrects__issue")
    for row in rows.order_by("order"):
        said: dict[str, Any] = {"order": row.order, "section": row.section}
        if row.document is not None and row.edition is not None:
            said |= {
                "index_number": row.document.index_number, "edition": row.edition.number,
                "digest": row.edition.digest,
            }  # fmt: skip
        else:
            said |= {"title": row.title, "number": row.number, "text": sha256(row.text.encode()).hexdigest()}
            if row.first_page:
                said |= {"first_page": row.first_page, "last_page": row.last_page}
        yield said


def _corrected(row: Entry) -> Issue:
    assert row.corrects is not None
    return row.corrects.issue
