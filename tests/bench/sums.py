"""Compiling a city and a province from the returns below, against one hand-written SQL on the same table."""

from datetime import UTC, date, datetime
from pathlib import Path

from django.db import connection

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.reporting import queries
from tests.bench import province
from tests.bench.measure import Line, best

NOW = datetime(2025, 1, 20, tzinfo=UTC)
YEAR = 2024
BY_HAND = """
SELECT figure.code, sum(figure.value), count(figure.value)
FROM reporting_return child
JOIN reporting_figure figure ON figure.submission_id = child.accepted_id
WHERE child.parent_id = %s
GROUP BY figure.code
"""


def measure(root: Path, folder: Path) -> list[Line]:
    return [
        line
        for name, bodies in (("城市（64 个单位）", 64), ("全省（3,000 个单位 × 200 格）", 3000))
        for line in _compare(name, province.build(name=f"b{bodies}", bodies=bodies, year=YEAR, now=NOW))
    ]


def _compare(name: str, return_id: int) -> list[Line]:
    def by_hand() -> None:
        with connection.cursor() as cursor:
            cursor.execute(BY_HAND, [return_id])
            cursor.fetchall()

    hand = best(by_hand, 5)
    ours = best(lambda: queries.rolled_up(SYSTEM, return_id, date(2025, 1, 20)), 5)
    return [
        Line(f"{name}：手写 SQL", f"{hand * 1000:.0f} ms"),
        Line(
            f"{name}：汇总（含各单位名单、合计、三态）",
            f"{ours * 1000:.0f} ms，{ours / hand:.1f} 倍",
            "至多 3 倍",
        ),
    ]
