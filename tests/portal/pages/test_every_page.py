"""What every public page must have (《政府网站发展指引》, 《网页设计规范》), asked of one page of each kind;
and that no link of theirs is dead."""

import re
from collections import deque
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.search import updating
from gongkai.portal.pages import actions
from gongkai.portal.pages.models import ColumnPage, HomePage, LeadersPage, StaticPage, TopicPage
from gongkai.portal.pages.parts import TITLES, made_below
from tests.portal.pages.conftest import NOW, done
from tests.portal.pages.test_public import again, public
from tests.portal.publications.conftest import signed
from tests.portal.publications.test_outside import valid_html

__all__ = ["signed"]

SITE = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT = ("ArticleTitle", "PubDate", "ContentSource")
STAFF = ("/workbench/", "/accounts/", "/pages-admin/", "/static/", "/demo/", "/look/")
FOOT = {
    "code": "9900000001", "icp": "某ICP备00000000号", "police": "某公网安备00000000000000号",
    "host": "某市人民政府办公室", "contact": "0000-0000000",
}  # fmt: skip
LONGEST_WALK = 130


@dataclass(frozen=True)
class Kind:
    """Where one of the kind stands, its ColumnType, and whether it is content, with a date of its own."""

    address: str
    column: str
    content: bool = False


KINDS = {
    "home": Kind("/", "首页"),
    "column": Kind("/news/", "工作动态"),
    "topic": Kind("/topic/", "专题专栏", content=True),
    "text": Kind("/about/", "概况信息", content=True),
    "leaders": Kind("/fzr/", "负责人信息", content=True),
    "bodies": Kind("/jgzn/", "机构职能"),
    "platform": Kind("/xxgk/", "信息公开目录"),
    "map": Kind("/map/", "概况信息"),
    "fault": Kind("/fault/", "咨询投诉"),
    "site of a department": Kind("/forestry/", "首页"),
    "documents": Kind("/documents/", "信息公开目录"),
    "found": Kind("/documents/?q=造林", "信息公开目录"),
    "requests": Kind("/requests/", "依申请公开"),
    "follow": Kind("/requests/follow/", "依申请公开"),
    "replies": Kind("/requests/replies/", "依申请公开"),
    "reports": Kind("/reports/", "信息公开年报"),
    "check": Kind("/check/", "信息公开年报"),
    "data": Kind("/data/", "重点领域"),
    "missing data": Kind("/data/due-and-missing/", "重点领域"),
    "open data": Kind("/open-data/", "数据开放"),
    "gazette": Kind("/gazette/", "信息公开目录"),
    "catalogue": Kind("/catalogue/", "信息公开目录"),
    "reading points": Kind("/catalogue/reading-points/", "信息公开目录"),
    "proofs": Kind("/proofs/", "信息公开目录"),
    "subscribe": Kind("/subscriptions/", "信息公开目录"),
}


@pytest.fixture
def whole(sites, office, signed, settings, tmp_path):
    """The city's site with every kind of page, and the forestry office's below it."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    city, forestry = sites.sites["city"], sites.sites["forestry"]
    for site in (city, forestry):
        facts = actions.Facts(name=f"{site.name}全称", **FOOT)
        done(actions.describe_site(actor=SYSTEM, now=NOW, site_id=site.pk, facts=facts))
    office.released()
    address = office.released().document.address
    for page in made_below(HomePage.objects.get(pk=city.home_id), list(TITLES)):
        assert page.live
    leader = {"name": "样本甲", "post": "局长", "duties": "主持全面工作。", "valid_from": date(2026, 1, 1)}
    body = office.bodies["city"]
    done(organisations.register_leader(actor=SYSTEM, now=NOW, body_id=body, **leader))
    duty = {"text": "拟订全市造林规划。", "valid_from": date(2026, 1, 1)}
    done(organisations.register_duty(actor=SYSTEM, now=NOW, body_id=office.bodies["forestry"], **duty))
    news = public(ColumnPage(title="动态", slug="news", kinds=["news"], kind_of_column="工作动态"), city.home)
    topic = TopicPage(title="专题", slug="topic", keywords="造林、专题")
    topic.blocks = [("lead", "导语"), ("chosen", {"title": "选定", "items": [address]})]
    public(topic, city.home)
    links = {"title": "链接", "links": [{"title": "专题", "page": topic, "address": "", "note": ""}]}
    about = StaticPage(title="关于", slug="about", show_in_menus=True)
    about.blocks = [("text", "<p>关于本站。</p>"), ("links", links)]
    public(about, city.home)
    public(LeadersPage(title="负责人", slug="fzr"), city.home)
    for site in (city, forestry):
        home = HomePage.objects.get(pk=site.home_id)
        home.blocks = [("newest", {"column": news, "title": "", "number": 6})]
        again(home)
    signed()
    updating.rebuild()


@pytest.mark.django_db
def test_every_kind_of_page_has_what_a_government_page_must_have(whole, client, tmp_path):
    wrong = [f"{name}: {each}" for name, kind in KINDS.items() for each in _missing(client, kind)]
    assert wrong == []
    told = client.get("/fzr/").content.decode()
    assert "样本甲" in told
    assert "主持全面工作" in told
    assert "拟订全市造林规划" in client.get("/jgzn/").content.decode()
    assert _dead_links(client) == []
    valid_html(
        {name.replace(" ", "-"): client.get(kind.address).content for name, kind in KINDS.items()}, tmp_path
    )


def _missing(client, kind: Kind) -> list[str]:
    answer = client.get(kind.address)
    if answer.status_code != 200:
        return [f"answers {answer.status_code}"]
    page = html.fromstring(answer.content)
    meta = {each.get("name"): (each.get("content") or "").strip() for each in page.iter("meta")}
    found = [f"no tag {tag}" for tag in (*SITE, *COLUMN) if not meta.get(tag)]
    if meta.get("ColumnType") != kind.column:
        found.append(f"ColumnType {meta.get('ColumnType')}")
    if kind.content:
        found += [f"no tag {tag}" for tag in CONTENT if not meta.get(tag)]
        if not re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", meta.get("PubDate", "")):
            found.append("PubDate has another form")
        if not page.xpath("//main//time[@datetime]"):
            found.append("no date")
    return found + _frame(page)


def _frame(page) -> list[str]:
    """Head, foot and ways of reading."""
    foot = page.xpath("string(//footer)")
    wanted = {
        "one heading": len(page.xpath("//h1")) == 1,
        "a title of its own": bool(page.xpath("string(//title)").strip(" -")),
        "language": page.get("lang") in ("zh-Hans", "en"),
        "the way past the menu": bool(page.xpath("//a[@href='#main']")),
        "large type": bool(page.xpath("//form[contains(@action, 'large')]")),
        "high contrast": bool(page.xpath("//form[contains(@action, 'contrast')]")),
        "language switch": bool(page.xpath("//form[contains(@action, 'language')]")),
        "read aloud": bool(page.xpath("//*[@data-read-aloud]")),
        "map of the site": bool(page.xpath("//footer//a[normalize-space()='网站地图']")),
        "a way to report faults": bool(page.xpath("//footer//a[normalize-space()='我为政府网站找错']")),
        "no script of its own": not page.xpath("//script[not(@src) and not(contains(@type, 'json'))]"),
        "no style of its own": not page.xpath("//style | //*[@style]"),
        "words for each picture": not page.xpath("//img[not(@alt)]"),
        "a date for each item": not page.xpath("//ul[contains(@class, 'gk-rows')]/li[not(.//time)]"),
    }
    found = [f"no {name} at the foot" for name, text in FOOT.items() if text not in foot]
    return found + [f"without {name}" for name, there in wanted.items() if not there]


def _dead_links(client) -> list[str]:
    """Of our own, from the front page on, as far as the walk goes: addresses, and places within a page."""
    waiting, seen, dead = deque(["/"]), {"/"}, []
    while waiting and len(seen) < LONGEST_WALK:
        here = waiting.popleft()
        answer = client.get(here)
        if answer.status_code not in (200, 301, 302, 410):
            dead.append(f"{here} {answer.status_code}")
        if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
            continue
        page = html.fromstring(answer.content)
        names = set(page.xpath("//@id"))
        for link in page.xpath("//a/@href"):
            whole = urlsplit(urljoin(f"http://testserver{here}", link))
            if link.startswith("#") and link[1:] not in names:
                dead.append(f"{here}{link}")
            address = whole.path + (f"?{whole.query}" if whole.query else "")
            if whole.netloc == "testserver" and not address.startswith(STAFF) and address not in seen:
                seen.add(address)
                waiting.append(address)
    assert len(seen) > 40
    return dead
