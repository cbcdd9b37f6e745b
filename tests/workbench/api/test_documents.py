"""Documents by program: drafted, reviewed, released; and many at once from a list."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tokens import actions as tokens
from gongkai.foundation.tokens.scopes import Scope
from gongkai.publishing import importing, law, periodic
from gongkai.publishing.importing.stepping import run_ordered
from tests.journeys import city as small_city
from tests.journeys.city import FOUNDED
from tests.publishing.conftest import credit_code

from .conftest import Program

pytestmark = pytest.mark.django_db
WORDS = {"title": "春季造林现场会", "html": "<p>一、按时<script>x()</script>完成。</p>"}


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office(city):
    """`office("drafter")`: a program of somebody of the forestry office."""
    facts = organisations.BodyFacts(
        name="市林业局",
        level="city",
        kind="department",
        parent=city.bodies["qingshan"],
        credit_code=credit_code(7),
    )
    assert organisations.correct_body(
        actor=SYSTEM, now=timezone.now(), body_id=city.bodies["linye"], facts=facts, on=FOUNDED, reason="补登"
    )

    def _program(role, body="linye", scopes=tuple(Scope)):
        person = organisations.create_person(
            actor=SYSTEM, now=small_city.OPENED, body_id=city.bodies[body],
            username=f"{body}.{role}.{len(scopes)}", name="样本",
        )  # fmt: skip
        assert organisations.appoint(
            actor=SYSTEM, now=small_city.OPENED, person_id=person, body_id=city.bodies[body], role=Role(role),
            on=FOUNDED,
        )  # fmt: skip
        now = timezone.now()
        day = timezone.localdate(now)
        issued = tokens.issue_token(
            actor=queries.actor_for(person, day), now=now, body_id=city.bodies[body], name="办公系统",
            scopes=list(scopes), expires_on=day + timedelta(days=30),
        )  # fmt: skip
        assert issued, issued
        return Program(issued.token)

    return _program


def ok(answer, status=200):
    assert answer.status_code == status, answer.content.decode()
    return answer.json()


def upload(program, path, name, content, **more):
    told = {"Authorization": f"Bearer {program.token}", "Idempotency-Key": uuid.uuid4().hex}
    file = SimpleUploadedFile(name, content)
    return program.client.post(f"/api/staff{path}", {**more, "file": file}, headers=told)


def test_a_news_item_from_the_draft_to_the_street(office):
    drafter, gate, signer = office("drafter"), office("confidentiality_reviewer"), office("signer")
    key = uuid.uuid4().hex
    body = {
        "kind": "news",
        "external": "OA-1",
        "words": {**WORDS, "formed_on": timezone.localdate().isoformat()},
    }
    made, again = (ok(drafter.post("/documents", body, key=key), 201) for _each in range(2))
    assert made == again
    assert made["removed"] == 1
    document, edition = f"/documents/{made['id']}", f"/editions/{made['edition']}"
    attached = ok(upload(drafter, f"{edition}/files", "名单.txt", "电话 13800000001".encode()), 201)
    told = ok(drafter.get(edition))
    assert [each["name"] for each in told["files"]] == ["名单.txt"]
    assert told["words"]["html"] == "<p>一、按时完成。</p>"
    assert drafter.get(edition, **{"If-None-Match": f'"{told["revision"]}"'}).status_code == 304
    stale = drafter.post(f"{edition}/steps/draft", {"words": WORDS}, **{"If-Match": '"0"'})
    assert stale.status_code == 412
    unsettled = drafter.post(f"{edition}/steps/send_to_review")
    assert (unsettled.status_code, unsettled.json()["message"] != "") == (422, True)
    ok(drafter.post(f"{document}/steps/set_attribute", {"attribute": "open", "ground": "widely_known"}))
    sent = ok(drafter.post(f"{edition}/steps/send_to_review"))
    assert sent["made"] == {"type": "edition", "id": made["edition"]}
    assert sent["document"]["state"] == "confidentiality"
    periodic.read_and_note(attached["file"], timezone.now())
    answers = {each.code: {"answer": "clear", "note": ""} for each in law.gate().item}
    refused = drafter.post(f"{edition}/steps/check_item", {"answers": answers})
    assert refused.status_code == 409  # he wrote it
    ok(gate.post(f"{edition}/steps/check_item", {"answers": answers}))
    found = ok(gate.get(f"{edition}/gate"))
    assert (found["unanswered"], len(found["findings"])) == (0, 1)
    (finding,) = found["findings"]
    assert gate.post(f"{edition}/steps/confidentiality_ok", {"result": "open"}).status_code == 422
    judged = {"key": finding["key"], "verdict": "false_alarm", "reason": "本机关对外公布的办公号码"}
    ok(gate.post(f"{edition}/steps/judge_finding", judged))
    ok(gate.post(f"{edition}/steps/confidentiality_ok", {"result": "open"}))
    ok(signer.post(f"{edition}/steps/sign"))
    out = ok(drafter.post(f"{edition}/steps/release"))
    assert out["document"]["standing"] == "in_force"
    assert out["document"]["address"]
    verbs = [each["verb"] for each in ok(drafter.get(f"{document}/history"))]
    assert verbs[0] == "document.draft"
    assert verbs[-1] == "edition.release"
    assert drafter.client.get(f"/documents/{out['document']['address']}/").status_code == 200
    withdrawn = ok(office("office_head").post(f"{document}/steps/withdraw", {"reason": "内容有误"}))
    assert withdrawn["document"]["notices"][0]["reason"] == "内容有误"


def test_scopes_and_bodies_keep_apart(office):
    drafter = office("drafter")
    made = ok(drafter.post("/documents", {"kind": "news", "words": WORDS}), 201)
    file = ok(upload(drafter, f"/editions/{made['edition']}/files", "a.txt", b"text"), 201)["file"]
    cases_only = office("drafter", scopes=(Scope.CASES_READ, Scope.CASES_WRITE))
    reads = office("drafter", scopes=(Scope.DOCUMENTS_READ,))
    neighbour = office("drafter", "jiaoyu")
    for path in (f"/documents/{made['id']}", f"/editions/{made['edition']}", f"/files/{file}"):
        assert cases_only.get(path).status_code == 403
        assert neighbour.get(path).status_code == 404
        assert reads.get(path).status_code == 200
    assert ok(neighbour.get("/documents"))["documents"] == []
    assert neighbour.post(f"/editions/{made['edition']}/steps/send_to_review").status_code == 404
    assert reads.post(f"/editions/{made['edition']}/steps/send_to_review").status_code == 403
    assert upload(neighbour, f"/editions/{made['edition']}/files", "b.txt", b"x").status_code == 404
    assert [each["id"] for each in ok(drafter.get("/documents?mine=true&q=造林"))["documents"]] == [
        made["id"]
    ]
    assert ok(drafter.get("/documents?limit=1&kind=notice"))["documents"] == []


def test_a_list_with_files_is_checked_confirmed_and_led_on(office):
    drafter, gate = office("drafter"), office("confidentiality_reviewer")
    file = ok(upload(drafter, "/batches/files", "附 件；1.txt", "造林面积表".encode()), 201)["file"]
    day = timezone.localdate().isoformat()
    item = {
        "external": "OA-1", "kind": "news", "title": "造林通知", "html": "<h2>要求</h2><p>完成造林。</p>",
        "files": [file], "formed_on": day, "attribute": "open", "ground": "widely_known",
    }  # fmt: skip
    bad = {**item, "external": "OA-2", "kind": "nonsense", "files": []}
    key = uuid.uuid4().hex
    sent, again = (ok(drafter.post("/batches/items", {"items": [item, bad]}, key=key), 202) for _each in "12")
    assert sent == again
    path = f"/batches/{sent['id']}"
    assert drafter.post(f"{path}/steps/confirm").status_code == 409
    importing.check(sent["id"], timezone.now())
    told = ok(drafter.get(path))
    assert (told["state"], told["total"], told["refused"], told["can_confirm"]) == ("checked", 2, 1, True)
    (wrong,) = ok(drafter.get(f"{path}/report"))
    assert (wrong["row"], wrong["key"], wrong["column"]) == (2, "kind", "类别")
    assert ok(drafter.get("/documents"))["documents"] == []
    ok(drafter.post(f"{path}/steps/confirm"))
    importing.bring_in(sent["id"], timezone.now())
    (card,) = ok(drafter.get(f"/documents?batch={sent['id']}"))["documents"]
    edition = ok(drafter.get(f"/editions/{card['edition']}"))
    assert edition["words"]["html"] == "<h2>要求</h2><p>完成造林。</p>"
    assert [each["name"] for each in edition["files"]] == ["附 件_1.txt"]
    ok(drafter.post(f"{path}/steps/advance", {"step": "send_to_review"}))
    run_ordered(sent["id"], timezone.now())
    assert ok(gate.get(path))["states"] == {"confidentiality": 1}
    assert gate.post(f"{path}/steps/advance", {"step": "sign"}).status_code == 409
    stranger = office("drafter", "jiaoyu")
    assert stranger.get(path).status_code == 404
    lost = stranger.post("/batches/items", {"items": [item]})
    assert (lost.status_code, str(file) in json.dumps(lost.json(), ensure_ascii=False)) == (422, True)
