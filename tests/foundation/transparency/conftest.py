"""A key, a room that publishes, and a verb that enters."""

import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from gongkai.core.transparency.proof import Act
from gongkai.foundation.ledger import verbs
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.transparency import entering
from gongkai.foundation.transparency.signing import ED25519, new_key, write_key

NOW = datetime(2017, 3, 1, 1, tzinfo=UTC)


@pytest.fixture
def key(settings, tmp_path):
    """The installation's key."""
    settings.HEAD_KEY = str(tmp_path / "head.key")
    key = new_key(ED25519)
    write_key(key, Path(settings.HEAD_KEY))
    return key


@pytest.fixture
def publish(monkeypatch):
    """publish("1", text) enters an edition of the address; the content stays askable."""
    published: dict[tuple[str, int, Act], dict] = {}

    def _mine(entry):
        content = published.get((entry.address, entry.edition, entry.act))
        return [] if content is None else [content]

    monkeypatch.setattr(entering, "_contents", [_mine])
    monkeypatch.setattr(verbs, "REGISTRY", dict(verbs.REGISTRY))
    minutes = itertools.count()

    @verbs.verb("test.publish")
    def _enter(*, actor, now, address, edition, act, content):
        return entering.enter(address=address, edition=edition, act=act, now=now, content=content)

    def _publish(address: str, text: str, edition: int = 1, act: Act = Act.PUBLISHED):
        content = {"title": f"标题{address}", "text": text, "files": []}
        published[address, edition, act] = content
        now = NOW + timedelta(minutes=next(minutes))
        return _enter(actor=SYSTEM, now=now, address=address, edition=edition, act=act, content=content)

    _publish.published = published
    return _publish
