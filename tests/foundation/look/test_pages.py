"""The reader's choices, the gallery, the demonstration's page, errors."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_large_type_is_kept_and_the_reader_stays_where_he_was(client):
    answer = client.post("/look/large-type/", {"on": "1", "next": "/reports/?year=2017"})
    assert (answer.status_code, answer["Location"]) == (302, "/reports/?year=2017")
    assert "gk-large" in client.get("/").content.decode()
    client.post("/look/large-type/", {"on": "0", "next": "/"})
    assert "gk-large" not in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_large_type_sends_nobody_to_another_site(client, elsewhere):
    assert client.post("/look/large-type/", {"on": "1", "next": elsewhere})["Location"] == "/"


def test_the_language_is_chosen_on_every_page(client):
    client.post("/look/language/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/").content.decode()
    client.post("/look/language/", {"language": "zh-hans", "next": "/"})
    assert '<html lang="zh-Hans"' in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/demo/", "/look/"])
def test_the_demonstrations_pages_exist_only_there(client, settings, address):
    settings.DEMO = settings.DEBUG = False
    assert client.get(address).status_code == 404
    settings.DEMO = True
    assert client.get(address).status_code == 200


def test_pages_carry_a_strict_policy_and_no_inline_style_or_handler(client, settings):
    settings.DEMO = True
    answer = client.get("/look/")
    policy = answer["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    page = answer.content.decode()
    assert " style=" not in page
    assert " onclick=" not in page


def test_an_unknown_page_is_answered_in_words(client):
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "没有找到这个页面" in answer.content.decode()


def test_an_expired_form_is_answered_in_words():
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()


def test_an_error_of_the_program_is_answered_in_words(client, monkeypatch):
    def fail() -> list[int]:
        raise RuntimeError("broken")

    monkeypatch.setattr("gongkai.reporting.queries.published_years", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "系统出错了" in text
    assert "broken" not in text


def test_what_nobody_can_have_typed_is_a_bad_request(client):
    for address in ("/search/?q=%00", "/reports/?year=2017&q=a%00b", "/workbench/%00"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert "请求有误" in answer.content.decode()
