"""Files, redaction, mail and publishing on the clerk's screens."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from gongkai.casework import actions
from gongkai.casework.queries.replies import printed_notice
from gongkai.casework.queries.whole import WholeCase, whole_case
from gongkai.foundation.mail.queries import arrived
from gongkai.foundation.organisations.roles import Role

from .conftest import Office, follow, text_of

pytestmark = pytest.mark.django_db
HERE = "/workbench/cases/"
MAIL = (
    "From: =?utf-8?B?5byg5qC35pys?= <zhang@example.org>\r\nSubject: =?utf-8?B?55Sz6K+35YWs5byA?=\r\n"
    "Message-ID: <1@example.org>\r\nDate: Mon, 02 Mar 2026 09:00:00 +0800\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n请公开退耕还林补助名单\r\n"
).encode()


def _seen(office: Office, case_id: int) -> WholeCase:
    return whole_case(office.actor(Role.REQUEST_CLERK), case_id, timezone.localdate())


def _pdf(office: Office, case_id: int) -> SimpleUploadedFile:
    notice = _seen(office, case_id).notices[0].id
    return SimpleUploadedFile("名单.pdf", printed_notice(notice), "application/pdf")


def test_a_proof_of_identity_is_opened_for_a_reason_only(office: Office):
    case_id = office.received()
    clerk = office.desk(Role.REQUEST_CLERK)
    given = {"role": "identity", "papers": _pdf(office, case_id)}
    assert "材料已放进案卷" in follow(clerk, clerk.post(f"{HERE}{case_id}/steps/case.add_file/", given))
    (paper,) = [each for each in _seen(office, case_id).papers if each.role == "identity"]
    assert paper.file.is_sealed
    address = f"{HERE}{case_id}/sealed/{paper.file.id}/"
    assert "请写明查看的原因" in text_of(clerk.post(address, {"reason": ""}))
    assert clerk.post(address, {"reason": "核对身份"}).content.startswith(b"%PDF")
    assert office.desk(Role.OFFICE_HEAD).get(address).status_code == 404


def test_a_page_is_redacted_by_numbers_alone(office: Office):
    case_id = office.handled()
    clerk = office.desk(Role.REQUEST_CLERK)
    given = {"role": "enclosure", "papers": _pdf(office, case_id)}
    clerk.post(f"{HERE}{case_id}/steps/case.add_file/", given)
    (paper,) = [each for each in _seen(office, case_id).papers if each.role == "enclosure"]
    assert "名单.pdf" in text_of(clerk.get(f"{HERE}{case_id}/redact/"))
    page = text_of(clerk.get(f"{HERE}{case_id}/redact/?file={paper.file.id}"))
    assert "redact.js" in page
    image = clerk.get(f"{HERE}{case_id}/redact/{paper.file.id}/1.png")
    assert image["Content-Type"] == "image/png"
    half = {
        "file": paper.file.id, "apply": "1", "reason": "涉及个人隐私", "box-page": ["1", "1"],
        "box-x": ["10", "20"], "box-y": ["10", ""], "box-width": ["30", "5"], "box-height": ["5", "5"],
    }  # fmt: skip
    assert "没有填全" in text_of(clerk.post(f"{HERE}{case_id}/redact/", half))
    whole = {**half, "box-page": ["1", "1"], "box-y": ["10", "40"]}
    assert clerk.post(f"{HERE}{case_id}/redact/", whole).status_code == 302
    assert [each.role for each in _seen(office, case_id).papers if each.role == "redacted"] == ["redacted"]


def test_a_mail_is_taken_in_once_and_becomes_a_case(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    for _again in range(2):
        clerk.post(f"{HERE}mail/upload/", {"files": SimpleUploadedFile("a.eml", MAIL)})
    (mail,) = arrived(office.actor(Role.REQUEST_CLERK))
    assert "有 1 封来信待处理" in text_of(clerk.get("/workbench/"))
    assert "请公开退耕还林补助名单" in text_of(clerk.get(f"{HERE}mail/{mail.id}/"))
    assert office.desk(Role.REQUEST_CLERK, "land").get(f"{HERE}mail/{mail.id}/").status_code == 404
    page = text_of(clerk.get(f"{HERE}new/email/?mail={mail.id}"))
    assert 'value="zhang@example.org"' in page
    today = timezone.localdate().isoformat()
    said = {
        "mail": str(mail.id), "key": "one", "submitted": today, "reached_system": today, "confirmed": today,
        "type": "natural", "name": "张样本", "email": "zhang@example.org", "wanted": "补助名单",
        "form": "electronic", "delivery": "email",
    }  # fmt: skip
    made = clerk.post(f"{HERE}new/email/", said)
    assert made.status_code == 302
    assert arrived(office.actor(Role.REQUEST_CLERK)) == []
    assert "打开办件" in text_of(clerk.get(f"{HERE}mail/{mail.id}/"))


def test_a_mail_that_is_no_request_is_set_aside_with_a_reason(office: Office):
    clerk = office.desk(Role.REQUEST_CLERK)
    clerk.post(f"{HERE}mail/upload/", {"files": SimpleUploadedFile("a.eml", MAIL)})
    (mail,) = arrived(office.actor(Role.REQUEST_CLERK))
    clerk.post(f"{HERE}mail/{mail.id}/aside/", {"reason": ""})
    assert len(arrived(office.actor(Role.REQUEST_CLERK))) == 1
    clerk.post(f"{HERE}mail/{mail.id}/aside/", {"reason": "广告"})
    assert arrived(office.actor(Role.REQUEST_CLERK)) == []


def test_a_sent_reply_is_published_by_another_person_without_personal_data(office: Office):
    case_id = office.handled(wanted="张样本申请公开退耕还林补助名单，电话13800001234")
    reply = office.do(
        actions.decide, case_id=case_id, outcome="already_public", facts={"where_to_find": "本机关网站"}
    )
    office.do(actions.send_to_review, reply_id=reply.pk)
    office.do(actions.review_ok, Role.REVIEWER, reply_id=reply.pk)
    office.do(actions.sign, Role.SIGNER, reply_id=reply.pk)
    office.do(actions.send, reply_id=reply.pk, way="handed")
    head = office.desk(Role.OFFICE_HEAD)
    page = text_of(head.get(f"{HERE}{case_id}/publish/"))
    assert "13800001234" not in re.sub(r"<details>.*?</details>", "", page, flags=re.DOTALL)
    said = {"title": "补助名单", "question": "请公开名单，电话13800001234", "answer": "见网站"}
    assert "手机号码：13800001234" in text_of(head.post(f"{HERE}{case_id}/publish/", said))
    done = head.post(f"{HERE}{case_id}/publish/", {**said, "question": "请公开名单"})
    assert "已公开" in follow(head, done)
    assert _seen(office, case_id).published
    down = head.post(f"{HERE}{case_id}/steps/case.withdraw_published/", {"reason": "有误"})
    assert "已撤下" in follow(head, down)


def test_figures_open_to_their_cases(office: Office):
    case_id = office.handled()
    clerk = office.desk(Role.REQUEST_CLERK)
    page = text_of(clerk.get(f"{HERE}statistics/"))
    link = re.search(r'href="(/workbench/cases/statistics/behind/\?name=requests_received[^"]+)">1<', page)
    assert link
    assert f"/workbench/cases/{case_id}/" in text_of(clerk.get(link[1].replace("&amp;", "&")))
    table = text_of(clerk.get(f"{HERE}statistics/table/"))
    cell = re.search(r'href="(/workbench/cases/statistics/table/\d+/[^"]+)">1<', table)
    assert cell
    assert f"/workbench/cases/{case_id}/" in text_of(clerk.get(cell[1].replace("&amp;", "&")))
    overseer = office.desk(Role.CITY_OFFICE, "city")
    assert f"/workbench/cases/{case_id}/" in text_of(overseer.get(HERE))


def test_advice_and_a_task_follow_from_a_case(office: Office):
    case_id = office.handled()
    clerk, signer = office.desk(Role.REQUEST_CLERK), office.desk(Role.SIGNER)
    said = {"to_body": str(office.bodies["land"]), "text": "请更新主动公开目录"}
    made = clerk.post(f"{HERE}{case_id}/advice/new/", said)
    assert "请更新主动公开目录" in follow(clerk, made)
    clerk.post(f"{made['Location']}steps/advice.submit/")
    assert clerk.get(f"{made['Location']}steps/advice.send/").status_code == 403
    assert "已签发并送达" in follow(signer, signer.post(f"{made['Location']}steps/advice.send/"))
    neighbour = office.desk(Role.REQUEST_CLERK, "land")
    assert "请更新主动公开目录" in text_of(neighbour.get(made["Location"]))
    assert case_id not in {
        int(each) for each in re.findall(r"/cases/(\d+)/\"", text_of(neighbour.get(made["Location"])))
    }
    today = timezone.localdate().isoformat()
    neighbour.post(f"{made['Location']}steps/advice.answer/", {"text": "已更新", "on": today})
    assert "已更新" in text_of(clerk.get(made["Location"]))
    task = clerk.post(f"{HERE}{case_id}/task/new/", {"subject": "补助名单", "on": today})
    head = office.desk(Role.OFFICE_HEAD)
    assigned = head.post(f"{task['Location']}steps/proactive_task.assign/", {"unit": "林政科"})
    assert "林政科" in follow(head, assigned)


def test_a_wording_is_seen_in_an_invented_case_before_it_is_kept(office: Office):
    head, address = office.desk(Role.OFFICE_HEAD), f"{HERE}settings/letters/2019/already_public/"
    page = text_of(head.get(address))
    declared = page.split("<textarea", 1)[1].split(">", 1)[1].split("</textarea>")[0].strip()
    assert "60日内向某市人民政府" in page
    assert "张某某（示例）" in page
    own = declared.replace("获取该信息的方式、途径为", "请到这里查阅")
    shown = text_of(head.post(address, {"text": own, "preview": "1"}))
    assert "这样写可以保存" in shown
    assert "请到这里查阅：本机关网站" in shown
    old = own.replace("{remedy}", "{remedy}\n如不服，可在60日内申请行政复议或者在6个月内提起行政诉讼。")
    refused = text_of(head.post(address, {"text": old, "preview": "1"}))
    assert "这样写不能保存" in refused
    assert "与计算的救济途径重复或者矛盾" in refused
    printed = head.post(address, {"text": own, "pdf": "1"})
    assert printed["Content-Type"] == "application/pdf"
    assert "本单位范本" not in text_of(head.get(f"{HERE}settings/"))
    clerk = text_of(office.desk(Role.REQUEST_CLERK).get(address))
    assert "公开机构负责人、合法性审查员、管理员" in clerk
    assert ">保存<" not in clerk
    unknown = text_of(head.post(address, {"text": own + "{nobody}", "preview": "1"}))
    assert "不认识的填充项“nobody”" in unknown
