"""A clerk uploads penalties with mistakes and mends them, another lets them out, everybody reads them.
The city sees who is late."""

import csv
import io
import os

import pytest
from playwright.sync_api import Page, expect

from gongkai.disclosure.models import Row
from tests.journeys import disclosure_office
from tests.journeys.desk import offered, press_on
from tests.journeys.looking import follow, look_over, visit
from tests.journeys.request_office import Office

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/workbench/data/"
PICTURES = os.environ.get("GONGKAI_PICTURES", "")


@pytest.fixture
def office(site: str, settings, tmp_path) -> Office:
    settings.MEDIA_ROOT = tmp_path / "files"
    return disclosure_office.build()


def kept(page: Page, name: str) -> None:
    """A picture of the page, where somebody wants to look at it."""
    if not PICTURES:
        return
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        page.screenshot(path=f"{PICTURES}/{name}-{width}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})


def table(*changes: dict[str, str]) -> bytes:
    heads, rows = disclosure_office.penalties(*changes)
    out = io.StringIO()
    csv.writer(out).writerows([heads, *rows])
    return out.getvalue().encode("gb18030")


def test_penalties_with_mistakes_are_mended_reviewed_and_read(office, seat, reader):
    clerk = seat("drafter")
    visit(clerk, HERE)
    kept(clerk, "owed")
    visit(clerk, f"{HERE}sets/penalties/new/")
    kept(clerk, "form")
    visit(clerk, f"{HERE}sets/penalties/new/?way=upload")
    file = table({}, {"penalty_kind": "罚站", "fine": "很多"}, {"facts": "现场电话13800001234，未整改"})
    clerk.get_by_label("工作簿或者 CSV 文件").set_input_files(
        {"name": "处罚.csv", "mimeType": "text/csv", "buffer": file}
    )
    follow(clerk, press_on(clerk, "上传并检查"))
    expect(clerk.locator("main")).to_contain_text("罚站")
    kept(clerk, "dry-run")
    address = clerk.url
    follow(clerk, offered(clerk, "就地修改").first)
    kept(clerk, "mend")
    assert clerk.locator("[aria-invalid=true]").count() == 2
    clerk.get_by_label("处罚类别").select_option("罚款")
    clerk.locator("[name$=-fine]").fill("0.5")
    clerk.locator("[name$=-fine]").press("Enter")
    clerk.wait_for_url(address)
    look_over(clerk)
    follow(clerk, press_on(clerk, "送审"))
    expect(clerk.locator("main")).to_contain_text("谁填写的，谁不能审核")

    reviewer = seat("reviewer")
    visit(reviewer, "/workbench/")
    follow(reviewer, reviewer.locator("main").get_by_role("link", name="行政处罚决定").first)
    kept(reviewer, "review")
    follow(reviewer, reviewer.get_by_role("button", name="不是个人信息").first)
    follow(reviewer, offered(reviewer, "看公众将看到的样子（遮盖个人信息）").first)
    follow(reviewer, press_on(reviewer, "审核通过"))

    visit(clerk, address)
    follow(clerk, press_on(clerk, "公布"))
    expect(clerk.locator("main")).to_contain_text("已公布")
    visit(clerk, f"{HERE}sets/penalties/")
    kept(clerk, "rows")
    number = Row.objects.filter(data_set="penalties").order_by("number").first().number
    visit(clerk, f"{HERE}sets/penalties/rows/{number}/")
    kept(clerk, "row")
    public = reader.goto(f"/data/penalties/{number}/")
    assert public is not None
    assert public.ok
    expect(reader.locator("main")).to_contain_text("青林罚〔2026〕")


def test_the_city_sees_who_is_late_and_the_body_answers(office, seat):
    city = seat("city")
    visit(city, f"{HERE}board/")
    kept(city, "board")
    expect(city.locator("main table")).to_contain_text("市林业局")
    follow(city, city.locator("main table").get_by_role("link", name="行政许可和行政处罚"))
    kept(city, "board-field")
    follow(city, city.locator("main table").get_by_role("link", name="市林业局"))
    follow(city, city.locator("main table").get_by_role("link", name="行政处罚决定").first)
    visit(city, f"{HERE}sets/penalties/?show=owed")
    expect(city.locator("main table")).to_contain_text("逾期未公布")
    kept(city, "obligations")

    clerk = seat("drafter")
    visit(clerk, f"{HERE}sets/penalties/?show=owed")
    clerk.locator("main table").get_by_role("link", name="说明").first.click()
    clerk.get_by_label("理由").fill("当月没有作出行政处罚")
    clerk.get_by_label("理由").press("Tab")
    clerk.keyboard.press("Enter")
    expect(clerk.locator("main")).to_contain_text("本期无")
    visit(clerk, f"{HERE}statements/")
    kept(clerk, "statements")
    for page in ("sources/", "sources/new/", "objections/", "releases/"):
        visit(clerk, f"{HERE}{page}")
