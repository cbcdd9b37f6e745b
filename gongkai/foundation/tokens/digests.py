"""What is kept of a token."""

import hashlib

PREFIX = "gk_"
"""So that a token found where it should not be is known for what it is."""


def digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="surrogateescape")).hexdigest()
