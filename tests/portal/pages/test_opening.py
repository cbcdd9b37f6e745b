"""The office in charge opens a site for a body, closes it with a notice, brings it back."""

import pytest
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob
from wagtail.models import Page

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.search import updating
from gongkai.portal import refreshing
from gongkai.portal.pages.models import PublicSite, StaticPage
from gongkai.portal.pages.parts import TITLES
from tests.portal.pages.test_public import public

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "自然资源局网站", "slug": "land", "domain": "", "language": "zh-hans", "code": "9900000003",
    "host": "市自然资源局", "builder": "", "contact": "", "icp": "", "police": "",
}  # fmt: skip


def test_a_site_is_opened_closed_and_brought_back(sites, office, browser, client):
    sites.person("city", "eve", Role.CITY_OFFICE)
    sites.person("forestry", "fay", Role.CITY_OFFICE)
    sites.person("land", "gil", Role.SITE_EDITOR)
    chief, other, editor = browser("city.eve"), browser("forestry.fay"), browser("land.gil")
    land = {**FACTS, "body": office.bodies["land"], "parts": list(TITLES)}
    address = reverse("site_desk:opening")
    for wrong in ({"slug": "workbench"}, {"code": "99"}, {"body": office.bodies["forestry"]}, {"name": ""}):
        assert chief.post(address, {**land, **wrong}).status_code == 422, wrong
    assert chief.post(address, land).status_code == 302
    site = PublicSite.objects.get(body=office.bodies["land"])
    for path in ("/land/xxgk/", "/land/jgzn/", "/land/map/", "/land/fault/"):
        shown = client.get(path).content.decode()
        assert "9900000003" in shown, path
    opened = Event.objects.filter(verb="site.open", body=office.bodies["land"])
    assert opened.filter(subject_type="page").count() == len(TITLES)
    told = chief.get(reverse("site_desk:sites")).content.decode()
    assert FACTS["name"] in told
    assert "/land/" in told

    own = [site.pk]
    english = {**FACTS, "language": "en", "builder": "某市大数据中心"}
    assert chief.post(reverse("site_desk:office_site", args=own), english).status_code == 302
    shown = client.get("/land/map/", headers={"accept-language": "zh-hans"}).content.decode()
    assert 'lang="en"' in shown
    assert "某市大数据中心" in shown
    assert ">Home</a>" in shown
    client.cookies["django_language"] = "zh-hans"
    assert 'lang="zh-Hans"' in client.get("/land/map/").content.decode()

    close = reverse("site_desk:close", args=own)
    assert other.post(close, {"note": "试"}).status_code == 404
    home = reverse("wagtailadmin_explore", args=[site.home_id])
    assert editor.get(home).status_code == 200
    assert chief.post(close, {"note": "试"}).status_code == 302
    gone = client.get("/land/xxgk/")
    assert gone.status_code == 410
    assert "试" in gone.content.decode()
    assert editor.get(home).status_code == 404
    assert "/land/" not in client.get("/sitemap-pages.xml").content.decode()
    reopen = reverse("site_desk:reopen", args=own)
    assert chief.post(reopen, {"reason": ""}).status_code == 422
    assert chief.post(reopen, {"reason": "误关"}).status_code == 302
    assert client.get("/land/xxgk/").status_code == 200
    away = {"note": "并入市政府网站。", "moved_to": "javascript:alert(1)"}
    assert chief.post(close, away).status_code == 422
    assert chief.post(close, {**away, "moved_to": "/news/"}).status_code == 302
    assert 'href="/news/"' in client.get("/land/").content.decode()
    first = reverse("site_desk:close", args=[sites.sites["city"].pk])
    assert chief.post(first, {"note": "关"}).status_code == 422  # others stand at its paths
    assert other.get(reverse("site_desk:office_site", args=own)).status_code == 404
    assert not list(mismatches())


def test_what_is_out_is_found_mapped_and_told_to_caches(sites, client, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    settings.CACHE_FRONTS = ["http://cache.example.test"]
    forestry = sites.sites["forestry"].home
    page = StaticPage(title="林木种苗检验站", slug="seedlings")
    page.blocks = [("text", "<p>检验造林用的苗木。</p>")]
    public(page, forestry)
    updating.rebuild()
    found = client.get("/documents/?q=苗木").content.decode()
    assert 'href="/forestry/seedlings/"' in found
    assert "<mark>苗木</mark>" in found
    assert f" · {page.pk} · " not in found, "a page has no number to read"
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-pages.xml" in index
    assert "/forestry/seedlings/" in client.get("/sitemap-pages.xml").content.decode()
    jobs = ProcrastinateJob.objects.filter(task_name="portal.refresh_addresses")
    told = list(jobs.values_list("args", flat=True))
    assert {"changed": ["/forestry/seedlings/"]} in told
    assert {"/forestry/seedlings/", "/catalogue/", "/gazette/", "/documents/"} <= set(refreshing.listed())
    lists = ProcrastinateJob.objects.filter(task_name="portal.refresh_lists")
    assert lists.count() == 1
    Page.objects.filter(pk=page.pk).update(live=False)
    assert "seedlings" not in client.get("/documents/?q=苗木").content.decode()
    assert "seedlings" not in client.get("/sitemap-pages.xml").content.decode()
