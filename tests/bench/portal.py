"""Public pages at 300,000 items: each by itself, made anew and from the shelf; then through the shipped nginx
beside nginx's own files, and past the cache beside a plain Wagtail page.

`GONGKAI_BENCH_ITEMS` chooses another number.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from gongkai.portal import refreshing
from gongkai.project import database
from tests.bench import publications_rows as rows
from tests.bench.measure import Line, milliseconds, percentile, seconds
from tests.bench.publications_rows import ITEMS
from tests.deploy.front import Front, free_port, fronting

VISITS = 40
WINDOW = 4.0  # seconds of load
PIPELINE = 50  # requests sent at once, so that what is measured is the server and not this program
DIFFERENT = 200  # items asked for in turn
READERS, WARMERS = 4, 8  # so many that every process of the server has its share
PATIENCE = 180  # seconds for a server to start
COLUMN, FOUND = "/documents/?kind=news", f"/documents/?q={quote('政务公开')}"
GOAL = "目标 ≥ 3 倍"


def measure(root: Path, folder: Path) -> list[Line]:
    ground = rows.ground(folder)
    return [
        Line(f"装入 {ITEMS:,} 条", f"{ITEMS / ground.filled:,.0f} 条/秒"),
        Line("建立索引", f"{ITEMS / ground.indexed:,.0f} 条/秒"),
        *_pages(),
        *_served(root, folder),
    ]


def _pages() -> list[Line]:
    chosen = [rows.address(number) for number in range(0, ITEMS, max(1, ITEMS // VISITS))][:VISITS]
    words = ("政务公开", "环境影响报告", "任职", "行政处罚", "扶贫", "古树名木", "预算", "危房改造")
    asked = {
        "一条信息": [f"/documents/{each}/" for each in chosen],
        "一条信息的 JSON": [f"/documents/{each}.json" for each in chosen],
        "首页": ["/"] * VISITS,
        "栏目（一类信息，最新的）": [COLUMN] * VISITS,
        "搜索一个词，带分面": [f"/documents/?q={words[at % len(words)]}" for at in range(VISITS)],
        "接口：最新的 20 条": ["/api/documents"] * VISITS,
    }
    settings.API_STRANGERS_CALLS_A_MINUTE = 1_000_000
    setup_test_environment()
    kept, settings.PAGES_KEPT_BYTES = settings.PAGES_KEPT_BYTES, 0
    try:
        anew = [_visited(name, addresses) for name, addresses in asked.items()]
        settings.PAGES_KEPT_BYTES = kept
        again = [_visited(f"{name}，再读", asked[name]) for name in ("一条信息", "首页")]
        return [*anew, *again]
    finally:
        settings.PAGES_KEPT_BYTES = kept
        teardown_test_environment()


def _visited(name: str, addresses: list[str]) -> Line:
    reader = Client()
    for each in dict.fromkeys(addresses):
        reader.get(each)
    with CaptureQueriesContext(connection) as captured:
        answer = reader.get(addresses[0])
    assert answer.status_code == 200, f"{addresses[0]}: {answer.status_code}"
    statements = len(captured)
    took = [seconds(lambda address=address: reader.get(address)) for address in addresses]
    p50, p95 = (milliseconds(percentile(took, share)) for share in (0.5, 0.95))
    figure = f"p50 {p50}，p95 {p95}，{statements} 条语句"
    return Line(f"{name}（{len(addresses)} 次，{ITEMS:,} 条）", figure)


def _served(root: Path, folder: Path) -> list[Line]:
    """By two processes, as in production."""
    items = folder / "addresses.txt"
    step = max(1, ITEMS // DIFFERENT)
    chosen = [f"/documents/{rows.address(number)}/" for number in range(0, ITEMS, step)][:DIFFERENT]
    items.write_text("\n".join(chosen), encoding="utf-8")
    lines, text = _through_nginx(root, folder, chosen[0])
    site = free_port()
    with _serving(root, "gongkai.project.wsgi:application", site):
        again = _uncached(site, f"@{items}")
    with _serving(root, "gongkai.project.wsgi:application", site, GONGKAI_PAGES_KEPT_MB="0"):
        anew, column, found = (_uncached(site, each) for each in (f"@{items}", COLUMN, FOUND))
    plain = _plain_wagtail(root, text)
    peer = f"普通 Wagtail 页面 {plain:,.0f} 次/秒，{{times:.1f}} 倍"
    what = f"不经缓存的一条信息（2 个进程，{len(chosen):,} 条轮流）"
    return [
        *lines,
        Line(
            f"{what}，读过的：每次问台账有无变化",
            f"{again:,.0f} 次/秒",
            peer.format(times=again / plain),
        ),
        Line(f"{what}，每次重做", f"{anew:,.0f} 次/秒", f"{peer.format(times=anew / plain)}（{GOAL}）"),
        Line("不经缓存的栏目，每次重做", f"{column:,.0f} 次/秒"),
        Line("不经缓存的搜索“政务公开”，每次重做", f"{found:,.0f} 次/秒"),
    ]


def _through_nginx(root: Path, folder: Path, address: str) -> tuple[list[Line], str]:
    """What the shipped cache gives, and the page's text."""
    place, static = folder / "nginx", folder / "nginx-static"
    for each in (place, static):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    site = free_port()
    with (
        _serving(root, "gongkai.project.wsgi:application", site),
        fronting(place, site, static=static, files=folder, limited=False) as front,
    ):
        page = front.ask_plainly(address, front.worker)
        assert page.status == 200, page
        (static / "page.html").write_bytes(page.content)
        file = _rate(front.worker, "/static/page.html")
        kept = _rate(front.worker, address)
        slowly = {
            name: _rate(front.worker, each, pipeline=1)
            for name, each in {"栏目": COLUMN, "搜索“政务公开”": FOUND}.items()
        }
        lines = [
            Line(
                "缓存里的一条信息，经随附的 nginx",
                f"{kept:,.0f} 次/秒",
                f"nginx 直接给同样的文件 {file:,.0f} 次/秒，{kept / file:.0%}（目标 ≥ 50%）",
            ),
            *(
                Line(f"缓存里的{name}，经随附的 nginx，一问一答", f"{rate:,.0f} 次/秒")
                for name, rate in slowly.items()
            ),
            Line("告诉缓存一条信息变了（8 种读法）", milliseconds(_refreshed(front, address))),
        ]
    return lines, page.text


def _refreshed(front: Front, address: str) -> float:
    settings.CACHE_FRONTS, settings.CACHE_HOSTS = [f"http://127.0.0.1:{front.worker}"], ["www.example.gov.cn"]
    settings.CACHE_SECRET = "a word for tests"
    return seconds(lambda: refreshing._refresh([address], refreshing.WAYS))


@contextmanager
def _serving(root: Path, application: str, port: int, **environment: str) -> Iterator[None]:
    """A server of ours' kind with two processes."""
    server = str(Path(sys.executable).with_name("granian"))
    options = ("--workers", "2", "--blocking-threads", "8", "--log-level", "warning")
    command = [server, "--interface", "wsgi", "--port", str(port), *options, application]
    known = {"GONGKAI_HOSTS": "*", "GONGKAI_PROXIES": "1", "PYTHONPATH": str(root), **environment}
    running = subprocess.Popen(command, cwd=root, env={**os.environ, **known}, start_new_session=True)
    try:
        _wait_for(port)
        yield
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:  # its processes wait for readers that are gone
            os.killpg(running.pid, signal.SIGKILL)
            running.wait(10)


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"nothing answers at {port}")


def _uncached(port: int, address: str) -> float:
    """Answers a second of the server itself, once everything has been read."""
    _rate(port, address, pipeline=1, readers=WARMERS, window=0)
    return _rate(port, address, pipeline=1, readers=READERS)


def _rate(
    port: int, address: str, *, pipeline: int = PIPELINE, readers: int = 2, window: float = WINDOW
) -> float:
    """Answers a second, by so many readers over lasting connections."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("reader.py")),
        str(port),
        str(pipeline),
        str(window),
        address,
    ]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _each in range(readers)]
    return sum(float(each.communicate()[0]) for each in running)


def _plain_wagtail(root: Path, page: str) -> float:
    """Answers a second of a plain Wagtail page with as much text, served in the same way."""
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS plain_wagtail")
        cursor.execute("CREATE DATABASE plain_wagtail")
        cursor.execute("SELECT html, title FROM publishing_edition ORDER BY document_id LIMIT 1")
        html, title = cursor.fetchone()
    environment = {"PLAIN_WAGTAIL_DATABASE": os.environ[database.OWNER_URL], "PYTHONPATH": str(root)}
    make = [sys.executable, "-m", "tests.bench.plain_wagtail.wsgi", title]
    subprocess.run(make, input=html, text=True, check=True, cwd=root, env={**os.environ, **environment})
    port = free_port()
    with _serving(root, "tests.bench.plain_wagtail.wsgi:application", port, **environment):
        return _uncached(port, "/column-0/page/")
