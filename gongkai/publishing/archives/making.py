"""Making a yearly package in the background. May run twice: a second run finds it done or begins anew."""

import hashlib
import json
import logging
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from gongkai.foundation.files import storage as files
from gongkai.foundation.files.contents import content_of
from gongkai.foundation.files.queries import FileCard
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.publishing.archives import storage
from gongkai.publishing.archives.actions.packages import note_made
from gongkai.publishing.archives.bagging import Bag
from gongkai.publishing.archives.models import Package, PackageProgress, PackageState
from gongkai.publishing.archives.telling import document_told, released_of
from gongkai.publishing.models import Document, Edition, StandingNotice

log = logging.getLogger(__name__)
_TOLD_EVERY = 20  # documents between two notes of progress


class PackageNotMadeError(Exception):
    """A package could not be made; the queue tries again, and an administrator may."""


def make(package_id: int, clock: Callable[[], datetime]) -> None:
    """Write the package's zip and say that it is there. Raises PackageNotMadeError after the reason has been
    kept."""
    package = Package.objects.filter(pk=package_id, state=PackageState.MAKING).first()
    if package is None:
        return
    progress, _new = PackageProgress.objects.get_or_create(package=package, defaults={"at": clock()})
    unfinished = Path(tempfile.mkstemp(dir=storage.folder(), suffix=".part")[1])
    try:
        with unfinished.open("wb") as out:
            numbers = _write(out, package, progress, clock)
        sha256, size = _sum_of(unfinished), unfinished.stat().st_size
        path = storage.path_of(package.pk, sha256)
        unfinished.replace(path)
    except (OSError, ValueError) as error:
        unfinished.unlink(missing_ok=True)
        full = isinstance(error, OSError) and files.is_full(error)
        progress.problem = "服务器磁盘已满" if full else f"{type(error).__name__}: {error}"[:300]
        progress.at = clock()
        progress.save()
        raise PackageNotMadeError(progress.problem) from error
    with transaction.atomic():
        done = note_made(
            actor=SYSTEM, now=clock(), package_id=package.pk, sha256=sha256, size=size, documents=numbers
        )
        if isinstance(done, Refused):
            log.info("package %s was dropped while it was made: %s", package.pk, done.reason)
            path.unlink(missing_ok=True)


def documents_of(body_id: int, year: int) -> QuerySet[Document]:
    """What the body released in the year (Beijing): new documents, those with a new edition, and those whose
    standing changed, withdrawn ones with their notices."""
    starts = timezone.make_aware(datetime(year, 1, 1))
    ends = timezone.make_aware(datetime(year + 1, 1, 1))
    editions = Edition.objects.filter(released_at__gte=starts, released_at__lt=ends)
    notices = StandingNotice.objects.filter(on__year=year)
    found = Document.objects.filter(
        Q(pk__in=editions.values("document")) | Q(pk__in=notices.values("document")),
        body=body_id, first_released_at__lt=ends,
    )  # fmt: skip
    return found.order_by("first_released_at", "pk")


def _write(
    out: BinaryIO, package: Package, progress: PackageProgress, clock: Callable[[], datetime]
) -> list[int]:
    body = organisations.latest_bodies([package.body_id])[package.body_id]
    rows = documents_of(package.body_id, package.year)
    progress.of, progress.done, progress.problem = rows.count(), 0, ""
    numbers: list[int] = []
    listed: list[dict[str, Any]] = []
    with Bag(out, f"{body.code}-{package.year}") as bag:
        for row in rows.iterator(200):
            listed.append(_document(bag, row))
            numbers.append(row.pk)
            if len(numbers) % _TOLD_EVERY == 0:
                _tell(progress, len(numbers), clock())
        bag.add("documents.json", _json({"body": body.name, "year": package.year, "documents": listed}))
        info = {
            "Source-Organization": body.name, "External-Identifier":
            f"{body.code}-{package.year}-{package.pk}",
            "External-Description": f"{body.name}{package.year}年主动公开的政府信息，共{len(numbers)}条",
            "Bag-Count": "1 of 1",
        }  # fmt: skip
        bag.finish(info, _day(clock()))
    _tell(progress, len(numbers), clock())
    return numbers


def _document(bag: Bag, row: Document) -> dict[str, Any]:
    """The document's folder: document.json and its files by edition."""
    folder = f"{row.pk:08d}"
    editions = []
    for edition, attached in released_of(row):
        placed = []
        for at, file in enumerate(attached, start=1):
            path = f"{folder}/{edition.number}/{at:03d}{_ending(file)}"
            bag.add(path, content_of(file))
            placed.append((f"data/{path}", file))
        editions.append((edition, placed))
    told = document_told(row, editions)
    bag.add(f"{folder}/document.json", _json(told))
    title = told["editions"][-1]["title"] if told["editions"] else ""
    return {
        "folder": f"data/{folder}",
        "index_number": row.index_number,
        "title": title,
        "standing": row.standing,
    }


def _ending(file: FileCard) -> str:
    """Of the name, when it is a plain one; names of people's files never become paths."""
    ending = Path(file.name).suffix.lower()
    return ending if ending[1:].isalnum() and ending.isascii() and len(ending) < 8 else ""


def _tell(progress: PackageProgress, done: int, now: datetime) -> None:
    progress.done, progress.at = done, now
    progress.save()


def _sum_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode()


def _day(now: datetime) -> date:
    return timezone.localdate(now)
