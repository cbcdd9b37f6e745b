"""A receiver on this machine, which the settings allow."""

import importlib.util
from pathlib import Path

import pytest

_spec = importlib.util.spec_from_file_location("webhook_receiver", Path(__file__).with_name("receiver.py"))
_module = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_module)


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_NETWORKS = ["127.0.0.0/8", "::1/128"]
    settings.WEBHOOK_HTTP_HOSTS = ["localhost"]
    settings.WEBHOOK_SECONDS = 2
    with _module.listening() as listening:
        yield listening
