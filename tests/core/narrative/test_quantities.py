"""Figures in running text: what is one, what it is worth, and what it can mean."""

from decimal import Decimal

import pytest

from gongkai.core.narrative.quantities import quantities, written_number


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("收到申请1108件", [(1108, "件")]),
        ("收到申请1,204件", [(1204, "件")]),
        ("共29.7万条", [(297000, "条")]),
        ("赠阅7.5万份", [(75000, "份")]),
        ("经费178.8万元", [(1788000, "元")]),
        ("补贴约2.2亿元", [(220000000, "元")]),
        ("接待816835人次", [(816835, "人次")]),
        ("占71%，占94.05％", [(71, "%"), (Decimal("94.05"), "％")]),
        ("当面申请两件，信函申请十二件", [(2, "件"), (12, "件")]),
        ("2017年1月22日", []),
        ("国办发〔2014〕32号、国令第711号", []),
        ("电话0539-8727092，邮编276000", [(276000, "")]),
        ("《2017年要点》印发《关于12345热线的通知》", []),
        ("“12345”热线", []),
        ("lyxxgkb@163.com", []),
        ("第三十二条规定，第5条", []),
        ("20个工作日内答复", []),
        ("推进一件事一次办", []),
        ("实行7×24小时", []),
    ],
)
def test_figures_are_told_from_dates_and_numbers(text: str, expected: list[tuple[Decimal, str]]) -> None:
    assert [(quantity.value, quantity.unit) for quantity in quantities(text)] == expected


@pytest.mark.parametrize(
    ("text", "fits", "fits_not"),
    [
        ("1108件", [1108], [1107, 1109]),
        ("29.7万条", [297360, 296950, 297000], [299000, 290000, 298000]),
        ("7.5万份", [75000], [76000, 74000]),
        ("5500余条", [5500, 5599], [5499, 5700]),
        ("1000余条", [1000, 1999], [999, 2001]),
        ("近30万条", [299000, 290000], [301000]),
        ("约300件", [250, 399], [401, 199]),
        ("3600多家", [3650], [3599, 3701]),
        ("超过200件", [201, 300], [199]),
    ],
)
def test_a_rounded_figure_fits_what_it_can_mean(text: str, fits: list[int], fits_not: list[int]) -> None:
    (quantity,) = quantities(text)
    assert all(quantity.agrees_with(value) for value in fits)
    assert not any(quantity.agrees_with(value) for value in fits_not)


@pytest.mark.parametrize(
    ("characters", "number"),
    [("十", 10), ("十二", 12), ("二十三", 23), ("一百零五", 105), ("零", 0), ("百万", None)],
)
def test_numbers_in_characters(characters: str, number: int | None) -> None:
    assert written_number(characters) == number
