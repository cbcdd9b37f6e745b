"""Prose against table: what is an error, what only a doubt, and what nothing at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.narrative.reports import CITY, found_in, report, said

RECEIVED = {"T3.R1.C7": 95, "T3.R2.C7": 0, "T3.R3.7.C7": 95, "T3.R4.C7": 0}
STAFF = {"12.3": 1332, "12.3.1": 447, "12.3.2": 891}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年，全市共收到政府信息公开申请95件。", []),
        ("2024年，全市共收到政府信息公开申请90件。", [("text-table", "error")]),
        ("全年收到申请九十余件；2024年收到政府信息公开申请90余件。", []),
        ("全市收到政府信息公开申请约90件。", []),
        ("2024年，区政府办代表区政府受理政府信息公开申请17件。", [("text-table-scope", "warning")]),
        ("市公安局收到政府信息公开申请20件。", []),
        ("全市共收到政府信息公开申请95件。其中市公安局收到申请20件。", []),
        ("2023年，全市收到政府信息公开申请80件。", []),
        ("收到政府信息公开申请较上年增加15件。", []),
        ("上年共收到政府信息公开申请80件。", []),
        ("自2008年以来，共受理政府信息公开申请3000件。", []),
        ("历年累计受理政府信息公开申请3000件。", []),
        ("历年累计受理政府信息公开申请95件。", [("text-running-total", "note")]),
        ("累计受理政府信息公开申请300件。", [("text-table-scope", "warning")]),
        ("2024年累计受理政府信息公开申请300件。", [("text-table", "error")]),
        ("截至2024年12月31日，共收到政府信息公开申请95件。", []),
        ("2025年，计划受理政府信息公开申请100件。", []),
        ("全市共收到政府信息公开申请95件。全市共受理政府信息公开申请59件。", [("text-table", "warning")]),
        ("市本级收到政府信息公开申请20件，各县区收到政府信息公开申请75件。", []),
        ("2024年，我市未收到政府信息公开申请。", [("text-none", "error")]),
        ("2023年，我市未收到政府信息公开申请。", []),
    ],
)
def test_scope_and_time_decide(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(report("2021", text, RECEIVED)) == expected


def test_received_may_include_what_was_carried_over() -> None:
    cells = {**RECEIVED, "T3.R2.C7": 5, "T3.R3.7.C7": 100}
    assert said(report("2021", "全市共受理政府信息公开申请100件，答复100件。", cells)) == []
    assert said(report("2021", "全市共受理政府信息公开申请101件。", cells)) == [("text-table", "error")]


def test_an_office_that_reports_for_itself_is_no_part() -> None:
    text = "市政府办公厅代表市政府共受理政府信息公开申请90件。"
    assert said(report("2021", text, RECEIVED, body="青川市人民政府办公厅")) == [("text-table", "error")]


def test_sums_of_cells_stand_against_one_figure() -> None:
    cells = {f"T3.R3.3.{n}.C7": n for n in range(1, 9)} | {"T4.B5": 26, "T4.C5": 20}
    text = "不予公开36件。因政府信息公开引发行政诉讼46件。"
    assert said(report("2021", text, cells)) == []
    text = "不予公开35件。因政府信息公开引发行政诉讼45件。"
    assert said(report("2021", text, cells)) == [("text-table", "error"), ("text-table", "error")]


def test_a_blank_total_is_worth_its_parts() -> None:
    cells = {"3.2": "", "3.2.1": 975, "3.2.2": 98, "3.1": 1108}
    assert said(report("2014", "全年办结政府信息公开申请1073件。", cells)) == []


def test_a_sum_with_blanks_is_only_a_doubt() -> None:
    cells: dict[str, int | str] = {f"T3.R3.3.{n}.C7": ("" if n > 2 else 4) for n in range(1, 9)}
    assert said(report("2021", "不予公开9件。", cells)) == [("text-table", "warning")]
    assert said(report("2021", "不予公开8件。", cells)) == []


def test_a_blank_that_a_sum_does_not_need_is_nothing() -> None:
    cells: dict[str, int | str] = {f"T3.R3.3.{n}.C7": ("" if n > 2 else 4) for n in range(1, 9)}
    rest = {"T3.R3.1.C7": 10, "T3.R3.7.C7": 18}
    assert said(report("2021", "不予公开9件。", {**cells, **rest})) == [("text-table", "error")]


def test_a_blank_total_column_is_worked_out() -> None:
    """Columns in which nothing is filled at all had no applicants."""
    cells: dict[str, int | str] = {"T3.R3.1.C1": 20, "T3.R3.1.C2": 5, "T3.R3.7.C1": 20, "T3.R3.7.C2": 5}
    cells |= {f"T3.{row}.C{n}": "" for row in ("R3.1", "R3.7") for n in (3, 4, 5, 6, 7)}
    text = "依申请公开中，予以公开30件。"
    assert said(report("2021", text, cells)) == [("text-table", "error")]


def test_an_empty_table_says_nothing() -> None:
    cells = dict.fromkeys(("T3.R1.C7", "T3.R1.C1"), "")
    assert said(report("2021", "全市共收到政府信息公开申请95件。", cells)) == []


def test_the_side_that_closes_is_named() -> None:
    text = "全市政务公开系统共配备工作人员1035名，其中，专职人员395名，兼职人员640名。"
    findings = found_in(report("2014", text, STAFF, heading="一、概述"))
    assert [finding.where.cell for finding in findings] == ["12.3", "12.3.1", "12.3.2"]
    for finding in findings:
        advice = str(finding.suggestion)
        assert "395+640=1035" in advice
        assert "附表" in advice
        assert "不能平（447+891=1338≠1332）" in advice


def test_the_table_is_named_when_it_closes() -> None:
    cells = {"5": 59, "5.1": 44, "5.2": 6, "5.3": 9}
    text = "因政府信息公开引起的行政诉讼59件，其中维持54件，被依法纠错6件，其他情形9件。"
    (finding,) = found_in(report("2014", text, cells))
    assert "附表 44 能平（44+6+9=59），正文 54 不能平（54+6+9=69≠59）" in str(finding.suggestion)
    assert (finding.printed, finding.computed) == (54, 44)


def test_a_part_of_which_is_no_total() -> None:
    text = "全市收到政府信息公开申请95件，其中行政诉讼涉及的申请12件，已答复95件。"
    assert said(report("2021", text, RECEIVED)) == []


@given(st.integers(0, 99_999), st.integers(0, 99_999))
@settings(max_examples=60, deadline=None)
def test_a_figure_disagrees_exactly_when_it_differs(text: int, table: int) -> None:
    cells = {"T3.R1.C7": table}
    found = said(report("2021", f"2024年，全市共新收政府信息公开申请{text}件。", cells, body=CITY))
    assert found == ([] if text == table else [("text-table", "error")])
