"""Items from the draft to the release: one by itself, and a hundred that arrived together, led together.

The set's figure stands beside the one's: the same judgements, the same rows, in fewer statements.
"""

import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gongkai.core.organisation_codes import credit_code_check_digit
from gongkai.core.publishing.gate import Answer, ItemAnswer
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Actor, Role
from gongkai.publishing import actions, importing, law, leading
from gongkai.publishing.actions import Words
from gongkai.publishing.queries.batches import editions_of
from tests.bench.measure import Line, milliseconds, percentile

TOGETHER, SETS, ALONE = 100, 5, 20
NOW = datetime(2026, 6, 30, 1, 0, tzinfo=UTC)
FOUNDED = date(2008, 5, 1)
_CODE = "11990000000000008"
_TEXT = "全市造林任务已经完成。" * 20
_STEPS = (
    ("send_to_review", Role.DRAFTER), ("gate", Role.CONFIDENTIALITY_REVIEWER), ("sign", Role.SIGNER),
    ("release", Role.DRAFTER),
)  # fmt: skip


def measure(root: Path, folder: Path) -> list[Line]:
    settings.SEARCH_FOLDER = folder / "releases-search"
    facts = organisations.BodyFacts(
        name="量测用机构二", level="city", kind="department", parent=None,
        credit_code=_CODE + credit_code_check_digit(_CODE),
    )  # fmt: skip
    body = organisations.found_body(actor=SYSTEM, now=NOW, code="benchsets", facts=facts, on=FOUNDED)
    assert isinstance(body, int), body
    alone, few = _timed(lambda number: _alone(body, _drafted(body, number)), ALONE)
    arrival, many = _timed(lambda number: _lead(body, _arrived(body, number)), SETS)
    one, each = percentile(alone, 0.5), percentile(arrival, 0.5) / TOGETHER
    return [
        Line(
            "一条信息从起草到发布，中位 / p95",
            f"{milliseconds(one)} / {milliseconds(percentile(alone, 0.95))}",
            f"{few} 条语句，含逐项保密审查",
        ),
        Line(
            f"{TOGETHER} 条一批从导入到发布，平均每条",
            milliseconds(each),
            f"整批 {many} 条语句；单独办理的 {each / one:.0%}",
        ),
    ]


def _timed(work: Callable[[int], object], times: int) -> tuple[list[float], int]:
    """Seconds of each, and the statements of the last."""
    took, statements = [], 0
    for number in range(times):
        begun = time.perf_counter()
        with CaptureQueriesContext(connection) as captured:
            work(number)
        took.append(time.perf_counter() - begun)
        statements = len(captured)
    return took, statements


def _person(body: int, role: Role) -> Actor:
    return Actor(f"bench:{role.value}", roles=frozenset({(role.value, body)}))


def _drafted(body: int, number: int) -> int:
    drafter, now = _person(body, Role.DRAFTER), timezone.now()
    words = Words(title=f"量测用信息第{number}条", html=f"<p>{_TEXT}</p>", formed_on=timezone.localdate())
    made = actions.begin(actor=drafter, now=now, body_id=body, kind="news", words=words)
    assert made, made
    settled = actions.set_attribute(
        actor=drafter, now=now, document_id=made.edition.document_id, attribute="open", ground="widely_known"
    )
    assert settled, settled
    return made.edition.pk


def _arrived(body: int, number: int) -> list[int]:
    drafter, now = _person(body, Role.DRAFTER), timezone.now()
    items: list[dict[str, Any]] = [
        {
            "external": f"bench-{number}-{each}", "kind": "news", "title": f"量测用第{number}批第{each}条",
            "text": _TEXT, "formed_on": timezone.localdate(), "attribute": "open", "ground": "widely_known",
        }
        for each in range(TOGETHER)
    ]  # fmt: skip
    content = importing.packed(items, {})
    batch = importing.receive(actor=drafter, now=now, body_id=body, name="量测.zip", content=content)
    assert batch, batch
    importing.check(batch.pk, now)
    assert importing.confirm(actor=drafter, now=now, batch_id=batch.pk)
    importing.bring_in(batch.pk, now)
    return [each.pk for each in editions_of(batch.pk)]


def _answers() -> dict[str, ItemAnswer]:
    return {each.code: ItemAnswer(Answer.CLEAR) for each in law.gate().item}


def _alone(body: int, number: int) -> None:
    for step, role in _STEPS:
        more: dict[str, Any] = {"answers": _answers(), "based_on": None} if step == "gate" else {}
        done = leading.STEPS[step].alone(
            actor=_person(body, role), now=timezone.now(), edition_id=number, **more
        )
        assert done, done


def _lead(body: int, numbers: list[int]) -> None:
    for step, role in _STEPS:
        led = leading.lead(
            step, actor=_person(body, role), now=timezone.now(), edition_ids=numbers, answers=_answers()
        )
        assert not led.held, led.held
