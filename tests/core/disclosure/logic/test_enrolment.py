"""Which school serves an address."""

import pytest

from gongkai.core.disclosure.logic.enrolment import (
    Catchment,
    Found,
    Side,
    Stage,
    houses_in,
    overlaps,
    school_of,
)


def road(
    school: str, first: int = 0, last: int = 0, side: Side = Side.BOTH, street: str = "沂蒙路", **more
) -> Catchment:
    code = f"{school}-{street}-{first}"
    return Catchment(
        code,
        school,
        more.get("stage", Stage.PRIMARY),
        more.get("division", "371302"),
        street,
        first,
        last,
        side,
    )


def estate(school: str, name: str, stage: Stage = Stage.PRIMARY) -> Catchment:
    return Catchment(f"{school}-{name}", school, stage, "371302", estate=name)


KNOWN = [
    road("甲小学", 1, 199, Side.ODD),
    road("乙小学", 2, 198, Side.EVEN),
    road("丙小学", 200, 400),
    road("丙小学", street="金雀山路"),
    road("乙小学", 1, 50, street="八一路东段"),
    estate("丁小学", "示例花园"),
    estate("戊小学", "示例花园二期"),
    estate("甲小学", "南坊村"),
    estate("己小学", "南坊村"),
    road("一中", 1, 999, stage=Stage.JUNIOR),
    road("县小学", 1, 999, division="371323"),
]


@pytest.mark.parametrize(
    ("address", "found", "schools"),
    [
        ("沂蒙路101号", Found.ONE, ["甲小学"]),
        ("山东省临沂市兰山区银雀山街道沂蒙路102号3号楼2单元501室", Found.ONE, ["乙小学"]),
        ("兰山区沂蒙路１０１号", Found.ONE, ["甲小学"]),
        ("沂蒙路 199 号", Found.ONE, ["甲小学"]),
        ("沂蒙路212-3号", Found.ONE, ["丙小学"]),
        ("沂蒙路200号", Found.ONE, ["丙小学"]),
        ("沂蒙路401号", Found.NONE, []),
        ("沂蒙路", Found.NONE, []),
        ("金雀山路9号", Found.ONE, ["丙小学"]),
        ("金雀山路", Found.ONE, ["丙小学"]),
        ("八一路东段12号", Found.ONE, ["乙小学"]),
        ("八一路12号", Found.NONE, []),
        ("北沂蒙路101号", Found.NONE, []),
        ("沂蒙路12号楼", Found.NONE, []),
        ("沂蒙路101号示例花园5号楼", Found.ONE, ["丁小学"]),
        ("示例花园二期3栋", Found.ONE, ["戊小学"]),
        ("南坊村", Found.SEVERAL, ["甲小学", "己小学"]),
        ("3号楼2单元", Found.UNREAD, []),
        ("", Found.UNREAD, []),
    ],
)
def test_which_school(address: str, found: Found, schools: list[str]) -> None:
    answer = school_of(address, KNOWN, Stage.PRIMARY, "371302")
    assert (answer.found, list(answer.schools)) == (found, schools), str(answer.why)
    assert str(answer.why)


def test_stage_and_county_count() -> None:
    assert school_of("沂蒙路101号", KNOWN, Stage.JUNIOR, "371302").schools == ("一中",)
    assert school_of("沂蒙路101号", KNOWN, Stage.PRIMARY, "371323").schools == ("县小学",)
    assert school_of("沂蒙路101号", KNOWN, Stage.PRIMARY).found is Found.SEVERAL


@pytest.mark.parametrize(
    ("text", "houses"),
    [
        ("兰山区沂蒙路212号", [("沂蒙路", 212)]),
        ("沂蒙路3号楼2单元", [("沂蒙路", 0)]),
        ("沂蒙路88-2-301室", [("沂蒙路", 88)]),
        ("沂蒙路 88", [("沂蒙路", 88)]),
        ("北沂蒙路12号", []),
        ("沂蒙北路12号", []),
        ("临沂市市场路甲7号", [("市场路", 7)]),
        ("银雀山街道办事处镇前街5号", [("镇前街", 5)]),
        ("兰山区开发区大道20号", [("开发区大道", 20)]),
        ("八一路东段12号", [("八一路东段", 12)]),
        ("八一路西段12号", [("八一路", 12)]),
        ("住在沂蒙路与市场路交汇处", [("沂蒙路", 0)]),
        ("沂蒙路与市场路交汇处，沂蒙路9号", [("沂蒙路", 9)]),
        ("（沂蒙路）101号", [("沂蒙路", 0)]),
    ],
)
def test_streets_and_numbers_in_an_address(text: str, houses: list[tuple[str, int]]) -> None:
    streets = ["沂蒙路", "市场路", "镇前街", "开发区大道", "八一路", "八一路东段"]
    assert [(house.street, house.number) for house in houses_in(text, streets)] == houses


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (road("甲", 1, 99), road("乙", 99, 200), True),
        (road("甲", 1, 99), road("乙", 100, 200), False),
        (road("甲", 1, 199, Side.ODD), road("乙", 2, 198, Side.EVEN), False),
        (road("甲", 1, 199, Side.ODD), road("乙", 150, 160), True),
        (road("甲", 1, 200, Side.ODD), road("乙", 200, 300), False),
        (road("甲"), road("乙", 7, 7), True),
        (road("甲", 1, 9), road("甲", 1, 9), False),
        (road("甲", 1, 9), road("乙", 1, 9, street="别的路"), False),
        (road("甲", 1, 9), road("乙", 1, 9, division="371323"), False),
        (estate("甲", "示例花园"), estate("乙", "示例花园"), True),
        (estate("甲", "示例花园"), road("乙", 1, 9), False),
    ],
)
def test_two_schools_that_claim_the_same_house(one: Catchment, other: Catchment, meet: bool) -> None:
    assert bool(overlaps([one, other])) is meet


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"street": "", "estate": ""}, "要么写小区"),
        ({"estate": "花园"}, "要么写小区"),
        ({"first": 9, "last": 3}, "起止不对"),
        ({"first": 0, "last": 3}, "起止不对"),
    ],
)
def test_impossible_catchments(changes: dict, said: str) -> None:
    values = {"street": "沂蒙路", "first": 1, "last": 9} | changes
    with pytest.raises(ValueError, match=said):
        Catchment("x", "甲", Stage.PRIMARY, "371302", **values)
