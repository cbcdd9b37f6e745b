"""Blank, struck and missing cells in a sum; the seed's annex; and how a difference is said."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.core.cells import BLANK, STRUCK, Cell, State, from_unit
from gongkai.core.crossfoot import Kind, check, check_children, to_finding, to_findings
from gongkai.core.declarations import Declaration
from gongkai.core.findings import Where
from gongkai.core.form_declaration import examples
from gongkai.core.forms import Rule, Severity
from gongkai.foundation import rulebook

ANNEX = Path(__file__).parents[2] / "rules" / "data" / "form-2014.json"
FORMS = sorted((rulebook.RULES / "returns").glob("form-*.toml"))
WORKED = [
    (path.stem.removeprefix("form-"), example)
    for path in FORMS
    for example in examples(Declaration(path.read_text(encoding="utf-8"), path.name))
]


def cell(written: int | str | None) -> Cell:
    """7 is a number, None blank, "/" struck."""
    if written is None:
        return BLANK
    return STRUCK if written == "/" else Cell.number(int(written))


def broken(code: str, written: dict) -> list[tuple[str, str]]:
    cells = {name: cell(value) for name, value in written.items()}
    return [(d.rule.key, d.kind.value) for d in check(rulebook.form(code), cells)]


def seed() -> dict[str, Cell]:
    """The annex of a real 2017 report, with its own contradictions."""
    rows = json.loads(ANNEX.read_text(encoding="utf-8"))["rows"]
    values = {row["code"]: (row["seed_value"], row["unit"]) for row in rows if row["kind"] != "heading"}
    return {
        code: BLANK if value is None else Cell.number(from_unit(Decimal(str(value)), unit))
        for code, (value, unit) in values.items()
    }


@pytest.mark.parametrize(("code", "example"), WORKED, ids=[example.about for _, example in WORKED])
def test_worked_examples_of_the_declarations(code: str, example) -> None:
    cells = {name: Cell.number(value) for name, value in example.cells.items()}
    assert [d.rule.key for d in check(rulebook.form(code), cells)] == list(example.breaks)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # 行政复议 4 = 4.1 + 4.2 + 4.3
        ({"4": 9, "4.1": 4, "4.2": 3, "4.3": 2}, []),
        ({"4": 10, "4.1": 4, "4.2": 3, "4.3": 2}, [("A08", "unequal")]),
        ({"4": None, "4.1": 4, "4.2": 3, "4.3": 2}, [("A08", "left_blank")]),
        ({"4": None, "4.1": 0, "4.2": 0, "4.3": 0}, []),  # nothing to say about a blank nought
        ({"4": None, "4.1": 4, "4.2": None, "4.3": 2}, []),  # nobody knows
        ({"4": 9, "4.1": 4, "4.2": None, "4.3": 5}, []),  # the blank may be nought
        ({"4": 9, "4.1": 4, "4.2": None, "4.3": 2}, [("A08", "short")]),
        ({"4": 9, "4.1": 4, "4.2": None, "4.3": 6}, [("A08", "exceeds")]),
        ({"4": 9, "4.1": None, "4.2": None, "4.3": None}, []),  # no breakdown given
        ({"4": 9}, []),  # the document has no such rows
        ({"4": 9, "4.1": 4, "4.3": 2}, []),  # a row not found is not a row left blank
        ({"4": 9, "4.1": 4, "4.3": 6}, [("A08", "exceeds")]),
        ({"4": 9, "4.1": 4, "4.2": "/", "4.3": 5}, []),  # struck adds nothing
        ({"4": 9, "4.1": 4, "4.2": "/", "4.3": 2}, [("A08", "unequal")]),
        ({"4": "/", "4.1": "/", "4.2": "/", "4.3": "/"}, []),
        ({"4": "/", "4.1": 0, "4.2": 0, "4.3": 0}, []),
        ({"4": "/", "4.1": 4, "4.2": 0, "4.3": 0}, [("A08", "unequal")]),
        # a provincial row that the document lacks leaves the sum; one that it prints does not
        ({"3.1": 9, "3.1.1": 1, "3.1.2": 2, "3.1.3": 3, "3.1.4": 3}, []),
        ({"3.1": 9, "3.1.1": 1, "3.1.2": 2, "3.1.3": 3, "3.1.4": 2}, [("A01", "unequal")]),
        ({"3.1": 9, "3.1.1": 1, "3.1.2": 2, "3.1.3": 3, "3.1.4": 2, "3.1.5": None}, [("A01", "short")]),
        ({"12.2": 516}, []),  # its twin, row 10, is provincial
        ({"6": 221}, []),
        # parts against wholes
        ({"2.2.1": 10, "2.2.1.1": 11}, [("A21", "over")]),
        ({"2.2.1": 10, "2.2.1.1": 10}, []),
        ({"2.2.1": None, "2.2.1.1": 11}, []),
        ({"2.2.1": "/", "2.2.1.1": 11}, []),
        ({"1.1": 100, "1.2.1": 5, "1.2.2": 5, "1.2.3": 5, "1.2.4": 5, "1.2.5": 5}, [("A19", "over")]),
        ({"1.1": 100, "1.2.1": 5, "1.2.2": None, "1.2.3": 5, "1.2.4": 5, "1.2.5": 5}, []),
    ],
)
def test_states_in_the_list_form(written: dict, expected: list) -> None:
    assert broken("2014", written) == expected


def test_a_sum_of_two_sides_with_a_blank() -> None:
    """本年新收 + 上年结转 = 总计 + 结转下年, with the carry-over left blank."""
    rows = {"T3.R1.C7": 95, "T3.R3.7.C7": 95, "T3.R4.C7": 0}
    assert broken("2021", {**rows, "T3.R2.C7": None}) == []
    assert broken("2021", {**rows, "T3.R1.C7": 96, "T3.R2.C7": None}) == [("T3-ID[C7]", "exceeds")]
    assert broken("2021", {**rows, "T3.R1.C7": 94, "T3.R2.C7": None}) == [("T3-ID[C7]", "short")]


def test_the_annex_of_a_real_report() -> None:
    form = rulebook.form("2014")
    findings = to_findings(check(form, seed()), form, {})
    assert [(f.rule, f.severity, f.printed, f.computed) for f in findings] == [
        ("A01", Severity.ERROR, 1108, 1070),
        ("A02", Severity.ERROR, None, 1073),
        ("A03", Severity.ERROR, None, 1153),
        ("A04", Severity.ERROR, 317, 366),
        ("A05", Severity.WARNING, 1073, 1153),
        ("A07", Severity.WARNING, 1153, 1108),
        ("A09", Severity.ERROR, 60, 59),
        ("A11", Severity.ERROR, 46805, 46260),
        ("A15", Severity.ERROR, 1332, 1338),
        ("A24", Severity.NOTE, 1073, 1108),
    ]


def test_a_finding_spells_out_its_arithmetic_and_places() -> None:
    form = rulebook.form("2014")
    (difference, *_) = check(form, seed())
    finding = to_finding(difference, form, {"3.1": Where(page=30, line=1221, cell="3.1")})
    assert str(finding.message) == "（一）收到申请数：43+3+234+790+0=1070，与合计 1108 相差 38"
    assert str(finding.basis) == "合计与分项的勾稽"
    assert str(finding.suggestion) == "请核对：分项无误时合计应为 1070，合计无误时分项相差 38"
    assert finding.where == Where(30, 1221, "3.1")
    assert [(figure.label, figure.value, figure.where.cell) for figure in finding.figures[:3]] == [
        ("（一）收到申请数", 1108, "3.1"),
        ("（一）收到申请数·1.当面申请数", 43, "3.1.1"),
        ("（一）收到申请数·2.传真申请数", 3, "3.1.2"),
    ]


@pytest.mark.parametrize(
    ("code", "written", "message"),
    [
        (
            "2014",
            {"4": None, "4.1": 4, "4.2": 3, "4.3": 2},
            "四、行政复议数量：合计未填，分项 4+3+2=9",
        ),
        (
            "2014",
            {"4": 9, "4.1": 4, "4.2": None, "4.3": 6},
            "四、行政复议数量：已填分项 4+6=10，已超过合计 9，另有 1 项未填",
        ),
        (
            "2014",
            {"4": 9, "4.1": 4, "4.2": None, "4.3": 2},
            "四、行政复议数量：已填分项 4+2=6，比合计 9 少 3，有 1 项未填",
        ),
        (
            "2014",
            {"2.2.1": 10, "2.2.1.1": 12},
            "其中：主要负责同志参加新闻发布会次数 12 大于1.参加或举办新闻发布会总次数 10，超出 2",
        ),
        (
            "2014",
            {"12.2": 9, "10": 8},
            "（二）设置政府信息公开查阅点数 9，与十、设置政府信息查阅点数 8 相差 1",
        ),
        (
            "2021",
            {"T3.R1.C7": 95, "T3.R2.C7": 3, "T3.R3.7.C7": 96, "T3.R4.C7": 1},
            "一、本年新收政府信息公开申请数量·总计加二、上年结转政府信息公开申请数量·总计 95+3=98，"
            "（七）总计·总计加四、结转下年度继续办理·总计 96+1=97，应相等，相差 1",
        ),
        (
            "2021",
            {"T2.a2.made": 8, "T2.a2.repealed": 1, "T2.a2.valid": 5},
            "行政规范性文件·本年制发件数 8，"
            "大于行政规范性文件·现行有效件数加行政规范性文件·本年废止件数 5+1=6，超出 2",
        ),
    ],
)
def test_messages(code: str, written: dict, message: str) -> None:
    form = rulebook.form(code)
    (difference,) = check(form, {name: cell(value) for name, value in written.items()})
    assert str(to_finding(difference, form, {}).message) == message


def test_money_is_said_in_its_unit() -> None:
    """178.8 万元 is held as 178 800 000 分 and read as 178.8."""
    form = rulebook.form("2014")
    (difference,) = check_children(
        form, {"12.4": Cell.number(178_800_000)}, [{"12.4": Cell.number(170_000_050)}]
    )
    finding = to_finding(difference, form, {})
    assert str(finding.message) == "（四）政府信息公开专项经费：下级之和 170.00005，与本级 178.8 相差 8.79995"
    assert (finding.printed, finding.rule) == (Decimal("178.8"), "AGG[12.4]")
    assert [(figure.label, figure.where.cell) for figure in finding.figures] == [
        ("（四）政府信息公开专项经费", "12.4"),
        ("（四）政府信息公开专项经费（下级之和）", None),
    ]


def test_a_column_of_totals_left_blank_is_said_once() -> None:
    form = rulebook.form("2019")
    cells = {}
    for row in ("R1", "R3.1", "R3.2", "R3.7"):
        cells |= {f"T3.{row}.C{n}": Cell.number(n) for n in range(1, 7)} | {f"T3.{row}.C7": BLANK}
    differences = [d for d in check(form, cells) if d.rule.id == "T3-ROW"]
    assert {d.kind for d in differences} == {Kind.LEFT_BLANK}
    (finding,) = to_findings(differences, form, {})
    assert (finding.rule, finding.severity) == ("T3-ROW", Severity.WARNING)
    assert str(finding.message) == (
        "一、本年新收政府信息公开申请数量·总计、（一）予以公开·总计、（二）部分公开·总计"
        "等 4 处合计未填，分项已填"
    )
    assert [figure.value for figure in finding.figures] == [21, 21, 21, 21]


def test_a_sum_of_totals_left_blank_is_not_reported_beside_them() -> None:
    """A report that fills the 总计 column only in the rows of totals (seen in print for 2019)."""
    form = rulebook.form("2019")
    results = [term.cell.removesuffix(".C1") for term in rule("2019", "T3-SUM[C1]").right]
    cells = {}
    for row in ("T3.R1", "T3.R2", *results, "T3.R3.7", "T3.R4"):
        cells |= {f"{row}.C{n}": cell(0) for n in range(1, 7)} | {f"{row}.C7": BLANK}
    cells |= {"T3.R1.C1": cell(5), "T3.R3.1.C1": cell(4), "T3.R3.2.C1": cell(1), "T3.R3.7.C1": cell(5)}
    cells |= {"T3.R1.C7": cell(5), "T3.R3.7.C7": cell(5)}
    assert [(d.rule.key, d.kind) for d in check(form, cells)] == [
        ("T3-ROW[R3.1]", Kind.LEFT_BLANK),
        ("T3-ROW[R3.2]", Kind.LEFT_BLANK),
    ]


def test_carry_over_between_years() -> None:
    form = rulebook.form("2021")
    now, before = {"T3.R2.C7": Cell.number(3)}, {"T3.R4.C7": Cell.number(5)}
    (difference,) = check(form, now, before)
    assert (difference.rule.key, difference.severity) == ("T3-YEAR[C7]", Severity.WARNING)
    finding = to_finding(difference, form, {}, {"T3.R4.C7": Where(page=9, line=40)})
    assert str(finding.message) == (
        "二、上年结转政府信息公开申请数量·总计 3，与四、结转下年度继续办理·总计（上年） 5 相差 2"
    )
    assert finding.figures[1].where == Where(page=9, line=40)
    assert str(finding.basis).endswith("应在“六、其他需要报告的事项”中说明")
    assert check(form, now) == []
    assert check(form, now, {}) == []


def test_stock_of_documents_between_years() -> None:
    form = rulebook.form("2021")
    now = {f"T2.a2.{name}": Cell.number(n) for name, n in (("made", 8), ("repealed", 26), ("valid", 66))}
    assert check(form, now, {"T2.a2.valid": Cell.number(84)}) == []
    (difference,) = check(form, now, {"T2.a2.valid": Cell.number(80)})
    finding = to_finding(difference, form, {})
    assert "80+8-26=62" in str(finding.message)
    assert (finding.printed, finding.computed) == (66, 62)


@pytest.mark.parametrize(
    ("own", "below", "expected"),
    [
        (9, [4, 5], None),
        (9, [4, 6], Kind.UNEQUAL),
        (9, [4, None], None),
        (9, [4, "/", 5], None),
        (9, [10, None], Kind.EXCEEDS),
        (None, [4, 5], None),
        ("/", [4, 5], None),
        (9, [None, None], None),
        (9, [], None),
    ],
)
def test_parent_against_children(own, below: list, expected: Kind | None) -> None:
    form = rulebook.form("2014")
    found = check_children(form, {"3.1": cell(own)}, [{"3.1": cell(each)} for each in below])
    assert [difference.kind for difference in found] == ([expected] if expected else [])


def test_what_a_struck_cell_printed_is_shown() -> None:
    form = rulebook.form("2014")
    cells = {
        "4": Cell.number(9),
        "4.1": Cell.number(4),
        "4.2": Cell(State.STRUCK, printed="空"),
        "4.3": STRUCK,
    }
    (difference,) = check(form, cells)
    assert [f.value for f in to_finding(difference, form, {}).figures] == [9, 4, "空", "/"]


def test_a_figure_that_would_close_two_sums_is_named() -> None:
    form = rulebook.form("2014")
    cells = {name: cell(value) for name, value in {"4": 9, "4.1": 4, "4.2": 3, "4.3": 1}.items()}
    (finding,) = to_findings(check(form, cells), form, {})
    assert "如为" not in str(finding.suggestion)  # any of the four may be wrong
    columns = dict(zip([f"C{n}" for n in range(1, 8)], [5, 1, 1, 1, 1, 1, 10], strict=True))
    table = {f"T3.{row}.{c}": cell(n) for row in ("R1", "R3.7") for c, n in columns.items()}
    table |= {f"T3.{row}.{c}": cell(0) for row in ("R2", "R4") for c in columns}
    table["T3.R1.C1"] = cell(7)
    form = rulebook.form("2021")
    findings = to_findings(check(form, table), form, {})
    assert [finding.rule for finding in findings] == ["T3-ID[C1]", "T3-ROW[R1]"]
    assert {str(finding.suggestion) for finding in findings} == {
        "请核对“一、本年新收政府信息公开申请数量·自然人”：现为 7，如为 5，则包含它的 2 处勾稽都能平"
    }


def test_one_row_for_other_handling_is_added_as_it_stands() -> None:
    """（六）其他处理 printed as one row: the two rows before it are not in the document."""
    form = rulebook.form("2021")
    rows = [
        row.code
        for row in form.tables[1].blocks[0].rows
        if row.code.startswith("R3.") and row.kind == "value"
    ]
    cells = {f"T3.{row}.C1": cell(1) for row in rows if row not in ("R3.6.1", "R3.6.2")}
    assert broken_cells(cells | {"T3.R3.7.C1": cell(len(cells))}) == []
    assert broken_cells(cells | {"T3.R3.7.C1": cell(len(cells) + 1)}) == ["T3-SUM[C1]"]


def rule(code: str, key: str) -> Rule:
    return next(rule for rule in rulebook.form(code).rules if rule.key == key)


def broken_cells(cells: dict[str, Cell]) -> list[str]:
    return [difference.rule.key for difference in check(rulebook.form("2021"), cells)]
