"""What of publishing stands in the tree of publications: editions as released, and public notices."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from gongkai.core.transparency.proof import Act, Entry
from gongkai.foundation.transparency.entering import PublicAct, contents, enter, enter_many
from gongkai.publishing.models import Document, Edition, StandingNotice
from gongkai.publishing.reading import published_files

_WITHDRAWN = "withdrawn"


def enter_editions(editions: Sequence[Edition], now: datetime) -> None:
    """The editions are out: one leaf of the tree for each. Inside the verb that releases them."""
    enter_many(
        [PublicAct(each.document.index_number, each.number, Act.PUBLISHED, edition_content(each))
         for each in editions],
        now,
    )  # fmt: skip


def enter_notice(notice: StandingNotice) -> None:
    """The document stands otherwise from now on: one leaf. Inside the verb that announces it."""
    enter(
        address=notice.document.index_number, edition=_newest(notice.document), act=_act(notice.standing),
        now=notice.at, content=notice_content(notice),
    )  # fmt: skip


def edition_content(edition: Edition) -> dict[str, Any]:
    """What everybody reads of the edition, attachments by their SHA-256."""
    return {
        "index_number": edition.document.index_number,
        "edition": edition.number,
        "title": edition.title,
        "text": edition.html,
        "formed_on": _day(edition.formed_on),
        "effective_on": _day(edition.effective_on),
        "expires_on": _day(edition.expires_on),
        "change_note": edition.change_note,
        "files": [
            {
                "name": row.name,
                "sha256": row.file.sha256,
                **({"alternative": row.alternative} if row.alternative else {}),
            }
            for row in published_files(edition)
        ],
    }


def notice_content(notice: StandingNotice) -> dict[str, Any]:
    """The public notice."""
    return {
        "index_number": notice.document.index_number,
        "standing": notice.standing,
        "on": _day(notice.on),
        "until": _day(notice.until),
        "reason": notice.reason,
        "files": [],
    }


@contents
def published(entry: Entry) -> Iterator[dict[str, Any]]:
    """What was published at the address of the entry with its act."""
    document = Document.objects.filter(index_number=entry.address).exclude(index_number="").first()
    if document is None:
        return
    if entry.act is Act.PUBLISHED:
        for edition in Edition.objects.filter(
            document=document, number=entry.edition, released_at__isnull=False
        ):
            yield edition_content(edition)
        return
    for notice in StandingNotice.objects.filter(document=document).order_by("pk"):
        if _act(notice.standing) is entry.act:
            yield notice_content(notice)


def _act(standing: str) -> Act:
    return Act.WITHDRAWN if standing == _WITHDRAWN else Act.STANDING


def _newest(document: Document) -> int:
    numbers = Edition.objects.filter(document=document, released_at__isnull=False).order_by("-number")
    return numbers.values_list("number", flat=True).first() or 0


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
