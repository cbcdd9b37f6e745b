"""Cases by the programming interface: whose they are, page by page, once, and nobody overrun."""

import json
import threading
import uuid

import pytest
from django.db import connection

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import REGISTRY
from gongkai.foundation.tokens.scopes import Scope
from gongkai.workbench.api import steps
from tests.workbench.api.conftest import request_of

pytestmark = pytest.mark.django_db


def test_a_request_is_registered_and_read(clerk, case):
    answer = clerk.get(f"/cases/{case['id']}")
    assert answer.status_code == 200, answer.content.decode()
    found = answer.json()
    assert found["number"] == case["number"]
    assert found["body"] == {"code": "linye", "name": "青山市林业局"}
    assert found["state"] == "registered"
    assert found["clock"]["due"] == case["due"]
    assert found["clock"]["day_number"] == 0
    assert found["lines"][0]["article"]
    assert "ask_correction" in found["steps"]
    assert answer["ETag"] == f'"{found["revision"]}"'
    assert answer["Cache-Control"] == "no-store"


def test_personal_data_is_masked(clerk, case):
    for path in (f"/cases/{case['id']}", "/cases", f"/cases/{case['id']}/history"):
        told = clerk.get(path).content.decode()
        assert "张小明" not in told
        assert "13800000001" not in told
        assert "990000199001010000" not in told
    assert clerk.get(f"/cases/{case['id']}").json()["applicant"] == "张某某"


def test_nothing_new_is_told_as_304(clerk, case):
    tag = clerk.get(f"/cases/{case['id']}")["ETag"]
    answer = clerk.get(f"/cases/{case['id']}", **{"If-None-Match": tag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", tag)


def test_without_a_token_nothing(client, case):
    for path in ("/cases", f"/cases/{case['id']}", f"/cases/{case['id']}/history"):
        answer = client.get(f"/api/staff{path}")
        assert answer.status_code == 401
        assert "令牌" in answer.json()["message"]
        assert answer["WWW-Authenticate"] == "Bearer"
        headers = {"Authorization": "Bearer gk_wrong"}
        assert client.get(f"/api/staff{path}", headers=headers).status_code == 401


def test_a_scope_takes_away(program, case):
    reads = program("linye", "request_clerk", Scope.CASES_READ)
    assert reads.get(f"/cases/{case['id']}").status_code == 200
    for path, body in (("/cases", request_of()), (f"/cases/{case['id']}/steps/examine", {})):
        answer = reads.post(path, body)
        assert answer.status_code == 403
        assert "cases:write" in answer.json()["message"]
    writes = program("linye", "request_clerk", Scope.CASES_WRITE)
    assert writes.get("/cases").status_code == 403


def test_other_bodies_see_and_do_nothing(program, case):
    other = program("jiaoyu", "request_clerk")
    events = Event.objects.count()
    for path in (f"/cases/{case['id']}", f"/cases/{case['id']}/history"):
        assert other.get(path).status_code == 404
    assert other.get("/cases").json() == {"cases": [], "next": ""}
    answer = other.post(f"/cases/{case['id']}/steps/assign", {})
    assert answer.status_code == 404
    assert answer.json() == other.get("/cases/999999").json()
    assert other.post("/cases", request_of(body="linye")).status_code == 409
    assert Event.objects.count() == events


def test_who_oversees_sees_masked_and_does_nothing(program, case):
    office = program("qingshan", "office")
    found = office.get(f"/cases/{case['id']}").json()
    assert found["applicant"] == "张某某"
    assert found["steps"] == []
    answer = office.post(f"/cases/{case['id']}/steps/examine", {})
    assert answer.status_code == 409
    assert answer.json()["message"]
    assert answer.json()["article"]


def test_the_list_goes_on_by_cursor_while_new_cases_come(clerk):
    numbers = [clerk.post("/cases", request_of()).json()["number"] for _each in range(5)]
    first = clerk.get("/cases?limit=2").json()
    clerk.post("/cases", request_of())
    second = clerk.get(f"/cases?limit=2&cursor={first['next']}").json()
    third = clerk.get(f"/cases?limit=2&cursor={second['next']}").json()
    found = [each["number"] for page in (first, second, third) for each in page["cases"]]
    assert found == numbers[::-1]
    assert third["next"] == ""


def test_a_cursor_of_ones_own_making_is_refused(clerk):
    assert clerk.get("/cases?cursor=MTI").status_code == 422


def test_the_list_is_narrowed(clerk, case):
    for query, number in (
        ("state=registered", 1), ("state=closed", 0), ("kind=lawsuit", 0), ("channel=counter", 1),
        ("body=linye", 1), ("body=jiaoyu", 0), (f"number={case['number']}", 1), ("received_to=2020-01-01", 0),
    ):  # fmt: skip
        assert len(clerk.get(f"/cases?{query}").json()["cases"]) == number, query


def test_a_page_asks_the_same_number_of_questions_however_long(clerk, django_assert_max_num_queries):
    for _each in range(2):
        clerk.post("/cases", request_of())
    with django_assert_max_num_queries(25) as asked:
        clerk.get("/cases")
        few = len(asked)
    for _each in range(6):
        clerk.post("/cases", request_of())
    with django_assert_max_num_queries(few):
        clerk.get("/cases")


def test_the_same_key_gives_one_case_and_the_same_answer(clerk):
    key, body = uuid.uuid4().hex, request_of()
    first, again = (clerk.post("/cases", body, key=key) for _each in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json() == again.json()
    assert again["Idempotency-Replayed"] == "true"
    assert again["Location"] == first["Location"]
    assert len(clerk.get("/cases").json()["cases"]) == 1


def test_the_same_key_with_another_content_is_refused(clerk):
    key = uuid.uuid4().hex
    clerk.post("/cases", request_of(), key=key)
    answer = clerk.post("/cases", request_of(helped=True), key=key)
    assert answer.status_code == 409
    assert "Idempotency-Key" in answer.json()["message"]
    assert len(clerk.get("/cases").json()["cases"]) == 1


def test_anothers_key_is_not_mine(program, clerk):
    key = uuid.uuid4().hex
    clerk.post("/cases", request_of(), key=key)
    answer = program("jiaoyu", "request_clerk").post("/cases", request_of(), key=key)
    assert answer.status_code == 201
    assert "Idempotency-Replayed" not in answer


def test_a_refused_request_leaves_its_key_free(clerk):
    key = uuid.uuid4().hex
    assert clerk.post("/cases", request_of(request={"wanted": " "}), key=key).status_code == 422
    assert clerk.post("/cases", request_of(), key=key).status_code == 201


def test_a_revoked_token_does_not_get_the_kept_answer(clerk, city):
    key, body = uuid.uuid4().hex, request_of()
    clerk.post("/cases", body, key=key)
    from_now = type(clerk)("gk_" + "a" * 43)
    assert from_now.post("/cases", body, key=key).status_code == 401


def test_without_a_key_nothing_is_written(clerk):
    answer = clerk.client.post(
        "/api/staff/cases", json.dumps(request_of()), content_type="application/json",
        headers={"Authorization": f"Bearer {clerk.token}"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json()["message"]
    assert clerk.get("/cases").json()["cases"] == []


def test_the_query_code_is_not_readable_in_what_is_kept(clerk, case):
    with connection.cursor() as cursor:
        cursor.execute("SELECT encode(sealed, 'escape'), key_hash FROM interface_keptanswer")
        kept = str(cursor.fetchall())
    assert kept
    assert case["code"] not in kept


def test_who_comes_second_is_told_who_did_what(clerk, program, case):
    tag = clerk.get(f"/cases/{case['id']}")["ETag"]
    first = clerk.post(f"/cases/{case['id']}/steps/examine", {})
    assert first.status_code == 200, first.content.decode()
    assert first["ETag"] != tag
    late = clerk.post(f"/cases/{case['id']}/steps/examine", {}, **{"If-Match": tag})
    assert late.status_code == 412, late.content.decode()
    assert late.json()["details"]
    assert clerk.get(f"/cases/{case['id']}").json()["state"] == first.json()["case"]["state"] == "handling"


def test_a_step_of_another_kind_of_case_is_refused_in_words(clerk, case):
    answer = clerk.post(f"/cases/{case['id']}/steps/complaint.withdraw", {})
    assert answer.status_code in (404, 409), answer.content.decode()
    assert answer.json()["message"]


def test_a_value_of_no_list_is_refused_in_words(clerk, case):
    assert clerk.post(f"/cases/{case['id']}/steps/examine", {}).status_code == 200
    body = {"party": "somebody", "name": "某公司", "information": "报告", "address": "样本路"}
    answer = clerk.post(f"/cases/{case['id']}/steps/consult", body)
    assert answer.status_code == 422, answer.content.decode()
    assert answer.json()["details"][0]["field"] == "party"


def test_a_step_that_the_state_forbids_is_refused_with_its_article(clerk, case):
    answer = clerk.post(f"/cases/{case['id']}/steps/receive_correction", {"text": "补充"})
    assert answer.status_code in (409, 422), answer.content.decode()
    assert answer.json()["message"]


def test_a_number_of_nothing_is_said_and_writes_nothing(clerk, case):
    assert clerk.post(f"/cases/{case['id']}/steps/examine", {}).status_code == 200
    events = Event.objects.count()
    body = {"question": "有无此件", "due_on": "2099-01-04", "to_body_id": 999_999_999}
    answer = clerk.post(f"/cases/{case['id']}/steps/inquire", body)
    assert answer.status_code in (404, 409), answer.content.decode()
    assert Event.objects.count() == events
    assert clerk.post("/inquiries/999999999/steps/answer_inquiry", {"answer": "有"}).status_code == 404


def test_what_only_the_system_does_has_no_address(clerk, case):
    for step in ("note_wrong_codes", "escalate", "erase"):
        assert clerk.post(f"/cases/{case['id']}/steps/{step}", {}).status_code == 404


def test_every_step_of_the_lifecycles_has_an_address():
    """A verb whose arguments a program can't send would be told here."""
    assert steps.LEFT_OUT == {}
    addresses = [each.address for each in steps.steps()]
    assert len(set(addresses)) == len(addresses)
    given = {verb for verb in steps._given_to_people() if verb in REGISTRY}
    assert given - steps.ELSEWHERE <= {each.verb for each in steps.steps()}


def test_a_misspelt_field_is_not_passed_over(clerk, case):
    answer = clerk.post(f"/cases/{case['id']}/steps/examine", {"notes": "x"})
    assert answer.status_code == 422
    assert "notes" in answer.json()["message"]


def test_too_many_calls_are_slowed(clerk, settings):
    settings.API_CALLS_A_MINUTE = 3
    answers = [clerk.get("/cases") for _each in range(4)]
    assert [each.status_code for each in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 61


def test_guessing_tokens_is_slowed(client, settings):
    settings.API_STRANGERS_CALLS_A_MINUTE = 2
    headers = {"Authorization": "Bearer gk_guess"}
    codes = [client.get("/api/staff/cases", headers=headers).status_code for _each in range(3)]
    assert codes == [401, 401, 429]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_with_one_key_make_one_case(clerk):
    key, body, answers = uuid.uuid4().hex, request_of(), []

    def send() -> None:
        try:
            answers.append(type(clerk)(clerk.token).post("/cases", body, key=key))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _each in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {each.status_code for each in answers} == {201}
    assert len({each.json()["number"] for each in answers}) == 1
    assert len(clerk.get("/cases").json()["cases"]) == 1
