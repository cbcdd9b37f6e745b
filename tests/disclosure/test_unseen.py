"""A declaration nobody has seen before, with every type of column: filled in, published, asked and taken home
like any other, without a line of Python."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override
from openpyxl import load_workbook

from gongkai.core.disclosure.schema import DataSet, Fields, State
from gongkai.disclosure import actions, declared, exports, owing, partitions, template, told
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries import rows as asked_rows
from gongkai.disclosure.queries.asking import Asked, Filter
from gongkai.disclosure.queries.summary import of_chart
from gongkai.disclosure.queries.typed import cells_of

from .conftest import DAY, Office, fields_of, rows

pytestmark = pytest.mark.django_db
ODD = (Path(__file__).parent / "unseen" / "everything.toml").read_text(encoding="utf-8")
LATER = (
    ODD.replace("in_force = 2017-01-01", "in_force = 2026-04-01")
    .replace('name = "remark", title = "备注"', 'name = "note", title = "说明"')
    .replace("remark =", "note =")
    .replace('search = ["remark"', 'search = ["note"')
)


@pytest.fixture
def fields(monkeypatch: pytest.MonkeyPatch) -> Fields:
    known = fields_of(ODD, LATER)
    monkeypatch.setattr(declared, "installed", lambda: known)
    return known


def filled(data_set, samples) -> bytes:
    """The template with the samples in it, as people type them."""
    book = load_workbook(io.BytesIO(template.template(data_set)))
    for at, row in enumerate(samples, start=2):
        cells = cells_of(data_set, row)
        for place, name in enumerate(data_set.names, start=1):
            book.worksheets[0].cell(at, place, cells.get(name)).data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_everything_from_the_template_to_the_reader(
    office: Office, client: Client, settings, tmp_path, monkeypatch
):
    settings.SERIES_FOLDER = tmp_path
    known = {each.name: each for each in declared.fields().data_sets(DAY)}
    for name, data_set in known.items():
        given = Given(f"{name}.xlsx", filled(data_set, data_set.samples))
        release = office.checked(given, name, way="upload")
        assert not release.refused, release.report["problems"]
        office.must(actions.submit, office.writer(), release_id=release.pk)
        release.refresh_from_db()
        for finding in release.findings:
            office.must(actions.judge, office.reviewer(), release_id=release.pk, finding=finding["key"],
                        verdict="may_stay", reason="示例")  # fmt: skip
        office.out(type(release).objects.get(pk=release.pk))
        partitions.finish(data_set)
        standing = [each.content for each in rows(name)]
        for sample in data_set.samples:
            assert sample in standing, (sample, standing)
        for address in ("", "?q=示例" if data_set.presentation.search else "", "releases/", "feed.atom"):
            page = client.get(f"/data/{name}/{address}")
            assert page.status_code == 200, (name, address, page.status_code)
            assert "<b>&amp;</b>" not in page.content.decode()
        number = rows(name)[0].number
        assert client.get(f"/data/{name}/{number}/").status_code == 200
        for form in ("csv", "xlsx", "json", "parquet", "package"):
            file = client.get(f"/data/{name}/download/{form}/")
            assert file.status_code == 200, (name, form)
        if data_set.presentation.chart is not None:
            of_chart(data_set, data_set.presentation.chart, Asked())
    with override("en"):
        english = client.get("/data/odd_all/", headers={"Accept-Language": "en"}).content.decode()
    assert "Every type there is" in english
    assert "<dd>示例文件</dd>" in english, "the field's ground where the cadence has none of its own"
    assert "Share of &lt;all&gt;" in english
    _asked(known["odd_all"])
    _owed()
    _renamed(office, client)
    monkeypatch.setattr(
        declared, "installed", lambda: fields_of(ODD.replace('["forestry"]', '["forrestry"]'))
    )
    assert [each.name for each in owing.owed_by_nobody(DAY)] == ["odd_live"], "a slip in the code of a body"


def _asked(data_set: DataSet) -> None:
    """Filters of each type, each with a value a row has; no text of a sheet is a formula."""
    some = {"pieces": "-5", "is_open": "true", "in_quarter": "2017-Q1", "grade": "2", "office": "forestry"}
    for name, value in some.items():
        assert len(asked_rows.page(data_set, Asked({name: Filter((value,))})).items) == 1, name
    page = asked_rows.page(data_set)
    assert {each.content.get("phone") for each in page.items} == {None}
    owners = declared.data_set("odd_owners", DAY)
    sheet = load_workbook(exports.xlsx_of(owners)).active
    assert [each.data_type for each in sheet["D"] if each.value == "=1+1"] == ["s"]


def _owed() -> None:
    """Weeks for the departments but one; months of events with zero returns for all; days of a stream."""
    found = owing.owed(date(2026, 3, 1), date(2026, 3, 31), date(2026, 5, 1))
    bodies: dict[str, set[str]] = {}
    for each in found:
        bodies.setdefault(each.data_set, set()).add(each.body)
        assert each.state in (State.MISSING, State.LATE, State.FULFILLED)
    assert owing.owed_by_nobody(DAY) == ()
    assert bodies == {
        "odd_owners": {"forestry"},
        "odd_all": {"city", "forestry", "land"},
        "odd_live": {"forestry"},
    }


def _renamed(office: Office, client: Client) -> None:
    """A later version calls a column otherwise: new rows follow it, old ones keep what they said."""
    day = date(2026, 4, 2)
    later = declared.data_set("odd_all", day)
    row = cells_of(later, later.samples[0]) | {"seen_on": "2026-04-01", "note": "新的说法"}
    release = office.checked(Given.rows([row]), "odd_all", day=day)
    assert not release.refused, release.report["problems"]
    office.must(actions.submit, office.writer(), day, release_id=release.pk)
    office.out(type(release).objects.get(pk=release.pk), day=day)
    standing = [each.content for each in rows("odd_all")]
    assert [each["remark"] for each in standing if "remark" in each] == ["第一行\n第二行"]
    assert [each["note"] for each in standing if "note" in each] == ["新的说法"]
    wrong = office.checked(Given.rows([row | {"remark": "旧列"}]), "odd_all", day=day)
    assert "没有“remark”这一列" in said_of(wrong)


def said_of(release: Release) -> str:
    return " ".join(str(told.read(each["said"])) for each in release.report["problems"])
