"""What is known of files, by who may see them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from gongkai.foundation.files import policy
from gongkai.foundation.files.models import StoredFile
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file; `size` in bytes. `sealed_with` names the key of a sealed one; an erased one has no content."""

    id: int
    name: str
    size: int
    content_type: str
    body: int
    attached_by: int | None
    at: datetime
    purpose: str
    sha256: str
    sealed_with: str = ""
    erased_at: datetime | None = None

    @property
    def is_sealed(self) -> bool:
        return bool(self.sealed_with)


_FIELDS = (
    "pk", "name", "size", "content_type", "body_id", "attached_by_id", "at", "purpose", "sha256",
    "sealed_with", "erased_at",
)  # fmt: skip


def files_visible_to(actor: Actor, day: date, ids: Collection[int]) -> dict[int, FileCard]:
    """Those of the files that the actor may see, by number."""
    return {card.id: card for card in cards(ids).values() if policy.may_see(actor, card, day)}


def file_visible_to(actor: Actor, day: date, file_id: int) -> FileCard | None:
    """The file, or None when there is none or it is not for the actor's eyes."""
    return files_visible_to(actor, day, [file_id]).get(file_id)


def cards(ids: Collection[int]) -> dict[int, FileCard]:
    """Files by number, whoever asks: for a room that has made sure of it, and for background work."""
    found = [FileCard(*row) for row in StoredFile.objects.filter(pk__in=ids).values_list(*_FIELDS)]
    return {each.id: each for each in found}


def sealed_with_other_keys(key: str, limit: int) -> list[int]:
    """Sealed files that another key than this one opens, oldest first."""
    rows = StoredFile.objects.exclude(sealed_with__in=["", key]).filter(erased_at__isnull=True)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def every_kept_file() -> Iterator[FileCard]:
    """All files with a content, for looking them over after a restore."""
    rows = StoredFile.objects.filter(erased_at__isnull=True).order_by("pk").values_list(*_FIELDS)
    for row in rows.iterator(2000):
        yield FileCard(*row)


def left_lying(
    purposes: Collection[str], before: datetime, used: QuerySet[Any], limit: int = 500
) -> list[int]:
    """Files of these purposes that were attached before the moment, still have their content, and whose
    number is not among `used`; oldest first. For the room that knows what uses them."""
    rows = StoredFile.objects.filter(purpose__in=purposes, at__lt=before, erased_at__isnull=True)
    return list(rows.exclude(pk__in=used).order_by("pk").values_list("pk", flat=True)[:limit])
