"""A job for the tests of real worker processes: it says when it begins and ends, and waits between."""

import time
from pathlib import Path

from gongkai.foundation.tasks.queue import task


@task("test.slow")
def slow(*, folder: str, seconds: float) -> None:
    place = Path(folder)
    _say(place, "begun")
    until = time.monotonic() + seconds
    while time.monotonic() < until and not (place / "go").exists():
        time.sleep(0.05)
    _say(place, "done")


@task("test.fails_twice", retries=5, backoff=0)
def fails_twice(*, folder: str) -> None:
    _say(Path(folder), "begun")
    if len(said(Path(folder))) < 3:
        raise ValueError("对方没有应答")
    _say(Path(folder), "done")


def _say(place: Path, word: str) -> None:
    with (place / "said").open("a") as file:
        file.write(word + "\n")


def said(place: Path) -> list[str]:
    path = place / "said"
    return path.read_text().split() if path.exists() else []
