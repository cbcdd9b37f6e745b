"""From a fresh clone to the compiled report, with the libraries already in the package cache."""

import os
import shutil
import subprocess
from pathlib import Path

from tests.bench.measure import Line, seconds

LIMIT = "目标 180 s 以内"


def measure(root: Path, folder: Path) -> list[Line]:
    place = folder / "clone"

    def run() -> None:
        subprocess.run(["git", "clone", "--quiet", str(root), str(place)], check=True)
        clean = {name: value for name, value in os.environ.items() if not name.startswith("GONGKAI_")}
        clean.pop("VIRTUAL_ENV", None)
        clean.pop("XDG_RUNTIME_DIR", None)
        subprocess.run(
            ["make", "demo", "SERVE=no"], cwd=place, env=clean, check=True, stdout=subprocess.DEVNULL
        )

    took = seconds(run)
    shutil.rmtree(place)
    return [Line("git clone + make demo SERVE=no（依赖已下载）", f"{took:.0f} s", LIMIT)]
