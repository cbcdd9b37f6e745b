"""A declaration nobody has seen before, with every type of column: it is filled in, published, asked and taken
home like any other, without a line of Python."""

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.test import Client
from openpyxl import load_workbook

from gongkai.core.disclosure.schema import ColumnType, Fields, State
from gongkai.disclosure import actions, declared, exports, owing, partitions, series, template
from gongkai.disclosure.actions import Given
from gongkai.disclosure.queries import rows as asked_rows
from gongkai.disclosure.queries.asking import Asked, Filter
from gongkai.disclosure.queries.summary import of_chart
from gongkai.disclosure.queries.typed import cells_of

from .conftest import DAY, Office, fields_of, rows, said

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


def test_everything_from_the_template_to_the_reader(office: Office, client: Client, settings, tmp_path):
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
        assert client.get(f"/api/data/v1/sets/{name}/rows").status_code in (200, 404)
        if data_set.presentation.chart is not None:
            of_chart(data_set, data_set.presentation.chart, Asked())
