"""Budgets from the item up."""

from decimal import Decimal

import pytest

from gongkai.core.disclosure.logic.budgets import BudgetLine, By, Node, path_of, tree
from gongkai.foundation.rulebook.disclosure_logic import budget_classes

(CLASSES,) = budget_classes()
LINES = [
    BudgetLine("2110101", "行政运行", 862_40_00, 840_10_00),
    BudgetLine("2110102", "一般行政管理事务", 100_00_00, None),
    BudgetLine("2110299", "其他环境监测与监察支出", 420_00_00, 300_00_00),
    BudgetLine("2050203", "初中教育", 1265_30_00, 1198_80_00),
    BudgetLine("227", "预备费", 50_00_00),
]


def by_code(nodes: tuple[Node, ...]) -> dict[str, Node]:
    found = {node.code: node for node in nodes}
    for node in nodes:
        found.update(by_code(node.children))
    return found


@pytest.mark.parametrize("example", CLASSES.example, ids=lambda each: each.about)
def test_examples_of_the_declaration(example) -> None:
    assert path_of(example.code, example.by) == example.path


def test_every_node_is_the_sum_of_what_is_under_it() -> None:
    nodes = tree(LINES, By.FUNCTION, CLASSES)
    assert [node.name for node in nodes] == ["教育支出", "节能环保支出", "预备费"]
    assert sum(node.amount for node in nodes) == sum(line.amount for line in LINES)
    for node in by_code(nodes).values():
        if node.children:
            assert sum(child.amount for child in node.children) == node.amount
            assert sum(child.lines for child in node.children) == node.lines
    assert list(by_code(nodes)) == [
        "205", "211", "227", "20502", "2050203", "21101", "21102", "2110101", "2110102", "2110299",
    ]  # fmt: skip


def test_change_against_last_year() -> None:
    found = by_code(tree(LINES, By.FUNCTION, CLASSES))
    assert found["2110299"].change == Decimal("40.0")
    assert found["211"].last_year == 1140_10_00  # the new item counts as nothing last year
    assert found["211"].change == Decimal("21.3")
    assert found["2110102"].change is None
    assert found["227"].last_year is None


def test_economic_codes_stop_at_the_second_level() -> None:
    lines = [
        BudgetLine("30101", "基本工资", 5),
        BudgetLine("30102", "津贴补贴", 7),
        BudgetLine("302", "商品和服务支出", 11),
    ]
    nodes = tree(lines, By.ECONOMIC, CLASSES)
    assert [(node.name, node.amount, len(node.children)) for node in nodes] == [
        ("工资福利支出", 12, 2), ("商品和服务支出", 11, 0),
    ]  # fmt: skip
