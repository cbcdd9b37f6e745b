"""What everybody reads of what was published, and what is no longer given out."""

import json
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree, html

from gongkai.core.transparency.tree import is_consistent
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.search import places, updating
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.models import Missed
from gongkai.foundation.transparency.digests import sha256
from gongkai.portal.pages import actions as designing
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from tests.publishing.conftest import DAY, NEWS, TEXT, fresh

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def _address(edition) -> str:
    edition.document.refresh_from_db()
    return edition.document.address


def _read(client, released, name="document", **more):
    return client.get(reverse(f"portal:{name}", kwargs={"address": _address(released), **more}))


def _text(response) -> str:
    return html.fromstring(response.content).text_content()


def test_nothing_is_there_before_the_release(client, office):
    office.chain(office.drafted())
    assert "还没有公开的信息" in client.get(reverse("portal:documents")).content.decode()


def test_an_item_at_its_address(client, office):
    edition = office.released()
    listed = client.get(reverse("portal:documents"))
    assert NEWS.title in _text(listed)
    page = _read(client, edition)
    said = _text(page)
    assert page.status_code == 200
    for words in (NEWS.title, "按时足额发放", edition.document.index_number, "2026年3月2日", "市林业局"):
        assert words in said
    tags = html.fromstring(page.content)
    assert tags.xpath("//meta[@name='ArticleTitle']/@content") == [NEWS.title]
    assert tags.xpath("//meta[@name='PubDate']/@content")[0].startswith("2026-03-02")


def test_schema_org_can_be_read_and_nothing_breaks_out_of_it(client, office):
    words = Words(title="关于</script><b>的通告", html=TEXT, formed_on=DAY)
    edition = office.released(office.drafted("news", words))
    page = _read(client, edition).content.decode()
    (block,) = html.fromstring(page).xpath("//script[@type='application/ld+json']/text()")
    told = json.loads(block)
    assert told["headline"] == words.title
    assert told["@type"] == "NewsArticle"
    assert "</script><b>" not in page


def test_as_data_and_as_text(client, office):
    edition = office.released()
    told = _read(client, edition, "document_json").json()
    assert told["title"] == NEWS.title
    assert told["index_number"] == edition.document.index_number
    assert told["digest"] == edition.digest
    assert "按时足额发放" in _read(client, edition, "document_text").content.decode()


def test_a_document_and_its_interpretation_name_each_other(client, office):
    edition, material = office.normative()
    office.must(actions.release, office.drafter(), edition_id=edition.pk)
    assert "政策解读" in _text(_read(client, fresh(edition)))
    assert "所解读的文件" in _text(_read(client, fresh(material)))
    page = _text(_read(client, fresh(edition)))
    for words in (
        "登记号",
        "施行日期",
        "2026年4月10日",
        "有效期至",
        "2031年4月9日",
        "有效，自2026年4月10日起施行",
    ):
        assert words in page
    later = DAY + timedelta(days=50)
    office.must(
        actions.repeal, office.person(Role.OFFICE_HEAD), later,
        document_id=edition.document_id, reason="对象消失", basis="样林规〔2026〕9号",
    )  # fmt: skip
    told = _read(client, edition, "document_text").content.decode()
    assert "已废止（2026年4月21日）：对象消失（样林规〔2026〕9号）" in told.split("\n\n")[0]
    assert _read(client, edition, "document_json").json()["notices"][0]["by"] is None
    maps = [client.get(reverse("portal:sitemap")), client.get(reverse("portal:sitemap_part", args=[1]))]
    for each in maps:
        days = [on[:10] for on in etree.fromstring(each.content).xpath("//*[local-name()='lastmod']/text()")]
        assert max(days) == later.isoformat()
    feed = etree.fromstring(client.get(reverse("portal:documents_feed", args=["atom"])).content)
    (entry,) = [each for each in feed.iter(f"{ATOM}entry") if "已废止" in each.xpath("*/@term")]
    assert entry.findtext(f"{ATOM}updated").startswith(later.isoformat())
    changed = client.get("/api/documents", {"since": f"{later}T00:00:00+08:00"}).json()["documents"]
    assert [each["standing"] for each in changed] == ["repealed"]
    assert sorted(days)[:-1] == [DAY.isoformat()] * (len(days) - 1)


def test_what_was_withdrawn_answers_with_its_notice_and_nothing_else(client, office):
    edition = office.released()
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, reason="内容有误"
    )
    page = _read(client, edition)
    assert page.status_code == 410
    assert "内容有误" in _text(page)
    assert "按时足额发放" not in page.content.decode()
    assert NEWS.title not in page.content.decode()
    for name in ("document_json", "document_text", "document_pdf"):
        other = _read(client, edition, name)
        assert (other.status_code, "内容有误" in other.content.decode()) == (410, True)
        assert "按时足额发放" not in other.content.decode()
        assert NEWS.title not in other.content.decode()
    assert NEWS.title not in _text(client.get(reverse("portal:documents")))
    assert NEWS.title not in client.get(reverse("portal:documents_feed", args=["atom"])).content.decode()


def test_editions_and_what_changed(client, office):
    first = office.released()
    office.must(actions.new_edition, office.drafter(), document_id=first.document_id)
    second = first.document.editions.order_by("-number").first()
    words = Words(
        title=NEWS.title, html=TEXT.replace("按时", "及时"), formed_on=DAY, change_note="改正一处用词"
    )
    office.must(actions.draft, office.drafter(), edition_id=second.pk, words=words)
    office.released(fresh(second))
    newest = _text(_read(client, first))
    assert "改正一处用词" in newest
    assert "及时足额" in newest
    earlier = _read(client, first, "document_edition", edition=1)
    assert "已有新版本" in _text(earlier)
    assert "按时足额" in _text(earlier)
    changed = html.fromstring(_read(client, first, "document_compare", earlier=1, later=2).content)
    assert changed.xpath("string(//ins)") == "及"
    assert changed.xpath("string(//del)") == "按"


def test_feeds_are_what_readers_understand(client, office):
    edition = office.released()
    atom = etree.fromstring(client.get(reverse("portal:documents_feed", args=["atom"])).content)
    assert [each.findtext(f"{ATOM}title") for each in atom.iter(f"{ATOM}entry")] == [NEWS.title]
    (entry,) = atom.iter(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id").endswith(reverse("portal:document", args=[_address(edition)]))
    rss = etree.fromstring(client.get(reverse("portal:documents_feed", args=["rss"]) + "?kind=news").content)
    assert rss.xpath("//item/title/text()") == [NEWS.title]
    empty = etree.fromstring(
        client.get(reverse("portal:documents_feed", args=["rss"]) + "?kind=rule").content
    )
    assert empty.xpath("//item") == []
    assert client.get(reverse("portal:documents_feed", args=["xyz"])).status_code == 404


def test_maps_of_the_site_hold_every_address_with_its_last_change(client, office):
    addresses = {_address(office.released()) for _each in range(3)}
    index = etree.fromstring(client.get(reverse("portal:sitemap")).content)
    assert [each.endswith("/sitemap-1.xml") for each in index.xpath("//*[local-name()='loc']/text()")] == [
        True
    ]
    part = etree.fromstring(client.get(reverse("portal:sitemap_part", args=[1])).content)
    found = {each.findtext(f"{MAP}loc").rstrip("/").rsplit("/", 1)[1] for each in part}
    assert found == addresses
    assert all(each.findtext(f"{MAP}lastmod").startswith("2026-03-02") for each in part)
    assert client.get(reverse("portal:sitemap_part", args=[2])).status_code == 404
    assert "sitemap.xml" in client.get(reverse("portal:robots")).content.decode()


def test_caches_in_front_may_keep_it_but_not_what_a_signed_in_reader_sees(client, office, sign_in):
    edition = office.released()
    kept = _read(client, edition)["Cache-Control"]
    assert "s-maxage=60" in kept
    assert "stale-if-error" in kept


@pytest.mark.parametrize(
    "query", ["?kind=xyz", "?body=none", "?after=xyz", "?year=99999", "?order=x", "?q=" + "长" * 500]
)
def test_an_address_that_makes_no_sense_is_answered_all_the_same(client, office, query):
    office.released()
    assert client.get(reverse("portal:documents") + query).status_code == 200


def test_while_there_is_no_index_the_list_still_works(client, office, monkeypatch):
    office.released()

    def _gone():
        raise Unavailable

    monkeypatch.setattr(places, "current", _gone)
    page = _text(client.get(reverse("portal:documents") + "?q=造林"))
    assert "搜索暂时不能用" in page
    assert NEWS.title in page


def test_proof_from_the_page_to_the_answer(client, office, signed):
    edition = office.released()
    early = _read(client, edition, "document_proof")
    assert early.status_code == 404
    assert "还没有签名" in _text(early)
    signed()
    proof = _read(client, edition, "document_proof")
    assert proof["Content-Disposition"].endswith('.proof.json"')
    keys = client.get(reverse("portal:proof_keys")).json()["keys"]
    assert [each["algorithm"] for each in keys] == ["ed25519"]
    assert client.get(reverse("portal:proof_heads")).json()["heads"][0]["size"] == 1

    def _looked_over(content: bytes) -> str:
        file = SimpleUploadedFile("a.json", content, content_type="application/json")
        return _text(client.post(reverse("portal:proof_verify"), {"proof": file}))

    said = _looked_over(proof.content)
    assert "成立" in said
    assert "此后没有变化" in said
    bent = json.loads(proof.content)
    bent["content"]["title"] = "改过的标题"
    assert "不成立" in _looked_over(json.dumps(bent).encode())
    twice = proof.content.replace(b'"edition": 1', b'"edition": 1, "edition": 2', 1)
    assert "“edition”写了两次" in _looked_over(twice)
    assert "多出了“note”" in _looked_over(json.dumps(proof.json() | {"note": "x"}).encode())
    stranger = json.loads(proof.content)
    stranger["signature"]["key"] = "\ud800\x00"
    assert "不是用本网站的密钥签名" in _looked_over(json.dumps(stranger).encode())
    entry = {name: proof.json()["entry"][name] for name in ("address", "edition", "act")}
    now = client.get(reverse("portal:proof_since"), entry).json()
    assert [each["entry"] for each in now["entries"]] == [proof.json()["entry"]]
    for wrong in ({"edition": "x"}, {"edition": "7"}, {"address": "x"}, {"act": "praised"}):
        assert client.get(reverse("portal:proof_since"), entry | wrong).status_code == 404
    assert "不是公开证明文件" in _looked_over(b"\xff\xfe")
    assert "不是公开证明文件" in _looked_over(b"[]")
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, reason="内容有误"
    )
    assert "已撤回" in _looked_over(proof.content)


def test_between_two_heads_nothing_was_changed(client, office, signed):
    for _each in range(3):
        office.released()
        signed()
    newest, _middle, oldest = client.get(reverse("portal:proof_heads")).json()["heads"]
    told = client.get(reverse("portal:proof_consistency", args=[oldest["size"], newest["size"]])).json()
    assert [told[name]["root"] for name in ("earlier", "later")] == [oldest["root"], newest["root"]]
    roots = [bytes.fromhex(told[name]["root"]) for name in ("earlier", "later")]
    path = [bytes.fromhex(step) for step in told["path"]]
    assert is_consistent(sha256, oldest["size"], newest["size"], *roots, path)
    assert client.get(reverse("portal:proof_consistency", args=[1, 99])).status_code == 404
    assert "一致性证明" in _text(client.get(reverse("portal:proofs")))


def test_a_form_without_a_file_says_so(client, office):
    assert "请选择证明文件" in _text(client.post(reverse("portal:proof_verify")))


def test_the_list_pages_by_key(client, office, monkeypatch):
    monkeypatch.setattr("gongkai.portal.publications.views.PAGE", 2)
    for number in range(5):
        words = Words(title=f"第{number}条消息", html=TEXT, formed_on=date(2026, 3, 2))
        office.released(office.drafted("news", words))
    seen, query = [], ""
    for _each in range(3):
        page = html.fromstring(client.get(reverse("portal:documents") + query).content)
        seen += page.xpath("//*[@id='found']//h2/a/text()")
        query = next(iter(page.xpath("//a[@rel='next']/@href")), "")
    assert seen == [f"第{number}条消息" for number in reversed(range(5))]
    assert query == ""


def _found_on_sites(client, office):
    """The forestry office has no site: what it publishes is found on the city's."""
    for body, slug in (("city", "main"), ("land", "land")):
        facts = designing.Facts(name=f"{slug}网站", host="某市人民政府办公室")
        opened = designing.open_site(
            actor=SYSTEM, now=office.at(DAY), body_id=office.bodies[body], slug=slug, facts=facts
        )
        assert not isinstance(opened, Refused)
    found = html.fromstring(client.get(reverse("portal:documents") + "?q=林业&site=main").content)
    assert len(found.xpath("//*[@id='found']//h2")) == 2
    facet = found.xpath("//section[h2[contains(., '网站')]]")[0].text_content()
    assert "main网站" in facet
    assert "land网站" not in facet
    for asked in (
        "?q=林业&site=land",
        "?q=林业&site=main&body=land",
        "?site=land",
        "?q=林业&site=none&kind=x",
    ):
        rows = html.fromstring(client.get(reverse("portal:documents") + asked).content)
        assert len(rows.xpath("//*[@id='found']//h2")) == (2 if "none" in asked else 0), asked


def test_words_filters_and_marks(client, office, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    first = office.released()
    other = Words(
        title="市林业局公布防火电话",
        html="<p>发现火情请拨打值班电话。</p>",
        formed_on=DAY,
        subject="agriculture",
    )
    office.released(office.drafted("notice", other))
    updating.rebuild()
    page = html.fromstring(client.get(reverse("portal:documents") + "?q=造林").content)
    assert page.xpath("//*[@id='found']//h2/a/@href") == [reverse("portal:document", args=[_address(first)])]
    assert "造林" in page.xpath("//mark/text()")
    page = html.fromstring(client.get(reverse("portal:documents") + "?q=林业&kind=notice").content)
    assert [each.text_content() for each in page.xpath("//*[@id='found']//h2/a")] == [other.title]
    assert "没有找到" in _text(client.get(reverse("portal:documents") + "?q=完全没有的词语呀"))
    assert "没有找到" in _text(client.get(reverse("portal:documents") + "?q=造林&kind=notice"))
    assert [each.typed for each in Missed.objects.all()] == ["完全没有的词语呀"]  # the filter hid the other
    _found_on_sites(client, office)
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=first.document_id, reason="内容有误"
    )
    assert NEWS.title not in _text(client.get(reverse("portal:documents") + "?q=造林"))


def test_who_is_about_to_ask_for_it_is_shown_it(client, office, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    edition = office.released()
    updating.rebuild()
    told = client.post(reverse("portal:requests_alike"), {"wanted": "春季造林现场会的情况"}).content.decode()
    assert reverse("portal:document", args=[_address(edition)]) in told
    assert (
        "没有找到相近" in client.post(reverse("portal:requests_alike"), {"wanted": "无关"}).content.decode()
    )
