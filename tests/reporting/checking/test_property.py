"""A narrative that repeats the cells of a return is clean; change one figure, and exactly that is said."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.core.cells import Cell
from gongkai.core.crossfoot import check as cross_foot
from gongkai.core.findings import Finding, Where
from gongkai.core.reading import Sentence
from gongkai.foundation import rulebook
from gongkai.reporting.checking import check_cells
from tests.core.crossfoot.returns import clean_returns

FEW = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
YEARS = {"2014": 2017, "2019": 2020, "2021": 2024}
REFUSED = [f"T3.R3.3.{n}.C7" for n in range(1, 9)]
UNAVAILABLE = [f"T3.R3.4.{n}.C7" for n in range(1, 4)]
UNPROCESSED = [f"T3.R3.5.{n}.C7" for n in range(1, 6)]

# Templates: each hole is a cell or a sum of cells.
LATER = (
    "{year}年，全市共新收政府信息公开申请{T3.R1.C7}件，上年度结转申请{T3.R2.C7}件；",
    "办结{T3.R3.7.C7}件，结转下年度继续办理{T3.R4.C7}件。",
    "其中，予以公开{T3.R3.1.C7}件，部分公开{T3.R3.2.C7}件，不予公开{refused}件，无法提供{unavailable}件，不予处理{unprocessed}件。",
    "{year}年，全市政府信息公开行政复议{T4.A5}件，其中结果维持{T4.A1}件，结果纠正{T4.A2}件，其他结果{T4.A3}件，尚未审结{T4.A4}件；",
    "未经复议直接起诉{T4.B5}件，复议后起诉{T4.C5}件。",
)
EARLIER = (
    "{year}年，全市共收到政府信息公开申请{3.1}件。",
    "其中当面申请{3.1.1}件，传真申请{3.1.2}件，网络申请{3.1.3}件，信函申请{3.1.4}件，其他形式{3.1.5}件。",
    "同意公开答复{3.3.2}件，不同意公开答复{3.3.4}件，申请信息不存在{3.3.6}件。",
    "因政府信息公开申请行政复议{4}件，其中维持{4.1}件，被依法纠错{4.2}件，其他情形{4.3}件；",
    "行政诉讼{5}件，其中维持{5.1}件，被依法纠错{5.2}件，其他情形{5.3}件。",
    "举办新闻发布会{2.2.1}场，编发政府公报{9.1}期，从事政府信息公开工作人员{12.3}人，其中专职人员{12.3.1}人，兼职人员{12.3.2}人。",
)
TEXTS = {"2014": EARLIER, "2019": LATER, "2021": LATER}
CHANGED = {
    "2014": ["3.1", "3.1.4", "3.3.4", "4.1", "5", "5.3", "12.3", "12.3.1", "2.2.1", "9.1"],
    "2019": ["T3.R1.C7", "T3.R4.C7", "T3.R3.2.C7", "refused", "T4.A3", "T4.B5"],
    "2021": ["T3.R1.C7", "T3.R2.C7", "T3.R3.7.C7", "T3.R3.1.C7", "unavailable", "T4.A5", "T4.A4", "T4.C5"],
}


def figures(cells: Mapping[str, Cell], year: int) -> dict[str, int]:
    """What fills the holes."""
    values = {code: cell.value or 0 for code, cell in cells.items()}
    for name, codes in (("refused", REFUSED), ("unavailable", UNAVAILABLE), ("unprocessed", UNPROCESSED)):
        values[name] = sum(values.get(code, 0) for code in codes)
    return {**values, "year": year}


def narrative(form: str, values: Mapping[str, int]) -> tuple[Sentence, ...]:
    filled = []
    for line, template in enumerate(TEXTS[form], start=1):
        text = template
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        filled.append(Sentence(text, Where(1, line), "三", "三、依申请公开政府信息情况"))
    return tuple(filled)


def check(form: str, cells: Mapping[str, Cell], values: Mapping[str, int]) -> list[Finding]:
    return list(
        check_cells(
            rulebook.form(form), cells, narrative(form, values), year=YEARS[form], body="青川市人民政府"
        )
    )


@pytest.mark.parametrize("form", YEARS)
@given(data=st.data())
@FEW
def test_a_narrative_that_repeats_the_cells_is_clean(form: str, data: st.DataObject) -> None:
    cells, _ = data.draw(clean_returns(form))
    assert [str(f.message) for f in check(form, cells, figures(cells, YEARS[form]))] == []


@pytest.mark.parametrize(
    ("form", "hole"), [(form, hole) for form, holes in CHANGED.items() for hole in holes]
)
@given(data=st.data())
@FEW
def test_a_changed_figure_is_named_once(form: str, hole: str, data: st.DataObject) -> None:
    cells, _ = data.draw(clean_returns(form))
    values = figures(cells, YEARS[form])
    wrong = data.draw(st.integers(0, 90_000).filter(lambda number: number not in values.values()))
    found = check(form, cells, {**values, hole: wrong})
    assert [(f.rule, f.printed) for f in found] == [("text-table", wrong)]
    assert found[0].computed == values[hole]


@pytest.mark.parametrize("form", YEARS)
@given(data=st.data())
@FEW
def test_a_changed_cell_fires_its_rules_and_its_sentence(form: str, data: st.DataObject) -> None:
    """Cells the prose states one by one: the sums that hold them, and one disagreement with the prose."""
    cells, _ = data.draw(clean_returns(form))
    code = data.draw(st.sampled_from([hole for hole in CHANGED[form] if hole in cells]))
    values = figures(cells, YEARS[form])
    wrong = data.draw(st.integers(0, 90_000).filter(lambda number: number not in values.values()))
    changed = {**cells, code: Cell.number(wrong)}
    rules = Counter(difference.rule.key for difference in cross_foot(rulebook.form(form), changed))
    found = Counter(finding.rule for finding in check(form, changed, values))
    assert found == rules + Counter(["text-table"])
