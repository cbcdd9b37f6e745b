"""The one figure that would close every sum it stands in.

A wrong figure inside a table breaks the sums of its row and of its column by the same amount. Where one cell
alone explains two or more broken sums, and stands in no sum that holds, it is named. This is arithmetic, no
proof: two errors may hide each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.core.crossfoot.judge import Difference, Kind
from gongkai.core.forms import Form, Scope


@dataclass(frozen=True, slots=True)
class Suspect:
    """`value` stands in `cell`; with `closing` instead, the broken rules `rules` hold."""

    cell: str
    value: int
    closing: int
    rules: tuple[str, ...]


def suspects(form: Form, differences: Sequence[Difference]) -> dict[str, Suspect]:
    """For each broken rule (by key) the only cell that can explain it, if there is one."""
    broken = [d for d in differences if d.kind is Kind.UNEQUAL and d.rule.scope is Scope.SAME]
    keys = {difference.rule.key for difference in broken}
    holding = {
        cell
        for rule in form.rules
        if rule.op == "==" and rule.scope is Scope.SAME and rule.key not in keys
        for cell in rule.cells
    }
    candidates = [found for found in _candidates(broken) if found.cell not in holding]
    named: dict[str, list[Suspect]] = {}
    for candidate in candidates:
        for key in candidate.rules:
            named.setdefault(key, []).append(candidate)
    return {key: found[0] for key, found in named.items() if len(found) == 1}


def _candidates(broken: Sequence[Difference]) -> Iterable[Suspect]:
    """Cells that stand in two or more broken sums, all of which want the same figure in them."""
    wanted: dict[str, list[tuple[str, int, int]]] = {}
    for difference in broken:
        for place, (term, cell) in enumerate(
            zip((*difference.rule.left, *difference.rule.right), difference.cells, strict=True)
        ):
            if cell.value is None:
                continue
            side = 1 if place < len(difference.rule.left) else -1
            closing = cell.value - side * term.sign * difference.gap
            wanted.setdefault(term.cell, []).append((difference.rule.key, cell.value, closing))
    for code, asks in wanted.items():
        keys, values, closings = zip(*asks, strict=True)
        if len(keys) > 1 and len(set(closings)) == 1 and closings[0] >= 0:
            yield Suspect(code, values[0], closings[0], keys)
