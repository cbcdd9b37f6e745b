"""A request on the clerk's screens, from the counter to the reply."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.entering import enter
from gongkai.casework.queries import case_visible_to
from gongkai.casework.queries.whole import WholeCase, whole_case
from gongkai.foundation.ledger import chain
from gongkai.foundation.ledger.queries import told
from gongkai.foundation.organisations.roles import SYSTEM, Role

from .conftest import WANTED, Office, follow, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/cases/"


def _state(case_id: int) -> str:
    return case_visible_to(SYSTEM, case_id, timezone.localdate()).state


def _seen(office: Office, case_id: int) -> WholeCase:
    return whole_case(office.actor(Role.REQUEST_CLERK), case_id, timezone.localdate())


def _step(case_id: int, verb: str) -> str:
    return f"{HERE}{case_id}/steps/case.{verb}/"


def _form(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def _typed(**more: str) -> dict[str, str]:
    today = timezone.localdate().isoformat()
    return {
        "submitted": today, "type": "natural", "name": "张样本", "id_kind": "居民身份证",
        "id_number": "990000199001010012", "phone": "13800001234", "wanted": WANTED, "form": "paper",
        "delivery": "post", **more,
    }  # fmt: skip


def test_a_request_at_the_counter_is_registered_once_and_its_code_shown_in_this_sitting(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    hidden = _form(text_of(clerk.get(f"{HERE}new/counter/")))
    first = clerk.post(f"{HERE}new/counter/", _typed(**hidden, helped="on"))
    page = follow(clerk, first)
    code = re.search(r"<code>([^<]+)</code>", page)
    assert code
    assert len(code[1].replace("-", "")) >= 12
    assert "查询码只在这里显示" in page
    again = clerk.post(f"{HERE}new/counter/", _typed(**hidden, helped="on"))
    assert again["Location"] == first["Location"]
    case_id = int(first["Location"].split("/")[3])
    assert _state(case_id) == "registered"
    slip = clerk.post(f"{HERE}{case_id}/slip/")
    assert slip["Content-Type"] == "application/pdf"
    assert code[1] not in text_of(office.desk(Role.OFFICE_HEAD).get(f"{HERE}{case_id}/"))


def test_who_lost_the_code_gets_a_new_one_and_the_old_one_is_void(office: Office):
    case_id, clerk = office.received(), office.desk(Role.REQUEST_CLERK)
    address = f"{HERE}{case_id}/code/"
    assert address in text_of(clerk.get(f"{HERE}{case_id}/"))
    assert office.desk(Role.OFFICE_HEAD).get(address).status_code == 403
    assert told("query_code", case_id) == []
    page = follow(clerk, clerk.post(address, {"reason": "当面核对身份证"}))
    code = re.search(r"<code>([^<]+)</code>", page)
    assert code
    number = case_visible_to(SYSTEM, case_id, timezone.localdate()).number
    assert enter(now=timezone.now(), number=number, code=code[1], address="here")
    follow(clerk, clerk.post(address, {"reason": "又丢了"}))
    assert not enter(now=timezone.now(), number=number, code=code[1], address="there")
    assert [each.reason for each in told("query_code", case_id)] == ["当面核对身份证", "又丢了"]


def test_only_the_days_the_channel_needs_are_asked_for_and_a_fax_waits_for_confirmation(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    assert 'name="signed_for"' not in text_of(clerk.get(f"{HERE}new/counter/"))
    page = text_of(clerk.get(f"{HERE}new/fax/"))
    assert 'name="reached_system"' in page
    assert 'name="confirmed"' in page
    made = clerk.post(f"{HERE}new/fax/", _typed(reached_system=timezone.localdate().isoformat()))
    assert "与申请人确认" in follow(clerk, made)
    case_id = int(made["Location"].split("/")[3])
    assert _state(case_id) == "unconfirmed"
    confirmed = clerk.post(_step(case_id, "confirm_receipt"), {"on": timezone.localdate().isoformat()})
    assert "已确认收到" in follow(clerk, confirmed)
    assert _state(case_id) == "registered"


def test_days_that_cannot_have_been_are_told_beside_the_field(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    before = (timezone.localdate() - timedelta(days=3)).isoformat()
    page = text_of(clerk.post(f"{HERE}new/signed_post/", _typed(signed_for=before)))
    assert "早于提交" in page
    assert WANTED in page


def test_personal_data_is_masked_until_somebody_asks_with_a_reason(office: Office):
    case_id = office.received()
    clerk = office.desk(Role.REQUEST_CLERK)
    for page in (f"{HERE}{case_id}/", HERE, f"{HERE}{case_id}/history/"):
        shown = text_of(clerk.get(page))
        assert "13800001234" not in shown
        assert "张样本" not in shown
    assert "张某某" in text_of(clerk.get(HERE))
    assert clerk.post(f"{HERE}{case_id}/unmask/", {"reason": ""}).status_code == 302
    assert told("unmasking", case_id) == []
    clear = text_of(clerk.post(f"{HERE}{case_id}/unmask/", {"reason": "电话联系申请人"}))
    assert "13800001234" in clear
    assert [event.reason for event in told("unmasking", case_id)] == ["电话联系申请人"]
    printed = text_of(clerk.post(f"{HERE}{case_id}/unmask/", {"reason": "打印", "as": "form"}))
    assert "申请人（签字、盖章或者按手印）" in printed
    export = b"".join(clerk.get(f"{HERE}export.csv").streaming_content).decode()
    assert "张某某" in export
    assert "13800001234" not in export


def test_who_oversees_sees_the_case_masked_and_without_the_words_of_the_request(office: Office):
    case_id = office.received(wanted="我的邻居赵样本的宅基地批准文件")
    page = text_of(office.desk(Role.CITY_OFFICE, "city").get(f"{HERE}{case_id}/"))
    assert "张样本" not in page
    assert "现在没有您可以办理的" in page
    seen = whole_case(office.actor(Role.CITY_OFFICE, "city"), case_id, timezone.localdate())
    assert seen.words is None
    assert office.desk(Role.REQUEST_CLERK, "land").get(f"{HERE}{case_id}/").status_code == 404


def test_the_second_clerk_is_told_who_did_what_and_keeps_what_he_typed(office: Office):
    case_id = office.handled()
    clerk = office.desk(Role.REQUEST_CLERK)
    address = _step(case_id, "inquire")
    seen = _form(text_of(clerk.get(address)))["based_on"]
    office.do(actions.assign, case_id=case_id, unit="林政科")
    today = timezone.localdate().isoformat()
    said = {"to_unit": "档案室", "question": "有没有这份名单", "due_on": today, "on": today}
    page = text_of(clerk.post(address, {**said, "based_on": seen}))
    assert "分办" in page
    assert "依申请公开经办人某" in page
    assert "有没有这份名单" in page
    assert _seen(office, case_id).handling.inquiries == ()
    done = clerk.post(address, {**said, "based_on": _form(page)["based_on"]})
    assert "核查已发出" in follow(clerk, done)


def test_what_is_refused_stands_in_words_with_its_article(office: Office):
    case_id = office.received(applicant=actions.ApplicantFacts(name="张样本", phone="13800001234"))
    page = text_of(office.desk(Role.REQUEST_CLERK).post(_step(case_id, "examine")))
    assert "身份证明" in page
    assert "第二十九条" in page
    assert _state(case_id) == "registered"


def test_an_extension_is_asked_for_by_the_clerk_and_granted_by_the_head(office: Office):
    case_id = office.handled()
    clerk, head = office.desk(Role.REQUEST_CLERK), office.desk(Role.OFFICE_HEAD)
    clerk.post(_step(case_id, "request_extension"), {"days": "20", "reason": "卷宗多"})
    assert "延期申请正在等负责人审批" in text_of(clerk.get(f"{HERE}{case_id}/"))
    assert clerk.get(_step(case_id, "extend")).status_code == 403
    assert "审批延期 20 个工作日" in text_of(head.get("/workbench/"))
    assert "卷宗多" in text_of(head.get(f"{HERE}asked/"))
    granted = head.post(_step(case_id, "extend"), {"on": timezone.localdate().isoformat()})
    assert "已批准延期" in follow(head, granted)
    seen = _seen(office, case_id)
    assert seen.reading
    assert seen.reading.extended


def test_a_reply_goes_from_the_decision_to_the_proof_of_service(office: Office):
    case_id = office.handled()
    clerk, today = office.desk(Role.REQUEST_CLERK), timezone.localdate().isoformat()
    assert "区分处理的，只计这一情形" in text_of(clerk.get(f"{HERE}{case_id}/decide/"))
    said = {"outcome": "already_public", "on": today, "fact_where_to_find": "本机关网站"}
    page = follow(clerk, clerk.post(f"{HERE}{case_id}/decide/", said))
    assert "60日内向某市人民政府" in page
    reply = f"{HERE}{case_id}/reply/"
    kept = clerk.post(f"{reply}draft/", {"fact_where_to_find": "本机关网站公开栏", "text": _letter(page)})
    assert "本机关网站公开栏" in follow(clerk, kept)
    chain = (
        (Role.REQUEST_CLERK, "send_to_review", {}), (Role.REVIEWER, "review_ok", {}),
        (Role.SIGNER, "sign", {"on": today}), (Role.REQUEST_CLERK, "send", {"on": today, "way": "handed"}),
        (Role.REQUEST_CLERK, "prove_service", {"served_on": today, "service_id": ""}),
    )  # fmt: skip
    for role, verb, given in chain:
        desk = office.desk(role)
        if verb == "prove_service":
            given["service_id"] = str(_seen(office, case_id).reply.services[0].id)
        else:
            assert f"reply.{verb}" in text_of(desk.get(reply))
        done = desk.post(f"{reply}steps/reply.{verb}/", given)
        assert done.status_code == 302, (verb, text_of(done)[:4000])
    seen = _seen(office, case_id)
    assert seen.card.state == "replied"
    assert seen.reply
    assert seen.reply.services[0].served_on == timezone.localdate()
    history = text_of(clerk.get(f"{HERE}{case_id}/history/"))
    assert "签发" in history
    assert "审核通过" in history
    assert "登记送达" in history


def _letter(page: str) -> str:
    found = re.search(r'<textarea name="text"[^>]*>\s*([^<]*)</textarea>', page)
    assert found
    return found[1]


def test_a_reply_that_came_back_shows_why(office: Office):
    case_id = office.handled()
    office.do(
        actions.decide, case_id=case_id, outcome="already_public", facts={"where_to_find": "本机关网站"}
    )
    clerk, reviewer = office.desk(Role.REQUEST_CLERK), office.desk(Role.REVIEWER)
    reply = f"{HERE}{case_id}/reply/"
    clerk.post(f"{reply}steps/reply.send_to_review/", {})
    assert case_id in {
        int(each) for each in re.findall(r"/cases/(\d+)/reply/", text_of(reviewer.get("/workbench/")))
    }
    back = reviewer.post(f"{reply}steps/reply.return/", {"reason": "写明栏目名称"})
    assert "已退回起草人" in follow(reviewer, back)
    page = text_of(clerk.get(reply))
    assert "写明栏目名称" in page
    assert 'name="text"' in page


def test_what_a_third_party_or_another_body_is_asked_and_answers(office: Office):
    case_id = office.handled()
    clerk, today = office.desk(Role.REQUEST_CLERK), timezone.localdate().isoformat()
    asked = {
        "to_body_id": str(office.bodies["land"]), "question": "是否保存这份名单", "due_on": today,
        "on": today,
    }  # fmt: skip
    assert clerk.post(_step(case_id, "inquire"), asked).status_code == 302
    neighbour = office.desk(Role.REQUEST_CLERK, "land")
    page = text_of(neighbour.get(f"{HERE}asked/"))
    assert "是否保存这份名单" in page
    address = re.search(r'href="(/workbench/cases/asked/inquiries/\d+/)"', page)
    assert address
    assert office.desk(Role.REQUEST_CLERK, "city").get(address[1]).status_code == 404
    assert neighbour.post(address[1], {"answer": "我局保存"}).status_code == 302
    assert "我局保存" in text_of(clerk.get(f"{HERE}{case_id}/"))


def test_the_board_names_whose_date_a_holiday_notice_brought_forward(office: Office):
    case_id = office.handled()
    was, now = {"due": "2030-02-08", "provisional": True}, {"due": "2030-02-01", "provisional": False}
    chain.append(
        at=timezone.now(), actor="system", body=office.bodies["forestry"], verb="calendar.load_notice",
        subject_type="deadline", subject_id=f"case:{case_id}", before=was, after=now, reason="",
        rule_version="",
    )  # fmt: skip
    clerk, neighbour = office.desk(Role.REQUEST_CLERK), office.desk(Role.REQUEST_CLERK, "land")
    assert "由2030年2月8日提前到2030年2月1日" in text_of(clerk.get(f"{HERE}board/"))
    assert "提前到" not in text_of(neighbour.get(f"{HERE}board/"))


def test_the_board_counts_and_the_feed_is_private(office: Office):
    office.handled()
    clerk = office.desk(Role.REQUEST_CLERK)
    page = text_of(clerk.get(f"{HERE}board/"))
    feed = re.search(r'<code id="feed">http://[^/]+(/[^<]+)</code>', page)
    assert feed
    calendar = text_of(office.sign_in(office.people["land", Role.DRAFTER]).get(feed[1]))
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:forestry-" in calendar
    assert "张" not in calendar
    assert clerk.get(feed[1].replace(".ics", "x.ics")).status_code == 404


def test_a_reconsideration_is_registered_against_a_case(office: Office):
    case_id = office.handled()
    clerk, today = office.desk(Role.REQUEST_CLERK), timezone.localdate().isoformat()
    said = {"organ": "某市人民政府", "filed_on": today, "type": "natural", "name": "张样本"}
    made = clerk.post(f"{HERE}challenges/new/reconsideration/?about={case_id}", said)
    page = follow(clerk, made)
    assert "某市人民政府" in page
    assert "行政复议" in text_of(clerk.get(f"{HERE}{case_id}/"))
    told_of = {"document": "（2026）样复1号", "on": today}
    notified = clerk.post(f"{made['Location']}steps/reconsideration.notify/", told_of)
    assert "书面答复的期限已算出" in follow(clerk, notified)


def test_a_template_that_tells_its_own_remedies_cannot_be_saved(office: Office):
    head = office.desk(Role.OFFICE_HEAD)
    address = f"{HERE}settings/letters/2019/disclosed/"
    page = text_of(head.get(address))
    wrong = _letter(page) + "\n如不服，可以在3个月内向人民法院起诉。"
    shown = text_of(head.post(address, {"text": wrong, "body": str(office.bodies["forestry"])}))
    assert "govuk-error-summary" in shown
    assert "3个月内" in shown


def test_the_page_says_what_comes_next_and_whose_it_is(office: Office):
    case_id = office.received()
    clerk, address = office.desk(Role.REQUEST_CLERK), f"{HERE}{case_id}/"
    assert "齐全的，审查受理" in text_of(clerk.get(address))
    assert "齐全的，审查受理" not in text_of(office.desk(Role.CITY_OFFICE, "city").get(address))
    office.do(actions.examine, case_id=case_id)
    reply = office.do(
        actions.decide, case_id=case_id, outcome="already_public", facts={"where_to_find": "本机关网站"}
    )
    assert "打开答复书" in text_of(clerk.get(address))
    office.do(actions.send_to_review, reply_id=reply.pk)
    page = text_of(clerk.get(address))
    assert "答复书审核中，下一步由审核人、公开机构负责人办理：公开机构负责人某、审核人某。" in page
    assert "现在还不能办的" in page
    for step, role in ((actions.review_ok, Role.REVIEWER), (actions.sign, Role.SIGNER)):
        office.do(step, role, reply_id=reply.pk)
    office.do(actions.send, reply_id=reply.pk, way="ems")
    page = text_of(clerk.get(address))
    assert "收到送达凭证后登记送达" in page
    assert "reply.prove_service" in page


def test_what_nobody_has_taken_yet_stands_on_the_clerks_front_page(office: Office):
    office.received()
    assert "审查受理或者要求补正" in text_of(office.desk(Role.REQUEST_CLERK).get("/workbench/"))
    assert "审查受理或者要求补正" not in text_of(office.desk(Role.REQUEST_CLERK, "land").get("/workbench/"))
    assert "审查受理或者要求补正" not in text_of(office.desk(Role.SIGNER).get("/workbench/"))
