"""Readers' programs before the small city of the disclosure tests."""

import pytest
from django.core.cache import cache

from tests.portal.data.conftest import fields, listed, office

__all__ = ["fields", "listed", "office"]


@pytest.fixture(autouse=True)
def _often(db, settings):
    settings.API_STRANGERS_CALLS_A_MINUTE = settings.PORTAL_DATA_FILES_AN_HOUR = 1_000_000
    settings.ALLOWED_HOSTS = ["*"]
    cache.clear()
