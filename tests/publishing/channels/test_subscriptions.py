"""Told by e-mail: asked for, confirmed by the owner of the address, once, and ended by one click."""

import re
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.test import Client

from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.rows import mismatches
from gongkai.foundation.mail.models import Letter
from gongkai.foundation.mail.post import deliver
from gongkai.foundation.mail.subscriptions import actions, telling
from gongkai.foundation.mail.subscriptions.rows import Frequency
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.publishing.actions import Words
from gongkai.publishing.channels import mailing
from gongkai.publishing.channels.models import MailSubscription, Waiting
from gongkai.publishing.channels.subscribers import ITEMS, Wish
from tests.publishing.conftest import DAY, TEXT, Office, moment

from .test_outbox import second, withdraw

pytestmark = pytest.mark.django_db


def asked(email: str, frequency: str = "at_once", **wish):
    return {"to": ITEMS, "email": email, "wish": asdict(Wish(**wish)), "frequency": frequency}


def subscribed(office: Office, email: str = "reader@example.cn", frequency: str = "at_once", **wish):
    row = office.must(actions.ask, PUBLIC, **asked(email, frequency, **wish))
    office.must(actions.confirm, PUBLIC, to=ITEMS, subscription_id=row.pk)
    Letter.objects.all().delete()
    return row


def told(minutes: int = 100) -> dict[str, list[str]]:
    """Letters posted by now, by address; then forgotten."""
    mailing.tell(moment(DAY, minutes))
    found: dict[str, list[str]] = {}
    for letter in Letter.objects.order_by("pk"):
        found.setdefault(letter.to, []).append(letter.text)
    Letter.objects.all().delete()
    return found


def test_a_citizen_subscribes_confirms_and_ends_it(client: Client, office: Office, mailoutbox, settings):
    settings.SITE_URL = "http://testserver"
    page = client.get("/subscriptions/?body=forestry&q=造林")
    assert 'value="造林"' in page.content.decode()
    said = {"email": "Reader@example.cn", "body": "forestry", "q": "造林", "frequency": "daily"}
    assert client.post("/subscriptions/", said | {"email": "nonsense"}).status_code == 400
    sent = client.post("/subscriptions/", said, follow=True)
    assert "R**@example.cn" in sent.content.decode()
    assert client.post("/subscriptions/", said).status_code == 302, "asked twice, answered the same"
    letter = Letter.objects.get()
    deliver(letter.pk, moment(DAY))
    (mail,) = mailoutbox
    headers = mail.extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    (link,) = re.findall(r"http://testserver(/subscriptions/\S+/)", mail.body)
    row = MailSubscription.objects.get()
    assert "确认订阅" in client.get(link).content.decode()
    row.refresh_from_db()
    assert row.state == "unconfirmed", "opening a link changes nothing"
    assert "我的订阅" in client.post(f"{link}confirm/", {"frequency": "weekly"}, follow=True).content.decode()
    row.refresh_from_db()
    assert (row.state, row.frequency, row.email) == ("confirmed", "weekly", "reader@example.cn")
    click = headers["List-Unsubscribe"].strip("<>").removeprefix("http://testserver")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(click).status_code == 405
    for _ in range(2):
        assert strict.post(click, {"List-Unsubscribe": "One-Click"}).status_code == 200
    row.refresh_from_db()
    assert (row.state, row.email, row.text) == ("ended", "", "")
    assert client.get(f"{link[:-3]}x/").status_code == 404
    assert not Event.objects.filter(after__icontains="example.cn").exists()
    assert list(mismatches()) == []


def test_each_is_told_what_he_wished_once(office: Office):
    forestry, land = office.bodies["forestry"], office.bodies["land"]
    for email, wish in {
        "all@example.cn": {}, "forestry@example.cn": {"of_id": forestry}, "land@example.cn": {"of_id": land},
        "notices@example.cn": {"kind": "notice"}, "words@example.cn": {"text": "按时发放 补助"},
        "other@example.cn": {"text": "养老保险"}, "without@example.cn": {"text": "补助 -造林"},
    }.items():  # fmt: skip
        subscribed(office, email, **wish)
    unconfirmed = office.must(actions.ask, PUBLIC, **asked("never@example.cn"))
    Letter.objects.all().delete()
    edition = office.released()
    found = told()
    assert set(found) == {"all@example.cn", "forestry@example.cn", "words@example.cn"}
    (text,) = found["all@example.cn"]
    assert edition.title in text
    assert f"/documents/{edition.document.address}/" in text
    assert told(101) == {}, "a second sweep finds nothing"
    telling.forget_unconfirmed(ITEMS, moment(DAY + timedelta(5)))
    unconfirmed.refresh_from_db()
    assert unconfirmed.state == "ended"


def test_digests_wait_and_come_as_one_letter(office: Office):
    row = subscribed(office, frequency="daily")
    first, other = office.released(), office.released(office.drafted(words=Words(
        title="春季防火工作会召开", html=TEXT, formed_on=DAY)))  # fmt: skip
    assert told() == {}
    assert Waiting.objects.filter(subscription=row).count() == 2
    withdraw(office, first)
    assert told() == {}
    assert mailing.write_to(Frequency.WEEKLY, moment(DAY, 200)) == 0
    assert mailing.write_to(Frequency.DAILY, moment(DAY, 200)) == 1
    assert mailing.write_to(Frequency.DAILY, moment(DAY, 201)) == 0
    letter = Letter.objects.get()
    assert other.title in letter.text
    assert first.title not in letter.text, "withdrawn before it was told: not told"


def test_new_editions_and_withdrawals_are_told_to_who_was_told(office: Office):
    subscribed(office)
    first = office.released()
    told()
    edition = second(office, first)
    (text,) = told()["reader@example.cn"]
    assert "新版本" in text
    withdraw(office, edition)
    (text,) = told()["reader@example.cn"]
    assert edition.document.index_number in text
    assert edition.title not in text


def test_many_at_once_are_one_letter(office: Office):
    subscribed(office)
    for number in range(3):
        office.released(office.drafted(words=Words(title=f"第{number}条", html=TEXT, formed_on=DAY)))
    assert [len(each) for each in told().values()] == [1]


def test_a_worker_that_dies_while_telling_tells_once(office: Office, monkeypatch):
    subscribed(office)
    office.released()

    def die(*_args, **_more):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(telling, "post_news", die)
        with pytest.raises(KeyboardInterrupt):
            mailing.tell(moment(DAY, 100))
    assert not Letter.objects.exists()
    assert [len(each) for each in told(101).values()] == [1]


def test_an_address_is_not_flooded(office: Office, client: Client):
    done = [
        office.do(actions.ask, PUBLIC, **asked("reader@example.cn", text=f"词{number}"))
        for number in range(21)
    ]
    assert [bool(each) for each in done] == [True] * 20 + [False]
    for number in range(21):
        said = {"email": f"a{number}@example.cn", "frequency": "daily"}
        status = client.post("/subscriptions/", said, REMOTE_ADDR="203.0.113.9").status_code
        assert status == (302 if number < 20 else 429)
