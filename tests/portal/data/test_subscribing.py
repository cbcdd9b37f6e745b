"""Told by e-mail of what changes in a data set: asked for, confirmed, told once, ended by one click. And what
else hears of a release: caches before the site, maps for search engines."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from gongkai.disclosure import subscribers
from gongkai.disclosure.actions import Given
from gongkai.disclosure.models import DataSubscription, ToldUpTo
from gongkai.disclosure.subscribers import CHANGES
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.subscriptions import telling
from gongkai.foundation.mail.subscriptions.rows import Frequency
from gongkai.portal.data import refreshing, subscribing
from tests.disclosure.conftest import DAY, fine, moment

from .conftest import NOW, Office, actions

pytestmark = pytest.mark.django_db
SAID = {"email": "Reader@example.cn", "frequency": "daily"}
LATER = NOW + timedelta(days=1)


def posted() -> str:
    """The one letter that was posted; forgotten then."""
    (letter,) = Letter.objects.all()
    Letter.objects.all().delete()
    return f"{letter.to}\n{letter.subject}\n{letter.text}"


def subscribed(client: Client, asked: str = "") -> str:
    """The path of the link to a confirmed subscription."""
    made = client.post(f"/data/fines/subscribe/{asked}", SAID, follow=True)
    assert "R**@example.cn" in made.content.decode()
    (link,) = re.findall(r"http://testserver(/data/subscriptions/\S+/)", posted())
    row = DataSubscription.objects.latest("pk")
    assert "确认订阅" in client.get(link).content.decode()
    row.refresh_from_db()
    assert row.state == "unconfirmed", "opening a link changes nothing"
    assert "我的订阅" in client.post(f"{link}confirm/", {"frequency": "daily"}, follow=True).content.decode()
    return link


def told(day: int = 0) -> int:
    at = moment(LATER + timedelta(days=day), 200)
    return subscribers.write_to(Frequency.DAILY, at, subscribing.understood)


def test_a_citizen_is_told_of_the_rows_he_means_and_of_no_others(listed: Office, client: Client, settings):
    settings.SITE_URL = "http://testserver"
    page = client.get("/data/fines/?f-kind=warning&sort=-amount").content.decode()
    assert '/data/fines/subscribe/?f-kind=warning"' in page, "the order is not subscribed to"
    assert client.post("/data/fines/subscribe/", SAID | {"email": "nonsense"}).status_code == 400
    assert client.get("/data/fines/subscribe/?f-party=x").status_code == 302, "nobody is told of a person"
    link = subscribed(client, "?f-kind=warning")
    assert "警告" in client.get(link).content.decode()
    assert client.post("/data/fines/subscribe/?f-kind=warning", SAID).status_code == 302
    assert not Letter.objects.exists(), "asked again a moment later, answered the same"
    assert told() == 0, "nothing is new yet"

    listed.released(Given.rows([fine(31)]), day=LATER)
    assert (told(), told()) == (0, 0), "a fine is no warning"
    listed.released(
        Given.rows([fine(32, kind="warning"), fine(31, kind="warning"), fine(3, kind="fine", amount="3")]),
        day=LATER,
    )
    assert (told(), told()) == (1, 0)
    letter = posted()
    assert ("reader@example.cn" in letter, "示例处罚决定" in letter) == (True, True)
    assert "新增 2 行，移出 1 行\nhttp://testserver/data/fines/releases/4/" in letter
    assert "http://testserver/data/fines/?f-kind=warning" in letter

    strict = Client(enforce_csrf_checks=True)
    assert strict.get(f"{link}one-click/").status_code == 405
    for _ in range(2):
        assert strict.post(f"{link}one-click/", {"List-Unsubscribe": "One-Click"}).status_code == 200
    row = DataSubscription.objects.get()
    assert (row.state, row.email, row.question) == ("ended", "", "")
    assert not ToldUpTo.objects.exists()
    assert "已经退订" in client.get(link).content.decode()
    assert client.get(f"{link[:-3]}x/").status_code == 404
    other = link.replace("/data/subscriptions/", "/subscriptions/")
    assert client.get(other).status_code == 404, "a link of one list opens nothing of another"
    assert not Event.objects.filter(after__icontains="example.cn").exists()
    assert list(mismatches()) == []


def test_a_letter_that_could_not_be_posted_is_written_the_next_time(
    listed: Office, client: Client, settings, monkeypatch
):
    settings.SITE_URL = "http://testserver"
    subscribed(client)
    listed.released(Given.rows([fine(31)]), day=LATER)

    def die(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(telling, "post_news", die)
        with pytest.raises(KeyboardInterrupt):
            told()
    assert told() == 1
    assert "新增 1 行" in posted()
    client.post("/data/fines/subscribe/?f-kind=fine", SAID)
    telling.forget_unconfirmed(CHANGES, moment(NOW + timedelta(days=4)))
    assert sorted(DataSubscription.objects.values_list("state", flat=True)) == ["confirmed", "ended"]


def test_caches_and_search_engines_hear_of_a_release(listed: Office, client: Client, settings, monkeypatch):
    settings.CACHE_FRONTS = ["http://127.0.0.1:1"]
    number = re.search(r"/data/fines/(\d+)/", client.get("/data/fines/?q=3号").content.decode())[1]  # type: ignore[index]
    withdrawal = listed.must(
        actions.withdraw, listed.writer(), DAY, data_set="fines", number=int(number), reason="撤销"
    )
    out = listed.out(withdrawal)
    assert ProcrastinateJob.objects.filter(task_name=refreshing.RELEASED).count() == 1
    asked: list[str] = []
    monkeypatch.setattr(refreshing, "addresses", lambda each: asked.extend(each) or len(asked))
    assert refreshing.released(out.pk) == len(asked)
    row = f"/data/fines/{number}/"
    wanted = {"/data/", "/data/fines/", row, "/data/fines/feed.atom", "/data/sitemap.xml"}
    assert wanted <= set(asked)
    assert refreshing.released(listed.begun(Given.rows([fine(40)])).pk) == len(asked)

    index = client.get("/sitemap.xml").content.decode()
    assert ("/data/sitemap.xml" in index, "/data/fines/sitemap-1.xml" in index) == (True, True)
    assert "<loc>http://testserver/data/fines/</loc><lastmod>2026-03-02T" in (
        client.get("/data/sitemap.xml").content.decode()
    )
    rows = client.get("/data/fines/sitemap-1.xml").content.decode()
    assert (rows.count("<url>"), row in rows) == (11, False)
    assert client.get("/data/fines/sitemap-2.xml").status_code == 404
