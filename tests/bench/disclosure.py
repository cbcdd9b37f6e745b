"""Disclosure: bulk release against the database's own bulk load, rows asked for at two sizes, charts."""

import hashlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Across, Aggregate, DataSet, Part, Upward
from gongkai.disclosure import declared, owing, partitions, series
from gongkai.disclosure.actions import release_now
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import Asked, Filter
from gongkai.disclosure.queries.summary import summary
from gongkai.disclosure.staging import Staged, canonical
from gongkai.foundation.files import storage
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from tests.bench.measure import Line, milliseconds, percentile, seconds

SMALL, LARGE = 10_000, int(os.environ.get("GONGKAI_BENCH_ROWS", 3_000_000))
STATIONS, DAY, NOW = 362, date(2026, 3, 2), datetime(2026, 3, 2, 1, tzinfo=UTC)
RUNS = 40
_FILE = Path(__file__).parents[1] / "disclosure" / "fines.toml"


def measure(root: Path, folder: Path) -> list[Line]:
    settings.MEDIA_ROOT, settings.SERIES_FOLDER = folder / "files", folder / "series"
    known = read_fields([Declaration(_FILE.read_text(encoding="utf-8"), "fields/fines.toml")])
    declared.installed = lambda: known
    body = _body()
    fines, levels = known.data_set("fines", DAY), known.data_set("levels", DAY)
    lines = _released(fines, body, SMALL, "一万行")
    lines += _asked(fines, "一万行")
    lines += _released(levels, body, LARGE, f"{LARGE:,} 行读数")
    lines += _asked(levels, f"{LARGE:,} 行")
    lines += _charted(levels)
    return lines


def _body() -> int:
    facts = organisations.BodyFacts(name="测速局", level="city", kind="department", parent=None)
    made = organisations.found_body(actor=SYSTEM, now=NOW, code="bench", on=date(2008, 5, 1), facts=facts)
    assert isinstance(made, int)
    return made


def _released(data_set: DataSet, body: int, count: int, what: str) -> list[Line]:
    """The same rows by COPY into a bare table, into one with a primary key, and as a release."""
    make = _fines if data_set.name == "fines" else _levels
    path = storage.path_of(storage.keep(b"")).with_name(data_set.name)
    with path.open("w", encoding="utf-8") as file:
        for line in make(count):
            file.write(line.line())
    release = _approved(data_set, body, count, path)
    bare = _copied(path, "key text, content jsonb")
    keyed = _copied(path, "key text PRIMARY KEY, content jsonb")
    took = seconds(lambda: release_now(actor=SYSTEM, now=NOW, release_id=release.pk))
    assert Release.objects.get(pk=release.pk).state == "released"
    partitions.finish(data_set)  # as the background does
    figure = (
        f"{count / took:,.0f} 行/秒，是裸表 COPY 用时的 {took / bare:.1f} 倍，有主键的 {took / keyed:.1f} 倍"
    )
    return [
        Line(f"公布{what}（新的）", figure,
             f"3 倍；裸表 COPY {count / bare:,.0f} 行/秒，有主键的 {count / keyed:,.0f} 行/秒"),
    ]  # fmt: skip


def _approved(data_set: DataSet, body: int, count: int, path: Path) -> Release:
    place = hashlib.sha256(data_set.name.encode()).hexdigest()
    storage.path_of(place).parent.mkdir(parents=True, exist_ok=True)
    os.link(path, storage.path_of(place))
    version = declared.version(data_set.name, DAY)
    return Release.objects.create(
        data_set=data_set.name, body_id=body, way="upload", mode="upsert", state="approved",
        declared=version.in_force, declaration=version.digest, staged_place=place, digest="x", added=count,
        writers=["bench"], created_by="bench", created_at=NOW, approved_by="another", approved_at=NOW,
        approved_digest="x", touched_at=NOW,
    )  # fmt: skip


def _copied(path: Path, columns: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy ({columns})")

        def load() -> None:
            with (
                cursor.copy("COPY bench_copy FROM STDIN") as copy,
                path.open("rb") as file,
            ):
                while lines := file.readlines(1 << 20):
                    copy.write(b"".join(line[2:] for line in lines))

        took = seconds(load)
        cursor.execute("DROP TABLE bench_copy")
    return took


def _fines(count: int) -> Iterator[Staged]:
    for n in range(count):
        day = date(2017, 1, 1) + timedelta(days=n % 3000)
        kind, number = "fine" if n % 3 else "warning", f"样处〔2017〕{n}号"
        row = {"number": number, "party": "张小样", "kind": kind,
               "amount": n * 100, "decided_on": day.isoformat(),
               "facts": f"占用林地 {n % 977} 亩"}  # fmt: skip
        yield Staged(number, canonical(row))


def _levels(count: int) -> Iterator[Staged]:
    begin = datetime(2025, 1, 1)
    for n in range(count):
        station, hour = f"测站{n % STATIONS}", begin + timedelta(hours=n // STATIONS)
        row = {"station": station, "at": hour.isoformat(), "level": f"{n % 997 / 100:.2f}"}
        yield Staged(f'["{station}","{hour.isoformat()}"]', canonical(row))


def _asked(data_set: DataSet, what: str) -> list[Line]:
    first = rows.page(data_set, limit=1).items[0]
    past = Asked(as_of=first.valid_from + timedelta(seconds=1))
    column, value = ("kind", "warning") if data_set.name == "fines" else ("station", "测站7")
    narrow = Asked({column: Filter((value,))})
    numbers = [each.number for each in rows.page(data_set, limit=RUNS).items]
    asked: list[tuple[str, Callable[[int], object], str]] = [
        ("一行", lambda n: rows.row(data_set, numbers[n % len(numbers)]), "20 ms"),
        ("一行的历史", lambda n: rows.history(data_set, numbers[n % len(numbers)]), ""),
        ("列表第一页", lambda n: rows.page(data_set), "100 ms"),
        (
            "筛选后的列表和条数",
            lambda n: (rows.page(data_set, narrow), rows.total(data_set, narrow)),
            "100 ms",
        ),
        ("某日的列表", lambda n: rows.page(data_set, past), "100 ms"),
    ]
    if data_set.presentation.search:
        asked.append(("搜索", lambda n: rows.page(data_set, Asked(text=f"林地 {n}")), ""))
    return [Line(f"{what}：{name}", milliseconds(_p95(action)), limit) for name, action, limit in asked]


def _charted(data_set: DataSet) -> list[Line]:
    """A chart of months and stations from the files, against DuckDB over one plain Parquet file."""
    written = seconds(lambda: series.update(data_set))
    found = series.manifest(data_set.name)
    assert found is not None
    x, y = Across("at", Part.MONTH), Upward(Aggregate.AVERAGE, "level")
    ours = _p95(lambda n: summary(data_set, x, y, "station"), 5)
    file = found.files[0]
    plain = f"SELECT strftime(\"at\", '%Y-%m'), station, avg(level) FROM read_parquet('{file}') GROUP BY ALL"
    theirs = _p95(lambda n: duckdb.connect().execute(plain).fetchall(), 5)
    bodies = seconds(lambda: owing.owed(date(2025, 1, 1), date(2025, 12, 31), DAY))
    return [
        Line(f"写出 {found.rows:,} 行的 Parquet", f"{written:.1f} s"),
        Line(
            f"{found.rows:,} 行的图表（月、测站）",
            f"{milliseconds(ours)}，是 DuckDB 直接读的 {ours / theirs:.1f} 倍", "1 s；2 倍",
        ),
        Line("三个数据集一年的公开义务", f"{bodies:.2f} s"),
    ]  # fmt: skip


def _p95(action: Callable[[int], object], runs: int = RUNS) -> float:
    action(0)
    return percentile([seconds(lambda n=n: action(n)) for n in range(runs)], 0.95)  # type: ignore[misc]
