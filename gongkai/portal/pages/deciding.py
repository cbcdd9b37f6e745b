"""What a verb has decided at this moment. Wagtail publishes and unpublishes through many doors; all of them
ask here first, so none leads past the verb."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_decided: ContextVar[tuple[int, bool] | None] = ContextVar("gongkai_page_decided", default=None)


@contextmanager
def decided(identifier: int, *, going: bool = False) -> Iterator[None]:
    """Within: this revision goes live, or (`going`) this page goes away."""
    token = _decided.set((identifier, going))
    try:
        yield
    finally:
        _decided.reset(token)


def is_decided(identifier: int, *, going: bool = False) -> bool:
    return _decided.get() == (identifier, going)
