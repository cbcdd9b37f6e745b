"""The shipped nginx: what it keeps and never keeps, what it tells when the site is down or has changed."""

import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from gongkai.foundation.organisations.roles import Role
from gongkai.portal import following, refreshing
from gongkai.publishing import actions
from tests.deploy import front as nginx
from tests.deploy.front import Front, Site, fronting
from tests.publishing.conftest import Office, office

__all__ = ["office"]
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not here: make browser"),
]
ROOMS = Path(__file__).parents[2] / "gongkai"


@pytest.fixture
def site(db, settings, tmp_path):
    settings.ALLOWED_HOSTS = [nginx.NAME]
    settings.PROXIES = 1
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.VAR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    cache.clear()
    made = Site()
    made.start()
    yield made
    made.stop()


@pytest.fixture
def front(site, settings, tmp_path):
    place = tmp_path / "nginx"
    place.mkdir()
    for room in ("foundation/look", "portal"):
        shutil.copytree(ROOMS / room / "static", tmp_path / "static", dirs_exist_ok=True)
    with fronting(place, site.port, static=tmp_path / "static", files=tmp_path / "files") as running:
        settings.CACHE_FRONTS = [f"http://127.0.0.1:{running.worker}"]
        settings.CACHE_SECRET, settings.CACHE_HOSTS = nginx.SECRET, [nginx.NAME]
        yield running


def test_a_day_of_the_cache(office: Office, site: Site, front: Front, monkeypatch):
    """One story, since each part stands on the one before."""
    waiting: list[tuple[str, dict]] = []
    monkeypatch.setattr(following, "enqueue", lambda name, *, once=None, **more: waiting.append((name, more)))
    first = office.attach(draft := office.drafted(), "名单.txt", "造林面积表".encode())
    edition = office.released(draft)
    assert [name for name, _more in waiting] == [refreshing.ITEMS, refreshing.LISTS]
    address = reverse("portal:document", args=[edition.document.address])
    file = reverse("portal:document_file", args=[edition.document.address, first.file_id])

    _kept_once_for_each_way_of_reading(front, address)
    _never_what_is_somebodys_own(front, address)
    assert front.ask(file).cache == "MISS"
    assert front.ask(file).cache == "HIT"
    assert front.ask("/").status == front.ask("/documents/").status == 200
    assert front.ask("/documents/?kind=news").status == 200
    data = reverse("portal:document_json", args=[edition.document.address])
    assert front.ask(data).status == 200

    _the_site_is_down(front, site, address, file)

    waiting.clear()
    head = office.person(Role.OFFICE_HEAD)
    office.must(actions.withdraw, head, document_id=edition.document_id, reason="内容有误")
    assert front.ask(address).status == 200  # until the worker has told
    for name, more in waiting:
        {refreshing.ITEMS: refreshing.items, refreshing.LISTS: refreshing.lists}[name](**more)
    site.stop()
    for cookie in ("", "large_type=1", "django_language=en; high_contrast=1"):
        told = front.ask(address, cookie=cookie)
        assert (told.status, "内容有误" in told.text, "按时足额发放" in told.text) == (410, True, False), (
            cookie
        )
    told = front.ask(data)
    assert (told.status, "按时足额发放" in told.text) == (410, False)
    assert front.ask(file).status in (404, 502)
    assert "春季造林" not in front.ask("/documents/").text
    assert "[emerg]" not in front.log
    assert "[alert]" not in front.log


def _kept_once_for_each_way_of_reading(front: Front, address: str) -> None:
    first, second = front.ask(address), front.ask(address)
    assert (first.status, first.cache, second.cache) == (200, "MISS", "HIT")
    assert first.content == second.content
    assert "按时足额发放" in second.text
    assert front.ask(address, cookie="somebody=else; django_language=zh-hans").cache == "HIT"
    assert front.ask(address, accept_language="zh-CN,en;q=0.5").cache == "HIT"
    large = front.ask(address, cookie="large_type=1")
    assert (large.cache, "gk-large" in large.text) == ("MISS", True)
    assert front.ask(address, accept_language="en-GB").cache == "MISS"
    assert 'lang="en"' in front.ask(address, cookie="django_language=en").text
    assert front.ask(address, if_none_match=first.headers["etag"]).status == 304
    for name in (
        "content-security-policy",
        "x-content-type-options",
        "x-frame-options",
        "permissions-policy",
    ):
        assert second.headers.get(name), name
    assert "set-cookie" not in second.headers
    assert "nginx/" not in second.headers.get("server", "")


def _never_what_is_somebodys_own(front: Front, address: str) -> None:
    assert front.ask(address, cookie="sessionid=abc").cache == "BYPASS"
    assert "no-store" in front.ask(address, cookie="sessionid=abc").headers["cache-control"]
    assert front.ask("/requests/").cache == ""
    assert "csrftoken=" in front.ask("/proofs/verify/").headers["set-cookie"]
    forged = front.ask(address, x_gongkai_refresh="a guess")
    assert forged.cache == "HIT"


def _the_site_is_down(front: Front, site: Site, address: str, file: str) -> None:
    site.stop()
    for kept in (address, file, "/", "/documents/"):
        assert front.ask(kept).status == 200, kept
    never_read = front.ask("/documents/x-2099-00001/")
    assert (never_read.status, "暂时打不开" in never_read.text) == (502, True)
    assert front.ask("/static/look/css/page.css").status == 200
    site.start()
    assert front.ask(address).status == 200


def test_doors_and_limits(office: Office, site: Site, front: Front, tmp_path):
    redirected = front.ask_plainly("/documents/?q=1")
    assert (redirected.status, redirected.headers["location"]) == (
        301,
        f"https://{nginx.NAME}/documents/?q=1",
    )
    assert front.ask("/gongkai-files/ab/cd").status == 404
    taken_in = front.ask("/check/", "POST", b"x" * (2 << 20))
    assert (taken_in.status, "请先选择" in taken_in.text) == (400, True)
    assert front.ask("/documents/", "POST", b"x" * (2 << 20)).status == 413
    style = front.ask("/static/look/css/page.css", accept_encoding="gzip")
    assert (style.status, style.headers.get("content-encoding")) == (200, "gzip")
    prints = [front.ask("/documents/x-2099-00001.pdf").status for _each in range(40)]
    assert set(prints) == {404, 429}
    assert refreshing.lists() > 0
