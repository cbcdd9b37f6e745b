"""A proof file: what was published, the entry that stands for it, and the way from there to a signed head.

Everything that is hashed or signed is JSON written canonically: keys in order, no blanks, UTF-8.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from gongkai.core.messages import N_, Message
from gongkai.core.transparency import reading
from gongkai.core.transparency.tree import Digest, leaf_hash, root_by_inclusion

FORMAT = "gongkai-proof/1"
HEAD_FORMAT = "gongkai-head/1"
SINCE_FORMAT = "gongkai-since/1"


class Act(StrEnum):
    """What an entry says of the information at its address."""

    PUBLISHED = "published"
    STANDING = "standing"  # repealed, expired, amended, replaced: the text stays, its force has changed
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Entry:
    """One public act. `address` is the 索引号, `edition` counts from 1, `at` is ISO 8601 with offset.

    `content` is the digest of what was published, "sha256:…" or "sm3:…"; of a withdrawal or change of force,
    that of its public notice.
    """

    address: str
    edition: int
    act: Act
    at: str
    content: str

    def bytes(self) -> bytes:
        """What is hashed into the tree."""
        return canonical(
            {
                "act": self.act.value, "address": self.address, "at": self.at, "content": self.content,
                "edition": self.edition,
            }
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the tree at a moment, as it is signed. `digest` is "sha256" or "sm3"."""

    issuer: str
    size: int
    root: str
    at: str
    digest: str

    def bytes(self) -> bytes:
        """What is signed."""
        return canonical(
            {
                "at": self.at, "digest": self.digest, "format": HEAD_FORMAT, "issuer": self.issuer,
                "root": self.root, "size": self.size,
            }
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signature:
    """`algorithm` is "ed25519" or "sm2"; `key` names the key; `value` is hexadecimal."""

    algorithm: str
    key: str
    value: str


class Holds(StrEnum):
    """What came of looking at a proof."""

    CURRENT = "current"  # published then, and nothing later is known to the file
    CHANGED = "changed"  # published then; changed, or withdrawn, since
    UNKNOWN_KEY = "unknown_key"  # all fits together, but none of the keys given is the signer's
    BROKEN = "broken"  # this is not what was published, or the file was altered


@dataclass(frozen=True, slots=True)
class Examined:
    """`entry`: what the proof is about; `later`: what happened at its address since; `problem`: of BROKEN."""

    holds: Holds
    entry: Entry | None = None
    head: Head | None = None
    signature: Signature | None = None
    later: tuple[Entry, ...] = ()
    content: Mapping[str, Any] = field(default_factory=dict)
    problem: Message | None = None


type Check = Callable[[Head, Signature], bool | None]
"""Is the head signed so? None when the key is not known."""


def canonical(value: Any) -> bytes:
    """JSON that is the same wherever it is written."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def examine(proof: Mapping[str, Any], digests: Mapping[str, Digest], check: Check) -> Examined:
    """Look a proof over: content, entry, way to the root, signature; the same for what came later.

    What came later can be cut out of a file without a trace: it holds for what it tells, and only who
    published can tell whether that is all (`examine_since`).
    """
    try:
        return _examine(reading.proof(proof, FORMAT), digests, check)
    except reading.NoProofError as error:
        return Examined(Holds.BROKEN, problem=error.words)
    except (KeyError, TypeError, ValueError):
        return Examined(Holds.BROKEN, problem=reading.NOT_ONE)


def examine_since(
    told: Mapping[str, Any], of: Examined, digests: Mapping[str, Digest], check: Check
) -> Examined:
    """What the publisher says today of the entry a proof is about, looked over in the same way. BROKEN: he
    does not know the entry, or his answer can't be relied on."""
    assert of.entry is not None
    try:
        known = reading.since(told, SINCE_FORMAT)
        head, signature = Head(**known["head"]), Signature(**known["signature"])
        entries = tuple(_entry(each["entry"]) for each in known["entries"])
        problem = next(
            (
                each
                for each in (
                    *(_way_problem(digests[head.digest], step, head) for step in known["entries"]),
                    _order_problem(known["entries"], of.entry.address),
                    None if entries[:1] == (of.entry,) else Message(N_("网站现在没有这条公开记录。")),
                    None if check(head, signature) else Message(UNSIGNED),
                )
                if each is not None
            ),
            None,
        )
    except reading.NoProofError as error:
        return Examined(Holds.BROKEN, problem=error.words)
    except (KeyError, TypeError, ValueError):
        return Examined(Holds.BROKEN, problem=reading.NOT_ONE)
    holds = Holds.BROKEN if problem else Holds.CHANGED if entries[1:] else Holds.CURRENT
    return Examined(holds, of.entry, head, signature, entries[1:], of.content, problem)


UNSIGNED = N_("签名不符：这份目录树根不是由该密钥签发的。")


def _examine(proof: Mapping[str, Any], digests: Mapping[str, Digest], check: Check) -> Examined:
    head, signature = Head(**proof["head"]), Signature(**proof["signature"])
    digest = digests[head.digest]
    entry, later = _entry(proof["entry"]), tuple(_entry(each["entry"]) for each in proof["later"])
    found = Examined(Holds.CURRENT, entry, head, signature, later, proof["content"])
    for problem in (
        _content_problem(digests, proof["content"], entry),
        *(_way_problem(digest, each, head) for each in (proof, *proof["later"])),
        _order_problem((proof, *proof["later"]), entry.address),
    ):
        if problem is not None:
            return replace(found, holds=Holds.BROKEN, problem=problem)
    signed = check(head, signature)
    if signed is False:
        return replace(found, holds=Holds.BROKEN, problem=Message(UNSIGNED))
    if signed is None:
        return replace(found, holds=Holds.UNKNOWN_KEY)
    return replace(found, holds=Holds.CHANGED) if later else found


def _entry(told: Mapping[str, Any]) -> Entry:
    return Entry(told["address"], told["edition"], Act(told["act"]), told["at"], told["content"])


def content_digest(name: str, digest: Digest, content: Mapping[str, Any]) -> str:
    """The digest of what was published, with the digest's name."""
    return f"{name}:{digest(canonical(content)).hex()}"


def _content_problem(
    digests: Mapping[str, Digest], content: Mapping[str, Any], entry: Entry
) -> Message | None:
    name = entry.content.partition(":")[0]
    if content_digest(name, digests[name], content) == entry.content:
        return None
    return Message(N_("内容与当时公开的不一致：文字或附件清单被改动过。"))


def _way_problem(digest: Digest, step: Mapping[str, Any], head: Head) -> Message | None:
    path: Sequence[bytes] = [bytes.fromhex(each) for each in step["path"]]
    entry = _entry(step["entry"])
    found = root_by_inclusion(digest, leaf_hash(digest, entry.bytes()), step["position"], head.size, path)
    if found is not None and found.hex() == head.root:
        return None
    return Message(N_("公开记录不在已签名的目录树中：{address} 第 {edition} 版的记录对不上。"), {
        "address": reading.printable(entry.address), "edition": entry.edition,
    })  # fmt: skip


def _order_problem(steps: Sequence[Mapping[str, Any]], address: str) -> Message | None:
    positions = [each["position"] for each in steps]
    if positions == sorted(set(positions)) and all(each["entry"]["address"] == address for each in steps):
        return None
    return Message(N_("“此后的变化”不是同一条信息的，或者顺序不对。"))
