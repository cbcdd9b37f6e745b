"""Summing returns keeps the three states apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.rollup import Rolled, roll_up, roll_up_cell

STATES = st.one_of(st.just(BLANK), st.just(STRUCK), st.integers(0, 10**9).map(Cell.number))


@pytest.mark.parametrize(
    ("cells", "rolled"),
    [
        ([Cell.number(3), Cell.number(4)], Rolled(Cell.number(7), 2, 0, 0)),
        ([Cell.number(0), Cell.number(0)], Rolled(Cell.number(0), 2, 0, 0)),
        ([Cell.number(3), BLANK], Rolled(Cell.number(3), 1, 1, 0)),
        ([Cell.number(3), STRUCK], Rolled(Cell.number(3), 1, 0, 1)),
        ([BLANK, BLANK], Rolled(BLANK, 0, 2, 0)),
        ([STRUCK, STRUCK], Rolled(STRUCK, 0, 0, 2)),
        ([STRUCK, BLANK], Rolled(BLANK, 0, 1, 1)),
        ([], Rolled(BLANK, 0, 0, 0)),
    ],
)
def test_states_of_a_sum(cells: list[Cell], rolled: Rolled) -> None:
    assert roll_up_cell(cells) == rolled


@given(st.lists(STATES))
def test_no_figure_is_lost_and_no_blank_is_hidden(cells: list[Cell]) -> None:
    rolled = roll_up_cell(cells)
    assert rolled.numbers + rolled.blanks + rolled.strucks == len(cells)
    assert (rolled.cell.value or 0) == sum(cell.value or 0 for cell in cells)
    assert rolled.open == any(cell == BLANK for cell in cells)


@given(st.lists(STATES), st.lists(STATES))
def test_summing_in_two_steps_gives_the_same_figure(first: list[Cell], second: list[Cell]) -> None:
    at_once = roll_up_cell(first + second)
    stepwise = [roll_up_cell(part).cell for part in (first, second) if part]
    assert (roll_up_cell(stepwise).cell.value or 0) == (at_once.cell.value or 0)


def test_a_code_missing_from_a_return_is_blank_there() -> None:
    returns = [{"3.1": Cell.number(3), "4": STRUCK}, {"4": Cell.number(2)}]
    assert roll_up(returns, ["3.1", "4"]) == {
        "3.1": Rolled(Cell.number(3), 1, 1, 0),
        "4": Rolled(Cell.number(2), 1, 0, 1),
    }
