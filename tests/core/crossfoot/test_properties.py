"""Change one cell of a clean return, and exactly the rules that contain it fire."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.cells import BLANK, STRUCK, Cell
from gongkai.core.crossfoot import Kind, check, suspects, to_findings
from gongkai.core.forms import Form, Rule, Scope
from gongkai.foundation import rulebook
from tests.core.crossfoot.returns import clean_returns

CODES = ("2014", "2019", "2021")
everyday = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def containing(form: Form, cell: str) -> list[Rule]:
    """The rules in which this year's figure of `cell` stands."""
    return [
        rule
        for rule in form.rules
        if any(term.cell == cell and not term.years_back for term in (*rule.left, *rule.right))
    ]


def holds(rule: Rule, cells: dict[str, Cell], previous: dict[str, Cell]) -> bool:
    """The rule evaluated on plain numbers, with nothing of the judge."""

    def total(terms: tuple) -> int:
        years = (cells, previous)
        return sum(term.sign * years[term.years_back][term.cell].value for term in terms)

    left, right = total(rule.left), total(rule.right)
    return {"==": left == right, "<=": left <= right, ">=": left >= right}[rule.op]


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@everyday
def test_a_clean_return_breaks_no_rule(code: str, data: st.DataObject) -> None:
    form = rulebook.form(code)
    cells, previous = data.draw(clean_returns(code))
    assert set(cells) == set(form.cells)
    assert check(form, cells, previous) == []


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@everyday
def test_one_changed_cell_fires_exactly_its_rules(code: str, data: st.DataObject) -> None:
    """Every equality with the cell fires; an inequality with it fires when it no longer holds."""
    form = rulebook.form(code)
    cells, previous = data.draw(clean_returns(code))
    cell = data.draw(st.sampled_from(sorted(form.cells)))
    old = cells[cell].value
    cells[cell] = Cell.number(data.draw(st.integers(0, 2 * abs(old) + 9).filter(lambda new: new != old)))
    fired = {difference.rule.key for difference in check(form, cells, previous)}
    assert fired == {rule.key for rule in containing(form, cell) if not holds(rule, cells, previous)}
    equalities = {rule.key for rule in containing(form, cell) if rule.op == "=="}
    assert fired >= equalities
    assert len(to_findings(check(form, cells, previous), form, {})) == len(fired)


@pytest.mark.parametrize("code", ["2019", "2021"])
@given(data=st.data())
@everyday
def test_one_wrong_cell_of_the_crossed_table_is_named(code: str, data: st.DataObject) -> None:
    """Row and column cross in the wrong cell, and the figure that closes both is the right one."""
    form = rulebook.form(code)
    cells, _ = data.draw(clean_returns(code))
    cell = data.draw(st.sampled_from([name for name, spec in form.cells.items() if spec.table == "T3"]))
    right = cells[cell].value
    wrong = data.draw(st.integers(0, 9999).filter(lambda new: new != right))
    differences = check(form, {**cells, cell: Cell.number(wrong)})
    named = suspects(form, differences)
    assert set(named) == {difference.rule.key for difference in differences}
    assert {(found.cell, found.value, found.closing) for found in named.values()} == {(cell, wrong, right)}


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@everyday
def test_a_blanked_cell_accuses_no_other_figure(code: str, data: st.DataObject) -> None:
    """A blank may say that it is missing; it never makes two known figures disagree."""
    form = rulebook.form(code)
    cells, previous = data.draw(clean_returns(code))
    cell = data.draw(st.sampled_from(sorted(form.cells)))
    cells[cell] = BLANK
    for difference in check(form, cells, previous):
        assert cell in difference.rule.cells
        assert difference.kind in (Kind.LEFT_BLANK, Kind.SHORT)
        assert difference.missing == (cell,)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
@everyday
def test_a_struck_cell_counts_as_nothing_in_equalities(code: str, data: st.DataObject) -> None:
    form = rulebook.form(code)
    cells, previous = data.draw(clean_returns(code))
    cell = data.draw(st.sampled_from(sorted(form.cells)))

    def fired(replacement: Cell) -> set[str]:
        found = check(form, {**cells, cell: replacement}, previous)
        return {difference.rule.key for difference in found if difference.rule.op == "=="}

    assert fired(STRUCK) == fired(Cell.number(0))


@pytest.mark.parametrize("code", CODES)
def test_an_empty_or_struck_return_breaks_no_rule(code: str) -> None:
    form = rulebook.form(code)
    assert check(form, {}) == []
    for nothing in (BLANK, STRUCK):
        assert check(form, dict.fromkeys(form.cells, nothing), dict.fromkeys(form.cells, nothing)) == []


@pytest.mark.parametrize("code", CODES)
def test_rules_between_years_need_the_other_year(code: str) -> None:
    form = rulebook.form(code)
    cells = dict.fromkeys(form.cells, Cell.number(7))
    alone = {difference.rule.scope for difference in check(form, cells)}
    assert alone <= {Scope.SAME}
