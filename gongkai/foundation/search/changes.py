"""Telling the index that something has changed, in the transaction of the change."""

from collections.abc import Collection

from gongkai.foundation.search.items import Key
from gongkai.foundation.search.models import Change
from gongkai.foundation.tasks.queue import enqueue

UPDATE = "search.update"


def note_change(kind: str, number: int) -> None:
    """The item is new, or different, or gone, or for other eyes: the index will ask its source again. Called
    inside a verb; undone with it."""
    note_changes(kind, [number])


def note_changes(kind: str, numbers: Collection[int]) -> None:
    """The same of several items at once."""
    Change.objects.bulk_create(Change(kind=kind, item=number) for number in numbers)
    if numbers:
        enqueue(UPDATE, once=UPDATE)


def waiting(limit: int) -> list[tuple[int, Key]]:
    """The oldest notes, by number, and what they are about."""
    rows = Change.objects.order_by("pk").values_list("pk", "kind", "item")[:limit]
    return [(number, Key(kind, item)) for number, kind, item in rows]


def heard(numbers: list[int]) -> None:
    """The index knows."""
    Change.objects.filter(pk__in=numbers).delete()


def how_many_wait() -> int:
    return Change.objects.count()
