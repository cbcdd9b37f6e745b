"""The publishing desk at 300,000 items: one item from the draft to its release, the editor's list and form.

`GONGKAI_BENCH_ITEMS` chooses another number.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment, teardown_test_environment
from django.utils import timezone

from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.publishing import actions, law
from gongkai.publishing.actions import Words
from tests.bench import publications_rows as rows
from tests.bench.measure import Line, milliseconds, percentile
from tests.bench.publications_rows import FOUNDED, ITEMS, NOW

RELEASES, VISITS = 30, 40
_ROLES = (Role.DRAFTER, Role.CONFIDENTIALITY_REVIEWER, Role.SIGNER)


def measure(root: Path, folder: Path) -> list[Line]:
    settings.SESSION_COOKIE_SECURE = False
    body = rows.ground(folder).body
    people = {role: _person(body, role) for role in _ROLES}
    took, statements, edition = _released(body, people)
    lines = [
        Line(
            f"一条信息从起草到发布（{ITEMS:,} 条之外），中位 / p95",
            f"{milliseconds(percentile(took, 0.5))} / {milliseconds(percentile(took, 0.95))}",
            f"{statements} 条语句，含逐项保密审查",
        )
    ]
    setup_test_environment()
    try:
        return [*lines, *_pages(_signed_in(people[Role.DRAFTER]), edition)]
    finally:
        teardown_test_environment()


def _released(body: int, people: dict[Role, int]) -> tuple[list[float], int, int]:
    """Seconds of each, statements of one, and a draft that stays."""
    took: list[float] = []
    statements = 0
    for number in range(RELEASES):
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            _release(body, people, f"量测用信息第{number}条发布")
        took.append(time.perf_counter() - begun)
        statements = len(captured)
    draft = _do(people, actions.begin, Role.DRAFTER, body_id=body, kind="news", words=_words("留作草稿"))
    return took, statements, draft.edition.document_id


def _release(body: int, people: dict[Role, int], title: str) -> None:
    made = _do(people, actions.begin, Role.DRAFTER, body_id=body, kind="news", words=_words(title)).edition
    about = {"edition_id": made.pk}
    _do(
        people, actions.set_attribute, Role.DRAFTER, document_id=made.document_id, attribute="open",
        ground="widely_known",
    )  # fmt: skip
    _do(people, actions.send_to_review, Role.DRAFTER, **about)
    answers = {each.code: ItemAnswer(Answer.CLEAR) for each in law.gate().item}
    _do(people, actions.check_item, Role.CONFIDENTIALITY_REVIEWER, answers=answers, **about)
    _do(people, actions.confidentiality_ok, Role.CONFIDENTIALITY_REVIEWER, result="open", **about)
    _do(people, actions.sign, Role.SIGNER, **about)
    _do(people, actions.release, Role.DRAFTER, **about)


def _do(people: dict[Role, int], act: Callable[..., Any], role: Role, **more: Any) -> Any:
    now = timezone.now()
    done = act(actor=queries.actor_for(people[role], timezone.localdate(now)), now=now, **more)
    assert done, done
    return done


def _words(title: str) -> Words:
    return Words(title=title, html="<p>全市造林任务已经完成。</p>" * 20, formed_on=timezone.localdate())


def _person(body: int, role: Role) -> int:
    made = organisations.create_person(
        actor=SYSTEM, now=NOW, body_id=body, username=f"benchdesk-{role.value}", name="量测"
    )
    assert isinstance(made, int), made
    done = organisations.appoint(actor=SYSTEM, now=NOW, person_id=made, body_id=body, role=role, on=FOUNDED)
    assert done, done
    return made


def _signed_in(person: int) -> Client:
    account = queries.account(person)
    Authenticator.objects.get_or_create(user=account, type=Authenticator.Type.TOTP, defaults={"data": {}})
    browser = Client()
    browser.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def _pages(browser: Client, draft: int) -> list[Line]:
    here = "/workbench/documents/"
    chosen = range(1, ITEMS, max(1, ITEMS // VISITS))
    asked = {
        "公文列表": [here],
        "公文列表，后面的页": [f"{here}?before={each}" for each in chosen],
        "公文列表，一类": [f"{here}?kind=notice"],
        "公文列表，搜正文": [f"{here}?q={word}" for word in ("政务公开", "环境影响报告", "任职", "古树名木")],
        "我起草的": [f"{here}mine/"],
        "等我办的": [f"{here}waiting/"],
        "一件公文": [f"{here}{each}/" for each in chosen],
        "编辑": [f"{here}{draft}/edit/"],
        "工作台待办": ["/workbench/"],
    }
    return [_line(name, browser, addresses) for name, addresses in asked.items()]


def _line(name: str, browser: Client, addresses: list[str]) -> Line:
    browser.get(addresses[0])
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(addresses[-1])
    assert answer.status_code == 200, f"{addresses[-1]}: {answer.status_code}"
    statements = len(captured)
    took = []
    for at in range(VISITS):
        begun = time.perf_counter()
        browser.get(addresses[at % len(addresses)])
        took.append(time.perf_counter() - begun)
    figure = f"{milliseconds(percentile(took, 0.5))} / {milliseconds(percentile(took, 0.95))}"
    return Line(f"{name}，中位 / p95", figure, f"{statements} 条语句")
