"""Opaque cursors of paging by key. They are signed, so that nobody builds on what is inside."""

from typing import Any

from django.core import signing

from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError

_LONGEST = 400


def written(kind: str, key: Any) -> str:
    """A cursor of the list `kind` that goes on after `key` (plain JSON)."""
    return signing.dumps(key, salt=f"cursor:{kind}")


def read(kind: str, cursor: str, words: str) -> Any:
    """The key. Raises ProblemError with `words` for one that is not of this list."""
    if not cursor:
        return None
    try:
        return signing.loads(cursor[:_LONGEST], salt=f"cursor:{kind}")
    except signing.BadSignature:
        raise ProblemError(UNPROCESSABLE, words) from None
