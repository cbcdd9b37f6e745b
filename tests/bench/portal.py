"""Public pages at 300,000 items: each by itself, then through the shipped nginx beside nginx's own files, and
past the cache beside a plain Wagtail page.

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
from datetime import UTC, date, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.search import updating
from gongkai.project import database
from tests.bench import publications_rows as rows
from tests.bench.measure import Line, milliseconds, percentile, seconds
from tests.deploy.front import Front, free_port, fronting

ITEMS = int(os.environ.get("GONGKAI_BENCH_ITEMS", 300_000))
VISITS = 40
WINDOW = 4.0  # seconds of load
PIPELINE = 50  # requests sent at once, so that what is measured is the server and not this program
NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
PATIENCE = 60  # seconds for a server to start


def measure(root: Path, folder: Path) -> list[Line]:
    settings.SEARCH_FOLDER = folder / "portal-search"
    facts = organisations.BodyFacts(name="量测用机构", level="city", kind="department", parent=None)
    made = organisations.found_body(actor=SYSTEM, now=NOW, code="bench", facts=facts, on=date(2008, 5, 1))
    assert isinstance(made, int), made
    lines = [Line(f"装入 {ITEMS:,} 条", f"{ITEMS / seconds(lambda: rows.fill(made, ITEMS)):,.0f} 条/秒")]
    lines += [Line("建立索引", f"{ITEMS / seconds(updating.rebuild):,.0f} 条/秒")]
    lines += _pages()
    lines += _through_nginx(root, folder)
    return lines


def _pages() -> list[Line]:
    chosen = [rows.address(number) for number in range(0, ITEMS, max(1, ITEMS // VISITS))][:VISITS]
    words = ("政务公开", "环境影响报告", "任职", "行政处罚", "扶贫", "古树名木", "预算", "危房改造")
    asked = {
        "一条信息": [f"/documents/{each}/" for each in chosen],
        "一条信息的 JSON": [f"/documents/{each}.json" for each in chosen],
        "栏目（一类信息，最新的）": ["/documents/?kind=news"] * VISITS,
        "搜索一个词，带分面": [f"/documents/?q={words[at % len(words)]}" for at in range(VISITS)],
        "接口：最新的 20 条": ["/api/documents"] * VISITS,
    }
    settings.API_STRANGERS_CALLS_A_MINUTE = 1_000_000
    setup_test_environment()
    try:
        return [_visited(name, addresses) for name, addresses in asked.items()]
    finally:
        teardown_test_environment()


def _visited(name: str, addresses: list[str]) -> Line:
    reader = Client()
    reader.get(addresses[0])
    with CaptureQueriesContext(connection) as captured:
        answer = reader.get(addresses[0])
    assert answer.status_code == 200, f"{addresses[0]}: {answer.status_code}"
    statements = len(captured)
    took = [seconds(lambda address=address: reader.get(address)) for address in addresses]
    p50, p95 = (milliseconds(percentile(took, share)) for share in (0.5, 0.95))
    figure = f"p50 {p50}，p95 {p95}，{statements} 条语句"
    return Line(f"{name}（{len(addresses)} 次，{ITEMS:,} 条）", figure)


def _through_nginx(root: Path, folder: Path) -> list[Line]:
    place, static = folder / "nginx", folder / "nginx-static"
    for each in (place, static):
        shutil.rmtree(each, ignore_errors=True)
        each.mkdir(parents=True)
    site = free_port()
    address = f"/documents/{rows.address(0)}/"
    with (
        _serving(root, "gongkai.project.wsgi:application", site),
        fronting(place, site, static=static, files=folder, limited=False) as front,
    ):
        page = front.ask_plainly(address, front.worker)
        assert page.status == 200, page
        (static / "page.html").write_bytes(page.content)
        cached = _rate(front.worker, address)
        file = _rate(front.worker, "/static/page.html")
        uncached = _rate(site, address, pipeline=1)
        lines = [
            Line(
                "缓存里的一条信息，经随附的 nginx",
                f"{cached:,.0f} 次/秒",
                f"nginx 直接给同样的文件的 {cached / file:.0%}（目标 ≥ 50%）",
            ),
            Line("同样的字节，nginx 直接给文件", f"{file:,.0f} 次/秒"),
            Line("告诉缓存一条信息变了（8 种读法）", milliseconds(_refreshed(front, address))),
        ]
    plain = _plain_wagtail(root, page.text)
    peer = f"普通 Wagtail 页面 {plain:,.0f} 次/秒，{uncached / plain:.1f} 倍（目标 ≥ 3 倍）"
    return [*lines, Line("不经缓存的一条信息（2 个进程）", f"{uncached:,.0f} 次/秒", peer)]


def _refreshed(front: Front, address: str) -> float:
    from gongkai.portal import refreshing  # noqa: PLC0415 - its ways are made of settings

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


def _rate(port: int, address: str, *, pipeline: int = PIPELINE, readers: int = 2) -> float:
    """Answers a second, by so many readers over lasting connections."""
    command = [
        sys.executable,
        str(Path(__file__).with_name("reader.py")),
        str(port),
        address,
        str(pipeline),
        str(WINDOW),
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
        return _rate(port, "/column-0/page/", pipeline=1)
