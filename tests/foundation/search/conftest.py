"""Both engines, filled with the same things."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from osmem_server import OsmemServer

from gongkai.foundation.search.embedded import EmbeddedIndex
from gongkai.foundation.search.engine import Index
from gongkai.foundation.search.items import PUBLIC, Item, Key
from gongkai.foundation.search.opensearch import OpenSearchIndex


def item(number, title, text="", *, day=1, numbers=(), audiences=(PUBLIC,), kind="document", **facets):
    return Item(
        Key(kind, number), title, text, datetime(2017, 1, day, 4, 0, tzinfo=UTC), tuple(numbers),
        {name: (value,) for name, value in facets.items()}, frozenset(audiences),
    )  # fmt: skip


@pytest.fixture
def make_item() -> Callable[..., Item]:
    return item


@pytest.fixture(scope="session")
def opensearch() -> Iterator[str]:
    """A server in memory that speaks OpenSearch's language."""
    with OsmemServer.start(japanese=False) as server:
        yield server.url


@pytest.fixture(params=["embedded", "opensearch"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Index:
    if request.param == "embedded":
        return EmbeddedIndex(tmp_path / "index", create=True)
    return OpenSearchIndex.begin(request.getfixturevalue("opensearch"), "contract")
