"""What the 2017 report counts in the countryside: 49 areas of beautiful villages, woods, shops on the net;
and beside this year's projects those of the years before."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from gongkai.core.disclosure.schema import DataSet
from gongkai.disclosure import declared
from gongkai.project.demo.disclosure import lists
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, dealt
from gongkai.project.demo.disclosure.lists import AUTUMN, AUTUMN_OUT, DIVISIONS, OUT
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

AREAS, FOREST_LAND, COVERAGE = 49, 775, 356  # 10,000 mu; tenths of one per cent
CENTRES, SITES = 14, 2_036
_CITY = DIVISIONS[0]
_YEAR_OUT = date(YEAR, 12, 27)
_TOWNS = 157  # with a station of their own

_VALLEYS = ("河谷", "湖畔", "山乡", "古村", "田园", "林海", "茶乡")
_WORKS = (
    "通村路硬化、污水管网、农家乐提升。", "改厕、绿化、沿湖步道。", "桃园观光路、蓄水池、村史馆。",
    "老屋修缮、停车场、游客服务点。", "高标准农田、冷库、交易市场。",
)  # fmt: skip
_EARLIER = {YEAR - 2: (380, 228, 9_200_000, "0.5810"), YEAR - 1: (400, 252, 9_600_000, "0.5995")}
"""Projects, new ones, 10,000 yuan in all, share of the new: the years before, so that 2017 is 8 and 8.05
points above."""


def beautiful_villages(data_set: DataSet) -> Iterator[Batch]:
    """49 areas of the city's level and above."""
    stages = tuple(dealt(AREAS, (("在建", 27), ("已验收", 14), ("规划", 8))))
    rows: list[Row] = []
    for n, stage in enumerate(stages):
        money = 1_800 + n * 370 % 3_100
        rows.append(
            {
                "number": f"MLXC{YEAR}-{n + 1:03d}", "division": COUNTIES[n % len(COUNTIES)],
                "title": f"示例{_VALLEYS[n % len(_VALLEYS)]}美丽乡村片区（{n + 1}）",
                "level": "省级" if n % 6 == 0 else "市级", "villages": 4 + n * 5 % 9,
                "investment": str(money), "subsidy": str(money * 12 // 100), "stage": stage,
                "content": _WORKS[n % len(_WORKS)], "updated_on": AUTUMN,
            }
        )  # fmt: skip
    yield Batch(data_set.name, "nyj", AUTUMN_OUT, rows)


def forest_resources(data_set: DataSet) -> Iterator[Batch]:
    """7.75 million mu of wooded land, a cover of 35.6 per cent; the counties' parts add up."""
    weights = [9, 8, 10, 42, 16, 62, 18, 50, 48, 34, 58, 15]
    parts = spread(FOREST_LAND * 100, weights)
    rows: list[Row] = [_forest(_CITY, FOREST_LAND * 100, COVERAGE, 3_150)]
    cover = [168, 152, 174, 398, 231, 441, 246, 466, 458, 357, 562, 224]
    planted = spread(3_150, weights)
    rows += [
        _forest(division, land, tenths, new)
        for division, land, tenths, new in zip(COUNTIES, parts, cover, planted, strict=True)
    ]
    yield Batch(data_set.name, "lyj", _YEAR_OUT, rows, str(YEAR))


def _forest(division: str, land: int, tenths: int, planted: int) -> Row:
    return {
        "year": YEAR, "division": division, "forest_land": f"{land / 100:.2f}",
        "coverage": f"{tenths / 10:.1f}%", "planted": f"{planted / 100:.2f}",
    }  # fmt: skip


def rural_commerce(data_set: DataSet) -> Iterator[Batch]:
    """14 centres in the counties and more than 2,000 stations in towns and villages."""
    weights = [14, 8, 8, 11, 10, 13, 12, 9, 11, 11, 8, 9]
    towns = spread(_TOWNS, weights)
    villages = spread(SITES - _TOWNS, weights)
    rows: list[Row] = [
        {
            "year": YEAR, "division": division, "centres": 2 if n < CENTRES - len(COUNTIES) else 1,
            "town_sites": town, "village_sites": village, "sites": town + village,
            "sales": str(18_000 + weight * 4_100),
        }
        for n, (division, town, village, weight) in enumerate(
            zip(COUNTIES, towns, villages, weights, strict=True)
        )
    ]  # fmt: skip
    yield Batch(data_set.name, "swj", _YEAR_OUT, rows, str(YEAR))


def project_years(data_set: DataSet) -> Iterator[Batch]:
    """By sector what the list of projects holds, and the same of two years before."""
    sectors = [each.value for each in data_set.column("sector").enum]
    rows: list[Row] = []
    for year, (projects, new, money, share) in _EARLIER.items():
        new_money = round(money * float(share))
        weights = [2, 5, 4, 6, 3]
        parts = [spread(each, weights) for each in (projects, new, money, new_money)]
        rows += [_of_year(year, sector, each) for sector, *each in zip(sectors, *parts, strict=True)]
    listed = _listed()
    rows += [_of_year(YEAR, sector, listed[sector]) for sector in sectors]
    yield Batch(data_set.name, "fgw", OUT, rows, str(YEAR))


def _of_year(year: int, sector: str, figures: Any) -> Row:
    projects, new, money, new_money = figures
    return {
        "year": year, "sector": sector, "projects": projects, "new_projects": new,
        "investment": str(money), "new_investment": str(new_money),
    }  # fmt: skip


def _listed() -> Mapping[str, tuple[int, ...]]:
    """By sector what `lists.projects` enters: projects, new ones, 10,000 yuan, of it for the new."""
    (batch,) = lists.projects(declared.data_set("projects", OUT))
    found: dict[str, Counter[str]] = {}
    for row in batch.rows:
        of = found.setdefault(row["sector"], Counter())
        for kind in ("all", *["new"] * bool(row["is_new"])):
            of[kind] += 1
            of[f"{kind} money"] += int(row["investment"])
    return {sector: (of["all"], of["new"], of["all money"], of["new money"]) for sector, of in found.items()}


COUNTRYSIDE: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (beautiful_villages, forest_resources, rural_commerce, project_years)
}
"""By data set."""
