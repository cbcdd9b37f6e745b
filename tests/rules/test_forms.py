"""The declared forms agree, row by row and rule by rule, with the published tables taken down in JSON."""

import json
import re
from pathlib import Path

import pytest

from gongkai.core.forms import Form, Kind, Row, Rule, Scope, Table
from gongkai.foundation import rulebook

DATA = Path(__file__).parent / "data"
CODES = ("2014", "2019", "2021")


def published(code: str) -> dict:
    return json.loads((DATA / f"form-{code}.json").read_text(encoding="utf-8"))


def as_published(row: Row) -> dict:
    return {
        "code": row.code,
        "label": row.label,
        "unit": row.unit,
        "parent": row.parent,
        "kind": row.kind.value,
    }


def test_2014_has_every_row_with_label_unit_parent_kind_and_origin() -> None:
    (table,) = rulebook.form("2014").tables
    (block,) = table.blocks
    declared = [as_published(row) | {"origin": row.origin} for row in block.rows]
    expected = [
        {key: value for key, value in row.items() if key != "seed_value"} for row in published("2014")["rows"]
    ]
    assert declared == expected
    assert len(declared) == 86


def test_2014_fee_row_is_optional_and_still_a_cell() -> None:
    form = rulebook.form("2014")
    (missing,) = published("2014")["national_rows_missing_in_seed"]
    assert [as_published(row) for row in form.optional_rows] == [missing]
    assert form.cells["N7"].unit == "万元"


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_chapters_are_those_published(code: str) -> None:
    declared = [(chapter.number, chapter.title, chapter.table) for chapter in rulebook.form(code).chapters]
    assert declared == [(c["no"], c["title"], c.get("table")) for c in published(code)["chapters"]]


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_tables_have_every_row_and_column(code: str) -> None:
    form = rulebook.form(code)
    sheets = published(code)["tables"]
    assert [(t.code, t.title) for t in form.tables] == [(t["id"], t["title"]) for t in sheets]
    for table, sheet in zip(form.tables, sheets, strict=True):
        assert table.header_note == sheet.get("header_note", "")
        blocks = sheet.get("blocks") or [{**sheet, "head": sheet.get("header_group", "")}]
        for block, expected in zip(table.blocks, blocks, strict=True):
            assert (block.code, block.head) == (expected["id"], expected["head"])
            columns = [{"code": c.code, "label": c.label, "group": c.group} for c in block.columns]
            assert columns == [{"group": None, **column} for column in expected["columns"]]
            rows = [{"parent": None, "kind": "value", **row} for row in expected["rows"]]
            assert [as_published(row) for row in block.rows] == rows


def expected_instances(rule: dict, form: Form) -> set[tuple]:
    """The published rule written out for each of its rows or columns: left, operator, right."""
    if rule["forEach"] == "scalar":
        return {(side(rule["lhs"], "T4.{}"), rule["op"], side(rule["rhs"], "T4.{}"))}
    pattern = f"{rule['table']}." + ("{{}}.{place}" if rule["forEach"] == "column" else "{place}.{{}}")
    instances = set()
    for place in rule.get("columns") or rule["rows"]:
        here = pattern.format(place=place)
        instances.add((side(rule["lhs"], here), rule["op"], side(rule["rhs"], here)))
    return instances


def side(terms: list[str], pattern: str) -> tuple:
    written = []
    for term in terms:
        sign, name, year = re.fullmatch(r"(-?)([\w.]+)(@year(?:-1)?)?", term).groups()
        written.append((pattern.format(name), -1 if sign else 1, 1 if year == "@year-1" else 0))
    return tuple(written)


def instance(rule: Rule) -> tuple:
    def sides(terms: tuple) -> tuple:
        return tuple((term.cell, term.sign, term.years_back) for term in terms)

    return sides(rule.left), rule.op, sides(rule.right)


@pytest.mark.parametrize("code", ["2019", "2021"])
def test_rules_are_those_published(code: str) -> None:
    form = rulebook.form(code)
    sheet = published(code)["rules"]
    assert {rule.id for rule in form.rules} == {rule["id"] for rule in sheet} - {"TXT"}
    for rule in sheet:
        declared = [mine for mine in form.rules if mine.id == rule["id"]]
        assert all(mine.severity == rule["severity"] and mine.basis for mine in declared)
        if rule["id"] == "AGG":
            assert [(mine.scope, mine.cells) for mine in declared] == [(Scope.CHILDREN, ())]
        elif rule["id"] != "TXT":
            assert {instance(mine) for mine in declared} == expected_instances(rule, form)


def test_2014_rules_are_those_published() -> None:
    *declared, added, summed = [
        (rule.id, *instance(rule), rule.severity.value) for rule in rulebook.form("2014").rules
    ]
    assert added == ("A24", side(["3.2.1", "3.2.2"], "{}"), ">=", side(["3.1"], "{}"), "note")
    assert summed == ("AGG", (), "==", (), "warning")
    assert declared == [
        (r["id"], side(r["lhs"], "{}"), r["op"], side(r["rhs"], "{}"), r["severity"])
        for r in published("2014")["rules"]
    ]


@pytest.mark.parametrize("code", CODES)
def test_every_rule_names_fillable_cells_and_its_basis(code: str) -> None:
    form = rulebook.form(code)
    for rule in form.rules:
        assert rule.basis
        assert set(rule.cells) <= set(form.cells)
    assert len({rule.key for rule in form.rules}) == len(form.rules)
    assert all(form.cells[cell].kind is not Kind.HEADING for cell in form.cells)


def test_scope_of_rules_between_years() -> None:
    scopes = {rule.id: rule.scope for code in CODES for rule in rulebook.form(code).rules}
    between_years = {name for name, scope in scopes.items() if scope is Scope.PREVIOUS_YEAR}
    assert between_years == {"T3-YEAR", "T2-STOCK", "T2-YEAR19"}


@pytest.mark.parametrize(
    ("code", "cell", "label", "unit"),
    [
        ("2014", "3.3.4.1", "4.不同意公开答复数·其中：涉及国家秘密", "件"),
        ("2014", "1.1", "（一）主动公开政府信息数", "条"),
        ("2014", "12.4", "（四）政府信息公开专项经费", "万元"),
        ("2019", "T2.b1.prev", "行政许可·上一年项目数量", "项"),
        ("2019", "T2.b1.decisions", "行政许可·处理决定数量", "件"),
        ("2019", "T2.e1.amount", "政府集中采购·采购总金额", "元"),
        ("2021", "T2.d1.fee", "行政事业性收费·本年收费金额（单位：万元）", "万元"),
        ("2021", "T3.R3.1.C1", "（一）予以公开·自然人", "件"),
        ("2021", "T3.R3.6.3.C7", "（六）其他处理·3.其他·总计", "件"),
        ("2021", "T4.B5", "行政诉讼/未经复议直接起诉·总计", "件"),
    ],
)
def test_cell_labels_read_alone(code: str, cell: str, label: str, unit: str) -> None:
    spec = rulebook.form(code).cells[cell]
    assert (spec.label, spec.unit) == (label, unit)


@pytest.mark.parametrize(
    ("year", "code"),
    [(2014, "2014"), (2018, "2014"), (2019, "2019"), (2020, "2019"), (2021, "2021"), (2030, "2021")],
)
def test_the_form_of_a_year(year: int, code: str) -> None:
    assert rulebook.form_for(year).code == code


def test_years_before_the_first_form_have_none() -> None:
    with pytest.raises(rulebook.NoSuchFormError, match="2013"):
        rulebook.form_for(2013)


@pytest.mark.parametrize("code", CODES)
def test_every_cell_belongs_to_one_row_of_one_table(code: str) -> None:
    form = rulebook.form(code)
    optional = {row.code for row in form.optional_rows}

    def rows(table: Table) -> set[str]:
        return {row.code for block in table.blocks for row in block.rows}

    homes = {table.code: rows(table) for table in form.tables}
    assert all(spec.row in homes[spec.table] | optional for spec in form.cells.values())
