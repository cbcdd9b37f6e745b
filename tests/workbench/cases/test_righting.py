"""Putting right what was entered wrongly, the body complained of, and what is told before it bites."""

from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.actions import ApplicantFacts, ChallengeFacts
from gongkai.casework.queries import case_visible_to
from gongkai.core.receipt import Arrival, Channel
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import PERSON, Office, follow, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/cases/"


def _case(case_id: int):
    return case_visible_to(SYSTEM, case_id, timezone.localdate())


def _step(case_id: int, verb: str) -> str:
    return f"{HERE}{case_id}/steps/case.{verb}/"


def _entered(office: Office, back: int) -> int:
    """At the counter so many days ago, entered today."""
    on = timezone.localdate() - timedelta(days=back)
    return office.received(arrival=Arrival(Channel.COUNTER, on))


def test_a_clerk_corrects_the_day_of_receipt(office: Office):
    case_id, today = _entered(office, 5), timezone.localdate()
    clerk = office.desk(Role.REQUEST_CLERK)
    assert "更正收到日期" in text_of(clerk.get(f"{HERE}{case_id}/"))
    page = text_of(clerk.get(_step(case_id, "correct_receipt")))
    assert f'value="{(today - timedelta(days=5)).isoformat()}"' in page, "filled with what is registered"
    typed = {
        "channel": "signed_post", "submitted": (today - timedelta(days=5)).isoformat(),
        "signed_for": (today - timedelta(days=2)).isoformat(), "reason": "信封上的邮戳",
    }  # fmt: skip
    missing = text_of(clerk.post(_step(case_id, "correct_receipt"), typed | {"signed_for": ""}))
    assert "等待签收" in missing
    page = follow(clerk, clerk.post(_step(case_id, "correct_receipt"), typed))
    assert "已更正，期限重新计算" in page
    assert _case(case_id).received_on == today - timedelta(days=2)


def test_the_head_undoes_a_closing_and_the_clerk_does_not(office: Office):
    today = timezone.localdate()
    case_id = _entered(office, 9)
    asked, until = today - timedelta(days=8), today - timedelta(days=6)
    office.do(actions.ask_correction, case_id=case_id, items="年度", until=until, on=asked, way="handed")
    assert actions.lapse(actor=SYSTEM, now=timezone.now(), case_id=case_id)
    assert office.desk(Role.REQUEST_CLERK).get(_step(case_id, "undo_correction_lapse")).status_code == 403
    head = office.desk(Role.OFFICE_HEAD)
    assert "已按期缴费" in text_of(head.get(f"{HERE}{case_id}/")), "told why it is not possible"
    typed = {"on": until.isoformat(), "text": "2025年度", "reason": "信件压在收发室"}
    late = text_of(head.post(_step(case_id, "undo_correction_lapse"), typed | {"on": (today).isoformat()}))
    assert "视为放弃申请" in late
    page = follow(head, head.post(_step(case_id, "undo_correction_lapse"), typed))
    assert "已撤销终止，继续办理" in page
    assert _case(case_id).state == "registered"


def test_the_body_complained_of_explains_on_its_own_page(office: Office):
    city, today = office.actor(Role.CITY_OFFICE, "city"), timezone.localdate()
    own = {"actor": city, "now": timezone.now()}
    made = actions.register_complaint(
        **own, body_id=office.bodies["city"], against_id=office.bodies["forestry"],
        text="张样本投诉：逾期不答复", applicant=ApplicantFacts(name=PERSON.name, phone=PERSON.phone),
        facts=ChallengeFacts("某市人民政府办公室", today),
    )  # fmt: skip
    assert actions.examine_complaint(**own, case_id=made.case_id)
    assert actions.ask_explanation(**own, case_id=made.case_id, due_on=today + timedelta(days=9))
    clerk = office.desk(Role.REQUEST_CLERK)
    address = f"{HERE}asked/complaints/{made.case_id}/"
    for page in (text_of(clerk.get(f"{HERE}asked/")), text_of(clerk.get("/workbench/"))):
        assert address in page
        assert "张样本" not in page
    page = text_of(clerk.get(address))
    assert "逾期不答复" in page
    assert "张样本" not in page
    assert clerk.get(f"{HERE}{made.case_id}/").status_code == 404
    follow(clerk, clerk.post(address, {"text": "已在期限内答复"}))
    assert "已在期限内答复" in text_of(clerk.get(address))
    assert clerk.post(address, {"text": "再说一次"}).status_code == 200
    assert office.desk(Role.REQUEST_CLERK, "land").get(address).status_code == 404


def test_missing_addresses_stand_on_the_board_and_in_the_settings(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    said = "通过互联网送达的答复应当提供网上提交行政复议申请的渠道，尚未登记"
    for page in (f"{HERE}board/", f"{HERE}settings/"):
        assert said in text_of(clerk.get(page))


def test_a_case_given_to_somebody_stands_on_his_front_page(office: Office):
    case_id = office.handled()
    drafter = office.desk(Role.DRAFTER)
    assert drafter.get(f"{HERE}{case_id}/").status_code == 404
    office.do(actions.assign, case_id=case_id, person_id=office.people["forestry", Role.DRAFTER])
    assert f"{HERE}{case_id}/" in text_of(drafter.get("/workbench/"))
    page = text_of(drafter.get(f"{HERE}{case_id}/"))
    assert "作出决定" in page
    assert _step(case_id, "withdraw") not in page


def test_the_board_says_that_proof_of_service_is_awaited(office: Office):
    case_id = office.handled()
    office.do(actions.ask_fee, case_id=case_id, basis="page", pages=40, payment="国库", way="ems")
    clerk = office.desk(Role.REQUEST_CLERK)
    assert "等待送达凭证" in text_of(clerk.get(f"{HERE}board/"))
    assert "缴费期限没有开始" in text_of(clerk.get(f"{HERE}{case_id}/"))
