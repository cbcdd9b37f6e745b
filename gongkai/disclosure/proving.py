"""What of disclosure stands in the tree of publications: each release with the digest of its rows."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gongkai.core.transparency.proof import Act, Entry
from gongkai.disclosure.models import Release
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.foundation.transparency.entering import contents, enter

_BEGINS = "data/"


def address_of(release: Release) -> str:
    """As the tree calls it: data/<data set>/<number of the release>."""
    return f"{_BEGINS}{release.data_set}/{release.number}"


def enter_release(release: Release, now: datetime) -> None:
    """The release is out: one leaf; the one that it rolls back is withdrawn: another. Inside the verb that
    releases."""
    enter(address=address_of(release), edition=1, act=Act.PUBLISHED, now=now, content=content_of(release))
    if release.rolls_back is not None:
        enter(
            address=address_of(release.rolls_back), edition=1, act=Act.WITHDRAWN, now=now,
            content=withdrawal_of(release),
        )  # fmt: skip


def content_of(release: Release) -> dict[str, Any]:
    """`digest` is over the rows as they were approved, one line a row (`staging`)."""
    return {
        "data_set": release.data_set,
        "release": release.number,
        "body": latest_bodies([release.body_id])[release.body_id].code,
        "period": release.period,
        "way": str(release.way),
        "reason": release.reason,
        "declaration": release.declaration,
        "added": release.added,
        "changed": release.changed,
        "removed": release.removed,
        "digest": release.digest,
        "files": [],
    }


def withdrawal_of(release: Release) -> dict[str, Any]:
    assert release.rolls_back is not None
    return {
        "data_set": release.data_set,
        "release": release.rolls_back.number,
        "rolled_back_by": release.number,
        "reason": release.reason,
        "files": [],
    }


@contents
def published(entry: Entry) -> Iterator[dict[str, Any]]:
    """What was published at the address of the entry."""
    if not entry.address.startswith(_BEGINS):
        return
    data_set, _, number = entry.address.removeprefix(_BEGINS).partition("/")
    found = Release.objects.filter(data_set=data_set, number=int(number)) if number.isdigit() else ()
    for release in found:
        if entry.act is Act.PUBLISHED:
            yield content_of(release)
        for undoing in release.rolled_back_by.filter(released_at__isnull=False):
            yield withdrawal_of(undoing)
