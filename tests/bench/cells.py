"""Saving one cell, with every rule of the form run again."""

import time
from datetime import UTC, datetime
from pathlib import Path

from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.reporting import actions, queries
from tests.bench.measure import Line, milliseconds, percentile
from tests.bench.province import found

NOW = datetime(2025, 1, 21, tzinfo=UTC)
YEAR = 2024
SAVES = 200


def measure(root: Path, folder: Path) -> list[Line]:
    body = found("one", None, 0, NOW)
    clerk = Actor("person:0", roles=frozenset({(Role.STATISTICS_CLERK.value, body)}))
    actions.open_year(actor=SYSTEM, now=NOW, root_id=body, year=YEAR)
    (mine,) = queries.board(clerk, YEAR, NOW.date())
    took, revision = [], queries.return_view(clerk, mine.return_id, NOW.date()).revision
    for number in range(SAVES):
        begun = time.perf_counter()
        saved = actions.save_cells(
            actor=clerk, now=NOW, return_id=mine.return_id, based_on=revision,
            entries={"T3.R1.C1": actions.Entry(str(number + 1), reason="基准")},
        )  # fmt: skip
        took.append(time.perf_counter() - begun)
        revision = saved.revision  # type: ignore[union-attr]
    return [
        Line(f"保存一格并重跑全部勾稽（{SAVES} 次），p50", milliseconds(percentile(took, 0.5))),
        Line(
            f"保存一格并重跑全部勾稽（{SAVES} 次），p95",
            milliseconds(percentile(took, 0.95)),
            "200 ms 以内不觉得等",
        ),
    ]
