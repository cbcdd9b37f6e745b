"""The declared law, as it comes with the product."""

import pytest

from gongkai.foundation import rulebook


@pytest.fixture(scope="session")
def law():
    return rulebook.publishing()


@pytest.fixture(scope="session")
def calendar():
    return rulebook.calendar()
