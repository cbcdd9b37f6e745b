"""The screens of tokens and subscriptions: secrets are shown once, and only to those concerned."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.tokens import queries as tokens
from gongkai.foundation.webhooks import queries as webhooks
from gongkai.foundation.webhooks.actions import subscribable
from gongkai.workbench.integration.kinds import kinds

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk(desk):
    return desk("linye", "clerk")


def _issue(browser, city, **changed):
    today = timezone.localdate()
    said = {
        "body": city.bodies["linye"], "name": "一体化平台", "scopes": ["cases:read", "statistics:read"],
        "expires_on": (today + timedelta(days=30)).isoformat(), **changed,
    }  # fmt: skip
    return browser.post("/workbench/integration/tokens/new/", said)


def _told(answer) -> str:
    found = re.search(r'id="secret" value="([^"]+)"', answer.content.decode())
    assert found, answer.content.decode()
    return found[1]


def test_a_token_is_shown_once_works_and_is_revoked(city, clerk):
    answer = _issue(clerk, city)
    token = _told(answer)
    assert answer["Cache-Control"] == "no-store"
    called = tokens.caller(token, timezone.now())
    assert called.actor.person_id == city.people["linye", "clerk"]
    page = clerk.get("/workbench/integration/").content.decode()
    assert "一体化平台" in page
    assert token not in page
    revoked = clerk.post(f"/workbench/integration/tokens/{called.token_id}/revoke/", {"reason": "更换"})
    assert revoked.status_code == 302
    assert tokens.caller(token, timezone.now()) is None
    assert "已吊销" in clerk.get("/workbench/integration/").content.decode()


def test_what_is_wrong_stands_beside_its_field(city, clerk):
    answer = _issue(clerk, city, expires_on=timezone.localdate().isoformat())
    assert "到期日应晚于今天" in answer.content.decode()
    assert _issue(clerk, city, body=city.bodies["jiaoyu"]).status_code == 200
    assert tokens.tokens_visible_to(SYSTEM, timezone.localdate()) == []


def test_anothers_token_is_not_for_everybodys_eyes(city, clerk, desk):
    token = _told(_issue(clerk, city))
    token_id = tokens.caller(token, timezone.now()).token_id
    colleague = desk("linye", "reviewer")
    assert "一体化平台" not in colleague.get("/workbench/integration/").content.decode()
    assert colleague.post(f"/workbench/integration/tokens/{token_id}/revoke/").status_code == 404
    office = desk("qingshan", "office")
    assert "一体化平台" in office.get("/workbench/integration/").content.decode()
    assert office.post(f"/workbench/integration/tokens/{token_id}/revoke/").status_code == 302
    assert tokens.caller(token, timezone.now()) is None


def test_a_subscription_from_its_secret_to_its_messages(city, desk):
    office = desk("qingshan", "office")
    said = {
        "body": city.bodies["qingshan"], "url": "https://example.cn/in", "verbs": ["case.register"],
        "below": "on",
    }  # fmt: skip
    secret = _told(office.post("/workbench/integration/webhooks/new/", said))
    assert secret.startswith("whsec_")
    (found,) = webhooks.subscriptions_visible_to(SYSTEM, timezone.localdate())
    path = f"/workbench/integration/webhooks/{found.id}/"
    assert office.post(f"{path}steps/ping/").status_code == 302
    page = office.get(path).content.decode()
    assert "发测试消息" in page
    assert "webhook.ping" in page
    assert secret not in page
    assert _told(office.post(f"{path}steps/renew-secret/")) != secret
    office.post(f"{path}steps/stop/")
    assert "已停止" in office.get(path).content.decode()
    office.post(f"{path}steps/resume/")
    assert "推送中" in office.get(path).content.decode()


def test_an_inner_address_is_refused_beside_its_field(city, desk):
    said = {"body": city.bodies["qingshan"], "url": "https://10.0.0.1/", "verbs": ["case.register"]}
    answer = desk("qingshan", "office").post("/workbench/integration/webhooks/new/", said)
    assert "内部网络" in answer.content.decode()


def test_subscriptions_are_for_those_in_charge(clerk):
    assert "设置消息推送" not in clerk.get("/workbench/integration/").content.decode()
    assert clerk.get("/workbench/integration/webhooks/new/").status_code == 403


def test_a_kind_is_subscribed_to_whole_or_verb_by_verb(city, desk):
    office = desk("qingshan", "office")
    page = office.get("/workbench/integration/webhooks/new/").content.decode()
    assert page.count('name="verbs"') == len(subscribable())
    assert page.count('name="kinds"') == len(kinds())
    said = {
        "body": city.bodies["qingshan"], "url": "https://example.cn/in", "kinds": ["challenges"],
        "verbs": ["case.register", "lawsuit.judge"],
    }  # fmt: skip
    _told(office.post("/workbench/integration/webhooks/new/", said))
    (found,) = webhooks.subscriptions_visible_to(SYSTEM, timezone.localdate())
    challenges = [
        each for each in subscribable() if each.startswith(("reconsideration.", "lawsuit.", "complaint."))
    ]
    assert list(found.verbs) == sorted(["case.register", *challenges])


def test_what_was_ticked_stays_ticked_beside_what_is_wrong(city, desk):
    said = {
        "body": city.bodies["qingshan"], "url": "http://x", "kinds": ["returns"], "verbs": ["case.register"],
    }  # fmt: skip
    page = desk("qingshan", "office").post("/workbench/integration/webhooks/new/", said).content.decode()
    assert re.search(r'id="kind-returns" checked', page)
    assert re.search(r'id="verb-case.register" checked', page)
    empty = {"body": city.bodies["qingshan"], "url": "https://example.cn/in"}
    answer = desk("qingshan", "office").post("/workbench/integration/webhooks/new/", empty)
    assert "请至少选择一种消息" in answer.content.decode()


def test_every_verb_stands_in_exactly_one_kind():
    told = [name for kind in kinds() for name, _label in kind.verbs]
    assert sorted(told) == subscribable()
    assert len(told) == len(set(told))
