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

    @classmethod
    def fetched(cls, name: str, content: bytes) -> "Given":
        """What a source brought: JSON rows as rows, anything else as the file it is."""
        if name.lower().endswith(".json"):
            try:
                rows = json.loads(content)
            except ValueError:
                return cls(name, content)
            rows = rows.get("rows", rows) if isinstance(rows, dict) else rows
            if isinstance(rows, list) and all(isinstance(each, dict) for each in rows):
                return cls.rows(rows)
        return cls(name, content)
