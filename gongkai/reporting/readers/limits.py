"""What a file may cost. Process-level limits of time and memory stand around the readers, not here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Pages of a PDF; unpacked bytes and members of a zip container; rows and lines kept of any file."""

    pages: int = 500
    unpacked_bytes: int = 200_000_000
    members: int = 5_000
    lines: int = 60_000
    columns: int = 200


LIMITS = Limits()
