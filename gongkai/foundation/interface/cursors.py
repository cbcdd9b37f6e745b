"""Opaque cursors of paging by key. They are signed, so that nobody builds on what is inside, and tell no
moment, so that the same list has the same validator."""

from typing import Any

from django.core import signing

from gongkai.foundation.interface.problems import UNPROCESSABLE, ProblemError

_LONGEST = 400


def written(kind: str, key: Any) -> str:
    """A cursor of the list `kind` that goes on after `key` (plain JSON)."""
    return _signer(kind).sign_object(key)


def read(kind: str, cursor: str, words: str) -> Any:
    """The key. Raises ProblemError with `words` for one that is not of this list."""
    if not cursor:
        return None
    try:
        return _signer(kind).unsign_object(cursor[:_LONGEST])
    except signing.BadSignature:
        raise ProblemError(UNPROCESSABLE, words) from None


def _signer(kind: str) -> signing.Signer:
    return signing.Signer(salt=f"cursor:{kind}")
