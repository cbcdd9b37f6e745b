"""Rows by program: tried, mended, handed to review; never released by the program itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.disclosure import actions, declared
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.tokens import actions as tokens
from gongkai.foundation.tokens.scopes import Scope
from tests.disclosure.conftest import FINES, fields_of, fine, rows
from tests.workbench.api.conftest import Program, _person


@pytest.fixture
def drafting(city, monkeypatch):
    known = fields_of(FINES)
    monkeypatch.setattr(declared, "installed", lambda: known)
    city.people["linye", "drafter"] = _person(city, "linye", "drafter", Role.DRAFTER)
    city.people["linye", "reviewer"] = _person(city, "linye", "reviewer", Role.REVIEWER)
    return city


def begin(program, **more):
    given = {"rows": [fine(1), fine(2)], **more}
    return program.post("/data/fines/releases", given)


def test_rows_are_tried_mended_and_handed_to_another_person(drafting, program):
    feeding = program("linye", "drafter", Scope.DATA_READ, Scope.DATA_WRITE)
    answer = feeding.post(
        "/data/fines/releases", {"rows": [fine(1), fine(2, kind="没有的种类")]}, key="first-of-march"
    )
    assert answer.status_code == 201, answer.content.decode()
    tried = answer.json()
    assert (tried["added"], tried["refused"], tried["problem_count"]) == (1, 1, 1)
    assert (tried["problems"][0]["row"], tried["problems"][0]["column"]) == (2, "kind")
    here = f"/data/releases/{tried['id']}"
    again = feeding.post(
        "/data/fines/releases", {"rows": [fine(1), fine(2, kind="没有的种类")]}, key="first-of-march"
    )  # fmt: skip
    assert again.json()["id"] == tried["id"]
    assert feeding.post(f"{here}/steps/submit").status_code == 409
    mended = feeding.post(f"{here}/rows", {"rows": [fine(1), fine(2)]}).json()
    assert (mended["added"], mended["refused"]) == (2, 0)
    stale = feeding.post(f"{here}/steps/submit", **{"If-Match": '"1"'})
    assert stale.status_code == 412
    submitted = feeding.post(f"{here}/steps/submit").json()
    assert submitted["state"] == "in_review"
    assert rows() == []
    assert not {"release.approve", "release.release"} & {
        path.rpartition("/")[2] for path in feeding.client.get("/api/staff/openapi.json").json()["paths"]
    }
    now = timezone.now()
    reviewer = queries.actor_for(drafting.people["linye", "reviewer"], timezone.localdate(now))
    assert actions.approve(actor=reviewer, now=now, release_id=tried["id"])
    writer = queries.actor_for(drafting.people["linye", "drafter"], timezone.localdate(now))
    assert actions.release(actor=writer, now=now, release_id=tried["id"])
    told = feeding.get(here)
    assert told.json()["number"] == 1
    assert told["ETag"]
    assert len(rows()) == 2
    repeated = begin(feeding).json()
    assert (repeated["added"], repeated["same"]) == (0, 2)
    assert [each["id"] for each in feeding.get("/data/releases").json()["releases"]] == [
        repeated["id"], tried["id"]
    ]  # fmt: skip


def test_a_token_reaches_its_own_body_and_data_sets_only(drafting, program):
    assert begin(program("linye", "drafter", Scope.DATA_READ)).status_code == 403
    assert begin(program("jiaoyu", "signer")).status_code in (403, 409)
    begun = begin(program("linye", "drafter")).json()["id"]
    assert program("jiaoyu", "signer").get(f"/data/releases/{begun}").status_code == 404
    now = timezone.now()
    today = timezone.localdate(now)
    actor = queries.actor_for(drafting.people["linye", "drafter"], today)
    issued = tokens.issue_token(
        actor=actor, now=now, body_id=drafting.bodies["linye"], name="对接程序",
        scopes=["data:read", "data:write"], expires_on=today + timedelta(days=30), data_sets=["penalties"],
    )  # fmt: skip
    held = Program(issued.token)
    assert begin(held).status_code == 403
    assert held.post(f"/data/releases/{begun}/steps/cancel", {"reason": "错。"}).status_code == 403
    assert held.get(f"/data/releases/{begun}").status_code == 200
    assert begin(program("linye", "drafter"), body="nobody").status_code == 422
    assert program("linye", "drafter").post("/data/nothing/releases", {"rows": [{}]}).status_code in (
        409,
        422,
    )
