"""Objecting by program: remedies, the fee, complaints once each; days as a calendar; tidings on and off."""

import uuid

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.queries import cases_visible_to
from gongkai.foundation.organisations.roles import SYSTEM
from tests.portal.casework_api.conftest import request_of

pytestmark = pytest.mark.django_db


def _cases(kind):
    return list(cases_visible_to(SYSTEM, timezone.localdate()).filter(kind=kind).order_by("pk"))


def _own(receipt, more=""):
    return f"/requests/{receipt['number']}{more}"


def test_a_complaint_about_ones_request_goes_above_once(citizen, receipt, city):
    key = uuid.uuid4().hex
    told = {"text": "电话一直没有人接", "name": "张小明", "phone": "13800000001"}
    made, again = (
        citizen.post(_own(receipt, "/complaints"), told, receipt["code"], key=key) for _each in range(2)
    )
    assert made.status_code == 201, made.content.decode()
    assert again.json() == made.json()
    (complaint,) = _cases("complaint")
    assert (complaint.body_id, complaint.about.number) == (city.bodies["qingshan"], receipt["number"])
    own = citizen.get(f"/requests/{made.json()['number']}", made.json()["code"])
    assert (own.json()["kind"], own.json()["state"]) == ("complaint", "received")
    assert made["Location"] == f"/api/citizen/requests/{made.json()['number']}"
    assert citizen.post(_own(receipt, "/complaints"), told, "AAAA-AAAA-AAAA").status_code == 401
    assert citizen.post(_own(receipt, "/complaints"), {"text": " "}, receipt["code"]).status_code == 201
    other = citizen.post(_own(receipt, "/complaints"), told | {"text": "另一件"}, receipt["code"], key=key)
    assert other.status_code == 409


def test_a_complaint_without_a_request(citizen, city):
    key = uuid.uuid4().hex
    told = {"body": "linye", "text": "网站上没有公开指南"}
    made, again = (citizen.post("/complaints", told, key=key) for _each in range(2))
    assert made.status_code == 201, made.content.decode()
    assert again.json() == made.json()
    (complaint,) = _cases("complaint")
    assert (complaint.body_id, complaint.about_id) == (city.bodies["qingshan"], None)
    assert citizen.post("/complaints", told | {"body": "nowhere"}).status_code == 422
    withdrawn = citizen.post(_own(made.json(), "/steps/withdraw"), {}, made.json()["code"])
    assert withdrawn.status_code == 200, withdrawn.content.decode()
    assert withdrawn.json()["state"] == "withdrawn"


def test_complaints_are_counted_with_what_an_address_sends(citizen, settings):
    settings.PORTAL_REQUESTS_AN_HOUR = 1
    told = {"body": "linye", "text": "网站上没有公开指南"}
    assert [citizen.post("/complaints", told).status_code for _each in range(2)] == [201, 429]


def test_remedies_against_silence_or_none_yet(citizen, receipt):
    told = citizen.get(_own(receipt, "/remedies"), receipt["code"]).json()
    assert told["remedy"] is None
    assert told["none"]
    assert told["complaints_to"] == "青山市人民政府"
    assert citizen.get(_own(receipt, "/fee"), receipt["code"]).json() == {"fee": None}
    assert citizen.get(_own(receipt, "/remedies")).status_code == 401


def test_the_fee_and_how_it_comes_about(citizen, receipt, clerk):
    now = timezone.now()
    (case,) = _cases("request")
    how = {"basis": "page", "pages": 120, "payment": "到窗口缴纳"}
    asked = actions.ask_fee(actor=clerk, now=now, case_id=case.pk, **how)
    if not asked:
        pytest.fail(str(asked))
    fee = citizen.get(_own(receipt, "/fee"), receipt["code"]).json()["fee"]
    assert (fee["basis"], fee["quantity"]) == ("page", 120)
    assert sum(line["total_fen"] for line in fee["lines"]) == fee["fen"] > 0
    assert fee["letter"]


def test_the_days_as_a_calendar_file(citizen, receipt):
    answer = citizen.get(_own(receipt, "/dates.ics"), receipt["code"])
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Content-Type"].startswith("text/calendar")
    assert f"DTSTART;VALUE=DATE:{receipt['due'].replace('-', '')}" in answer.content.decode()
    assert citizen.get(_own(receipt, "/dates.ics"), "AAAA-AAAA-AAAA").status_code == 401


def test_tidings_are_turned_off_and_on(citizen, receipt):
    before = citizen.get(_own(receipt), receipt["code"])
    assert before.json()["tidings"] is True
    for on in (False, True):
        told = citizen.post(_own(receipt, "/steps/set_tidings"), {"on": on}, receipt["code"])
        assert told.status_code == 200, told.content.decode()
        assert told.json()["tidings"] is on
        assert told["ETag"] == before["ETag"]
    silent = citizen.post("/requests", request_of(applicant={"name": "张小明"})).json()
    assert citizen.get(_own(silent), silent["code"]).json()["tidings"] is None


def test_what_is_no_request_is_withdrawn_too(citizen):
    told = {name: value for name, value in request_of().items() if name != "wanted"} | {"text": "公开标准"}
    for path in ("/suggestions", "/data-corrections"):
        made = citizen.post(path, told).json()
        done = citizen.post(_own(made, "/steps/withdraw"), {}, made["code"])
        assert done.status_code == 200, done.content.decode()
        assert done.json()["state"] == "withdrawn"


def test_every_creating_operation_takes_a_key(client):
    told = client.get("/api/citizen/openapi.json").json()["paths"]
    for path, operations in told.items():
        if "post" in operations:
            named = {each["name"] for each in operations["post"]["parameters"] if each["in"] == "header"}
            assert "Idempotency-Key" in named, path
