"""What people type into a cell."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.cells import BLANK, Cell, State, in_unit
from gongkai.core.entry import NotAFigureError, combined, parse


@pytest.mark.parametrize(
    ("typed", "unit", "value"),
    [
        ("0", "件", 0),
        ("12", "件", 12),
        (" 12 ", "件", 12),
        ("１２", "件", 12),
        ("1,204", "条", 1204),
        ("1，204", "条", 1204),
        ("1 204", "条", 1204),
        ("297,360", "条", 297360),
        ("12件", "件", 12),
        ("12 件", "件", 12),
        ("12.0", "件", 12),
        ("+5", "件", 5),
        ("178.8", "万元", 178_800_000),
        ("178.80万元", "万元", 178_800_000),
        ("１，２３４．５０", "万元", 1_234_500_000),
        ("0.01", "万元", 10_000),
        ("0", "万元", 0),
    ],
)
def test_a_figure(typed, unit, value):
    assert parse(typed, unit).value == value


@pytest.mark.parametrize("typed", ["", " ", "　", "\n"])
def test_nothing_typed_is_blank(typed):
    assert parse(typed, "件").state is State.BLANK


@pytest.mark.parametrize("typed", ["/", "／", "-", "－", "—", "——", "空", " / ", "不适用"])
def test_struck_out(typed):
    assert parse(typed, "件").state is State.STRUCK


@pytest.mark.parametrize(
    ("typed", "unit", "said"),
    [
        ("十二", "件", "不是数字"),
        ("12条", "件", "不是数字"),
        ("3940元", "万元", "不是数字"),
        ("1,23", "件", "不是数字"),
        ("1,2345", "件", "不是数字"),
        ("1e5", "件", "不是数字"),
        ("约12", "件", "不是数字"),
        ("12.", "件", "不是数字"),
        ("1 2 3 a", "件", "不是数字"),
        ("2017-01-03", "件", "不是数字"),
        ("NaN", "件", "不是数字"),
        ("-3", "件", "小于零"),
        ("－3", "件", "小于零"),
        ("1.5", "件", "不是整数"),
        ("1.234", "万元", "两位小数"),
        ("99999999999999999999", "件", "过大"),
    ],
)
def test_refused_with_the_reason(typed, unit, said):
    with pytest.raises(NotAFigureError) as refused:
        parse(typed, unit)
    assert said in str(refused.value.message)
    assert typed.strip() in str(refused.value.message)


def test_below_zero_where_it_may_be():
    assert parse("-3", "件", negative=True).value == -3
    assert parse("−3", "件", negative=True).value == -3


@given(st.integers(0, 10**12))
def test_every_count_reads_back_however_it_is_grouped(value):
    assert parse(str(value), "件").value == value
    assert parse(f"{value:,}", "件").value == value


@given(st.integers(0, 10**12))
def test_every_amount_of_whole_hundreds_of_fen_reads_back(hundredths):
    """Two decimals of 万元 are hundreds of 元: 10,000 fen."""
    fen = hundredths * 10_000
    assert parse(f"{in_unit(fen, '万元'):f}", "万元").value == fen


@given(st.text(max_size=12))
def test_anything_typed_is_a_cell_or_refused_in_words(typed):
    with suppress(NotAFigureError):
        cell = parse(typed, "件")
        assert (cell.state is State.NUMBER) == (cell.value is not None)


@pytest.mark.parametrize(
    ("counted", "entry", "together"),
    [
        (None, Cell.number(3), Cell.number(3)),
        (None, BLANK, BLANK),
        (None, Cell(State.STRUCK), Cell(State.STRUCK)),
        (5, BLANK, Cell.number(5)),
        (5, Cell.number(3), Cell.number(8)),
        (5, Cell.number(-2), Cell.number(3)),
        (5, Cell(State.STRUCK), Cell.number(5)),
        (0, Cell(State.STRUCK), Cell(State.STRUCK)),
        (0, BLANK, Cell.number(0)),
    ],
)
def test_count_and_entry_together(counted, entry, together):
    assert combined(counted, entry) == together
