"""Budgets and accounts of all 46 departments, item by item (项) and kind by kind (款), and their documents,
whose totals are the sums of the lines."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from gongkai.core.disclosure.schema import DataSet
from gongkai.project.demo.disclosure.batches import Batch, Row, samples_of
from gongkai.project.demo.ground import DATA, YEAR

_STAFF = (("30101", "基本工资", 21), ("30102", "津贴补贴", 17), ("30112", "其他社会保障缴费", 6))
_OFFICE = (("30201", "办公费", 4), ("30211", "差旅费", 3), ("30217", "公务接待费", 1))
_WORK = (("30214", "租赁费", 5), ("30226", "劳务费", 7), ("31003", "专用设备购置", 9))
_UNIT = Decimal("3.7")  # 万元

_APPROVED, _OUT = date(YEAR, 2, 28), date(YEAR, 3, 16)
_ACCOUNTS_APPROVED, _ACCOUNTS_OUT = date(YEAR, 8, 25), date(YEAR, 9, 13)
_LATE = "jyj"
"""Publishes its budget in autumn, months late."""
_LATE_OUT = date(YEAR, 9, 28)


@dataclass(frozen=True, slots=True)
class Table:
    """The budget or the accounts of one year; `step` makes one table differ from the other."""

    kind: str
    document: str
    year: int
    approved_on: date
    out: date
    step: int


_TABLES = (
    Table("budget", "department_budget", YEAR, _APPROVED, _OUT, 3),
    Table("accounts", "department_accounts", YEAR - 1, _ACCOUNTS_APPROVED, _ACCOUNTS_OUT, 1),
)


def budget_lines(data_set: DataSet) -> Iterator[Batch]:
    """The office of finance publishes for all in time, on the common platform; one department by itself."""
    for table in _TABLES:
        rows = [row for body in _spenders() for row in _lines(table, body)]
        yield from _published(data_set.name, table, rows)


def budget_documents(data_set: DataSet) -> Iterator[Batch]:
    words = samples_of(data_set)[0]
    for table in _TABLES:
        rows = [_document(table, body, words["explanation"]) for body in _spenders()]
        yield from _published(data_set.name, table, rows)


def _published(name: str, table: Table, rows: list[Row]) -> Iterator[Batch]:
    yield Batch(name, "czj", table.out, [each for each in rows if each["body"] != _LATE])
    late = _LATE_OUT if table.kind == "budget" else table.out
    yield Batch(name, _LATE, late, [each for each in rows if each["body"] == _LATE])


@cache
def _spenders() -> Mapping[str, Any]:
    return tomllib.loads((DATA / "budget_items.toml").read_text(encoding="utf-8"))


def _lines(table: Table, body: str) -> Iterator[Row]:
    told = _spenders()[body]
    size = 3 + list(_spenders()).index(body) * 5 % 11
    running = (f"{told['section']}01", "行政运行"), (f"{told['section']}02", "一般行政管理事务")
    for item, kinds in zip(running, ((*_STAFF, *_OFFICE), _OFFICE), strict=True):
        yield from _item(table, body, item, kinds, size, "基本支出" if kinds[0] in _STAFF else "项目支出")
    for turn, item in enumerate(told["items"].items(), start=1):
        yield from _item(table, body, item, _WORK, size * turn, "项目支出")


def _item(
    table: Table,
    body: str,
    item: tuple[str, str],
    kinds: tuple[tuple[str, str, int], ...],
    size: int,
    of: str,
) -> Iterator[Row]:
    code, name = item
    for economic, title, weight in kinds:
        before = _UNIT * weight * size
        change = (int(code) + int(economic)) % 13 + table.step - 5  # hundredths
        yield {
            "year": table.year, "body": body, "kind": table.kind, "fund": "一般公共预算",
            "function_code": code, "function_name": name, "economic_code": economic, "economic_name": title,
            "spending_kind": of, "amount": _told(before * (100 + change) / 100), "last_year": _told(before),
            "approved_on": table.approved_on,
        }  # fmt: skip


def _document(table: Table, body: str, words: str) -> Row:
    lines = list(_lines(table, body))
    return {
        "year": table.year, "body": body, "kind": table.document, "approved_on": table.approved_on,
        "approved_by": "市财政局", "total": _sum(lines),
        "operating": _sum(each for each in lines if each["economic_code"].startswith("302")),
        "reception": _sum(each for each in lines if each["economic_code"] == "30217"),
        "procurement": _sum(each for each in lines if each["economic_code"].startswith("310")),
        "explanation": words,
    }  # fmt: skip


def _sum(lines: Any) -> str:
    return _told(sum((Decimal(each["amount"]) for each in lines), Decimal()))


def _told(amount: Decimal) -> str:
    return f"{amount:.2f}"


SPENT: Mapping[str, Callable[[DataSet], Iterator[Batch]]] = {
    each.__name__: each for each in (budget_lines, budget_documents)
}
"""By data set."""
