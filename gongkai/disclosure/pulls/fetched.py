"""What came of a pull."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as the source offers it; its name tells its kind by the ending."""

    name: str
    content: bytes


class NotFetchedError(Exception):
    """Nothing came. The text says why, for the body's people; it holds no secret."""
