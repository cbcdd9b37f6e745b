"""The program's own source, parsed once."""

import ast
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "gongkai"


@dataclass(frozen=True)
class Source:
    """One module."""

    path: Path

    @property
    def name(self) -> str:
        """`gongkai.core.cells`; a package is named without `__init__`."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def where(self) -> str:
        return str(self.path.relative_to(ROOT))

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def imported(self) -> set[str]:
        """Every module named in an import, and every name imported from one."""
        found = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        return found


@cache
def sources() -> tuple[Source, ...]:
    """All modules of the program but for migrations."""
    return tuple(Source(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)
