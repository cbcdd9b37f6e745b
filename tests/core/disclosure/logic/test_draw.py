"""Drawing whom to inspect: the same anywhere, nobody chooses, nobody inspects where he has an interest."""

import hashlib
from collections import Counter
from dataclasses import replace

import pytest

from gongkai.core.disclosure.logic.draw import Candidate, Inspector, Plan, Pool, commit, digest_of, draw


def pool(objects: int = 3, *, team: int = 2, most: int = 0, weights: tuple[int, ...] = ()) -> Pool:
    weights = weights or (1,) * 12
    candidates = tuple(Candidate(f"C{n:02d}", f"示例企业{n}", weight) for n, weight in enumerate(weights))
    inspectors = tuple(Inspector(f"9900{n}", ("食品", "药品") if n % 2 else ("食品",)) for n in range(6))
    return Pool(Plan("餐饮抽查", "食品", objects, team, most), candidates, inspectors)


def by_hand(given: Pool, share: str, value: str) -> list[tuple[str, list[str]]]:
    """The draw as anybody would write it from the docstring: no tree, nothing shared with the module."""
    key = hashlib.sha256(f"{given.digest}\n{share}\n{value}".encode()).digest()
    place = 0

    def below(bound: int) -> int:
        nonlocal place
        while True:
            number = int.from_bytes(hashlib.sha256(key + place.to_bytes(8, "big")).digest(), "big")
            place += 1
            if number < (1 << 256) // bound * bound:
                return number % bound

    left = sorted(given.candidates, key=lambda each: each.code)
    drawn = []
    for _ in range(given.plan.objects):
        number = below(sum(each.weight for each in left))
        at = 0
        while number >= left[at].weight:
            number -= left[at].weight
            at += 1
        drawn.append(left.pop(at))
    result = []
    for each in drawn:
        able = sorted(
            one.number
            for one in given.inspectors
            if given.plan.line in one.lines and each.code not in one.avoids
        )
        result.append((each.code, [able.pop(below(len(able))) for _ in range(given.plan.team)]))
    return result


@pytest.mark.parametrize("seed", range(20))
def test_anybody_can_repeat_it(seed: int) -> None:
    given = pool(7, weights=tuple(1 + (n * seed) % 5 for n in range(11)))
    found = draw(given, f"份额{seed}", "2017136期：3,9,12")
    assert [(each.code, list(each.inspectors)) for each in found.assignments] == by_hand(
        given, f"份额{seed}", "2017136期：3,9,12"
    )


def test_a_known_draw_stays_what_it_is() -> None:
    found = draw(pool(), "临沂", "2017-10-09")
    assert found.key == hashlib.sha256(f"{pool().digest}\n临沂\n2017-10-09".encode()).hexdigest()
    assert pool().digest == "b5f34625668cb479d8d9b62b701e7ab89ab1dcf0344500a306fa06dcc54e3d7a"
    assert [each.code for each in found.assignments] == ["C01", "C00", "C05"]


def test_the_text_that_is_hashed() -> None:
    given = Pool(
        Plan("餐饮抽查", "食品", 1),
        (Candidate("B", "乙店", 2), Candidate("A", "甲店")),
        (Inspector("99001", ("药品", "食品"), ("B", "A")), Inspector("99000", ("食品",))),
    )
    text = (
        '{"candidates":[{"code":"A","name":"甲店","weight":1},{"code":"B","name":"乙店","weight":2}],'
        '"inspectors":[{"avoids":[],"lines":["食品"],"number":"99000"},'
        '{"avoids":["A","B"],"lines":["药品","食品"],"number":"99001"}],'
        '"plan":{"line":"食品","most":0,"name":"餐饮抽查","objects":1,"team":2}}'
    )
    assert given.canonical() == text
    assert given.digest == hashlib.sha256(text.encode()).hexdigest()


def test_order_of_the_lists_does_not_matter_and_everything_else_does() -> None:
    given = pool()
    turned = replace(given, candidates=given.candidates[::-1], inspectors=given.inspectors[::-1])
    assert turned.digest == given.digest
    assert draw(turned, "a", "b") == draw(given, "a", "b")
    heavier = replace(given, candidates=(replace(given.candidates[0], weight=2), *given.candidates[1:]))
    assert len({given.digest, heavier.digest, pool(4).digest, pool(team=3).digest}) == 4
    assert draw(given, "a", "b").key != draw(given, "b", "b").key != draw(given, "b", "a").key


def test_conflicts_lines_and_loads() -> None:
    given = pool(12, team=2)
    avoiding = tuple(
        replace(each, avoids=tuple(one.code for one in given.candidates)) if n < 3 else each
        for n, each in enumerate(given.inspectors)
    )
    found = draw(replace(given, inspectors=avoiding), "a", "b")
    used = Counter(number for each in found.assignments for number in each.inspectors)
    assert set(used) <= {"99003", "99004", "99005"}
    assert all(len(set(each.inspectors)) == 2 and not each.short for each in found.assignments)
    assert {each.code for each in found.assignments} == {each.code for each in given.candidates}
    bounded = draw(pool(6, most=2), "a", "b")
    assert max(Counter(number for each in bounded.assignments for number in each.inspectors).values()) == 2
    drugs = draw(replace(given, plan=replace(given.plan, line="药品")), "a", "b")
    assert {number for each in drugs.assignments for number in each.inspectors} <= {"99001", "99003", "99005"}


def test_too_few_inspectors_are_said() -> None:
    given = replace(pool(), inspectors=(Inspector("99000", ("食品",)),))
    assert all(each.short and each.inspectors == ("99000",) for each in draw(given, "a", "b").assignments)


def test_weight_tells() -> None:
    counts = Counter(draw(pool(1, weights=(9, 1)), str(n), "v").assignments[0].code for n in range(600))
    assert 500 < counts["C00"] < 580  # 540 expected, the seeds are fixed
    even = Counter(draw(pool(1, weights=(1,) * 4), str(n), "v").assignments[0].code for n in range(600))
    assert all(110 < count < 190 for count in even.values())


def test_the_commitment_tells_nothing_of_the_share_but_binds_it() -> None:
    said = commit(pool(), "秘密份额", "双色球第2017136期", "2017-10-08T09:00:00+08:00")
    assert said.list_digest == pool().digest
    assert said.share_digest == digest_of("秘密份额") != digest_of("别的")


@pytest.mark.parametrize(
    ("make", "match"),
    [
        (lambda: Plan("x", "y", 1, team=1), "不得少于两人"),
        (lambda: Plan("x", "y", 0), "正整数"),
        (lambda: pool(99), "只有 12 个"),
        (lambda: replace(pool(), candidates=(Candidate("A", "甲"), Candidate("A", "乙"))), "“A”出现两次"),
        (lambda: replace(pool(), inspectors=(Inspector("1", ()), Inspector("1", ()))), "“1”出现两次"),
        (lambda: pool(weights=(1, 0, 1)), "权重"),
        (lambda: pool(weights=(1, 1, 10**80)), "权重"),
    ],
)
def test_impossible_draws_are_refused(make, match: str) -> None:
    with pytest.raises(ValueError, match=match):
        make()
