"""Timing, and how results are written down."""

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured figure, and the limit or peer it is held against ("" when it is only told)."""

    what: str
    figure: str
    limit: str = ""


def seconds(action: Callable[[], object]) -> float:
    """Wall-clock seconds of one run."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def best(action: Callable[[], object], runs: int) -> float:
    """The fastest of several runs, in seconds: what the machine can do when left alone."""
    return min(seconds(action) for _ in range(runs))


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` (0 to 1) of all values do not exceed."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def milliseconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value >= 0.01 else f"{value * 1000:.1f} ms"


def as_markdown(command: str, machine: str, sections: Iterable[str]) -> str:
    """docs/bench.md, or its like for a long run."""
    return "\n".join(["# Measured", "", f"Written by `{command}`; do not edit. {machine}", "", *sections])


def as_section(title: str, measured: Iterable[Line]) -> str:
    """What one part of the bench found."""
    lines = [f"## {title}", "", "| what | measured | limit or peer |", "|---|---|---|"]
    lines += [f"| {each.what} | {each.figure} | {each.limit} |" for each in measured]
    return "\n".join([*lines, ""])


def sections_of(report: str) -> dict[str, str]:
    """What stands in docs/bench.md, by title."""
    _, *parts = report.split("\n## ")
    return {part.partition("\n")[0]: f"## {part.strip()}\n" for part in parts}
