"""Requests that come in at the same time, through the verb: how many a second, and whether one is lost or
numbered twice when the servers are killed in the middle and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from gongkai.casework.models import Case, IntakeKey
from gongkai.foundation.ledger import chain
from tests.bench.measure import Line
from tests.bench.province import found

SERVERS = 4
SECONDS = 12
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def measure(root: Path, folder: Path) -> list[Line]:
    body = found("intake", None, 0, NOW)
    told: dict[str, str] = {}
    took = sum(_serve(root, folder, body, told, stop) for stop in (signal.SIGKILL, signal.SIGTERM))
    kept = dict(IntakeKey.objects.filter(case__body_id=body).values_list("key", "case__number"))
    serials = sorted(Case.objects.filter(body_id=body).values_list("serial", flat=True))
    lost = sum(kept.get(key) != number for key, number in told.items())
    doubles = len(serials) - len(set(serials))
    gaps = (serials[-1] if serials else 0) - len(serials)
    broken = len(list(chain.breaks()))
    return [
        Line(f"{SERVERS} 个进程同时登记申请，中途全部杀掉再启动", f"{len(told) / took:.0f} 件/秒"),
        Line("告知了编号而没有保存的", f"{lost} 件（共 {len(told)} 件）", "0"),
        Line("重号、缺号、重复登记", f"{doubles}、{gaps}、{len(serials) - len(kept)}", "0、0、0"),
        Line("台账断开的地方", str(broken), "0"),
    ]


def _serve(root: Path, folder: Path, body: int, told: dict[str, str], stop: signal.Signals) -> float:
    """Every server sends its requests one after another, the one it was not told of again. Gives the seconds
    from when all were ready until they were stopped."""
    papers = [folder / f"intake-{stop.name}-{server}" for server in range(SERVERS)]
    workers = [_started(root, body, number, _next(told, number), papers[number]) for number in range(SERVERS)]
    while not all(paper.stat().st_size for paper in papers):
        assert all(worker.poll() is None for worker in workers), "a server does not start"
        time.sleep(0.05)
    begun = time.perf_counter()
    time.sleep(SECONDS)
    for worker in workers:
        worker.send_signal(stop)
    took = time.perf_counter() - begun
    for worker in workers:
        worker.wait()
    for paper in papers:
        told.update(_said(paper.read_text(encoding="utf-8")))
    return took


def _started(root: Path, body: int, server: int, first: int, paper: Path) -> "subprocess.Popen[bytes]":
    with paper.open("w") as out:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.bench.intake_server", str(body), str(server), str(first)],
            cwd=root, env=os.environ, stdout=out,
        )  # fmt: skip


def _next(told: dict[str, str], server: int) -> int:
    """Whose answer did not arrive is sent again under the same key."""
    return sum(key.startswith(f"bench-{server}-") for key in told)


def _said(output: str) -> Iterator[tuple[str, str]]:
    for line in output.splitlines(keepends=True):
        key, _, number = line.partition(" ")
        if number.endswith("\n"):  # a line cut off by the kill told nobody anything
            yield key, number.strip()
