"""What is known of files, by who may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.foundation.files import policy
from gongkai.foundation.files.models import StoredFile
from gongkai.foundation.organisations.roles import Actor


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file; `size` in bytes."""

    id: int
    name: str
    size: int
    content_type: str
    body: int
    attached_by: int | None
    at: datetime
    purpose: str
    sha256: str


_FIELDS = ("pk", "name", "size", "content_type", "body_id", "attached_by_id", "at", "purpose", "sha256")


def files_visible_to(actor: Actor, day: date, ids: Collection[int]) -> dict[int, FileCard]:
    """Those of the files that the actor may see, by number."""
    found = [FileCard(*row) for row in StoredFile.objects.filter(pk__in=ids).values_list(*_FIELDS)]
    return {each.id: each for each in found if policy.may_see(actor, each.id, each.body, each.purpose, day)}


def file_visible_to(actor: Actor, day: date, file_id: int) -> FileCard | None:
    """The file, or None when there is none or it is not for the actor's eyes."""
    return files_visible_to(actor, day, [file_id]).get(file_id)
