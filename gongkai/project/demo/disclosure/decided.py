"""Penalties and permits of the year: a list a month by each office that decides, one of them late."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, firm_code, samples_of, working_day
from gongkai.project.demo.ground import YEAR

_AGO, _LONG_AGO = timedelta(days=4), timedelta(days=24)  # since the decisions; the second is late
_FIRMS, _FIRST_FIRM = 40, 820_000
_TARDY = "gsj"


@dataclass(frozen=True, slots=True)
class _Office:
    """`like`: which of the declared samples its decisions resemble; `changed`: what is different in them."""

    body: str
    letters: str
    like: int
    a_month: int
    changed: Row


_FALSE_ADVERTISING: Row = {
    "violation_kind": "发布虚假广告", "facts": "当事人在店堂张贴的宣传页使用“国家级”等用语（示例）。",
    "basis": "《中华人民共和国广告法》第五十七条第一项", "authority": "临沂市工商行政管理局（示例）",
}  # fmt: skip
_PENALTIES = (
    _Office("syj", "临示例食药罚", 0, 12, {}), _Office("hbj", "临示例环罚", 1, 8, {}),
    _Office(_TARDY, "临示例工商罚", 0, 6, _FALSE_ADVERTISING),
)  # fmt: skip
_LICENCES = (
    _Office("zjw", "临示例建许", 0, 7, {}), _Office("syj", "临示例食药许", 1, 15, {}),
)  # fmt: skip


def penalties(data_set: DataSet) -> Iterator[Batch]:
    yield Batch(data_set.name, "ajj", date(YEAR, 11, 9), samples_of(data_set)[2:])
    yield from _lists(data_set, _PENALTIES, _fined)


def licences(data_set: DataSet) -> Iterator[Batch]:
    yield Batch(data_set.name, "jtj", date(YEAR, 3, 20), samples_of(data_set)[2:])
    yield from _lists(data_set, _LICENCES, _permitted)


def _lists(
    data_set: DataSet, offices: tuple[_Office, ...], told: Callable[[int, Row], Row]
) -> Iterator[Batch]:
    samples = samples_of(data_set)
    for office in offices:
        for month in range(1, 13):
            out = working_day(date(YEAR, month, 21))
            decided = out - (_LONG_AGO if office.body == _TARDY else _AGO)
            first = (month - 1) * office.a_month + 1
            rows = [
                told(number, samples[office.like] | office.changed | _decision(office, number, decided))
                for number in range(first, first + office.a_month)
            ]
            yield Batch(data_set.name, office.body, out, rows)


def _decision(office: _Office, number: int, on: date) -> Row:
    firm = number * 7 % _FIRMS + 1
    return {
        "decision_number": f"{office.letters}〔{YEAR}〕{number}号", "decided_on": on,
        "party": f"临沂示例第{firm}商贸有限公司", "credit_code": firm_code(_FIRST_FIRM + firm),
    }  # fmt: skip


def _fined(number: int, row: Row) -> Row:
    thousands = 2 + number * 7 % 49
    kept = {name: value for name, value in row.items() if name != "confiscated"}
    return kept | {
        "penalty_kind": "罚款", "fine": f"{thousands / 10:.1f}", "content": f"罚款 {thousands * 1000} 元",
        "publicity_until": row["decided_on"] + timedelta(days=365),
    }  # fmt: skip


def _permitted(number: int, row: Row) -> Row:
    kept = {name: value for name, value in row.items() if name != "valid_until"}
    return kept | {"valid_from": row["decided_on"], "certificate_number": f"{row['decision_number']}证"}


DECIDED: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (penalties, licences)
}
"""By data set."""
