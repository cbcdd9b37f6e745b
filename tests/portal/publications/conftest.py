"""The small city that publishes, its index and its key."""

from pathlib import Path

import pytest

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.transparency.actions import sign_head
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key
from tests.publishing.conftest import Office, office

__all__ = ["office"]


@pytest.fixture
def signed(office: Office, settings, tmp_path):
    """signed() signs what is out until now."""
    settings.HEAD_KEY = str(tmp_path / "head.key")
    write_key(new_key(ED25519), Path(settings.HEAD_KEY))
    return lambda: office.must(sign_head, SYSTEM)
