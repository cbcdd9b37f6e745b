"""At the publishing desk when things turn out otherwise: a number in an attachment, a mistake after release;
and the pages beside the way, looked over as their readers meet them."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.search import actions as search
from gongkai.foundation.search import missing
from gongkai.foundation.search.contents import Content
from gongkai.publishing import actions, importing, periodic
from gongkai.publishing.models import EditionFile
from tests.journeys import publishing_office
from tests.journeys.city import FOUNDED, OPENED, must
from tests.journeys.desk import offered, press_on, submit
from tests.journeys.looking import follow, look_over, visit
from tests.journeys.publishing_office import attached, comic, released
from tests.journeys.request_office import Office
from tests.journeys.test_publishing_desk import HERE, reviewed, step
from tests.publishing.test_gate import ID_NUMBER, pdf

TITLE = "退耕还林补助发放情况"


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.SEARCH_FOLDER = tmp_path / "search"
    return publishing_office.build()


def _begun(page: Page) -> str:
    """A news item with its text and attribute; the address of its page."""
    visit(page, f"{HERE}new/")
    page.get_by_label("类别").select_option("news")
    page.get_by_label("标题").fill(TITLE)
    follow(page, press_on(page, "开始起草"))
    page.get_by_role("textbox", name="正文").fill("补助已经发到户，名单见附件。")
    page.get_by_label("成文日期").fill(f"{timezone.localdate()}")
    follow(page, press_on(page, "保存并返回"))
    address = page.url
    follow(page, offered(page, "确定公开属性").first)
    page.get_by_label("主动公开", exact=True).check()
    page.get_by_label("依据").select_option("widely_known")
    follow(page, submit(page))
    return address


def _read_all() -> None:
    """The background work has read the files."""
    for file in EditionFile.objects.values_list("file_id", flat=True):
        periodic.read_and_note(file, timezone.now())


def test_a_number_in_an_attachment_is_stopped_at_the_gate_masked_and_released(office, seat, reader):
    drafter, gate = seat("drafter"), seat("confidentiality")
    address = _begun(drafter)
    follow(drafter, offered(drafter, "附件").first)
    drafter.get_by_label("选择文件").set_input_files(
        {"name": "名单.pdf", "mimeType": "application/pdf", "buffer": pdf(f"ID {ID_NUMBER} end")}
    )
    with drafter.expect_navigation():
        press_on(drafter, "上传").click()  # by the script that tells how far it is
    expect(drafter.locator("main")).to_contain_text("名单.pdf")
    look_over(drafter)
    _read_all()
    step(drafter, "送审", address)

    visit(gate, f"{address}gate/")
    finding = gate.locator("article.gk-finding").filter(has_text=ID_NUMBER)
    expect(finding).to_contain_text("附件《名单.pdf》")
    finding.get_by_label("应当遮盖").check()
    follow(gate, finding.get_by_role("button", name=re.compile("认定")))
    for item in gate.locator("fieldset.gk-item").all():
        item.get_by_label("没有问题").check()
    follow(gate, press_on(gate, "保存审查"))
    gate.get_by_label("公开", exact=True).check()
    follow(gate, press_on(gate, "审查通过"))
    expect(gate.locator("main")).not_to_contain_text("保密审查通过。")
    follow(gate, gate.get_by_role("button", name="退回", exact=True))
    gate.get_by_label("退回意见").fill("名单里有身份证号码")
    follow(gate, submit(gate))

    visit(drafter, f"{address}mask/")
    follow(drafter, drafter.get_by_role("link", name=re.compile("在页面上画框遮盖")))
    assert float(drafter.locator("[name=box-width]").first.input_value()) > 0  # found by the machine
    sheet = drafter.locator(".gk-redact svg")
    at = sheet.bounding_box()
    drafter.mouse.move(at["x"] + 0.7 * at["width"], at["y"] + 0.7 * at["height"])
    drafter.mouse.down()
    drafter.mouse.move(at["x"] + 0.8 * at["width"], at["y"] + 0.8 * at["height"])
    drafter.mouse.up()
    drafter.get_by_label("理由").fill("个人信息")
    follow(drafter, press_on(drafter, "生成遮盖件"))
    _read_all()
    step(drafter, "送审", address)
    visit(gate, f"{address}gate/")
    expect(gate.locator("article.gk-finding").filter(has_text=ID_NUMBER)).to_have_count(0)
    for each in range(gate.locator("article.gk-finding").count()):
        finding = gate.locator("article.gk-finding").nth(each)
        finding.get_by_label("可以保留").check()
        finding.get_by_label("理由").fill("遮盖后的页面已经看过，可以公开")
        follow(gate, finding.get_by_role("button", name=re.compile("认定")))
    reviewed(gate, address)
    step(seat("signer"), "签发", address)
    step(drafter, "发布", address)

    visit(reader, "/documents/")
    follow(reader, reader.get_by_role("link", name=TITLE, exact=True).first)
    expect(reader.locator("main")).to_contain_text("部分内容已遮盖")


def test_a_mistake_is_put_right_in_a_new_edition_that_says_so(office, seat, reader):
    number = released(office, TITLE, "<p>全市已经发放补助120万元。</p><p>余下的月底前发放。</p>")
    drafter = seat("drafter")
    address = f"{HERE}{number}/"
    step(drafter, "起草新版本", address)
    visit(drafter, f"{address}edit/")
    drafter.get_by_role("textbox", name="正文").fill("全市已经发放补助102万元。\n余下的月底前发放。")
    drafter.get_by_label("变动说明").fill("更正补助金额：原文数字颠倒。")
    follow(drafter, press_on(drafter, "保存并返回"))
    step(drafter, "送审", address)
    reviewed(seat("confidentiality"), address)
    step(seat("signer"), "签发", address)
    step(drafter, "发布", address)

    visit(reader, "/documents/")
    follow(reader, reader.get_by_role("link", name=TITLE, exact=True).first)
    here = reader.url
    expect(reader.locator("article")).to_contain_text("102万元")
    expect(reader.locator("main")).to_contain_text("更正补助金额：原文数字颠倒。")
    follow(reader, reader.get_by_role("link", name="改了哪里"))
    expect(reader.locator("main del").first).to_be_visible()
    expect(reader.locator("main ins").first).to_be_visible()
    visit(reader, here)
    follow(reader, reader.get_by_role("link", name="第 1 版"))
    expect(reader.locator("article")).to_contain_text("120万元")
    expect(reader.locator("main")).to_contain_text("已有新版本")


def test_the_pages_beside_the_way(office, seat):
    edition = office.do(
        actions.begin, "drafter", body_id=office.body, kind="news", words=actions.Words(title=TITLE)
    ).edition
    picture = attached(office, edition.pk, "现场.png", comic(), part="picture")
    batch = office.do(
        importing.receive, "drafter", body_id=office.body, name="一批.xlsx", content=importing.template()
    )
    importing.check(batch.pk, timezone.now())
    must(
        organisations.appoint(
            actor=SYSTEM, now=OPENED, person_id=office.people["head"], body_id=office.body,
            role=Role.CITY_OFFICE, on=FOUNDED,
        )
    )  # fmt: skip
    missing.note("植树", timezone.localdate())
    proposal = must(
        search.propose(
            actor=SYSTEM,
            now=timezone.now(),
            what="synonyms",
            content=Content(["植树", "造林"]),
            reason="常用",
        )
    )
    own = f"{HERE}{edition.document_id}/"
    drafter, head = seat("drafter"), seat("head")
    for page, address in (
        (drafter, f"{HERE}mine/"), (drafter, f"{HERE}batches/{batch.pk}/"), (drafter, f"{own}files/"),
        (drafter, f"{own}mask/"), (drafter, f"{own}mask/{picture}/"), (drafter, "/workbench/"),
        (head, f"{HERE}batches/"), (head, f"{HERE}marks/"), (head, f"{HERE}normative/"),
        (head, f"{HERE}withheld/"), (head, f"{HERE}search/"), (head, f"{HERE}search/{proposal.pk}/"),
        (head, f"{HERE}search/propose/best_bet/"), (head, f"/workbench/search/?q={TITLE}"),
    ):  # fmt: skip
        visit(page, address)
