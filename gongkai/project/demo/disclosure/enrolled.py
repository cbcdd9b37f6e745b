"""Schools of every county, which addresses they serve, whom they took in. The city's platform of enrolment
gives them out for the counties; Lanshan, whose rows are the declared samples, does so itself and late."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.city import declared
from gongkai.project.demo.disclosure.batches import Batch, Row, samples_of
from gongkai.project.demo.disclosure.placed import SEATS
from gongkai.project.demo.ground import YEAR

_PLATFORM, _LANSHAN = "jyj", "371302"
_UPDATED, _OUT, _LANSHAN_OUT = date(YEAR, 5, 31), date(YEAR, 6, 12), date(YEAR, 7, 4)
_AFTER = date(YEAR, 9, 15)
_KINDS = (("第一小学", "primary", 6), ("第二小学", "primary", 4), ("初级中学", "junior", 10))
"""Name, stage and classes a year: two primary schools on either side of a street, a junior one for both."""

_IN_CLASS, _YEARS = 45, {"primary": 6, "junior": 3}
_BY_HUNDRED = (97, 100, 104, 108)  # who applied, of a hundred places


class _School(NamedTuple):
    county: str
    division: str
    number: int
    title: str
    stage: str
    classes: int

    @property
    def code(self) -> str:
        return f"990{self.division[2:]}{self.number:03d}"

    @property
    def street(self) -> str:
        return f"{self.county[:-1]}示例路"


def _schools() -> Iterator[_School]:
    """Three in each county but Lanshan."""
    for each in declared()["county"]:
        name, division = each["short_name"], each["division_code"]
        if division != _LANSHAN:
            for number, (kind, stage, classes) in enumerate(_KINDS, start=1):
                yield _School(name, division, number, f"{name}示例{kind}", stage, classes)


def schools(data_set: DataSet) -> Iterator[Batch]:
    rows = [
        {
            "school_code": each.code, "title": each.title, "stage": each.stage, "nature": "公办",
            "division": each.division, "address": f"{each.street}{each.number * 60}号",
            "place": _place(each), "classes": each.classes * _YEARS[each.stage],
            "pupils": each.classes * _YEARS[each.stage] * _IN_CLASS - each.number * 7,
            "conditions": "塑胶操场、科学实验室、图书室。",
            "phone": f"0539-0000{each.division[4:]}{each.number}",
            "updated_on": _UPDATED,
        }
        for each in _schools()
    ]  # fmt: skip
    yield Batch(data_set.name, _PLATFORM, _OUT, rows)
    yield Batch(data_set.name, "lanshan", _LANSHAN_OUT, samples_of(data_set))


def _place(school: _School) -> Row:
    """Along a street that runs east from the county's seat."""
    east, north = SEATS[school.division]
    return {"lat": round(north + 0.002 * school.number, 4), "lon": round(east + 0.006 * school.number, 4)}


def catchments(data_set: DataSet) -> Iterator[Batch]:
    """Odd numbers of the street and an estate to the first school, even ones and a village to the second."""
    rows = [
        {
            "year": YEAR, "code": f"{each.code}-{number:02d}", "school": each.title, "stage": each.stage,
            "division": each.division,
        }
        | area
        for each in _schools()
        for number, area in enumerate(_areas(each), start=1)
    ]  # fmt: skip
    yield Batch(data_set.name, _PLATFORM, date(YEAR, 6, 23), rows, str(YEAR))
    yield Batch(data_set.name, "lanshan", _LANSHAN_OUT, samples_of(data_set), str(YEAR))


def _areas(school: _School) -> Iterator[Row]:
    estates = (f"{school.county}示例花园", f"{school.county}示例前村")
    if school.stage == "junior":
        yield {"street": school.street, "first": 1, "last": 400, "side": "both"}
        yield from ({"estate": each} for each in estates)
    else:
        is_first = school.number == 1
        yield {
            "street": school.street, "first": 1 if is_first else 2, "last": 399 if is_first else 400,
            "side": "odd" if is_first else "even", "note": "含沿街商住楼",
        }  # fmt: skip
        yield {"estate": estates[0 if is_first else 1]}


def enrolment_results(data_set: DataSet) -> Iterator[Batch]:
    sample, *_ = samples_of(data_set)
    rows = []
    for place, each in enumerate(_schools()):
        planned = each.classes * _IN_CLASS
        applied = planned * _BY_HUNDRED[place % len(_BY_HUNDRED)] // 100
        rows.append(
            sample | {
                "school": each.title, "planned": planned, "applied": applied,
                "admitted": min(planned, applied), "migrant": planned // 9 + place % 5,
                "conditions": sample["conditions"] if each.stage == "primary" else "小学毕业，对口直升。",
            }
        )  # fmt: skip
    yield Batch(data_set.name, _PLATFORM, _AFTER, rows, str(YEAR))
    yield Batch(data_set.name, "lanshan", _AFTER, samples_of(data_set), str(YEAR))


ENROLLED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (schools, catchments, enrolment_results)
}
"""By data set."""
