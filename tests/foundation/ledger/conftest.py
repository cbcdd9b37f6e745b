"""What tests of the ledger share."""

import pytest

from gongkai.foundation.ledger.verbs import REGISTRY, verb


@pytest.fixture
def define():
    """Register a verb for one test."""
    names: list[str] = []

    def _define(name, function):
        names.append(name)
        return verb(name)(function)

    yield _define
    for name in names:
        del REGISTRY[name]
