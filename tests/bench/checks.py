"""Checking documents: how many a minute, and how much memory."""

import resource
import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Line, best, seconds

ROUNDS = 10


def measure(root: Path, folder: Path) -> list[Line]:
    samples = sorted((root / "tests" / "samples").glob("*.pdf"))
    command = [sys.executable, "-m", "gongkai.project.cli", "check", *map(str, samples * ROUNDS)]
    one = [sys.executable, "-m", "gongkai.project.cli", "check", str(samples[0])]

    def run(arguments: list[str]) -> None:
        subprocess.run(arguments, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    took = seconds(lambda: run(command))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [
        Line(
            f"每分钟检查的样本 PDF（{len(samples)} 份各 {ROUNDS} 次）",
            f"{len(samples) * ROUNDS / took * 60:.0f} 份",
        ),
        Line("最大内存", f"{peak:.0f} MiB", "单个上传文件的上限 1 GiB"),
        Line("一份，从启动命令到结果", f"{best(lambda: run(one), 3):.2f} s"),
    ]
