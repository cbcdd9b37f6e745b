"""The API keeps what its OpenAPI document promises, whatever it is asked."""

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from gongkai.foundation.search import updating

pytestmark = pytest.mark.django_db
SLOW = {"POST /api/check"}


@pytest.fixture
def operations(city, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    updating.rebuild()
    settings.CHECKS_AN_HOUR = settings.API_STRANGERS_CALLS_A_MINUTE = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
    # The test's connection outlives a request, as it does under Django's own test client.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    yield {operation.ok().label: operation.ok() for operation in schema.get_all_operations()}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_answers_are_as_declared(operations, mode):
    assert set(operations) == {
        "GET /api/reports",
        "GET /api/reports/{body}/{year}",
        "GET /api/reports/{body}/{year}/cells/{cell}",
        "POST /api/check",
        "GET /api/documents",
        "GET /api/documents/search",
        "GET /api/documents/{address}",
    }
    for label, operation in operations.items():
        if label in SLOW and mode is GenerationMode.NEGATIVE:
            continue  # a file that is no report is a fair question, answered 200 in words

        @settings(
            max_examples=5 if label in SLOW else 25, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(case=operation.as_strategy(generation_mode=mode))
        def probe(case):
            # A cursor or a field made up by itself fits the schema and is refused in words.
            made_up = case.operation.label.startswith("GET /api/documents")
            left_out = [positive_data_acceptance] if made_up else []
            case.call_and_validate(excluded_checks=left_out)

        probe()


def test_the_document_is_openapi_3_1(client):
    assert client.get("/api/openapi.json").json()["openapi"].startswith("3.1")
