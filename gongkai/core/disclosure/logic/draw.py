"""Drawing whom to inspect and by whom (双随机), so that anybody can repeat it.

Before the draw the office publishes a commitment: the SHA-256 of the canonical list of everything that goes
into the draw, the SHA-256 of a secret share, and which public value of a later moment will be mixed in (a
lottery's number, a day's tree head). Nobody can choose the result then: who knows the share does not know
the public value, and the list is fixed. The draw's stream is SHA-256(key ‖ counter), key = SHA-256(list
hash, share, public value); everything after that is counting.

Objects are drawn by weight without replacement, in the order of their codes; inspectors evenly from those
of the right line of work who have no interest in the object (回避), at least two to an object
(《行政处罚法》第四十二条).
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.core.messages import N_, Message

FEWEST_INSPECTORS = 2
MOST_WEIGHT = 1_000_000  # the stream's numbers stay far above any sum of weights
_WIDTH = 1 << 256


@dataclass(frozen=True, slots=True)
class Candidate:
    """One that may be inspected: credit code or other code, and a whole number as weight (bad record:
    more)."""

    code: str
    name: str
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Inspector:
    """One who may inspect, by the number of his certificate: names do not enter the draw. `lines`: fields of
    enforcement; `avoids`: codes of objects he must keep away from, without the reason."""

    number: str
    lines: tuple[str, ...]
    avoids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn: `objects` so many, `team` inspectors each, of the `line` of work. `most`: objects one
    inspector may get at most, 0 for no bound."""

    name: str
    line: str
    objects: int
    team: int = FEWEST_INSPECTORS
    most: int = 0

    def __post_init__(self) -> None:
        if self.team < FEWEST_INSPECTORS:
            raise ValueError(Message(N_("每个检查对象的执法人员不得少于两人")))
        if self.objects < 1 or self.most < 0:
            raise ValueError(Message(N_("抽取的数量应为正整数")))


@dataclass(frozen=True, slots=True)
class Pool:
    """Everything that goes into the draw, and is committed to."""

    plan: Plan
    candidates: tuple[Candidate, ...]
    inspectors: tuple[Inspector, ...]

    def __post_init__(self) -> None:
        _once(Message(N_("检查对象")), [each.code for each in self.candidates])
        _once(Message(N_("执法人员")), [each.number for each in self.inspectors])
        if any(not 1 <= each.weight <= MOST_WEIGHT for each in self.candidates):
            raise ValueError(Message(N_("权重应为 1 到 {most} 的整数"), {"most": MOST_WEIGHT}))
        if self.plan.objects > len(self.candidates):
            values = {"wanted": self.plan.objects, "there": len(self.candidates)}
            raise ValueError(Message(N_("要抽 {wanted} 个，名录库里只有 {there} 个"), values))

    def canonical(self) -> str:
        """The text that is hashed: JSON, keys sorted, no spaces, lists in the order of their codes."""
        content = {
            "candidates": [
                {"code": each.code, "name": each.name, "weight": each.weight}
                for each in sorted(self.candidates, key=lambda one: one.code)
            ],
            "inspectors": [
                {"avoids": sorted(each.avoids), "lines": sorted(each.lines), "number": each.number}
                for each in sorted(self.inspectors, key=lambda one: one.number)
            ],
            "plan": {
                "line": self.plan.line, "most": self.plan.most, "name": self.plan.name,
                "objects": self.plan.objects, "team": self.plan.team,
            },
        }  # fmt: skip
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def digest(self) -> str:
        """SHA-256 of the canonical text, hex."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def _once(what: Message, codes: Sequence[str]) -> None:
    """Raises ValueError for a code that stands twice."""
    for code, times in Counter(codes).items():
        if times > 1:
            raise ValueError(Message(N_("{what}“{code}”出现两次"), {"what": what, "code": code}))


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is published before. `share_digest`: SHA-256 of the secret share's text. `public_source`: which
    public value of a later moment will be used, in words. `at`: ISO time with offset."""

    list_digest: str
    share_digest: str
    public_source: str
    at: str


@dataclass(frozen=True, slots=True)
class Assignment:
    """An object drawn and its team in the order drawn. `short`: too few inspectors could be found."""

    code: str
    inspectors: tuple[str, ...]
    short: bool = False


@dataclass(frozen=True, slots=True)
class Draw:
    """The result. `key`: the stream's key, hex."""

    key: str
    assignments: tuple[Assignment, ...] = field(default_factory=tuple)


def commit(pool: Pool, share: str, public_source: str, at: str) -> Commitment:
    """The commitment to publish before the draw."""
    return Commitment(pool.digest, digest_of(share), public_source, at)


def digest_of(text: str) -> str:
    """SHA-256 of the text in UTF-8, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def draw(pool: Pool, share: str, public_value: str) -> Draw:
    """The draw: the same pool, share and public value give the same result anywhere."""
    key = hashlib.sha256("\n".join((pool.digest, share, public_value)).encode()).digest()
    stream = _numbers(key)
    objects = sorted(pool.candidates, key=lambda each: each.code)
    drawn = [
        objects[place] for place in _weighted([each.weight for each in objects], pool.plan.objects, stream)
    ]
    able = sorted(
        (each for each in pool.inspectors if pool.plan.line in each.lines), key=lambda each: each.number
    )
    loads: dict[str, int] = {}
    return Draw(key.hex(), tuple(_team(each, able, pool.plan, loads, stream) for each in drawn))


def _team(
    candidate: Candidate,
    able: Sequence[Inspector],
    plan: Plan,
    loads: dict[str, int],
    stream: Iterator[int],
) -> Assignment:
    free = [
        each.number
        for each in able
        if candidate.code not in each.avoids and not (plan.most and loads.get(each.number, 0) >= plan.most)
    ]
    team: list[str] = []
    while free and len(team) < plan.team:
        team.append(free.pop(_below(len(free), stream)))
    for number in team:
        loads[number] = loads.get(number, 0) + 1
    return Assignment(candidate.code, tuple(team), short=len(team) < plan.team)


def _numbers(key: bytes) -> Iterator[int]:
    """SHA-256(key ‖ n), n = 0, 1, 2 … as eight bytes, most significant first; each as one whole number."""
    n = 0
    while True:
        yield int.from_bytes(hashlib.sha256(key + n.to_bytes(8)).digest())
        n += 1


def _below(bound: int, stream: Iterator[int]) -> int:
    """The next number under `bound`, all equally likely: those over the last whole multiple are left."""
    fair = _WIDTH - _WIDTH % bound
    return next(number for number in stream if number < fair) % bound


def _weighted(weights: Sequence[int], count: int, stream: Iterator[int]) -> Iterator[int]:
    """Places drawn by weight, each once: the place is where a number under the sum of the weights left falls
    when they are laid end to end. The tree of partial sums only makes that quick."""
    size = len(weights)
    tree = [0, *weights]
    for n in range(1, size + 1):
        above = n + (n & -n)
        if above <= size:
            tree[above] += tree[n]
    total = sum(weights)
    for _ in range(count):
        place = _find(tree, _below(total, stream))
        total -= weights[place]
        n = place + 1
        while n <= size:
            tree[n] -= weights[place]
            n += n & -n
        yield place


def _find(tree: Sequence[int], number: int) -> int:
    """The place whose stretch holds `number`."""
    place, step = 0, 1 << (len(tree) - 1).bit_length()
    while step:
        ahead = place + step
        if ahead < len(tree) and tree[ahead] <= number:
            place, number = ahead, number - tree[ahead]
        step >>= 1
    return place
