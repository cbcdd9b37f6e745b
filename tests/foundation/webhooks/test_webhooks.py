"""Who subscribed is told of each verb once it is committed; signed, retried, and no personal data in it."""

import base64
import hashlib
import hmac
import json
from datetime import timedelta

import pytest
from django.db import transaction

from gongkai.core.messages import Message
from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.models import Event
from gongkai.foundation.ledger.verbs import REGISTRY, Refused, record, verb
from gongkai.foundation.mail import queries as mail
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.foundation.tasks import queries as tasks
from gongkai.foundation.webhooks import actions, jobs, queries
from gongkai.foundation.webhooks.delivering import PAUSES, deliver
from gongkai.foundation.webhooks.models import Delivery, Subscription
from tests.foundation.conftest import NOW, TODAY

pytestmark = pytest.mark.django_db
VERB = "thing.change"


@pytest.fixture
def change():
    """A verb of one test: `change(body)` changes a thing of the body."""

    def act(*, actor, now, body, refuse=False, **after):
        told = {"state": "received", "number": "〔2017〕1号", "title": "王某的房产", "note": "13800000000"}
        record(subject=("thing", 7), body=body, after=told | after, reason="王某来电")
        record(subject=("thing_part", 8), body=body, after={"on": "2017-01-03"})
        return Refused(Message("不可以")) if refuse else body

    done = verb(VERB)(act)
    yield lambda body, **more: done(actor=SYSTEM, now=NOW, body=body, **more)
    del REGISTRY[VERB]


def _subscribe(actor, body_id, url="https://example.cn/in", **more):
    facts = {"url": url, "verbs": [VERB], "body_id": body_id}
    return actions.subscribe(actor=actor, now=NOW, **(facts | more))


@pytest.fixture
def administrator(city, appointed):
    return appointed(Role.BODY_ADMINISTRATOR, city.land)


def test_a_committed_verb_is_one_message_of_its_body(city, administrator, change):
    subscribed = _subscribe(administrator, city.land)
    change(city.land)
    change(city.culture)
    (message,) = queries.deliveries(subscribed.subscription_id)
    assert json.loads(message.payload) == {
        "type": VERB,
        "timestamp": "2017-01-03T01:00:00.000Z",
        "data": {
            "body": "land",
            "position": Event.objects.filter(verb=VERB, body=city.land).latest("sequence").sequence,
            "subjects": [
                {"type": "thing", "id": "7", "state": "received", "number": "〔2017〕1号"},
                {"type": "thing_part", "id": "8", "on": "2017-01-03"},
            ],
        },
    }
    assert [each.task for each in tasks.jobs("todo")] == ["webhooks.deliver"]


def test_what_was_undone_is_not_told(city, administrator, change):
    _subscribe(administrator, city.land)
    assert not change(city.land, refuse=True)
    with transaction.atomic():
        change(city.land)
        transaction.set_rollback(True)
    assert not Delivery.objects.exists()
    assert tasks.jobs() == []


def test_other_verbs_are_not_told(city, administrator, change):
    _subscribe(administrator, city.land, verbs=["body.rename"])
    change(city.land)
    assert not Delivery.objects.exists()


def test_the_office_in_charge_is_told_of_the_bodies_below(city, appointed, change):
    office = appointed(Role.CITY_OFFICE, city.city)
    below = _subscribe(office, city.city, below=True)
    _subscribe(office, city.city)
    for body in (city.city, city.land, city.township, city.province):
        change(body)
    told = [json.loads(each.payload)["data"]["body"] for each in queries.deliveries(below.subscription_id)]
    assert told == ["township", "land", "city"]
    assert Delivery.objects.count() == 4


def test_a_message_arrives_signed(city, administrator, change, receiver):
    subscribed = _subscribe(administrator, city.land, receiver.url)
    change(city.land)
    (waiting,) = queries.deliveries(subscribed.subscription_id)
    assert deliver(waiting.id, NOW) == Delivery.State.ARRIVED
    assert deliver(waiting.id, NOW) == Delivery.State.ARRIVED
    ((path, headers, body),) = receiver.came
    assert (path, headers["webhook-id"], body.decode()) == ("/in?key=1", waiting.message, waiting.payload)
    assert headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    key = base64.b64decode(subscribed.secret.removeprefix("whsec_"))
    signed = f"{waiting.message}.{headers['webhook-timestamp']}.".encode() + body
    expected = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    assert headers["webhook-signature"] == expected


def test_after_a_new_secret_both_sign_for_a_day(city, administrator, change, receiver):
    subscribed = _subscribe(administrator, city.land, receiver.url)
    renewed = actions.renew_secret(actor=administrator, now=NOW, subscription_id=subscribed.subscription_id)
    assert renewed.secret != subscribed.secret
    for _each in range(2):
        change(city.land)
    late, soon = queries.deliveries(subscribed.subscription_id)
    deliver(soon.id, NOW + timedelta(hours=23))
    deliver(late.id, NOW + timedelta(hours=25))
    assert [len(headers["webhook-signature"].split()) for _path, headers, _body in receiver.came] == [2, 1]


def test_secrets_are_not_readable_at_rest(city, administrator, change):
    subscribed = _subscribe(administrator, city.land, "https://example.cn/in?key=password")
    row = Subscription.objects.get()
    assert subscribed.secret not in row.secret
    told = str([(each.before, each.after) for each in Event.objects.filter(subject_type="webhook")])
    assert row.secret not in told
    assert "password" not in told
    assert "example.cn" in told


def test_a_failed_message_is_tried_again_with_growing_pauses(city, administrator, change, receiver):
    receiver.status = 500
    subscribed = _subscribe(administrator, city.land, receiver.url)
    change(city.land)
    (message,) = queries.deliveries(subscribed.subscription_id)
    now, waits = NOW, []
    for _each in PAUSES[:4]:
        deliver(message.id, now)
        (message,) = queries.deliveries(subscribed.subscription_id)
        waits.append((message.next_at - now).total_seconds())
        now = message.next_at
    assert waits == [5, 300, 1800, 7200]
    assert (message.status, message.attempts, message.state) == (500, 4, Delivery.State.QUEUED)
    assert queries.subscription(administrator, subscribed.subscription_id, TODAY).failing_since == NOW
    receiver.status = 200
    assert deliver(message.id, now) == Delivery.State.ARRIVED
    assert queries.subscription(administrator, subscribed.subscription_id, TODAY).failing_since is None
    assert len({headers["webhook-id"] for _path, headers, _body in receiver.came}) == 1


def test_a_receiver_dead_for_days_is_given_up_and_its_administrators_told(
    city, administrator, change, receiver
):
    made = organisations.create_person(
        actor=SYSTEM, now=NOW, body_id=city.land, username="admin2", name="李某", email="li@example.cn"
    )
    organisations.appoint(
        actor=SYSTEM, now=NOW, person_id=made, body_id=city.land, role=Role.BODY_ADMINISTRATOR, on=TODAY
    )
    receiver.status = 503
    subscribed = _subscribe(administrator, city.land, receiver.url)
    for _each in range(2):
        change(city.land)
    second, first = queries.deliveries(subscribed.subscription_id)
    deliver(first.id, NOW)
    assert deliver(first.id, NOW + timedelta(days=3, minutes=-1)) == Delivery.State.QUEUED
    assert deliver(first.id, NOW + timedelta(days=3)) == Delivery.State.FAILED
    assert deliver(second.id, NOW + timedelta(days=3)) == Delivery.State.FAILED
    (card,) = queries.subscriptions_visible_to(administrator, TODAY)
    assert card.state == "given_up"
    (letter,) = mail.letters_about("webhook", subscribed.subscription_id)
    assert letter.to == "li@example.cn"
    change(city.land)
    assert len(queries.deliveries(subscribed.subscription_id)) == 2


def test_a_receiver_that_is_gone_is_given_up_at_once(city, administrator, change, receiver):
    receiver.status = 410
    subscribed = _subscribe(administrator, city.land, receiver.url)
    change(city.land)
    (message,) = queries.deliveries(subscribed.subscription_id)
    assert deliver(message.id, NOW) == Delivery.State.FAILED
    assert queries.subscription(administrator, subscribed.subscription_id, TODAY).state == "given_up"


def test_stopping_resuming_trying_out_and_sending_again(city, administrator, change, receiver):
    subscribed = _subscribe(administrator, city.land, receiver.url)
    about = {"actor": administrator, "now": NOW, "subscription_id": subscribed.subscription_id}
    change(city.land)
    assert actions.stop(**about, reason="对方停机")
    assert "停止" in str(actions.ping(**about).reason)
    (dropped,) = queries.deliveries(subscribed.subscription_id)
    assert deliver(dropped.id, NOW) == Delivery.State.FAILED
    assert actions.resume(**about)
    assert actions.ping(**about)
    assert actions.resend(actor=administrator, now=NOW, delivery_id=dropped.id)
    for each in queries.deliveries(subscribed.subscription_id)[:2]:
        assert deliver(each.id, NOW) == Delivery.State.ARRIVED
    kinds = [json.loads(body)["type"] for _path, _headers, body in receiver.came]
    assert sorted(kinds) == [VERB, "webhook.ping"]


@pytest.mark.parametrize(
    ("role", "where", "below", "may"),
    [
        (Role.BODY_ADMINISTRATOR, "land", False, True),
        (Role.BODY_ADMINISTRATOR, "land", True, False),
        (Role.CITY_OFFICE, "city", True, True),
        (Role.BODY_ADMINISTRATOR, "culture", False, False),
        (Role.REQUEST_CLERK, "land", False, False),
        (Role.AUDITOR, "city", False, False),
    ],
)
def test_who_may_subscribe_and_stop(city, administrator, appointed, role, where, below, may):
    own = _subscribe(administrator, city.land, verbs=["body.rename"])
    other = appointed(role, getattr(city, where), username="other")
    assert bool(_subscribe(other, city.land, verbs=["body.rename"], below=below)) is may
    sees = own.subscription_id in {each.id for each in queries.subscriptions_visible_to(other, TODAY)}
    assert sees is (may or below)
    stopped = actions.stop(actor=other, now=NOW, subscription_id=own.subscription_id)
    assert bool(stopped) is sees


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"url": "http://example.cn/"}, "url"),
        ({"verbs": []}, "verbs"),
        ({"verbs": ["person.set_password"]}, "verbs"),
        ({"verbs": ["no.such_verb"]}, "verbs"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(city, administrator, changed, field):
    refused = _subscribe(administrator, city.land, **({"verbs": ["body.rename"]} | changed))
    assert [place for place, _said in refused.details] == [field]


def test_the_ledger_tells_the_same_as_the_tables(city, administrator):
    _subscribe(administrator, city.land, verbs=["body.rename"])
    assert [each for each in rows.mismatches() if each.subject == "webhook"] == []


def test_old_messages_are_forgotten(city, administrator, change):
    _subscribe(administrator, city.land)
    change(city.land)
    jobs.forget_old()
    assert not Delivery.objects.exists()
