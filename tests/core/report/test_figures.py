"""Figures as prose and tables write them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.cells import BLANK, STRUCK, Cell, State
from gongkai.core.report.figures import Amount, Figures, compared, in_table, percent, rounded
from gongkai.foundation import rulebook


def amount(value: int | None, unit: str = "件") -> Amount:
    return Amount(State.BLANK if value is None else State.NUMBER, value, unit)


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (1108, 1030, "，比上年增加78件，增长7.6%"),
        (90, 100, "，比上年减少10件，下降10%"),
        (100, 100, "，与上年持平"),
        (12, 0, "，比上年增加12件"),  # no percentage from nothing
        (0, 12, "，比上年减少12件，下降100%"),
        (100001, 100000, "，比上年增加1件"),  # 0.0% is not worth a word
        (0, 0, "，与上年持平"),
        (5, None, ""),
        (None, 5, ""),
    ],
)
def test_comparison_with_last_year(now, before, said):
    assert compared(amount(now), amount(before)) == said


def test_no_comparison_without_a_return_of_last_year():
    assert compared(amount(5), None) == ""


def test_money_is_compared_in_the_unit_people_read():
    assert compared(amount(1_788_000_00, "万元"), amount(1_662_840_00, "万元")) == (
        "，比上年增加12.516万元，增长7.5%"
    )


@given(now=st.integers(0, 10**9), before=st.integers(0, 10**9))
def test_a_comparison_says_the_direction_of_the_change(now, before):
    said = compared(amount(now), amount(before))
    assert ("增加" in said, "减少" in said, "持平" in said) == (now > before, now < before, now == before)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (297360, "29.7万"),
        (120000, "12万"),
        (9999, "9999"),
        (10000, "1万"),
        (99950, "10万"),
        (363_370_000_00, "363.4亿"),
        (Decimal("178.8"), "178.8"),
    ],
)
def test_large_figures_are_rounded_to_one_decimal(value, said):
    assert rounded(value) == said


@pytest.mark.parametrize(
    ("value", "unit", "printed"),
    [
        (1108, "件", "1108"),
        (-3, "项", "-3"),
        (178_800_000, "万元", "178.80"),
        (96_171_600_000, "万元", "96171.60"),
        (0, "万元", "0.00"),
        (123_456_789, "万元", "123.456789"),  # nothing is rounded away
        (1, "元", "0.01"),
        (200, "元", "2.00"),
    ],
)
def test_tables_print_counts_whole_and_money_with_two_decimals(value, unit, printed):
    assert in_table(value, unit) == printed


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(1, 3, "33.3%"), (1, 2, "50%"), (1, 10**6, "0%"), (0, 5, "0%")]
)
def test_shares(part, whole, said):
    assert percent(part, whole) == said


def test_a_sum_over_a_blank_or_struck_cell_is_no_number():
    form = rulebook.form("2014")
    sums = {"handled": ("3.2.1", "3.2.2")}
    one = {"3.2.1": Cell.number(975)}
    for other in (BLANK, STRUCK):
        assert Figures(form, {**one, "3.2.2": other}, 2017, sums=sums).find("handled").value is None
    assert Figures(form, {**one, "3.2.2": Cell.number(98)}, 2017, sums=sums).find("handled").value == 1073


def test_figures_of_other_years_and_bodies_are_found_by_name():
    form = rulebook.form("2014")
    figures = Figures(
        form,
        {"3.1": Cell.number(3)},
        2017,
        history={2016: {"3.1": Cell.number(2)}},
        by_body={"费县": {"3.1": Cell.number(1)}},
    )
    found = [figures.find("3.1", at) for at in (None, "2017", "上年", "2016", "费县")]
    assert [amount.value for amount in found if amount] == [3, 3, 2, 2, 1]
    assert figures.find("3.1", "2015") is None
    assert figures.find("3.1", "兰山区") is None
    assert figures.find("99") is None
