"""双随机 kept in the system: committed to in public, drawn by another, repeated by anybody."""

import hashlib
import json
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from gongkai.core.disclosure.schema import Fields, State
from gongkai.core.disclosure.verify.draw import verify
from gongkai.disclosure import actions, declared, owing
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import Draw
from gongkai.disclosure.queries import draws
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.rulebook.book import RULES
from gongkai.foundation.transparency.models import PublicEntry

from .conftest import DAY, Office, credit_code, fields_of, moment, said

pytestmark = pytest.mark.django_db
VALUE_AT = moment(DAY + timedelta(days=1), 60)
DRAWN_ON, FINISH_BY = DAY + timedelta(days=2), DAY + timedelta(days=9)
ITEM = {
    "code": "LYJ-001", "title": "木材经营抽查", "body": "forestry", "objects": "经营单位",
    "basis": "《森林法》",
    "content": "台账", "method": "实地核查", "ratio": "10", "since": "2026-02-27",
}  # fmt: skip
CODES = [credit_code(100 + n) for n in range(8)]
OBJECTS = [
    {"line": "木材经营", "credit_code": code, "title": f"示例木业{n}厂", "weight": str(1 + n % 3),
     "updated_on": "2026-02-27"} for n, code in enumerate(CODES)
]  # fmt: skip
INSPECTORS = [
    {"certificate": f"9900001800{n}", "name": "示例甲", "body": "forestry", "lines": "木材经营、种苗",
     "avoids": CODES[0] if n == 1 else "", "updated_on": "2026-02-27"} for n in range(5)
]  # fmt: skip
PLAN = {
    "title": "一季度木材经营抽查", "line": "木材经营", "item": "LYJ-001", "objects": 3,
    "public_source": "双色球第2026025期开奖号码", "value_due_at": VALUE_AT, "finish_by": FINISH_BY,
}  # fmt: skip


@pytest.fixture
def fields(monkeypatch: pytest.MonkeyPatch) -> Fields:
    known = fields_of((RULES / "fields" / "random_inspections.toml").read_text(encoding="utf-8"))
    monkeypatch.setattr(declared, "installed", lambda: known)
    return known


@pytest.fixture
def libraries(office: Office) -> Office:
    for data_set, rows in (("inspection_items", [ITEM]), ("inspection_objects", OBJECTS),
                           ("inspectors", INSPECTORS)):  # fmt: skip
        release = office.checked(Given.rows(rows), data_set)
        assert not release.refused, release.report["problems"]
        office.must(actions.submit, office.writer(), release_id=release.pk)
        office.out(type(release).objects.get(pk=release.pk))
    return office


def committed(office: Office, **more: object) -> Draw:
    return office.must(
        actions.commit_draw, office.writer(), body_id=office.bodies["forestry"], **{**PLAN, **more}
    )


def refused_words(office: Office, verb, actor, day=DAY, **more) -> str:
    done = office.do(verb, actor, day, **more)
    assert not done
    return said(done)


def test_a_draw_from_its_commitment_to_its_results(libraries: Office, client: Client):
    office = libraries
    body = office.bodies["forestry"]
    for change, words in (
        ({"objects": 9}, "名录库里只有 8 个"), ({"line": "种苗"}, "没有“种苗”的对象"),
        ({"team": 6}, "只有 5 名"), ({"value_due_at": office.at()}, "至少十分钟以后"),
        ({"finish_by": DAY}, "不能在抽取之前"), ({"item": "LYJ-999"}, "清单中选择"),
        ({"public_source": " "}, "哪个公开数值"),
    ):  # fmt: skip
        told = refused_words(office, actions.commit_draw, office.writer(), body_id=body, **{**PLAN, **change})
        assert words in told, told
    foreign = refused_words(office, actions.commit_draw, office.writer("land"), body_id=body, **PLAN)
    assert "只有本单位" in foreign

    draw = committed(office)
    card = draws.by_code("FORESTRY-2026-01")
    assert card is not None
    assert (card.share, card.candidates, card.inspectors, card.waits) == ("", 8, 5, True)
    listed = draws.file(card.code, "list")
    assert isinstance(listed, str)
    assert hashlib.sha256(listed.encode()).hexdigest() == card.list_digest
    assert draws.file(card.code, "draw") is None
    page = client.get(f"/data/view/draws/{card.code}/").content.decode()
    assert card.list_digest in page
    assert Draw.objects.get().share not in page

    run = {"draw_id": draw.pk, "public_value": "03 09 12 21 28 30 + 05", "value_at": VALUE_AT}
    early = refused_words(office, actions.run_draw, office.reviewer(), **run)
    assert "还没有公布" in early
    own = refused_words(office, actions.run_draw, office.writer(), DRAWN_ON, **run)
    assert "不能自己抽取" in own
    before = {**run, "value_at": moment(DAY)}
    assert "承诺之后" in refused_words(office, actions.run_draw, office.reviewer(), DRAWN_ON, **before)
    late = refused_words(
        office, actions.call_off_draw, office.reviewer(), DRAWN_ON, draw_id=draw.pk, reason="不想抽了"
    )
    assert "不能再取消" in late
    office.must(actions.run_draw, office.reviewer(), DRAWN_ON, **run)
    again = refused_words(office, actions.run_draw, office.reviewer(), DRAWN_ON, **run)
    assert "已经办结" in again

    file = draws.file(card.code, "draw")
    found = verify(json.loads(client.get(f"/data/view/draws/{card.code}/draw.json").content))
    assert found.holds, [str(each) for each in found.problems]
    assert verify({**file, "public_value": {**file["public_value"], "value": "别的"}}).problems
    lines = draws.lines_of(draw.pk)
    assert [len(each.inspectors) for each in lines] == [2, 2, 2]
    for each in lines:
        assert not (each.code == CODES[0] and INSPECTORS[1]["certificate"] in each.inspectors)
    entries = PublicEntry.objects.filter(address="draws/FORESTRY-2026-01").values_list("edition", flat=True)
    assert list(entries.order_by("position")) == [1, 2]

    _results(office, draw, lines)


def _results(office: Office, draw: Draw, lines: list[draws.Line]) -> None:
    """Owed from the last day to inspect, until each is told; then from the day its inspection ended."""
    first, *rest = lines
    assert _owed(FINISH_BY) == [(State.NOT_YET_DUE, 3)]
    tell = {"draw_id": draw.pk, "code": first.code}
    wrong = office.do(
        actions.record_result, office.writer(), FINISH_BY, **tell, row={"finished_on": "二月三十日"}
    )
    assert {name for name, _said in wrong.details} == {"finished_on", "result"}
    assert not draw.results.exists()
    row = {"finished_on": "2026-03-10", "result": "未发现问题"}
    result = office.must(actions.record_result, office.writer(), FINISH_BY, **tell, row=row)
    assert result.release.state == "in_review"
    twice = refused_words(office, actions.record_result, office.writer(), FINISH_BY, **tell, row=row)
    assert "已经登记" in twice
    stranger = {"draw_id": draw.pk, "code": credit_code(999)}
    assert "没有抽中" in refused_words(
        office, actions.record_result, office.writer(), FINISH_BY, **stranger, row=row
    )
    office.out(result.release, day=FINISH_BY)
    assert [each.row is not None for each in draws.lines_of(draw.pk)] == [True, False, False]
    over = date(2026, 4, 20)  # more than twenty working days on
    ((state, missing),) = _owed(over)
    assert (state, missing) == (State.MISSING, len(rest))
    card = draws.by_code(draw.code)
    assert draws.progress([card])[draw.pk] == draws.Progress(3, 1)


def _owed(day: date) -> list[tuple[State, int]]:
    owed = owing.owed(date(2026, 3, 1), date(2026, 3, 31), day)
    found = [each for each in owed if each.data_set == "inspection_results"]
    return [(each.state, each.missing or each.rows) for each in found]


def test_what_was_committed_to_stays_and_is_called_off_in_public(libraries: Office):
    office = libraries
    draw = committed(office)
    for change in ({"pool": "{}"}, {"value_due_at": VALUE_AT + timedelta(days=1)}, {"drawn_by": "x"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Draw.objects.filter(pk=draw.pk).update(**change)
    head = office.person(Role.OFFICE_HEAD)
    assert "理由" in refused_words(office, actions.call_off_draw, head, draw_id=draw.pk, reason=" ")
    office.must(actions.call_off_draw, head, draw_id=draw.pk, reason="名录库要先更新")
    card = draws.by_code(draw.code)
    assert (card.state, card.reason) == ("called_off", "名录库要先更新")
    with pytest.raises(DatabaseError), transaction.atomic():
        Draw.objects.filter(pk=draw.pk).update(state="committed")
    assert committed(office).code == "FORESTRY-2026-02"
