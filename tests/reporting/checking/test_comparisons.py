"""Two years of one body."""

from gongkai.core.cells import Cell
from gongkai.foundation import rulebook
from gongkai.reporting.checking import check_cells

FORM = rulebook.form("2021")


def rules(now: dict[str, int], before: dict[str, int]) -> list[str]:
    def cells(values: dict[str, int]) -> dict[str, Cell]:
        return {code: Cell.number(value) for code, value in values.items()}

    found = check_cells(FORM, cells(now), year=2024, body="青川市人民政府", previous=cells(before))
    return [finding.rule for finding in found]


def test_what_was_carried_over_must_arrive() -> None:
    assert rules({"T3.R2.C7": 4}, {"T3.R4.C7": 4}) == []
    assert rules({"T3.R2.C7": 4}, {"T3.R4.C7": 5}) == ["T3-YEAR[C7]"]


def test_stock_of_valid_documents() -> None:
    now = {"T2.a2.made": 3, "T2.a2.repealed": 0, "T2.a2.valid": 8}
    assert rules(now, {"T2.a2.valid": 5}) == []
    assert rules(now, {"T2.a2.valid": 6}) == ["T2-STOCK[a2]"]


def test_a_jump_is_worth_a_look() -> None:
    assert rules({"T2.b1.decisions": 9487}, {"T2.b1.decisions": 550}) == ["year-jump"]
    assert rules({"T2.b1.decisions": 950}, {"T2.b1.decisions": 550}) == []
    assert rules({"T2.b1.decisions": 50}, {"T2.b1.decisions": 2}) == []
