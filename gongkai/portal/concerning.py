"""Which items of publication an event of the ledger makes another page of.

What an item's page shows follows from the subjects named here, and from nothing else; a test holds the page's
statements against them.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gongkai.foundation.ledger.tail import Change
from gongkai.publishing.queries.touched import beside

DOCUMENT = "document"
OF_ITEMS = frozenset(
    {
        DOCUMENT, "edition", "edition_file", "joint_maker", "document_relation", "standing_notice",
        "gazette_entry",
    }
)  # fmt: skip
"""Each concerns the documents it names."""
OF_ALL = frozenset({"body", "body_version", "site", "page", "gazette", "gazette_issue", "file"})
"""Names of bodies, the frame of the site, issues of the gazette, files: they concern every page."""

_NAMED = ("document_id", "to_id", "by_document_id")
_ISSUE_OUT = ("published", "digitised")


def concerned(changes: Collection[Change]) -> frozenset[int] | None:
    """The documents whose pages are others now; None: all of them."""
    if any(each.subject in OF_ALL and _is_seen(each) for each in changes):
        return None
    named, out = set[int](), set[int]()
    for each in changes:
        if each.subject == DOCUMENT:
            (out if _is_out(each) else named).add(int(each.identifier))
        elif each.subject in OF_ITEMS:
            named.update(_documents(each))
    return frozenset(named | out | beside(out))


def _is_seen(change: Change) -> bool:
    """Not a file that has just arrived, which stands nowhere yet, nor an issue that is still being made."""
    if change.subject == "file":
        return change.before is not None
    if change.subject == "gazette_issue":
        return any(each.get("state") in _ISSUE_OUT for each in _sides(change))
    return True


def _is_out(change: Change) -> bool:
    return any(each.get("first_released_at") for each in _sides(change))


def _documents(change: Change) -> Iterator[int]:
    for each in _sides(change):
        yield from (int(each[name]) for name in _NAMED if each.get(name) is not None)


def _sides(change: Change) -> Iterator[Mapping[str, Any]]:
    return (each for each in (change.before, change.after) if each)
