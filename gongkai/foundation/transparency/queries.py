"""Proof files, heads and keys, for everybody."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.transparency.proof import (
    FORMAT,
    SINCE_FORMAT,
    Act,
    Entry,
    Head,
    Signature,
    content_digest,
)
from gongkai.core.transparency.tree import consistency, inclusion
from gongkai.foundation.transparency.digests import DIGESTS
from gongkai.foundation.transparency.entering import entry_of, published_content, reading
from gongkai.foundation.transparency.models import PublicEntry, TreeHead
from gongkai.foundation.transparency.signing import PublicKey

HEADS_SHOWN = 400


def proof_of(address: str, edition: int | None = None) -> dict[str, Any] | Message:
    """The proof file of what was last entered at the address, or of the release of that edition of it."""
    rows = list(PublicEntry.objects.filter(address=address).order_by("position"))
    about = next((row for row in reversed(rows) if edition is None or _is(row, edition)), None)
    if about is None:
        return Message(N_("没有这条信息的公开记录。"))
    head = latest_head()
    if head is None or head.size <= about.position:
        return Message(N_("这条信息的公开记录还没有签名，签名后（每小时一次）即可下载证明。"))
    content = published_content(entry_of(about))
    if content is None:
        return Message(N_("没有这条信息的公开记录。"))
    later = [row for row in rows if about.position < row.position < head.size]
    return {
        "format": FORMAT,
        "content": dict(content),
        **_step(about, head),
        "later": [_step(row, head) for row in later],
        "head": asdict(head_of(head)),
        "signature": asdict(signature_of(head)),
    }


def since(address: str, edition: int, act: str) -> dict[str, Any] | None:
    """The entry and what was entered at its address after it, up to the last signed head; no content, which
    may have been withdrawn. None: there is no such entry under a head."""
    head = latest_head()
    if head is None:
        return None
    rows = list(PublicEntry.objects.filter(address=address, position__lt=head.size).order_by("position"))
    at = next((number for number, row in enumerate(rows) if (row.edition, row.act) == (edition, act)), None)
    if at is None:
        return None
    return {
        "format": SINCE_FORMAT,
        "entries": [_step(row, head) for row in rows[at:]],
        "head": asdict(head_of(head)),
        "signature": asdict(signature_of(head)),
    }


def edition_with(address: str, content: Mapping[str, Any]) -> int | None:
    """The edition at the address that was entered with this content; the last one, of several."""
    rows = PublicEntry.objects.filter(address=address, act=Act.PUBLISHED).order_by("-position")
    for edition, entered in rows.values_list("edition", "content"):
        name = entered.partition(":")[0]
        if content_digest(name, DIGESTS[name], content) == entered:
            return edition
    return None


def latest_head() -> TreeHead | None:
    """The head signed last."""
    return TreeHead.objects.order_by("-pk").first()


@dataclass(frozen=True, slots=True)
class SignedHead:
    """A head and its signature."""

    head: Head
    signature: Signature


def heads(limit: int = HEADS_SHOWN) -> Sequence[SignedHead]:
    """Signed heads, newest first."""
    rows = TreeHead.objects.order_by("-pk")[:limit]
    return [SignedHead(head_of(row), signature_of(row)) for row in rows]


def signing_keys() -> list[PublicKey]:
    """Every key that has signed a head."""
    return [
        PublicKey(algorithm, public)
        for algorithm, public in TreeHead.objects.order_by("algorithm", "public")
        .values_list("algorithm", "public")
        .distinct()
    ]


def later_than(entry: Entry) -> list[Entry]:
    """What was entered at the address of the entry after it."""
    rows = list(PublicEntry.objects.filter(address=entry.address).order_by("position"))
    at = next((number for number, row in enumerate(rows) if entry_of(row) == entry), len(rows))
    return [entry_of(row) for row in rows[at + 1 :]]


def consistency_of(earlier: int, later: int) -> dict[str, Any] | None:
    """What shows everybody that the head over `earlier` entries stands for the beginning of the `later` one:
    both signed heads and the path between them (RFC 9162, 2.1.4). None unless both were signed with one
    digest."""
    if not 0 < earlier <= later:
        return None
    rows = TreeHead.objects.filter(size__in=(earlier, later)).order_by("-pk")
    ends = [next((row for row in rows if row.size == size), None) for size in (earlier, later)]
    first, second = ends
    if first is None or second is None or first.digest != second.digest:
        return None
    return {
        "earlier": {**asdict(head_of(first)), "signature": asdict(signature_of(first))},
        "later": {**asdict(head_of(second)), "signature": asdict(signature_of(second))},
        "path": consistency_between(first, second),
    }


def consistency_between(earlier: TreeHead, later: TreeHead) -> list[str]:
    """What shows that nothing was changed or taken out between two heads (hexadecimal)."""
    path: list[bytes] = reading(
        later.digest, lambda digest, node: consistency(digest, node, earlier.size, later.size)
    )
    return [step.hex() for step in path]


def head_of(row: TreeHead) -> Head:
    """As it is signed."""
    return Head(row.issuer, row.size, row.root, row.at, row.digest)


def signature_of(row: TreeHead) -> Signature:
    """As it stands in proof files."""
    return Signature(row.algorithm, row.key, row.signature)


def _is(row: PublicEntry, edition: int) -> bool:
    return row.edition == edition and row.act == Act.PUBLISHED


def _step(row: PublicEntry, head: TreeHead) -> dict[str, Any]:
    path: list[bytes] = reading(
        head.digest, lambda digest, node: inclusion(digest, node, row.position, head.size)
    )
    return {
        "entry": asdict(entry_of(row)), "position": row.position, "path": [step.hex() for step in path],
    }  # fmt: skip
