"""Pages as a person gets them: time and statements of each, on the sample city of 65 bodies."""

import time
from collections.abc import Iterator
from pathlib import Path

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.utils import timezone

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.project.demo.city import enter_city
from gongkai.project.demo.ground import YEAR
from gongkai.project.demo.returns import compile_year
from gongkai.reporting import queries
from tests.bench.measure import Line, milliseconds, percentile

VISITS = 30
LIMIT = "300 ms 以内不觉得等"


def measure(root: Path, folder: Path) -> list[Line]:
    settings.SESSION_COOKIE_SECURE = False
    compiled = compile_year(enter_city(), lambda what, number, of: None)
    setup_test_environment()
    try:
        reader, office, clerk = Client(), signed_in("gongkaiban"), signed_in("lanshan-tianbao")
        pages = [*_public(reader), *_staff(office, clerk, compiled)]
        return [line(name, browser, address) for name, browser, address in pages]
    finally:
        teardown_test_environment()


def _public(reader: Client) -> Iterator[tuple[str, Client, str]]:
    report = f"/reports/linyi/{YEAR}/"
    yield "首页", reader, "/"
    yield "年度报告列表", reader, "/reports/"
    yield "年度报告", reader, report
    yield "一个数字（64 个单位）", reader, f"{report}figures/3.1/"


def _staff(office: Client, clerk: Client, compiled: int) -> Iterator[tuple[str, Client, str]]:
    today = timezone.localdate()
    account = organisations.people_visible_to(SYSTEM, today)
    person = next(each.id for each in account if each.username == "lanshan-tianbao")
    own = queries.own_returns(organisations.actor_for(person, today), today)[0][0]
    yield "工作台待办", office, "/workbench/"
    yield "一个单位的统计表", clerk, f"/workbench/returns/{own}/"
    yield "总览（65 个单位）", office, "/workbench/overview/"
    yield "汇总的统计表", office, f"/workbench/returns/{compiled}/"
    yield "汇总的一格", office, f"/workbench/returns/{compiled}/cells/3.1.1/"
    yield "台账", office, "/workbench/ledger/"


def signed_in(username: str) -> Client:
    """A browser past both factors."""
    people = organisations.people_visible_to(SYSTEM, timezone.localdate())
    person = organisations.account(next(each.id for each in people if each.username == username))
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {}})
    browser = Client()
    browser.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def line(name: str, browser: Client, address: str) -> Line:
    """One visit to warm up, one to count the statements, then the timed ones."""
    browser.get(address)
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(address)
    statements = len(captured)  # counted now: the next request empties the log
    assert response.status_code == 200, f"{address}: {response.status_code}"
    took = []
    for _visit in range(VISITS):
        begun = time.perf_counter()
        browser.get(address)
        took.append(time.perf_counter() - begun)
    figure = f"p95 {milliseconds(percentile(took, 0.95))}，{statements} 条语句"
    return Line(f"{name}（{VISITS} 次）", figure, LIMIT)
