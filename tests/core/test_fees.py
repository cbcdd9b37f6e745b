"""The processing fee: marginal tiers, one basis a request, money in fen."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.declarations import Declaration, DeclarationError
from gongkai.core.fees import Basis, ChargeLine, charge_by_item, charge_by_page, read_tariff
from gongkai.foundation import rulebook

TARIFF = rulebook.fee_tariff(date(2021, 1, 1))
EXAMPLES = TARIFF.example


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: f"{each.basis}-{each.count}")
def test_worked_examples_of_the_declaration(example) -> None:
    charge = charge_by_item if example.basis is Basis.BY_ITEM else charge_by_page
    charged = charge(TARIFF, example.count)
    assert (charged.basis, charged.total_fen) == (example.basis, example.total_fen)
    assert "109号" in charged.article


def price_of_item(number: int) -> int:
    """In yuan, by the regulation's own words: 10 free, 100 to 30, then 100 more for every 10."""
    if number <= 10:
        return 0
    return 100 if number <= 30 else 100 * (1 + -(-(number - 30) // 10))


def price_of_page(number: int) -> int:
    return 0 if number <= 30 else 10 if number <= 100 else 20 if number <= 200 else 40


@given(st.integers(0, 400), st.integers(0, 400))
def test_items_number_by_number(before: int, count: int) -> None:
    expected = sum(price_of_item(number) for number in range(before + 1, before + count + 1))
    assert charge_by_item(TARIFF, count, before).total_fen == 100 * expected


@given(st.integers(0, 1000))
def test_pages_number_by_number(count: int) -> None:
    expected = sum(price_of_page(number) for number in range(1, count + 1))
    assert charge_by_page(TARIFF, count).total_fen == 100 * expected


def test_a_charge_shows_its_sum() -> None:
    charge = charge_by_item(TARIFF, 3, before=29)
    assert charge.lines == (ChargeLine(30, 30, 10000), ChargeLine(31, 32, 20000))
    assert charge.total_fen == sum(line.total_fen for line in charge.lines) == 50000


def test_the_tariff_has_its_time() -> None:
    assert rulebook.fee_tariff(date(2020, 12, 31)) is None
    assert rulebook.fee_tariff(date(2021, 1, 1)) is TARIFF
    assert rulebook.cost_fees(date(2017, 3, 31)).kinds == ("检索", "复制", "邮寄")
    assert rulebook.cost_fees(date(2017, 4, 1)) is None
    assert rulebook.cost_fees(date(2008, 4, 30)) is None


def test_a_negative_number_is_refused() -> None:
    with pytest.raises(ValueError, match="数量不能是负数"):
        charge_by_page(TARIFF, -1)


HEAD = 'title = ""\nin_force = 2021-01-01\nlegal_basis = ""\nexample = []\n'
GOOD = '[by_page]\narticle = ""\ntier = [{ first = 1, price_fen = 0 }]\n'


@pytest.mark.parametrize(
    ("by_item", "said"),
    [
        ("tier = [{ first = 2, price_fen = 0 }]", "第一档应从 1 开始"),
        ("tier = []", "第一档应从 1 开始"),
        (
            "tier = [{ first = 1, last = 9, price_fen = 0 }, { first = 11, price_fen = 1 }]",
            "从 11 开始的一档没有接着上一档",
        ),
        ("tier = [{ first = 1, last = 9, price_fen = 0 }]", "最后一档要么没有上限"),
        (
            "tier = [{ first = 1, last = 9, price_fen = 0 }]\nbeyond = { width = 0, step_fen = 1 }",
            "每档至少 1 件",
        ),
    ],
)
def test_a_tariff_with_holes_is_refused(by_item: str, said: str) -> None:
    with pytest.raises(DeclarationError, match=said):
        read_tariff(Declaration(f'{HEAD}{GOOD}[by_item]\narticle = ""\n{by_item}\n', "x.toml"))
