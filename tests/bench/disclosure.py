"""Disclosure: bulk release against the database's own bulk load; rows and their pages at two sizes; a year of
hourly readings in and charted. Bulk rows are written as a release keeps them and go in by COPY."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from statistics import median

import duckdb
from django.conf import settings
from django.db import connection
from django.test import Client

from gongkai.core.declarations import Declaration
from gongkai.core.disclosure.reading import read_fields
from gongkai.core.disclosure.schema import Across, Aggregate, DataSet, Part, Upward
from gongkai.disclosure import declared, owing, periodic, series
from gongkai.disclosure.actions import release_now
from gongkai.disclosure.models import Release
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import Asked
from gongkai.disclosure.queries.summary import forget, of_chart, summary
from gongkai.foundation.files import storage
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.portal.data.asked import parsed
from tests.bench.measure import Line, milliseconds, percentile, seconds

SMALL, LARGE = 10_000, int(os.environ.get("GONGKAI_BENCH_ROWS", 3_000_000))
HOURS = min(24 * 365, max(LARGE // 362, 1))  # of readings: a year, unless fewer rows are wanted
STATIONS, DAY, NOW = 362, date(2026, 3, 2), datetime(2026, 3, 2, 1, tzinfo=UTC)
RUNS, FEWER = 40, 20  # of the quick questions, and of those that draw
PEER = 500_000  # rows that the database's own bulk load is measured with, at most
_NARROW = "f-kind=warning&from-decided_on=2017-03-01&to-decided_on=2017-03-02"
_AGAIN = ("second", "third", "fourth", "fifth")  # data sets like the small one: each has one first release
_FILE = Path(__file__).parents[1] / "disclosure" / "fines.toml"


def measure(root: Path, folder: Path) -> list[Line]:
    settings.MEDIA_ROOT, settings.SERIES_FOLDER = folder / "files", folder / "series"
    text = _FILE.read_text(encoding="utf-8")
    known = read_fields([_declared(text, each) for each in ("", "many", *_AGAIN)])
    declared.installed = lambda: known
    body = _body()
    few, many_fines, levels = (known.data_set(each, DAY) for each in ("fines", "many_fines", "levels"))
    several = [few, *(known.data_set(f"{each}_fines", DAY) for each in _AGAIN)]
    lines = []
    for data_sets, count in ((several, SMALL), ([many_fines], LARGE)):
        what = f"{count:,} 行"
        lines += _released(data_sets, body, count, what)
        lines += _asked(data_sets[0], what)
    lines += _released([levels], body, STATIONS * HOURS, f"{STATIONS} 个测站 {HOURS:,} 小时的读数")
    lines += _asked(levels, f"{STATIONS * HOURS:,} 行读数")
    lines += _charted(levels)
    bodies = seconds(lambda: owing.owed(date(2025, 1, 1), date(2025, 12, 31), DAY))
    return [*lines, Line("六个数据集一年的公开义务", f"{bodies:.2f} s")]


def _declared(text: str, name: str) -> Declaration:
    """The field, or the same under another name."""
    if name:
        text = re.sub(r'^name = "(fines|levels|prices)"', rf'name = "{name}_\1"', text, flags=re.MULTILINE)
        text = text.replace('"sample_fines"', f'"{name}_fines"')
    return Declaration(text, f"fields/{name}_fines.toml")


def _body() -> int:
    facts = organisations.BodyFacts(name="测速局", level="city", kind="department", parent=None)
    made = organisations.found_body(actor=SYSTEM, now=NOW, code="bench", on=date(2008, 5, 1), facts=facts)
    assert isinstance(made, int)
    return made


def _released(data_sets: list[DataSet], body: int, count: int, what: str) -> list[Line]:
    """Rows as the first release of each; the same by COPY into a bare table and into one with a primary key
    just before. Medians."""
    each = [_once(data_set, body, count) for data_set in data_sets]
    took, bare, keyed = (median(column) for column in zip(*each, strict=True))
    over_bare, over_keyed = (median(one[0] / one[peer] for one in each) for peer in (1, 2))
    after = seconds(lambda: periodic.finish(data_sets[0].name, NOW))  # as the background does
    times = f"（新的，{len(each)} 次的中位）" if len(each) > 1 else "（新的）"
    return [
        Line(f"公布{what}{times}",
             f"{1 / took:,.0f} 行/秒，是裸表 COPY 用时的 {over_bare:.1f} 倍，有主键的 {over_keyed:.1f} 倍",
             f"3 倍；裸表 COPY {1 / bare:,.0f} 行/秒，有主键的 {1 / keyed:,.0f} 行/秒"),
        Line(f"{what}公布以后，后台建其余索引、写 Parquet", f"{after:.1f} s"),
    ]  # fmt: skip


def _once(data_set: DataSet, body: int, count: int) -> tuple[float, float, float]:
    """Seconds a row: as a release, bare, with a primary key."""
    make = _levels if data_set.series else _fines
    path = storage.path_of(storage.keep(b"")).with_name(data_set.name)
    with path.open("w", encoding="utf-8") as file:
        file.writelines(make(count))
    release = _approved(data_set, body, count, path)
    bare = _copied(path, "key text, content jsonb")
    keyed = _copied(path, "key text PRIMARY KEY, content jsonb")
    took = seconds(lambda: release_now(actor=SYSTEM, now=NOW, release_id=release.pk)) / count
    assert Release.objects.get(pk=release.pk).state == "released"
    return took, bare, keyed


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
    """Seconds a row."""
    rows = 0
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS bench_copy; CREATE TABLE bench_copy ({columns})")

        def load() -> None:
            nonlocal rows
            with (
                cursor.copy("COPY bench_copy FROM STDIN") as copy,
                path.open("rb") as file,
            ):
                while rows < PEER and (lines := file.readlines(1 << 20)):
                    copy.write(b"".join(line[2:] for line in lines))
                    rows += len(lines)

        took = seconds(load)
        cursor.execute("DROP TABLE bench_copy")
    return took / rows


def _fines(count: int) -> Iterator[str]:
    """Lines of a staged release, canonical as `staging` writes them."""
    days = [(date(2017, 1, 1) + timedelta(days=n)).isoformat() for n in range(3000)]
    for n in range(count):
        kind, number = "fine" if n % 3 else "warning", f"样处〔2017〕{n}号"
        yield (
            f'+\t{number}\t{{"amount":{n * 100},"decided_on":"{days[n % 3000]}",'
            f'"facts":"占用林地 {n % 977} 亩","kind":"{kind}","number":"{number}","party":"张小样"}}\n'
        )


def _levels(count: int) -> Iterator[str]:
    begin = datetime(2025, 1, 1)
    for n in range(count):
        station, hour = f"测站{n % STATIONS}", (begin + timedelta(hours=n // STATIONS)).isoformat()
        row = f'{{"at":"{hour}","level":"{n % 997 / 100:.2f}","station":"{station}"}}'
        yield f'+\t["{station}","{hour}"]\t{row}\n'


def _asked(data_set: DataSet, what: str) -> list[Line]:
    first = rows.page(data_set, limit=1).items[0]
    past = Asked(as_of=first.valid_from + timedelta(seconds=1))
    asked = "f-station=测站7" if data_set.series else _NARROW
    narrow = parsed(asked, data_set, DAY).asked
    here = f"/data/{data_set.name}/"
    numbers = [each.number for each in rows.page(data_set, limit=RUNS + 1).items]
    on = first.valid_from.date() + timedelta(days=1)
    timed: list[tuple[str, Callable[[int], object], str]] = [
        ("一行", lambda n: rows.row(data_set, numbers[n]), ""),
        ("一行的历史", lambda n: rows.history(data_set, numbers[n]), ""),
        ("一行的网页", lambda n: _page(f"{here}{numbers[n]}/"), "20 ms"),
        ("列表第一页", lambda n: rows.page(data_set), "100 ms"),
        (
            "筛选后的列表和条数",
            lambda n: (rows.page(data_set, narrow), rows.total(data_set, narrow)),
            "100 ms",
        ),
        ("某日的列表", lambda n: rows.page(data_set, past), "100 ms"),
        ("筛选后的网页，含图", lambda n: _page(f"{here}?{asked}"), ""),
        ("某日的网页，含图", lambda n: _page(f"{here}?as_of={on}"), ""),
        ("全部的图", lambda n: _chart(data_set, Asked()), "1 s"),
    ]
    if data_set.presentation.search:
        timed.append(("搜索", lambda n: rows.page(data_set, Asked(text=f"林地 {n}")), ""))
    return [
        Line(f"{what}：{name}", milliseconds(_p95(action, FEWER if "图" in name else RUNS)), limit)
        for name, action, limit in timed
    ]


@cache
def _reader() -> Client:
    return Client(SERVER_NAME="localhost")


def _page(address: str) -> None:
    answer = _reader().get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _chart(data_set: DataSet, asked: Asked) -> None:
    chart = data_set.presentation.chart
    if chart is not None:
        forget()
        of_chart(data_set, chart, asked)


def _charted(data_set: DataSet) -> list[Line]:
    """A chart of months and stations from the files, against DuckDB over one plain Parquet file."""
    found = series.manifest(data_set.name)
    assert found is not None
    x, y = Across("at", Part.MONTH), Upward(Aggregate.AVERAGE, "level")

    def ask(n: int) -> None:
        forget()
        summary(data_set, x, y, "station")

    ours = _p95(ask, FEWER)
    file = found.files[0]
    plain = f"SELECT strftime(\"at\", '%Y-%m'), station, avg(level) FROM read_parquet('{file}') GROUP BY ALL"
    theirs = _p95(lambda n: _plainly(plain), FEWER)
    return [
        Line(
            f"{found.rows:,} 行读数的图（月、测站）",
            f"{milliseconds(ours)}，是 DuckDB 直接读的 {ours / theirs:.1f} 倍", "1 s；2 倍",
        ),
    ]  # fmt: skip


def _plainly(said: str) -> None:
    """As whoever has only the file would ask it."""
    with duckdb.connect() as db:
        db.execute(said).fetchall()


def _p95(action: Callable[[int], object], runs: int = RUNS) -> float:
    """The first is not counted; each of the others asks for something else where it can."""
    action(0)
    return percentile([seconds(lambda n=n: action(n)) for n in range(1, runs + 1)], 0.95)  # type: ignore[misc]
