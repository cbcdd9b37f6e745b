"""The citizens' interface keeps what its OpenAPI document promises, whatever it is asked."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

pytestmark = pytest.mark.django_db
NEVER_WRONG = {"GET /api/citizen/bodies", "POST /api/citizen/files"}
"""Takes nothing; any content is a fair file, whose kind is judged in words."""
LEFT_OUT = [positive_data_acceptance]


@pytest.fixture
def operations(receipt, settings):
    settings.API_STRANGERS_CALLS_A_MINUTE = 1_000_000
    settings.PORTAL_REQUESTS_AN_HOUR = settings.PORTAL_UPLOADS_AN_HOUR = 1_000_000
    settings.CASE_ADDRESS_FAILURES = settings.CASE_CODE_FAILURES = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    # The test's connection outlives a request, as it does under Django's own test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/citizen/openapi.json", get_wsgi_application())
    yield {operation.ok().label: operation.ok() for operation in schema.get_all_operations()}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_declared(operations, receipt, mode):
    for label, operation in operations.items():
        if label in NEVER_WRONG and mode is GenerationMode.NEGATIVE:
            continue

        @settings(
            max_examples=4, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case):
            if case.path_parameters and "number" in case.path_parameters and mode is GenerationMode.POSITIVE:
                case.path_parameters["number"] = receipt["number"]
            headers = {"Query-Code": receipt["code"]} if "{number}" in case.path else {}
            # What the schema allows the law may not: a refusal in words is a right answer.
            case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

        probe()


def test_the_document_is_openapi_3_1(client):
    told = client.get("/api/citizen/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "/api/citizen/requests/{number}/steps/withdraw" in told["paths"]
