"""What comes in for a release, as it came."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

ROWS, PASTED = "rows.json", "pasted.txt"
"""Names of contents that nobody uploaded as a file."""


@dataclass(frozen=True, slots=True)
class Given:
    """What comes in, as it came."""

    name: str
    content: bytes

    @classmethod
    def rows(cls, rows: Sequence[Mapping[str, Any]]) -> "Given":
        """Rows by column names, cells as typed or as JSON holds them."""
        return cls(ROWS, json.dumps(list(rows), ensure_ascii=False, default=str).encode())

    @classmethod
    def pasted(cls, text: str) -> "Given":
        return cls(PASTED, text.encode())
