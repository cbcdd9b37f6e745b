"""Mail that arrived, and cases that resemble each other, by program."""

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.actions import ChallengeFacts
from gongkai.foundation.mail import intake
from gongkai.foundation.organisations.queries import actor_for
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.tokens.scopes import Scope
from tests.casework.handling.conftest import PERSON
from tests.workbench.api.conftest import request_of

pytestmark = pytest.mark.django_db
MAIL = (
    b"From: Sample <sample@example.org>\r\nTo: office@example.org\r\nSubject: request\r\n"
    b"Date: Mon, 2 Mar 2026 09:00:00 +0800\r\nMessage-ID: <one@example.org>\r\n"
    b'Content-Type: text/plain; charset="utf-8"\r\n\r\n' + "请公开退耕还林补助名单".encode() + b"\r\n"
)


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def mail_id(city) -> int:
    """A mail that arrived at the forestry office."""
    now = timezone.now()
    clerk = actor_for(city.people["linye", "request_clerk"], timezone.localdate(now))
    taken = intake.import_file(actor=clerk, now=now, body_id=city.bodies["linye"], content=MAIL, name="a.eml")
    assert taken
    return taken[0].id


def test_mail_is_listed_and_read_by_the_bodys_clerk_only(clerk, program, mail_id):
    (listed,) = clerk.get("/mails").json()["mails"]
    assert (listed["id"], listed["body"], listed["state"]) == (mail_id, "linye", "arrived")
    assert "退耕还林" in clerk.get(f"/mails/{mail_id}").json()["text"]
    raw = clerk.get(f"/mails/{mail_id}/message.eml")
    assert raw["Content-Type"] == "message/rfc822"
    assert raw.content.startswith(b"From: Sample")
    other = program("jiaoyu", "request_clerk")
    assert other.get("/mails").json()["mails"] == []
    for path in (f"/mails/{mail_id}", f"/mails/{mail_id}/message.eml"):
        assert other.get(path).status_code == 404
    without = program("linye", "request_clerk", Scope.CASES_READ)
    assert without.get("/mails").status_code == 403


def test_a_mail_is_taken_once_and_becomes_a_case(clerk, case, mail_id):
    taken = clerk.post(f"/mails/{mail_id}/take", {"case": case["id"]})
    assert taken.status_code == 200, taken.content.decode()
    assert taken.json()["subject"] == ["case", str(case["id"])]
    assert clerk.get("/mails").json()["mails"] == []
    assert [each["id"] for each in clerk.get("/mails?done=true").json()["mails"]] == [mail_id]
    assert clerk.post(f"/mails/{mail_id}/take", {"case": case["id"]}).status_code == 409


def test_a_mail_that_is_no_request_is_set_aside_with_a_reason(clerk, program, mail_id):
    assert clerk.post(f"/mails/{mail_id}/set_aside", {"reason": " "}).status_code == 409
    assert program("jiaoyu", "request_clerk").post(
        f"/mails/{mail_id}/set_aside", {"reason": "广告"}
    ).status_code == 404  # fmt: skip
    assert clerk.post(f"/mails/{mail_id}/set_aside", {"reason": "广告"}).json()["state"] == "set_aside"


def test_duplicates_and_similar_cases_are_told(clerk, program, case):
    again = clerk.post("/cases", request_of()).json()
    told = clerk.get(f"/cases/{again['id']}/similar").json()
    assert [each["id"] for each in told["duplicates"]] == [case["id"]]
    (near,) = told["alike"]
    assert (near["id"], near["same_text"], near["share"]) == (case["id"], True, 1.0)
    assert program("jiaoyu", "request_clerk").get(f"/cases/{case['id']}/similar").status_code == 404


@pytest.fixture
def complaint_id(city) -> int:
    """The city handles a complaint about the forestry office and asks it to explain itself."""
    now = timezone.now()
    today = timezone.localdate(now)
    officer = actor_for(city.people["qingshan", "office"], today)
    made = actions.register_complaint(
        actor=PUBLIC, now=now, body_id=city.bodies["qingshan"], text="张样本投诉：逾期不答复",
        against_id=city.bodies["linye"], applicant=PERSON,
        facts=ChallengeFacts("青山市人民政府办公室", today),
    )  # fmt: skip
    assert made
    assert actions.examine_complaint(actor=officer, now=now, case_id=made.case_id)
    assert actions.ask_explanation(actor=officer, now=now, case_id=made.case_id, due_on=today)
    return made.case_id


def test_the_body_complained_of_explains_itself_by_program(clerk, program, complaint_id):
    (asked,) = clerk.get("/explanations").json()
    assert (asked["case"], asked["body"], asked["open"]) == (complaint_id, "linye", True)
    assert "张样本" not in asked["text"]
    other = program("jiaoyu", "request_clerk")
    assert other.get("/explanations").json() == []
    assert other.post(f"/explanations/{complaint_id}/answer", {"text": "越权"}).status_code == 404
    told = clerk.post(f"/explanations/{complaint_id}/answer", {"text": "已于期限内答复"}).json()
    assert (told["open"], told["explanation"]) == (False, "已于期限内答复")
    assert clerk.post(f"/explanations/{complaint_id}/answer", {"text": "再说"}).status_code == 409
