"""What of disclosure stands in the tree of publications: each release with the digest of its rows, each
draw's commitment and result."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

from gongkai.core.messages import Message
from gongkai.core.transparency.proof import Act, Entry
from gongkai.disclosure.models import Draw, DrawState, Release
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.foundation.transparency.entering import contents, enter
from gongkai.foundation.transparency.queries import proof_of

_BEGINS, _DRAWS = "data/", "draws/"


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


def proof_of_release(data_set: str, number: int) -> dict[str, Any] | Message:
    """The proof file of a release that is out: how many rows it brought, changed and took, and the digest
    over them; that it was rolled back stands in it as a later change."""
    return proof_of(f"{_BEGINS}{data_set}/{number}", 1)


def proof_of_draw(code: str) -> dict[str, Any] | Message:
    """The proof file of a draw's commitment, with what was entered of it later."""
    return proof_of(f"{_DRAWS}{code}", 1)


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


def enter_draw(draw: Draw, now: datetime) -> None:
    """A commitment is out (edition 1), its result (edition 2), or that it was called off. Inside the verb."""
    drawn, off = draw.state == DrawState.DRAWN, draw.state == DrawState.CALLED_OFF
    enter(
        address=f"{_DRAWS}{draw.code}", edition=2 if drawn else 1,
        act=Act.WITHDRAWN if off else Act.PUBLISHED, now=now,
        content=calling_off_of(draw) if off else result_of(draw) if drawn else commitment_of(draw),
    )  # fmt: skip


def commitment_of(draw: Draw) -> dict[str, Any]:
    return {
        "draw": draw.code,
        "title": draw.title,
        "list_digest": draw.list_digest,
        "share_digest": draw.share_digest,
        "public_source": draw.public_source,
        "value_due_at": timezone.localtime(draw.value_due_at).isoformat(timespec="seconds"),
        "files": [],
    }


def result_of(draw: Draw) -> dict[str, Any]:
    return {
        "draw": draw.code,
        "public_value": draw.public_value,
        "share": draw.share,
        "key": draw.key,
        "found": draw.found,
        "files": [],
    }


def calling_off_of(draw: Draw) -> dict[str, Any]:
    return {"draw": draw.code, "reason": draw.called_off_for, "files": []}


@contents
def published_draws(entry: Entry) -> Iterator[dict[str, Any]]:
    """The commitment, the result, or the end of the draw at the address of the entry."""
    if not entry.address.startswith(_DRAWS):
        return
    for draw in Draw.objects.filter(code=entry.address.removeprefix(_DRAWS)):
        if entry.act is Act.WITHDRAWN:
            yield calling_off_of(draw)
        elif entry.edition == 1:
            yield commitment_of(draw)
        elif draw.state == DrawState.DRAWN:
            yield result_of(draw)
