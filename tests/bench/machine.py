"""The machine the figures hold for."""

import os
import platform
from pathlib import Path


def description() -> str:
    """Processor, cores, memory, system, Python, in one line."""
    return (
        f"Machine: {_processor()}, {os.cpu_count()} cores, {_memory_gib():.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}."
    )


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.machine()


def _memory_gib() -> float:
    total = Path("/proc/meminfo").read_text().split("MemTotal:")[1].split()[0]
    return int(total) / 1024**2
