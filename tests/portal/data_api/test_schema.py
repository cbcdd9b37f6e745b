"""The interface keeps what its OpenAPI document promises, whatever it is asked."""

import json

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gongkai.core.disclosure.formats import openapi
from gongkai.disclosure.declared import fields as installed
from tests.disclosure.conftest import DAY

EXAMPLES = 8


@pytest.fixture
def operations(listed):
    # The test's connection outlives a request, as it does under Django's own test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/data/openapi.json", get_wsgi_application())
    yield {operation.ok().label: operation.ok() for operation in schema.get_all_operations()}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_declared(operations, mode):
    assert "GET /fines/rows" in operations
    for operation in operations.values():
        if operation.label == "GET /" and mode is GenerationMode.NEGATIVE:
            continue  # it takes nothing that could be wrong

        @settings(
            max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case):
            # A cursor, a column or a day to come fits the schema and is refused in words.
            case.call_and_validate(excluded_checks=[positive_data_acceptance])

        probe()


def test_every_declared_data_set_is_described():
    fields = installed().on(DAY)
    told = openapi.document(fields, "某市数据接口", "https://www.example.cn/api/data")
    for schema in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    every = [one["get"]["operationId"] for one in told["paths"].values()]
    assert len(every) == len(set(every))
    names = {each.name for field in fields for each in field.data}
    assert {f"/{name}/rows" for name in names} <= told["paths"].keys()


def test_the_data_package_is_valid(client, listed, tmp_path):
    for asked in ("", f"?columns=decided_on,kind,amount&as_of={DAY}"):
        (tmp_path / "whole.zip").write_bytes(b"".join(client.get(f"/data/fines/download/package/{asked}")))
        report = Package(str(tmp_path / "whole.zip")).validate()
        assert report.valid, report.flatten(["type", "note", "message"])
    told = client.get("/api/data/fines/datapackage.json").json()
    (tmp_path / "datapackage.json").write_text(json.dumps(told), encoding="utf-8")
    rows = b"".join(client.get("/api/data/fines/rows.csv").streaming_content)
    (tmp_path / "rows.csv").write_bytes(rows)
    with system.use_context(trusted=True):
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "note", "message"])
    (tmp_path / "rows.csv").write_bytes(rows.replace(b"2026-0", b"not-a-day-"))
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid
