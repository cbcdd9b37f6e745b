"""At the publishing desk: a normative document with its interpretation, from the first word to the street."""

import re
import zipfile
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.publishing.gazette import actions as gazette
from gongkai.publishing.gazette import making
from gongkai.publishing.gazette.actions import Masthead, Numbers
from gongkai.publishing.queries.whole import whole
from tests.journeys import publishing_office
from tests.journeys.desk import offered, press_on, submit
from tests.journeys.looking import follow, look_over, visit
from tests.journeys.publishing_office import COMIC, comic, interpreted, term
from tests.journeys.request_office import Office

TITLE = "青山市退耕还林补助资金管理办法"
MATERIAL = f"《{TITLE}》解读"
HERE = "/workbench/documents/"


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    return publishing_office.build()


def step(page: Page, name: str, address: str) -> None:
    """A step of the document taken on its own page."""
    visit(page, address)
    follow(page, offered(page, name).first)
    follow(page, submit(page))


def written(page: Page) -> str:
    """A new document with its words and dates; the address of its page."""
    visit(page, f"{HERE}new/")
    page.get_by_label("类别").select_option("normative")
    page.get_by_label("标题").fill(TITLE)
    follow(page, press_on(page, "开始起草"))
    page.get_by_role("textbox", name="正文").fill("第一条 为了规范补助资金的管理，制定本办法。")
    page.get_by_label("内容概述").fill("规定补助资金的申请、发放和监督。")
    page.get_by_label("主题分类").select_option("agriculture")
    page.get_by_label("体裁分类").select_option("measures")
    page.get_by_label("关键词").fill("退耕还林 补助")
    page.get_by_label("成文日期").fill(f"{timezone.localdate()}")
    first, last = term()
    page.get_by_label("施行日期").fill(f"{first}")
    with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        page.get_by_label("有效期至").fill(f"{last}")  # and then nothing more: it saves by itself
    assert saved.value.ok
    expect(page.locator("#saved")).to_contain_text("已保存")
    look_over(page)
    follow(page, press_on(page, "保存并返回"))
    return page.url


def test_a_normative_document_goes_out_with_its_interpretation(office, seat, reader):
    drafter = seat("drafter")
    address = written(drafter)
    follow(drafter, offered(drafter, "确定公开属性").first)
    drafter.get_by_label("主动公开", exact=True).check()
    drafter.get_by_label("依据").select_option("list_1")
    follow(drafter, submit(drafter))
    follow(drafter, offered(drafter, "登记目录事项和紧急理由").first)
    drafter.get_by_label("目录事项").fill("normative")
    follow(drafter, submit(drafter))
    follow(drafter, offered(drafter, "编制解读方案").first)
    drafter.get_by_label("解读提纲").fill("背景依据、目标任务、主要内容")
    drafter.locator("input[name=forms][value=comic]").check()
    drafter.locator("input[name=channels][value=website]").check()
    drafter.get_by_label("解读人").fill("造林科 样本")
    follow(drafter, submit(drafter))
    step(drafter, "送审", address)
    number = int(re.search(r"/(\d+)/$", address)[1])
    material = interpreted(office, number, MATERIAL)

    step(seat("reviewer"), "审核通过", address)
    reviewed(seat("confidentiality"), address)
    step(seat("legal"), "合法性审查通过", address)
    step(seat("head"), "统一登记编号", address)
    step(seat("reviewer"), "解读材料审核通过", address)
    visit(drafter, address)
    follow(drafter, offered(drafter, "编发文字号").first)
    drafter.get_by_label("机关代字").select_option("青林规")
    follow(drafter, submit(drafter))
    step(seat("signer"), "签发", address)
    step(drafter, "发布", address)
    expect(drafter.locator("main")).to_contain_text("已发布")
    visit(drafter, f"{address}history/")

    visit(reader, "/documents/")
    follow(reader, reader.get_by_role("link", name=TITLE, exact=True).first)
    expect(reader.locator("main")).to_contain_text("第一条 为了规范补助资金的管理")
    follow(reader, reader.get_by_role("link", name=MATERIAL).first)
    expect(reader.get_by_role("img", name=COMIC)).to_be_visible()
    printed_in_the_gazette(office, number, material)
    cache.clear()
    visit(reader, f"/documents/{reader_address(office, number)}/")
    expect(reader.locator("main")).to_contain_text("登载于")
    expect(reader.locator("main")).to_contain_text("公报文本为标准文本")
    taken_along(reader)


def taken_along(reader: Page) -> None:
    """From the document to the issue it is printed in; its electronic book holds the text and the comic."""
    follow(reader, reader.get_by_role("link", name=re.compile("公报.*第")).first)
    follow(reader, reader.get_by_role("link", name=re.compile(r"第\d+期")).first)
    expect(reader.get_by_role("link", name=MATERIAL)).to_be_visible()
    expect(reader.locator("main").get_by_role("link", name="公开证明")).to_be_visible()
    with reader.expect_download() as waiting:
        reader.get_by_role("link", name="EPUB").click()
    with zipfile.ZipFile(waiting.value.path()) as book:
        names = book.namelist()
        words = "".join(book.read(each).decode() for each in names if each.endswith(".xhtml"))
        (drawn,) = (book.read(each) for each in names if each.endswith(".png"))
    assert "第一条 为了规范补助资金的管理" in words
    assert f'alt="{COMIC}"' in words
    assert drawn == comic()


def reader_address(office: Office, document_id: int) -> str:
    return whole(office.actor("drafter"), document_id, timezone.localdate()).card.address


def printed_in_the_gazette(office: Office, *document_ids: int) -> None:
    """The issue of this month, closed, set, approved by another and published."""
    today = timezone.localdate()
    masthead = Masthead("青山市林业局公报", "青山市林业局办公室", date(today.year, 1, 1), issn="2049-3630")
    made = office.do(gazette.set_up, "head", body_id=office.body, masthead=masthead)
    first = today.replace(day=1)
    numbers = Numbers(today.year, today.month, today, first, first + timedelta(days=32), 1)
    issue = office.do(gazette.open_issue, "drafter", gazette_id=made.pk, numbers=numbers)
    office.do(gazette.add, "drafter", issue_id=issue.pk, document_ids=document_ids)
    office.do(gazette.close, "drafter", issue_id=issue.pk)
    making.set_pages(issue.pk, timezone.now())
    office.do(gazette.approve, "head", issue_id=issue.pk)
    office.do(gazette.publish, "drafter", issue_id=issue.pk)


def reviewed(page: Page, address: str) -> None:
    """保密审查: every item answered, then the result."""
    visit(page, address)
    follow(page, offered(page, "进行保密审查").first)
    for item in page.locator("fieldset.gk-item").all():
        item.get_by_label("没有问题").check()
    follow(page, press_on(page, "保存审查"))
    expect(page.locator("main")).to_contain_text("还有 0 项没有审查")
    page.get_by_label("公开", exact=True).check()
    follow(page, press_on(page, "审查通过"))
    expect(page.locator("main")).to_contain_text("保密审查通过")
