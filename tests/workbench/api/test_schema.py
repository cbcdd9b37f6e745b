"""The staff's interface keeps what its OpenAPI document promises, whatever it is asked."""

import re
from pathlib import Path

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gongkai.workbench.api import documents_steps
from gongkai.workbench.api.steps import steps

pytestmark = pytest.mark.django_db
DOCUMENTS = [
    Path(__file__).parents[3] / "docs" / name
    for name in ("api-requests.md", "api-publishing.md", "api-data.md")
]
LEFT_OUT = [positive_data_acceptance]
NEVER_WRONG = {
    "POST /api/staff/files", "POST /api/staff/batches", "POST /api/staff/batches/files",
    "POST /api/staff/editions/{edition_id}/files",
}  # fmt: skip
"""Any content is a fair file, whose kind is judged in words."""
STEPS_ON_NOTHING = {f"POST /api/staff{each.address}" for each in documents_steps.steps()}
"""There is no document here: whatever is right is answered with 404. Their right answers are in
test_documents.py."""
READING, DOING = 3, 1  # examples an operation


@pytest.fixture
def operations(clerk, case, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.API_CALLS_A_MINUTE = settings.API_STRANGERS_CALLS_A_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    # The test's connection outlives a request, as it does under Django's own test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/staff/openapi.json", get_wsgi_application())
    yield [operation.ok() for operation in schema.get_all_operations()]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_declared(operations, clerk, mode):
    headers = {"Authorization": f"Bearer {clerk.token}"}
    assert len(operations) > len(list(steps())) + len(list(documents_steps.steps()))
    for operation in operations:
        if operation.label in NEVER_WRONG and mode is GenerationMode.NEGATIVE:
            continue
        if operation.label in STEPS_ON_NOTHING and mode is GenerationMode.POSITIVE:
            continue

        @settings(
            max_examples=DOING if "/steps/" in operation.label else READING, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case):
            # What the schema allows the law may not: a refusal in words is a right answer.
            case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

        probe()


def test_the_document_is_openapi_3_1_and_tells_every_status(client):
    told = client.get("/api/staff/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for path, operations in told["paths"].items():
        for method, operation in operations.items():
            assert {"401", "403", "422", "429"} <= operation["responses"].keys(), f"{method} {path}"
            if "/steps/" in path:
                assert {"404", "409", "412"} <= operation["responses"].keys(), path


def test_whatever_changes_something_takes_a_key(client):
    told = client.get("/api/staff/openapi.json").json()["paths"]
    without = {
        path
        for path, operations in told.items()
        if "post" in operations
        and not any(each["name"] == "Idempotency-Key" for each in operations["post"].get("parameters", ()))
    }
    assert without == {"/api/staff/cases/{case_id}/applicant"}  # reads; each look is an event of its own


@pytest.mark.parametrize("interface", ["staff", "citizen"])
def test_every_address_is_told_of_in_the_document_for_people(client, interface):
    text = "\n".join(each.read_text(encoding="utf-8") for each in DOCUMENTS)
    for path in client.get(f"/api/{interface}/openapi.json").json()["paths"]:
        place = path.removeprefix(f"/api/{interface}").partition("/steps/")[0]
        for part in re.sub(r"\{[^}]*\}", "", place).strip("/").split("/"):
            assert part.rstrip(".") in text, path
