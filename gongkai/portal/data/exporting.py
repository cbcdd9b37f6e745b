"""Large downloads, made in the background and kept for a while: one file for one question to one state of
the data. Everybody who asks the same gets the same file."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from gongkai.disclosure import exports
from gongkai.disclosure.formats import package
from gongkai.disclosure.queries import rows, sets
from gongkai.disclosure.queries.asking import AskedError
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.tasks.queue import enqueue
from gongkai.portal.data.asked import Wish, parsed
from gongkai.portal.data.formats import BY_CODE, Format
from gongkai.portal.data.shell import codes_on

MAKE = "portal.make_download"
KEPT_DAYS = 2
_TOLD_SECONDS = KEPT_DAYS * 24 * 3600


@dataclass(frozen=True, slots=True)
class Made:
    """How far a file is. `state`: waiting, making, ready, failed."""

    state: str
    rows: int = 0
    total: int = 0

    @property
    def percent(self) -> int:
        return min(self.rows * 100 // self.total, 99) if self.total else 0


def key_of(card: DataSetCard, form: Format, query: str) -> str:
    """The name of the file: it changes when the data do."""
    said = [card.name, str(card.releases), str(card.last_released_at), form.code, query]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def ask(card: DataSetCard, form: Format, wish: Wish, today: date, total: int) -> str:
    """Have the file made unless it is there or on its way; its key."""
    query = wish.query()
    key = key_of(card, form, query)
    if progress(key, form).state not in ("ready", "making", "waiting"):
        _tell(key, Made("waiting", 0, total))
        with transaction.atomic():
            enqueue(
                MAKE,
                once=key,
                key=key,
                data_set=card.name,
                form=form.code,
                query=query,
                day=today.isoformat(),
            )
    return key


def progress(key: str, form: Format) -> Made:
    if place(key, form).exists():
        return Made("ready")
    told = cache.get(_name(key))
    return Made(*told) if told else Made("unknown")


def place(key: str, form: Format) -> Path:
    return Path(settings.VAR) / "exports" / key[:2] / f"{key}.{form.ending}"


def make(key: str, data_set: str, form: str, query: str, day: date) -> None:
    """The background work."""
    of, card = BY_CODE[form], sets.card(data_set, day)
    if card is None or place(key, of).exists():
        return
    wish = parsed(query, card.data_set, day, codes_on(day))
    total = rows.total(card.data_set, wish.asked, most=10_000_000)[0]

    def told(count: int) -> None:
        _tell(key, Made("making", count, total))

    told(0)
    try:
        with written(card, of, wish, told) as file:
            _keep(place(key, of), file)
    except AskedError:
        _tell(key, Made("failed", 0, total))
    except Exception:
        _tell(key, Made("failed", 0, total))
        raise


def written(
    card: DataSetCard, form: Format, wish: Wish, told: Callable[[int], object] | None = None
) -> IO[bytes]:
    """The file, open for reading. Raises AskedError."""
    if form.code == "xlsx":
        return exports.xlsx_of(card.data_set, wish.asked, told, wish.columns)
    if form.code == "parquet":
        return exports.parquet_of(card.data_set, wish.asked, told, wish.columns)
    out = tempfile.TemporaryFile(suffix=".zip")  # noqa: SIM115 - the caller closes it
    package.write(out, card.data_set, card.field, wish.asked, told, wish.columns)
    out.seek(0)
    return out


def sweep(now: datetime) -> int:
    """Remove files made more than KEPT_DAYS ago; how many."""
    gone = 0
    for each in (Path(settings.VAR) / "exports").glob("*/*"):
        if now.timestamp() - each.stat().st_mtime > KEPT_DAYS * 24 * 3600:
            each.unlink(missing_ok=True)
            gone += 1
    return gone


def _keep(target: Path, file: IO[bytes]) -> None:
    """Whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as copy:
        shutil.copyfileobj(file, copy)
    os.replace(copy.name, target)


def _tell(key: str, made: Made) -> None:
    cache.set(_name(key), (made.state, made.rows, made.total), _TOLD_SECONDS)


def _name(key: str) -> str:
    return f"download:{key}"
