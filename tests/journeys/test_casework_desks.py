"""Clerks, reviewers and the head of the office at their desks: a refusal on its way to the signature, an
extension, an order to reply again, a mail that becomes a request, two clerks at one case."""

from datetime import timedelta
from email.message import EmailMessage

from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.casework import actions
from tests.journeys.desk import offered, press_on, submit
from tests.journeys.looking import follow, visit
from tests.journeys.request_office import WANTED


def test_a_request_from_the_counter_is_refused_with_all_reviews_and_signed(office, seat):
    clerk = seat("clerk")
    visit(clerk, "/workbench/cases/new/")
    follow(clerk, clerk.get_by_role("link", name="当面", exact=True))
    clerk.get_by_label("姓名或者名称").fill("张样本")
    clerk.get_by_label("证件号码").fill("990000199001010012")
    clerk.get_by_label("联系电话").fill("13800001234")
    clerk.get_by_label("所需政府信息的内容描述").fill(WANTED)
    follow(clerk, press_on(clerk, "登记"))
    expect(clerk.locator("main code")).to_be_visible()
    follow(clerk, clerk.get_by_role("link", name="打开办件"))
    step(clerk, "审查受理")
    follow(clerk, offered(clerk, "作出决定"))
    follow(clerk, clerk.get_by_role("link", name="国家秘密").first)
    clerk.get_by_label("理由").fill("该名单所附的防火部署已依法定密")
    follow(clerk, press_on(clerk, "决定并起草答复书"))
    expect(clerk.locator("main")).to_contain_text("应当先申请行政复议")
    reply = clerk.url
    follow(clerk, press_on(clerk, "送审"))

    for who, passing in (
        ("reviewer", "审核通过"), ("confidentiality", "保密审查通过"), ("legal", "合法性审查通过")
    ):  # fmt: skip
        page = seat(who)
        visit(page, reply)
        follow(page, press_on(page, passing))
    signer = seat("signer")
    visit(signer, reply)
    follow(signer, signer.get_by_role("button", name="签发"))
    follow(signer, submit(signer))
    expect(signer.locator("main")).to_contain_text("青林依〔")

    visit(clerk, reply)
    follow(clerk, clerk.locator("main a[href$='reply.send/']"))
    clerk.get_by_label("送达方式").select_option("ems")
    clerk.get_by_label("邮件号码").fill("EM000000000CN")
    follow(clerk, submit(clerk))
    visit(clerk, reply)
    follow(clerk, clerk.get_by_role("button", name="登记送达"))
    clerk.get_by_label("申请人收到之日").fill(f"{timezone.localdate()}")
    follow(clerk, submit(clerk))
    expect(clerk.locator("main")).to_contain_text("送达已登记")
    visit(clerk, reply.removesuffix("reply/"))
    follow(clerk, offered(clerk, "归档").first)
    follow(clerk, press_on(clerk, "归档"))
    expect(clerk.locator("main")).to_contain_text("已归档")
    expect(clerk.get_by_role("link", name="案卷")).to_be_visible()


def test_the_head_of_the_office_grants_what_the_clerk_asked_for(office, seat):
    case = office.handled()
    clerk, head = seat("clerk"), seat("head")
    visit(clerk, f"/workbench/cases/{case}/")
    follow(clerk, offered(clerk, "申请延期"))
    clerk.get_by_label("延期的理由").fill("需要到档案馆查阅原件")
    follow(clerk, press_on(clerk, "申请延期"))
    expect(clerk.locator("main")).to_contain_text("等负责人审批")

    visit(head, "/workbench/cases/board/")
    visit(head, f"/workbench/cases/{case}/")
    follow(head, offered(head, "批准延期"))
    follow(head, press_on(head, "批准延期"))
    expect(head.locator("main")).to_contain_text("延")
    visit(clerk, f"/workbench/cases/{case}/")
    expect(offered(clerk, "申请延期")).to_have_count(0)


def test_a_reconsideration_that_corrects_opens_the_request_again(office, seat):
    case, clerk = office.answered(), seat("clerk")
    visit(clerk, f"/workbench/cases/challenges/new/reconsideration/?about={case}")
    clerk.get_by_label("复议机关").fill("青山市人民政府")
    follow(clerk, press_on(clerk, "登记"))
    step(clerk, "收到答复通知", 文号="青复通字1号")
    step(clerk, "提交书面答复")
    follow(clerk, offered(clerk, "登记结果"))
    clerk.get_by_label("撤销、部分撤销").check()
    clerk.get_by_label("决定书、裁判文书文号").fill("青复决字1号")
    clerk.get_by_label("决定、生效之日").fill(f"{timezone.localdate()}")
    clerk.get_by_label("纠正了什么").fill("该信息由本机关制作，应当公开")
    clerk.get_by_label("责令重新答复").check()
    clerk.get_by_label("责令几个工作日内答复").fill("15")
    follow(clerk, press_on(clerk, "登记结果"))
    assert office.state(case) == "handling"
    visit(clerk, f"/workbench/cases/{case}/")
    expect(offered(clerk, "作出决定")).to_be_visible()


def test_a_mail_becomes_a_request_once(office, seat, tmp_path):
    mail = EmailMessage()
    mail["From"], mail["To"] = "zhang@example.org", "gongkai@example.org"
    mail["Subject"], mail["Message-ID"] = "信息公开申请", "<journey-1@example.org>"
    mail["Date"] = timezone.now() - timedelta(hours=1)
    mail.set_content(f"申请公开：{WANTED}", charset="gb18030")
    path = tmp_path / "one.eml"
    path.write_bytes(bytes(mail))
    clerk = seat("clerk")
    for _twice in range(2):
        visit(clerk, "/workbench/cases/mail/")
        clerk.locator("#files").set_input_files(path)
        follow(clerk, press_on(clerk, "导入"))
    visit(clerk, "/workbench/cases/mail/")
    expect(clerk.get_by_role("link", name="信息公开申请")).to_have_count(1)
    follow(clerk, clerk.get_by_role("link", name="信息公开申请"))
    follow(clerk, clerk.get_by_role("button", name="登记为申请"))
    expect(clerk.get_by_label("所需政府信息的内容描述")).to_have_value(f"申请公开：{WANTED}")
    clerk.get_by_label("姓名或者名称").fill("张样本")
    clerk.get_by_label("联系电话").fill("13800001234")
    clerk.get_by_label("与申请人确认之日").fill(f"{timezone.localdate()}")
    follow(clerk, press_on(clerk, "登记"))
    expect(clerk.get_by_role("heading", name="已登记")).to_be_visible()
    visit(clerk, "/workbench/cases/mail/")
    expect(clerk.locator("main")).to_contain_text("没有待处理的来信")


def test_the_second_clerk_is_told_what_the_first_did_and_loses_nothing(office, seat):
    case = office.handled()
    second = seat("second")
    visit(second, f"/workbench/cases/{case}/")
    follow(second, offered(second, "申请延期"))
    second.get_by_label("延期的理由").fill("卷宗多")
    office.do(actions.assign, case_id=case, person_id=office.people["clerk"])
    follow(second, press_on(second, "申请延期"))
    alert = second.locator("main [role=alert]")
    expect(alert).to_contain_text("已有人办理")
    expect(alert).to_contain_text("分办")
    expect(second.get_by_label("延期的理由")).to_have_value("卷宗多")
    follow(second, press_on(second, "看过变化，仍然办理"))
    expect(second.locator("main")).to_contain_text("等负责人审批")


def step(page: Page, name: str, **typed: str) -> None:
    """A step of the case whose form needs no more than what is `typed` by label."""
    follow(page, offered(page, name))
    for label, text in typed.items():
        page.get_by_label(label).fill(text)
    follow(page, press_on(page, name))
