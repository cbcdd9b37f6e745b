"""Search at 300,000 things: building, size, questions with facets, known items, beside PostgreSQL's LIKE.

`GONGKAI_BENCH_ITEMS` chooses another number. Beyond a million they are the released documents of the parts
that follow, in their index, so that nothing is made twice.
"""

import os
import random
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

import rjieba
from django.conf import settings
from django.db import connection

from gongkai.foundation.organisations.roles import PUBLIC, Actor
from gongkai.foundation.search import places, queries, sources, updating
from gongkai.foundation.search.items import Item, Order
from gongkai.foundation.search.queries import Asked
from gongkai.foundation.search.sources import Original
from tests.bench import publications_rows as rows
from tests.bench import search_corpus
from tests.bench.measure import Line, best, milliseconds, percentile, seconds

ITEMS = int(os.environ.get("GONGKAI_BENCH_ITEMS", 300_000))
MANY = int(os.environ.get("GONGKAI_BENCH_MANY", 1_000_000))
TODAY = date(2026, 6, 30)
FACETS = ("body", "kind", "subject", "year")
LIMIT = "p95 < 100 ms"
KNOWN = 100
_GENERIC = frozenset(search_corpus.words("generic"))
_COMMON, _MEDIUM = search_corpus.words("common"), search_corpus.words("medium")


class _Corpus:
    """The things, in a table beside the index."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE IF EXISTS search_bench")
            cursor.execute("CREATE TABLE search_bench (id bigint, title text, body text, at timestamptz)")
            with cursor.copy("COPY search_bench FROM STDIN") as copy:
                for each in search_corpus.items(ITEMS):
                    copy.write_row((each.key.number, each.title, each.text, each.at))
            cursor.execute("ALTER TABLE search_bench ADD PRIMARY KEY (id)")
            cursor.execute("ANALYZE search_bench")

    def items(self, numbers: Collection[int]) -> Iterator[Item]:
        """Only all of them at once are asked for, by the building of the index."""
        yield from ()

    def every(self) -> Iterator[int]:
        yield from ()

    def audiences(self, actor: Actor, day: date) -> frozenset[str]:
        return frozenset()

    def originals(self, actor: Actor, day: date, numbers: Collection[int]) -> Mapping[int, Original]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id, title, body FROM search_bench WHERE id = ANY(%s)", [list(numbers)])
            return {number: Original(title, body) for number, title, body in cursor.fetchall()}


def measure(root: Path, folder: Path) -> list[Line]:
    if ITEMS > MANY:
        ground = rows.ground(folder)
        return _measured(_index_lines(ground.indexed), "publishing_edition", "text")
    settings.SEARCH_FOLDER = folder / "search"
    own = dict(sources._sources)
    sources._sources.clear()
    sources._sources["document"] = _Corpus()
    try:
        return _measured(_built(), "search_bench", "body")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE search_bench")
        sources._sources.clear()
        sources._sources.update(own)


def _measured(lines: list[Line], table: str, column: str) -> list[Line]:
    lines += _asked("罕见的词", _rare())
    lines += _asked("中等的词", _MEDIUM)
    lines += _asked("常见的词", _COMMON)
    lines += _asked("两个常见的词", [f"{one} {other}" for one, other in zip(_COMMON, _MEDIUM, strict=True)])
    lines += _asked("常见的词，按日期", _COMMON, order=Order.DATE)
    lines += _asked("常见的词，选定一个分面", _COMMON, filters={"year": ("2010",)})
    lines += _asked(
        "六个字的词组", [f"“{each}”" for each in ("政府信息公开", "行政处罚决定", "环境影响报告")]
    )
    return [*lines, _typing(), _mistyped(), _known(), _one_more(), *_beside_the_database(table, column)]


def _built() -> list[Line]:
    index = places.begin()
    made = seconds(lambda: [None for _ in search_corpus.items(2_000)]) * ITEMS / 2_000
    took = seconds(lambda: index.fill(search_corpus.items(ITEMS))) - made
    with updating.alone():
        places.put_in_use(index)
    return _index_lines(took)


def _index_lines(took: float) -> list[Line]:
    """How fast it was made, and how large it is."""
    characters = sum(len(each.text) for each in search_corpus.items(2_000)) / 2_000
    folder = Path(settings.SEARCH_FOLDER)
    size = sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())
    free = shutil.disk_usage(folder).free
    return [
        Line(f"建立 {ITEMS:,} 条的索引，平均每条 {characters:.0f} 字", f"{ITEMS / took:,.0f} 条/秒"),
        Line("索引大小", f"{size / 1e6:,.0f} MB", f"磁盘余 {free / 1e9:,.0f} GB"),
    ]


def _find(text: str, **more: object) -> queries.Answer:
    return queries.find(PUBLIC, TODAY, Asked(text, counted=FACETS, **more))  # type: ignore[arg-type]


def _asked(what: str, texts: Sequence[str], **more: object) -> list[Line]:
    """With facets, marks and the look-up of every hit in the database."""
    hits = sorted(_find(text, **more).total for text in texts)
    times = [seconds(lambda text=text: _find(text, **more)) for text in texts for _ in range(5)]
    middle = f"命中中位数 {hits[len(hits) // 2]:,}"
    return [Line(f"{what}，{middle}，带 4 个分面", _percentiles(times), LIMIT)]


def _percentiles(times: Sequence[float]) -> str:
    return f"p50 {milliseconds(percentile(times, 0.5))}，p95 {milliseconds(percentile(times, 0.95))}"


def _rare() -> list[str]:
    """Names of firms, villages and people, as they stand in titles."""
    chance = random.Random(4)
    found = []
    for each in search_corpus.items(3_000):
        words = [word for word in rjieba.cut(each.title) if len(word) > 1]
        if "有限公司" in each.title:
            found.append(each.title.split("有限公司")[0][-6:])
        elif "同志" in each.title:
            found.append(words[1] if words[0] == "关于" else words[0])
    return chance.sample(found, 30)


def _typing() -> Line:
    texts = ("政", "政务", "政务公", "政务公开", "沂南县教", "古树名木", "行政处罚决定", "2017年")
    times = [
        seconds(lambda text=text: queries.suggest(PUBLIC, TODAY, text)) for text in texts for _ in range(5)
    ]
    return Line("输入时的提示", _percentiles(times), LIMIT)


def _mistyped() -> Line:
    texts = search_corpus.mistyped()
    right = sum(_find(typed).meant == meant for typed, meant in texts.items())
    times = [seconds(lambda text=text: _find(text)) for text in texts for _ in range(3)]
    return Line(f"打错一个字，猜对 {right}/{len(texts)}", _percentiles(times))


def _known() -> Line:
    """Titles of which words without weight were left out, every other one in another order too."""
    chance = random.Random(7)
    wanted = chance.sample(range(ITEMS), KNOWN)
    chosen = set(wanted)
    titles = {at: title for at, title in enumerate(search_corpus.titles(ITEMS)) if at in chosen}
    right, missed = 0, []
    for at, number in enumerate(wanted):
        typed = _shortened(titles[number], chance, reorder=at % 2 == 1)
        shown = _find(typed).shown
        if shown and shown[0].key.number == number:
            right += 1
        else:
            missed.append(typed)
    told = f"；没有排第一的如：{missed[0]}" if missed else ""
    return Line(f"标题缩短或打乱后排在第一{told}", f"{right}/{KNOWN}", "≥ 95/100")


def _shortened(title: str, chance: random.Random, *, reorder: bool) -> str:
    words = [word for word in rjieba.cut(title) if word not in _GENERIC and word.strip("（）")]
    if reorder:
        chance.shuffle(words)
        return " ".join(words)
    return "".join(words)


def _one_more() -> Line:
    index, item = places.current(), next(search_corpus.items(1))
    return Line("改动一条，到能搜到", milliseconds(best(lambda: index.change([item], ()), 5)))


def _beside_the_database(table: str, column: str) -> list[Line]:
    """The same question without an index: PostgreSQL looks through the table."""

    def like(word: str) -> Callable[[], object]:
        def ask() -> object:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT count(*) FROM {table} WHERE title LIKE %s OR {column} LIKE %s",
                    [f"%{word}%"] * 2,
                )
                return cursor.fetchone()

        return ask

    lines = []
    for what, word in (("罕见的词", _rare()[0]), ("常见的词", _COMMON[0])):
        theirs, ours = best(like(word), 2), best(lambda word=word: _find(word), 5)
        lines.append(
            Line(
                f"{what}“{word}”，PostgreSQL 的 LIKE 计数",
                milliseconds(theirs),
                f"慢 {theirs / ours:,.0f} 倍",
            )
        )
    return lines
