"""Published items for programs."""

import pytest

from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.search import updating
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from tests.publishing.conftest import DAY, NEWS, TEXT

pytestmark = pytest.mark.django_db


def test_lists_by_key_with_chosen_fields_and_validators(client, office):
    for number in range(3):
        office.released(office.drafted("news", Words(title=f"第{number}条消息", html=TEXT, formed_on=DAY)))
    seen, cursor = [], ""
    for _page in range(2):
        answer = client.get("/api/documents", {"limit": 2, "cursor": cursor, "fields": "title,body"})
        told = answer.json()
        seen += told["documents"]
        cursor = told["next"]
    assert [each["title"] for each in seen] == ["第2条消息", "第1条消息", "第0条消息"]
    assert cursor == ""
    assert {frozenset(each) for each in seen} == {frozenset({"address", "title", "body"})}
    again = client.get("/api/documents?limit=1")
    assert client.get("/api/documents?limit=1", headers={"If-None-Match": again["ETag"]}).status_code == 304
    assert client.get("/api/documents?fields=secrets").status_code == 422
    assert client.get("/api/documents?cursor=made-up").status_code == 422
    assert client.get("/api/documents?body=nobody").json()["documents"] == []
    assert client.get("/api/documents?since=2026-03-03T00:00:00Z").json()["documents"] == []


def test_one_whole_and_what_was_withdrawn(client, office, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    assert client.get("/api/documents/search?q=造林").status_code == 503
    edition = office.released()
    updating.rebuild()
    address = edition.document.address
    told = client.get(f"/api/documents/{address}").json()
    assert (told["title"], told["digest"], told["edition"]) == (NEWS.title, edition.digest, 1)
    assert client.get(f"/api/documents/{address}?edition=2").status_code == 404
    found = client.get("/api/documents/search?q=造林").json()
    assert [each["address"] for each in found["documents"]] == [address]
    assert found["total"] == 1
    assert found["facets"]["body"] == {"forestry": 1}
    office.must(
        actions.withdraw, office.person(Role.OFFICE_HEAD), document_id=edition.document_id, reason="内容有误"
    )
    gone = client.get(f"/api/documents/{address}")
    assert gone.status_code == 410
    assert gone.json()["notices"][0]["reason"] == "内容有误"
    assert NEWS.title not in gone.content.decode()
    assert client.get("/api/documents/search?q=造林").json()["documents"] == []


def test_who_asks_too_often_is_told_when_to_come_again(client, office, settings):
    settings.API_STRANGERS_CALLS_A_MINUTE = 1
    asked = [client.get("/api/documents") for _each in range(2)]
    assert [each.status_code for each in asked] == [200, 429]
    assert int(asked[1]["Retry-After"]) > 0
