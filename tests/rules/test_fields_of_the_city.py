"""The declared fields, all together: every part of the source report, bodies and divisions that exist,
sample rows that refer to each other, and for each data set what its page needs."""

import tomllib
from pathlib import Path

import pytest

import gongkai.project.demo
from gongkai.core.disclosure.schema import ColumnType, DataSet
from gongkai.foundation.organisations.kinds import BodyKind, BodyLevel
from gongkai.foundation.rulebook.fields import fields

VERSIONS = [(field, data_set) for field in fields().versions for data_set in field.data]
SETS = {data_set.name: data_set for _, data_set in VERSIONS}
CITY = tomllib.loads(
    (Path(gongkai.project.demo.__path__[0]) / "data" / "bodies.toml").read_text(encoding="utf-8")
)
BODIES = {body["code"] for kind in ("county", "zone", "committee", "department") for body in CITY[kind]}
DIVISIONS = {CITY["city"]["division_code"], *(county["division_code"] for county in CITY["county"])}
EACH = pytest.mark.parametrize(
    "data_set",
    [each for _, each in VERSIONS],
    ids=[f"{each.name}-{field.in_force}" for field, each in VERSIONS],
)


def test_every_part_of_the_report_is_declared() -> None:
    """S43, the matching of tax records, is no disclosure."""
    parts = {f"S{number}" for number in range(29, 58)} - {"S43"}
    assert {field.part for field in fields().versions} == parts


@EACH
def test_whoever_owes_is_in_the_city(data_set: DataSet) -> None:
    known = {"all", *BODIES, CITY["city"]["code"], *BodyLevel.values, *BodyKind.values}
    assert {each.removeprefix("-") for each in data_set.owed_by} <= known


@EACH
def test_a_page_has_what_people_look_for(data_set: DataSet) -> None:
    look, cadence = data_set.presentation, data_set.cadence
    assert look.filters
    assert look.period
    assert cadence.legal_basis
    assert cadence.level
    assert cadence.channels
    assert cadence.ways == ("主动",)
    assert set(data_set.names) == {name for group in data_set.form.groups for name in group.columns}
    places = {each.name for each in data_set.columns if each.type in (ColumnType.PLACE, ColumnType.GEOJSON)}
    assert not places or (look.map is not None and look.map.place in places)
    if any(column.type in (ColumnType.INTEGER, ColumnType.MONEY) for column in data_set.columns):
        assert look.chart


@EACH
def test_sample_rows_refer_to_what_is_there(data_set: DataSet) -> None:
    for column in data_set.columns:
        if not column.references and column.type not in (ColumnType.BODY, ColumnType.DIVISION):
            continue
        values = {row[column.name] for row in data_set.samples if column.name in row} - {None}
        if column.references:
            target = SETS[column.references.data_set]
            assert values <= {row[column.references.column] for row in target.samples}
        if column.type is ColumnType.BODY:
            assert values <= BODIES
        if column.type is ColumnType.DIVISION:
            assert {str(value)[:6] for value in values} <= DIVISIONS


@EACH
def test_people_in_sample_rows_are_invented(data_set: DataSet) -> None:
    for column in data_set.personal_columns:
        for row in data_set.samples:
            value = str(row.get(column.name) or "")
            if column.personal == "id_number":
                assert value[:6] in ("", "990000")
            if column.personal == "phone":
                assert value[3:7] in ("", "0000")
