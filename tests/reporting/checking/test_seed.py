# ruff: noqa: E501 - titles and sentences are quoted whole
"""The proof on the seed: every contradiction known of the city's report of 2017, each once, and nothing else
as an error. The ids are those of the published list of contradictions."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from gongkai.core.findings import Finding
from gongkai.core.forms import Severity
from gongkai.reporting.checking import ReportResult, check_file

SAMPLES = Path(__file__).parents[2] / "samples"
SEED = SAMPLES / "linyi-2017-report.txt"

# id: rule, cell or None, printed, computed, severity, words that the message or advice must hold
CONTRADICTIONS = {
    "S01": ("A01", "3.1", 1108, 1070, "error", "43+3+234+790+0=1070"),
    "S02": ("A04", "3.3.4", 317, 366, "error", "14+1+4+0+65+282=366"),
    "S03": ("A09", "5", 60, 59, "error", "44+6+9=59"),
    "S04": ("A11", "7", 46805, 46260, "error", "30798+15462=46260"),
    "S05": ("A15", "12.3", 1332, 1338, "error", "447+891=1338"),
    "S06": ("A02", "3.2", None, 1073, "error", "975+98=1073"),
    "S07": ("A03", "3.3", None, 1153, "error", "188+304+38+317+141+88+49+28=1153"),
    "S08": ("A05", "3.2.1", 1073, 1153, "warning", "相差 80"),
    "S09": ("A07", "3.3.1", 1153, 1108, "warning", "超出 45"),
    "S10": ("A24", "3.2.1", 1073, 1108, "note", "35"),
    "S11": ("text-table", "3.1.4", 828, 790, "error", "正文 828 能平（43+3+234+828=1108），附表 790 不能平"),
    "S12": ("text-table", "5.1", 45, 44, "error", "正文 45 能平（45+6+9=60），附表 44 不能平"),
    "S13": ("text-table", "12.3", 1035, 1332, "error", "正文 1035 能平（395+640=1035），附表 1332 不能平"),
    "S13 专职": ("text-table", "12.3.1", 395, 447, "error", "395+640=1035"),
    "S13 兼职": ("text-table", "12.3.2", 640, 891, "error", "395+640=1035"),
    "S14": ("text-table-scope", "1.2.1", 168, 656, "warning", "口径可能不同"),
    "S15": ("text-running-total", "1.2.3", 26239, 26239, "note", "累计"),
    "S16": ("text-units", None, "条", "件", "note", "不同意公开"),
    "S17": ("fee-row-missing", "N7", None, None, "note", "依申请公开信息收取的费用"),
    "S18": ("requests-unanswered-in-text", None, None, 1073, "note", "办结、答复"),
    "S19": ("date-before-period-end", None, "2017-01-22", "2018-01-22", "error", "2018-01-22"),
    "S20": ("other-year", None, 2016, 2017, "warning", "1000余条"),
    "S21": ("two-titles", None, "临沂市行政机关政策文件解读实施办法（试行）", "临沂市行政机关政策解读实施办法（试行）", "warning", "两个名称"),
    "S26": ("text-units", None, "起、次", "件", "note", "行政诉讼"),
    "E 牵头": ("superior-task", None, None, None, "warning", "省环保厅、省住房城乡建设厅、省卫生计生委等部门按职责分工"),
    "E 括号": ("lone-bracket", None, "）", None, "note", "右括号没有左括号"),
    "E 标点": ("punctuation", None, None, None, "note", "。，"),
}  # fmt: skip


@cache
def seed() -> ReportResult:
    return check_file(SEED.read_bytes(), SEED.name)


def _words(finding: Finding) -> str:
    return f"{finding.message} {finding.suggestion}"


def _is(finding: Finding, expected: tuple) -> bool:
    rule, cell, printed, computed, _, words = expected
    return (
        finding.rule == rule
        and (cell is None or finding.where.cell == cell)
        and (printed is None or finding.printed == printed)
        and (computed is None or finding.computed == computed)
        and words in _words(finding)
    )


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_each_contradiction_is_found_once(name: str) -> None:
    expected = CONTRADICTIONS[name]
    found = [finding for finding in seed().findings if _is(finding, expected)]
    assert [finding.severity.value for finding in found] == [expected[4]]


def test_there_is_no_other_error_or_warning() -> None:
    known = [expected for expected in CONTRADICTIONS.values() if expected[4] != "note"]
    others = [
        f"{finding.rule} {finding.message}"
        for finding in seed().findings
        if finding.severity is not Severity.NOTE and not any(_is(finding, expected) for expected in known)
    ]
    assert others == []


def test_no_finding_is_said_twice() -> None:
    said = Counter((finding.rule, finding.where, str(finding.message)) for finding in seed().findings)
    assert [key for key, times in said.items() if times > 1] == []


def test_every_hard_contradiction_of_the_sample_is_an_error_or_named() -> None:
    """Those the sample marks hard, by figures; A5 compares two sums, which may differ by law."""
    listed = json.loads((SAMPLES / "linyi-2017.expected.json").read_text(encoding="utf-8"))["contradictions"]
    hard = {c["id"]: (c["printed"], c["computed"]) for c in listed if c["severity"] == "hard"}
    figures = {(finding.printed, finding.computed) for finding in seed().findings}
    reversed_ = {(computed, printed) for printed, computed in figures}
    assert {name for name, pair in hard.items() if pair not in figures | reversed_} == set()


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"1.2.2", "1.2.4", "1.2.5", "1.1"}, "channels may exceed the total without duplicates"),
        ({"2.1", "2.2.1", "2.2.2", "2.2.3", "2.2.4", "2.2.5"}, "one event may be answered in several ways"),
        ({"2.2.1.1", "2.2.2.1"}, "其中 is no addend"),
        ({"4", "4.1", "4.2", "4.3", "6", "8", "10", "11", "12.2", "9.1", "9.2"}, "these close and agree"),
    ],
)
def test_traps_are_left_alone(cells: set[str], why: str) -> None:
    fired = {finding.where.cell for finding in seed().findings if finding.where.cell}
    assert not cells & fired, why


@pytest.mark.parametrize("text", ["94.05%", "80.27%", "71%", "44.3%", "29.7万", "17000", "2020"])
def test_figures_that_hold_are_not_doubted(text: str) -> None:
    assert not [f for f in seed().findings if text in str(f.message)]


@pytest.mark.parametrize(
    ("cell", "figure"), [("3.1.4", "828"), ("5.1", "45"), ("12.3", "1035"), ("12.3.2", "640")]
)
def test_places_are_the_lines_the_figures_stand_on(cell: str, figure: str) -> None:
    (line,) = {f.where.line for f in seed().findings if f.rule == "text-table" and f.where.cell == cell}
    assert line is not None
    lines = SEED.read_text(encoding="utf-8").splitlines()
    assert figure in lines[line - 1] + lines[line + 1]  # a figure may be broken over two lines
