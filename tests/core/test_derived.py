"""Totals that follow from their parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.crossfoot import check
from gongkai.core.derived import entered_cells, parts_of_totals, total_of, with_totals
from gongkai.core.forms import Kind
from gongkai.foundation import rulebook

ONE, TWO = Cell.number(1), Cell.number(2)


@pytest.mark.parametrize(
    ("parts", "total"),
    [
        ([ONE, TWO], Cell.number(3)),
        ([ONE, STRUCK], ONE),
        ([Cell.number(0), STRUCK], Cell.number(0)),
        ([STRUCK, STRUCK], STRUCK),
        ([BLANK, BLANK], BLANK),
        ([ONE, BLANK], BLANK),
        ([STRUCK, BLANK], BLANK),
        ([], BLANK),
    ],
)
def test_a_total_of_parts(parts, total):
    assert total_of(parts) == total


@pytest.mark.parametrize("form", rulebook.forms(), ids=lambda form: form.code)
def test_every_total_of_a_form_is_derived_and_nothing_else(form):
    totals = {code for code, spec in form.cells.items() if spec.kind is Kind.TOTAL}
    assert set(parts_of_totals(form)) == totals
    assert totals.isdisjoint(entered_cells(form))


def test_totals_of_the_2014_form():
    parts = parts_of_totals(rulebook.form("2014"))
    assert parts["3.1"] == ("3.1.1", "3.1.2", "3.1.3", "3.1.4", "3.1.5")
    assert "3.3.4" in parts["3.3"]
    assert list(parts).index("3.3.4") < list(parts).index("3.3")
    assert "12.2" not in parts  # the same quantity asked twice is typed twice


def test_the_optional_fee_row_is_filled_only_where_asked():
    form = rulebook.form("2014")
    assert "N7" not in entered_cells(form)
    assert "N7" in entered_cells(form, ["N7"])


@pytest.mark.parametrize("form", rulebook.forms(), ids=lambda form: form.code)
@given(data=st.data())
def test_derived_totals_never_break_the_rule_that_gives_them(form, data):
    codes = entered_cells(form)
    states = st.one_of(st.integers(0, 999).map(Cell.number), st.just(STRUCK), st.just(BLANK))
    drawn = data.draw(st.lists(states, min_size=len(codes), max_size=len(codes)))
    cells = {code: BLANK for code in form.cells} | dict(zip(codes, drawn, strict=True))
    totals = parts_of_totals(form)
    for difference in check(form, with_totals(form, cells)):
        rule = difference.rule
        gives_total = len(rule.left) == 1 and totals.get(rule.left[0].cell) == tuple(
            term.cell for term in rule.right
        )
        assert not gives_total, rule.key
