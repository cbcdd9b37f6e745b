"""Who is helped and with how much: the standing lists of three counties, the money of each quarter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import COUNTIES, Batch, Row, samples_of
from gongkai.project.demo.figures import spread
from gongkai.project.demo.ground import YEAR

_LISTS = (
    ("lanshan", "CB-990202", 30, f"{YEAR}-Q3", date(YEAR, 10, 18)),
    ("feixian", "TK-990303", 22, f"{YEAR}-Q4", date(YEAR + 1, 1, 18)),
    ("yishui", "NB-990101", 26, f"{YEAR}-Q3", date(YEAR, 11, 2)),
)
"""Who publishes its list, the letters of its certificates, how many households, for which quarter, when.
Yishui is late."""


_SURNAMES = ("张", "欧阳", "李", "王", "刘", "赵", "孙", "徐", "诸葛", "郑", "鲁")


@dataclass(frozen=True, slots=True)
class _Aid:
    """`weight`: its share of the money; `each`: yuan a person and quarter; `homes`: people in a household,
    0 where only people are counted."""

    kind: str
    weight: int
    each: int
    homes: int = 0


_RELIEF = (
    _Aid("城市低保", 11, 1_090, 2), _Aid("农村低保", 61, 548, 2), _Aid("城市特困人员", 1, 1_600, 1),
    _Aid("农村特困人员", 13, 1_100, 1), _Aid("医疗救助", 10, 1_150), _Aid("临时救助", 4, 600),
)  # fmt: skip
_WELFARE = (
    _Aid("低保老人高龄津贴", 15, 300), _Aid("困难残疾人生活补贴", 25, 240),
    _Aid("重度残疾人护理补贴", 28, 240), _Aid("孤儿基本生活费", 12, 3_000),
    _Aid("困境儿童基本生活费", 8, 1_800), _Aid("百岁老人长寿补贴", 2, 900),
    _Aid("经济困难老年人补贴", 10, 240),
)  # fmt: skip
_MONEY: tuple[tuple[int, Sequence[_Aid]], ...] = ((57_000, _RELIEF), (22_000, _WELFARE))
"""10,000 yuan of the year: relief; the seven allowances."""

_PAID_OUT = ((1, date(YEAR, 4, 14)), (2, date(YEAR, 7, 25)), (3, date(YEAR, 10, 18)),
             (4, date(YEAR + 1, 1, 12)))  # fmt: skip
"""Quarter, and when its figures came out: the second's eleven days late."""

_TOWN = ("371302", "371311", "371312")  # the three districts of the city itself


def assistance_recipients(data_set: DataSet) -> Iterator[Batch]:
    """78 notices of who receives assistance, names masked when shown."""
    kept = {each["certificate"][:9]: each for each in samples_of(data_set)}
    for body, letters, households, quarter, out in _LISTS:
        rows = [
            kept[letters]
            | {"certificate": f"{letters}-{n + 1:04d}", "name": f"{_SURNAMES[n % len(_SURNAMES)]}样例",
               "id_number": f"99000019520304{n + 1:03d}2",
               "village": _village(kept[letters]["village"], n), "people": n % 3 + 1}
            for n in range(households)
        ]  # fmt: skip
        yield Batch(data_set.name, body, out, rows, quarter)


def _village(name: str, number: int) -> str:
    """Some neighbours of the sample's village, within its town."""
    town, _, _ = name.partition("示例")
    return name if number % 4 == 0 else f"{town}示例{'二三四'[number % 4 - 1]}村"


def assistance_quarterly(data_set: DataSet) -> Iterator[Batch]:
    """570 million yuan of relief and 220 million of the seven allowances over the year, county by county."""
    shares = [
        (aid, county, quarter, share)
        for money, kinds in _MONEY
        for (aid, county, quarter), share in _shares(money, kinds)
    ]
    paid: dict[tuple[str, str], int] = {}
    for turn, out in _PAID_OUT:
        rows = [_quarter(aid, county, turn, share, paid) for aid, county, of, share in shares if of == turn]
        yield Batch(data_set.name, "mzhj", out, rows, f"{YEAR}-Q{turn}")


def _shares(money: int, kinds: Sequence[_Aid]) -> Iterator[tuple[tuple[_Aid, str, int], int]]:
    """10,000 yuan into hundredths of them, by kind, county and quarter; more in winter than in summer."""
    places = [
        (aid, county, quarter) for aid in kinds for county in range(len(COUNTIES)) for quarter in range(1, 5)
    ]
    weights = [
        aid.weight * (7 + county * 5 % 6) * (26, 24, 24, 26)[quarter - 1] for aid, county, quarter in places
    ]
    for (aid, county, quarter), share in zip(places, spread(money * 100, weights), strict=True):
        yield (aid, COUNTIES[county], quarter), share


def _quarter(aid: _Aid, county: str, turn: int, share: int, paid: dict[tuple[str, str], int]) -> Row:
    """`share`: hundredths of 10,000 yuan, that is 100 yuan each. `paid`: the year's sum so far."""
    paid[aid.kind, county] = paid.get((aid.kind, county), 0) + share
    people = max(1, share * 100 // aid.each)
    row: Row = {
        "quarter": f"{YEAR}-Q{turn}", "division": county, "kind": aid.kind, "people": people,
        "spending": f"{share / 100:.2f}", "cumulative": f"{paid[aid.kind, county] / 100:.2f}",
    }  # fmt: skip
    return row | ({"households": -(-people // aid.homes)} if aid.homes else {})


def assistance_standards(data_set: DataSet) -> Iterator[Batch]:
    """450 to 500 yuan a month in the towns, 3,700 a year in the villages, from April."""
    urban, _, rural = samples_of(data_set)
    towns = [
        urban | {"division": county, "amount": "500" if n < len(_TOWN) else "450"}
        for n, county in enumerate((*_TOWN, *(each for each in COUNTIES if each not in _TOWN)))
    ]
    yield Batch(data_set.name, "mzhj", date(YEAR, 4, 20), [*towns, rural])


AIDED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (assistance_recipients, assistance_quarterly, assistance_standards)
}
"""By data set."""
