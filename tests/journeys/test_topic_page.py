"""An editor builds a topic page, with an item found by its title, and looks at it as on a phone; a colleague
lets it out; a citizen reads."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations import queries
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.search import updating
from tests.journeys.browser import PHONE
from tests.journeys.city import PASSWORD, SECRET
from tests.journeys.desk import sign_in
from tests.journeys.looking import look_over, visit
from tests.portal.pages.conftest import Sites, done
from tests.publishing.conftest import NEWS
from tests.publishing.conftest import office as small_office

TITLE, LEAD, TEXT = "优化营商环境专题", "办事更快，负担更轻。", "一网通办。咨询电话 13900000000。"
ITEMS = ("春季植树现场会召开", "森林抚育补助开始申报")
office = small_office


@pytest.fixture
def sites(office, site: str, settings, tmp_path) -> Sites:
    """The city's site, its editor, and who signs there; both with a password and a second factor. Two items
    are out."""
    settings.SITE_URL, settings.SEARCH_FOLDER = site, tmp_path / "search"
    for title in ITEMS:
        office.released(office.drafted("news", replace(NEWS, title=title)))
    updating.rebuild()
    made = Sites(office)
    made.open("city", "city")
    for name, role in (("ann", Role.SITE_EDITOR), ("cai", Role.SIGNER)):
        number = made.person("city", name, role)
        now = timezone.now()
        done(organisations.set_password(actor=SYSTEM, now=now, person_id=number, password=PASSWORD))
        TOTP.activate(queries.account(number), SECRET)
    return made


def build(editor: Page, home: int) -> None:
    """A topic below the home page: a lead and a text; kept as a draft."""
    editor.goto(f"/pages-admin/pages/{home}/add_subpage/")
    editor.get_by_role("link", name="专题", exact=True).click()
    editor.locator("#id_title").fill(TITLE)
    add_block(editor, "导语")
    editor.locator("textarea[name='blocks-0-value']").fill(LEAD)
    choose_items(editor)
    add_block(editor, "正文")
    editor.locator(".public-DraftEditor-content").last.click()
    editor.keyboard.type(TEXT)
    editor.wait_for_timeout(300)  # the text reaches the form a moment after the last key
    editor.get_by_role("button", name="保存草稿").click()
    editor.wait_for_url("**/edit/")


def choose_items(editor: Page) -> None:
    """Without a mouse: words of the title, an arrow, enter. The second stands before the first in the end."""
    add_block(editor, "选定的信息")
    editor.locator("[name='blocks-1-value-title']").fill("相关信息")
    for number, (typed, title) in enumerate(zip(("植树", "抚育"), ITEMS, strict=True)):
        if number:
            editor.locator("[data-streamfield-list-add]").last.click()
        field = editor.locator(f"[name='blocks-1-value-items-{number}-value']")
        field.focus()
        editor.keyboard.type(typed)
        expect(editor.get_by_role("option", name=title)).to_be_visible()
        editor.keyboard.press("ArrowDown")
        editor.keyboard.press("Enter")
        expect(editor.locator(".gk-chooser__said").nth(number)).to_contain_text(title)
        assert field.input_value()
    editor.locator("[data-streamfield-list-container]").get_by_title("上移").last.click()


def add_block(editor: Page, kind: str) -> None:
    """From the list behind the last plus."""
    editor.locator(".c-sf-add-button").last.click()
    editor.get_by_role("option", name=kind, exact=True).click()


def look_as_on_a_phone(editor: Page) -> None:
    editor.get_by_role("button", name=re.compile("预览")).first.click()
    draft = editor.frame_locator("iframe#w-preview-iframe")
    expect(draft.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(draft.get_by_text("这是没有发布的草稿")).to_be_visible()


def test_a_topic_page_from_the_editor_to_the_street(sites, new_page: Callable[..., Page]):
    editor = sign_in(new_page(), "city.ann")
    build(editor, sites.sites["city"].home.pk)
    look_as_on_a_phone(editor)
    editor.get_by_role("button", name="更多动作").click()
    editor.get_by_role("button", name=re.compile("提交")).click()
    editor.wait_for_url("**/pages-admin/pages/*/")

    signer = sign_in(new_page(), "city.cai")
    visit(signer, "/workbench/sites/")
    signer.get_by_role("link", name=TITLE).click()
    look_over(signer)
    expect(signer.get_by_text("13900000000").first).to_be_visible()
    expect(signer.get_by_role("button", name="同意发布")).to_have_count(0)
    signer.get_by_label("可以公开的理由").fill("对外公布的咨询电话")
    signer.get_by_role("button", name="可以公开").click()
    signer.get_by_role("button", name="同意发布").click()
    expect(signer.get_by_text("已办理")).to_be_visible()

    citizen = new_page()
    citizen.set_viewport_size(PHONE)
    citizen.goto("/topic/")
    expect(citizen.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(citizen.get_by_text(LEAD)).to_be_visible()
    assert citizen.locator(".gk-rows a").all_inner_texts() == list(reversed(ITEMS))
    look_over(citizen)
