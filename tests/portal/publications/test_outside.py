"""What judges from outside say of the public pages: HTML, feeds, maps, schema.org, page tags, links."""

import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import extruct
import feedparser
import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree, html
from PIL import Image

from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.search import updating
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from tests.publishing.conftest import DAY, TEXT, Office, fresh

pytestmark = pytest.mark.django_db
SCHEMAS = Path(__file__).parent / "schemas"
JUDGES = Path(__file__).parents[3] / ".tools" / "html" / "node_modules"
VNU = JUDGES / "vnu-jar" / "build" / "dist" / "vnu.jar"
SITEMAP = JUDGES / "sitemap" / "schema" / "sitemap.xsd"
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
CONTENT_TAGS = (
    "ArticleTitle",
    "PubDate",
    "ContentSource",
    "Keywords",
    "Author",
    "Description",
    "Image",
    "Url",
)
MOST_PAGES = 150
STAFF = ("/workbench/", "/accounts/", "/pages-admin/", "/static/", "/demo/")
TABLE = (
    "<table><caption>分配表</caption>"
    "<thead><tr><th scope='col'>县区</th><th scope='col'>万元</th></tr></thead>"
    "<tbody><tr><td>临溪县</td><td class='right'>12</td></tr></tbody></table>"
)
RICH = TEXT + "<h2>分配</h2>" + TABLE + "<ul><li>甲项</li></ul>"


@pytest.fixture
def published(office: Office, signed, settings, tmp_path) -> dict[str, str]:
    """Something of every kind of page: addresses by what stands there."""
    settings.SEARCH_FOLDER, settings.VAR = tmp_path / "search", tmp_path
    settings.SITE_FOOTER = {
        **settings.SITE_FOOTER, "code": "3700000001", "icp": "样ICP备00000000号", "host": "某市政府办公室",
        "police": "样公网安备 00000000000000号", "contact": "0000-0000000",
    }  # fmt: skip
    edition, _material = office.normative()
    office.must(actions.release, office.drafter(), edition_id=edition.pk)
    plain = _with_a_picture(office)
    office.must(actions.new_edition, office.drafter(), document_id=plain.document_id)
    second = plain.document.editions.order_by("-number").first()
    words = Words(title="发放补助资金（改）", html=RICH, formed_on=DAY, change_note="改正标题")
    office.must(actions.draft, office.drafter(), edition_id=second.pk, words=words)
    _out(office, second)
    gone = office.released(office.drafted("news", Words(title="错误的消息", html=TEXT, formed_on=DAY)))
    head = office.person(Role.OFFICE_HEAD)
    office.must(actions.withdraw, head, document_id=gone.document_id, reason="内容有误")
    signed()
    updating.rebuild()
    documents = {"normative": fresh(edition), "plain": plain, "gone": gone}
    return {name: each.document.address for name, each in documents.items()}


def _with_a_picture(office: Office):
    edition = office.drafted(
        "news", Words(title="发放补助资金", html=RICH, formed_on=DAY, keywords=("补助",))
    )
    drawn = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(drawn, "PNG")
    row = office.attach(edition, "造林.png", drawn.getvalue())
    picture = f'<img src="attachment:{row.file_id}" alt="造林现场"><figcaption>现场</figcaption>'
    shown = f"{RICH}<figure>{picture}</figure>"
    words = Words(title="发放补助资金", html=shown, formed_on=DAY, keywords=("补助",))
    office.must(actions.draft, office.drafter(), edition_id=edition.pk, words=words)
    return _out(office, edition)


def _out(office: Office, edition):
    """Released, after somebody has looked at the picture, which no machine reads."""
    office.chain(fresh(edition), "confidentiality")
    office.judge_all(edition, "stays")
    return office.released(fresh(edition))


def test_what_judges_from_outside_say(client, published, tmp_path):
    """One story, since what is published takes longer to make than to judge."""
    pages = _pages(client, published)
    _tags(pages)
    _schema_org(pages["document"])
    _feeds(client)
    _links(client)
    _maps(client)
    valid_html(pages, tmp_path)


def _pages(client: Client, published: dict[str, str]) -> dict[str, bytes]:
    """Every kind of public page, by name."""
    plain, normative, gone = (published[each] for each in ("plain", "normative", "gone"))
    addresses = {
        "home": reverse("portal:home"),
        "list": reverse("portal:documents"),
        "column": reverse("portal:documents") + "?kind=news",
        "found": reverse("portal:documents") + "?q=补助",
        "nothing": reverse("portal:documents") + "?q=完全没有的词语呀",
        "document": reverse("portal:document", args=[plain]),
        "normative": reverse("portal:document", args=[normative]),
        "edition": reverse("portal:document_edition", args=[plain, 1]),
        "compare": reverse("portal:document_compare", args=[plain, 1, 2]),
        "gone": reverse("portal:document", args=[gone]),
        "proofs": reverse("portal:proofs"),
        "verify": reverse("portal:proof_verify"),
        "requests": reverse("portal:requests"),
        "reports": reverse("portal:reports"),
        "data": reverse("portal:open_data"),
        "lost": "/documents/x-2017-00001/",
    }
    found = {name: client.get(address) for name, address in addresses.items()}
    assert {name: each.status_code for name, each in found.items()} == {
        **dict.fromkeys(addresses, 200), "gone": 410, "lost": 404,
    }  # fmt: skip
    return {name: each.content for name, each in found.items()}


def _meta(page: bytes) -> dict[str, str]:
    found = html.fromstring(page).iter("meta")
    return {each.get("name"): each.get("content") for each in found if each.get("name")}


def _tags(pages: dict[str, bytes]) -> None:
    """Site and column on every page, content on pages of content; times as YYYY-MM-DD HH:MM."""
    for name, page in pages.items():
        if name == "lost":  # the error page needs no database and says nothing of columns
            continue
        told = _meta(page)
        missing = [tag for tag in (*SITE_TAGS, *COLUMN_TAGS) if not told.get(tag)]
        assert missing == [], name
        assert "3700000001" in html.fromstring(page).xpath("string(//footer)"), name
    assert _meta(pages["home"])["ColumnType"] == "首页"
    assert _meta(pages["column"])["ColumnType"] == "工作动态"
    assert _meta(pages["normative"])["ColumnType"] == "政策文件"
    told = _meta(pages["edition"])
    assert [tag for tag in CONTENT_TAGS if not told.get(tag)] == []
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", told["PubDate"])


def _schema_org(page: bytes) -> None:
    (told,) = extruct.extract(page.decode(), syntaxes=["json-ld"])["json-ld"]
    assert told["@type"] == "NewsArticle"
    assert told["publisher"]["@type"] == "GovernmentOrganization"
    assert {each["encodingFormat"] for each in told["encoding"]} == {"application/pdf", "image/png"}
    for name in ("headline", "datePublished", "dateModified", "url", "identifier"):
        assert told[name], name


def _feeds(client: Client) -> None:
    # RFC 4287 prints its grammar in the compact syntax and no package carries it; this is ours, by hand.
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
    for query in ("", "?kind=news", "?body=forestry", "?kind=rule"):
        atom = client.get(reverse("portal:documents_feed", args=["atom"]) + query).content
        grammar.assertValid(etree.fromstring(atom))
        for form in ("atom", "rss"):
            answer = client.get(reverse("portal:documents_feed", args=[form]) + query)
            read = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
            assert not read.bozo, (form, query, read.get("bozo_exception"))
            assert read.feed.title
            for entry in read.entries:
                assert entry.id == entry.link
                assert entry.author if form == "atom" else entry.published


def _maps(client: Client) -> None:
    """The index by our own writing of it, each map by the schema of sitemaps.org."""
    if not SITEMAP.exists():
        pytest.skip("the schema of sitemaps.org is not here: make browser")
    index = etree.fromstring(client.get(reverse("portal:sitemap")).content)
    etree.XMLSchema(etree.parse(SCHEMAS / "siteindex.xsd")).assertValid(index)
    official = etree.XMLSchema(etree.parse(SITEMAP))
    places = index.xpath("//*[local-name()='loc']/text()")
    assert places
    for place in places:
        official.assertValid(etree.fromstring(client.get(urlsplit(place).path).content))


def _links(client: Client) -> None:
    """From the home page on, every link of our own leads somewhere."""
    waiting, seen, broken = ["/"], set(), []
    while waiting and len(seen) < MOST_PAGES:
        address = waiting.pop(0)
        if address in seen or address.startswith(STAFF):
            continue
        seen.add(address)
        answer = client.get(address)
        if answer.status_code not in (200, 301, 302, 410):
            broken.append((address, answer.status_code))
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            waiting += _own_links(address, answer.content)
    assert broken == []
    assert len(seen) > 30


def _own_links(address: str, page: bytes) -> list[str]:
    ways = "//a/@href | //link[@rel='alternate' or @rel='canonical']/@href | //img/@src"
    found = html.fromstring(page).xpath(ways)
    whole = (urljoin(f"http://testserver{address}", each.strip()) for each in found)
    parts = [urlsplit(each) for each in whole if each.startswith("http://testserver/")]
    return [each.path + (f"?{each.query}" if each.query else "") for each in parts]


def valid_html(pages: dict[str, bytes], folder: Path) -> None:
    """The W3C's checker over all pages at once."""
    if not VNU.exists() or shutil.which("java") is None:
        pytest.skip("the checker of HTML is not here: make browser")
    place = folder / "html"
    place.mkdir()
    for name, page in pages.items():
        (place / f"{name}.html").write_bytes(page)
    command = ["java", "-Xss2m", "-jar", str(VNU), "--format", "json", "--errors-only", str(place)]
    said = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)
    assert [
        f"{Path(each['url']).name}:{each.get('lastLine')} {each['message']}" for each in said["messages"]
    ] == []
