"""What readers get: pages by path and name, columns that fill themselves, feeds, pictures, faults."""

from datetime import timedelta

import feedparser
import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.images.forms import get_image_form
from wagtail.models import Page

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.portal.pages import actions, membership, reading
from gongkai.portal.pages.actions.reviewing import submit
from gongkai.portal.pages.due import due_on, is_late
from gongkai.portal.pages.models import ColumnPage, Drawn, Fault, FaultPage, Picture, StaticPage, TopicPage
from gongkai.portal.pages.uploads import PictureForm
from tests.portal.pages.conftest import NOW, done
from tests.portal.pages.pictures import photograph, png

MOST_STATEMENTS = 20


def public(page: Page, home: Page) -> Page:
    """The page, added and let out."""
    page.live = False
    type(home).objects.get(pk=home.pk).add_child(instance=page)
    return again(page)


def again(page: Page) -> Page:
    page.save_revision()
    submit(page, None)
    number = page.get_latest_revision().pk
    done(actions.publish_page(actor=SYSTEM, now=NOW, page_id=page.pk, revision_id=number))
    page.refresh_from_db()
    return page


@pytest.mark.django_db
def test_columns_fill_themselves_and_pages_stand_where_their_site_stands(sites, office, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    city, forestry = sites.sites["city"].home, sites.sites["forestry"].home
    news = public(ColumnPage(title="政务动态", slug="news", kinds=["news"], show_in_menus=True), city)
    own = public(ColumnPage(title="本局动态", slug="news", kinds=["news"], scope="own"), forestry)
    empty = public(ColumnPage(title="政策文件", slug="rules", kinds=["normative"], scope="all"), city)
    home = type(city).objects.get(pk=city.pk)
    assert "查年度报告" in client.get("/").content.decode()  # the program's own, while the editors' is empty
    home.blocks = [("newest", {"column": news, "title": "", "number": 6}), ("lead", "欢迎")]
    again(home)
    title = office.released().title

    with CaptureQueriesContext(connection) as asked:
        shown = client.get("/")
    assert title in shown.content.decode()
    assert len(asked) <= MOST_STATEMENTS, [each["sql"][:120] for each in asked]
    assert client.get("/", headers={"if-none-match": shown["ETag"]}).status_code == 304
    for path in ("/news/", "/forestry/news/"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(path)
        assert title in page.content.decode(), path
        assert len(asked) <= MOST_STATEMENTS
    text = client.get("/news/").content.decode()
    for tag in (
        "SiteName",
        "SiteDomain",
        "SiteIDCode",
        "ColumnName",
        "ColumnDescription",
        "ColumnKeywords",
        "ColumnType",
    ):
        assert f'name="{tag}"' in text, tag
    assert "9900000001" in text
    assert "某ICP备00000000号" in text
    assert title not in client.get("/rules/").content.decode()
    assert empty.live
    assert client.get("/about/").status_code == client.get("/forestry/rules/").status_code == 404

    atom = feedparser.parse(client.get(f"/columns/{own.pk}/feed.atom").content)
    assert [each.title for each in atom.entries] == [title]
    assert client.get(f"/columns/{home.pk}/feed.atom").status_code == 404

    named = actions.Facts(name="林业网站", domain="forestry.example.test")
    done(actions.describe_site(actor=SYSTEM, now=NOW, site_id=sites.sites["forestry"].pk, facts=named))
    there = client.get("/news/", headers={"host": "forestry.example.test"}).content.decode()
    assert "本局动态" in there
    assert 'href="http://localhost:8000/news/"' not in there
    again_taken = actions.open_site(
        actor=SYSTEM, now=NOW, body_id=office.bodies["land"], slug="news", facts=actions.Facts(name="x")
    )
    assert isinstance(again_taken, Refused)  # /news/ is a page of the first site


@pytest.mark.django_db
def test_pictures_are_handed_out_while_a_public_page_shows_them(sites, client, browser, settings, tmp_path):
    settings.STORAGES["pictures"]["OPTIONS"]["location"] = str(tmp_path)
    forestry = sites.sites["forestry"]
    picture = Picture(title="图", file=ContentFile(png(), "a.png"), collection=forestry.collection)
    picture.save()
    page = StaticPage(title="概况", slug="about")
    page.blocks = [("picture", {"image": picture, "alternative": "苗圃", "caption": ""})]
    page.live = False
    forestry.home.add_child(instance=page)
    page.save_revision()
    drawn = picture.get_rendition("width-960")
    assert Drawn.objects.count() == 1
    assert client.get(drawn.url).status_code == 404
    assert browser("city.ann").get(drawn.url).status_code == 404
    assert browser("forestry.ann").get(drawn.url).status_code == 200
    again(page)
    assert 'alt="苗圃"' in client.get("/forestry/about/").content.decode()
    answer = client.get(drawn.url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert client.get(f"/pictures/{picture.file.name}").status_code == 404  # as it was uploaded
    done(actions.take_down_page(actor=SYSTEM, now=NOW, page_id=page.pk, reason="过时"))
    assert client.get(drawn.url).status_code == 404


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content", "is_taken"),
    [
        ("a.jpg", photograph(), True), ("a.png", png(), True), ("a.svg", SVG, False), ("a.png", SVG, False),
        ("a.png", photograph(), False),
    ],
)  # fmt: skip
def test_only_real_photographs_come_in_and_without_what_the_camera_adds(sites, name, content, is_taken):
    form = _form(sites, name, content)
    assert form.is_valid() is is_taken, form.errors
    if is_taken:
        assert b"SampleCamera" not in form.cleaned_data["file"].read()


def _form(sites, name, content):
    kind = get_image_form(Picture)
    assert issubclass(kind, PictureForm)
    membership.keep(sites.actor("forestry.ann"))
    user = organisations.account(sites.people["forestry.ann"])
    data = {"title": "图", "description": "", "collection": sites.sites["forestry"].collection_id}
    return kind(
        data, {"file": SimpleUploadedFile(name, content)}, instance=Picture(uploaded_by_user=user), user=user
    )


@pytest.mark.django_db
def test_a_reader_reports_a_fault_and_reads_what_became_of_it(sites, client, browser):
    forestry = sites.sites["forestry"]
    page = public(FaultPage(title="我为政府网站找错", slug="fault"), forestry.home)
    told = {
        "kind": "stale",
        "page": "/forestry/news/",
        "words": "很久没有更新，请联系 13900000000",
        "contact": "",
    }
    assert client.post(f"/faults/{page.pk}/", {**told, "words": " "}).status_code == 422
    sent = client.post(f"/faults/{page.pk}/", told)
    assert sent.status_code == 302
    row = Fault.objects.get()
    assert is_late(row, due_on(row)) is False
    assert is_late(row, due_on(row) + timedelta(days=1))
    assert "很久没有更新" in client.get(sent["Location"]).content.decode()
    assert "13900000000" not in str(list(Event.objects.values_list("after", flat=True)))
    desk = f"/workbench/sites/faults/{row.pk}/"
    answer = {"result": "mended", "answer": "已补充三月的动态。"}
    for who, status in (("city.ann", 404), ("forestry.cai", 403), ("forestry.ann", 302)):
        assert browser(who).post(desk, answer).status_code == status, who
    assert "已补充三月的动态" in client.get(sent["Location"]).content.decode()
    assert browser("forestry.ann").post(desk, answer).status_code == 422  # closed already


@pytest.mark.django_db
def test_a_topic_lists_its_sections_and_leaves_out_what_was_withdrawn(sites, office, client):
    edition = office.released()
    address = edition.document.address
    topic = TopicPage(title="专题", slug="topic")
    topic.blocks = [
        ("section", {"title": "背景"}), ("text", "<p>说明</p>"), ("section", {"title": "进展"}),
        ("chosen", {"title": "选定", "items": [address]}),
        ("questions", {"title": "问答", "questions": [{"question": "怎么办？", "answer": "<p>申请。</p>"}]}),
    ]  # fmt: skip
    public(topic, sites.sites["city"].home)
    shown = client.get("/topic/").content.decode()
    assert 'href="#s2"' in shown
    assert edition.title in shown
    assert "怎么办？" in shown
    told = reading.content_of(TopicPage.objects.get(pk=topic.pk))
    assert "怎么办？" in told
    assert address not in told, "what is searched are words, not where a chosen item stands"
    done(actions.take_down_page(actor=SYSTEM, now=NOW, page_id=topic.pk, reason="结束"))
    assert client.get("/topic/").status_code == 404
