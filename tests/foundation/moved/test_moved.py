"""Old addresses lead to where their content stands now, and hide nothing that is there."""

import io
from datetime import UTC, datetime

import pytest
from openpyxl import Workbook

from gongkai.foundation.ledger.verbs import Refused
from gongkai.foundation.moved import actions, lists, queries
from gongkai.foundation.organisations.roles import PUBLIC, SYSTEM, Actor, Role

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OFFICE = Actor("someone:office", roles=frozenset({(Role.CITY_OFFICE.value, 1)}))


def _add(old: str, new: str, actor: Actor = OFFICE):
    return actions.add(actor=actor, now=NOW, old=old, new=new)


def _lead(client, address: str, host: str = "testserver") -> tuple[int, str]:
    answer = client.get(address, headers={"host": host})
    return answer.status_code, answer.headers.get("Location", "")


def test_one_leads_on_until_it_is_closed(client, settings):
    settings.ALLOWED_HOSTS = ["testserver", "old.example.gov.cn"]
    settings.MOVED_HOSTS, settings.SITE_URL = ["old.example.gov.cn"], "https://www.example.gov.cn"
    number = _add("http://old.example.gov.cn/art/2017/%E9%80%9A%E7%9F%A5.html", "/documents/city-2017-00001/")
    assert number
    assert _add("/info.asp?id=12", "/documents/?kind=news")
    assert _add("/art/2018", "/reports/")
    assert _lead(client, "/art/2018/") == (301, "/reports/")
    assert _lead(client, "/art/2017/通知.html") == (404, "")
    assert _lead(client, "/art/2017/通知.html", "old.example.gov.cn") == (
        301, "https://www.example.gov.cn/documents/city-2017-00001/",
    )  # fmt: skip
    assert _lead(client, "/info.asp?id=12") == (301, "/documents/?kind=news")
    assert _lead(client, "/info.asp?id=13") == (404, "")
    assert client.post("/info.asp?id=12").status_code in (403, 404)
    assert actions.close(actor=OFFICE, now=NOW, old_address_id=number, reason="内容已撤回")
    assert _lead(client, "/art/2017/通知.html", "old.example.gov.cn") == (404, "")
    assert isinstance(actions.close(actor=OFFICE, now=NOW, old_address_id=number, reason=""), Refused)
    assert [each.closed_at for each in queries.old_addresses()] == [None, None, NOW]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/documents/", "/reports/"),  # a page of this site
        ("/", "/reports/"),
        ("/a.html", "/nowhere/at/all"),
        ("/a.html", "https://elsewhere.example.com/"),
        ("", "/reports/"),
        ("/a.html", ""),
        ("/" + "a" * 600, "/reports/"),
        ("/a\x00.html", "/reports/"),
        ("http://[a/b.html", "/reports/"),
        ("http://" + "a" * 130 + ".example/b.html", "/reports/"),
        ("/a.html", "http://[a/"),
    ],
)
def test_what_is_refused(old, new):
    assert isinstance(_add(old, new), Refused)


def test_a_live_page_is_never_hidden(client):
    """Even one that the verb could not foresee."""
    assert _add("/documents/x-2017-00001/", "/reports/")
    assert _lead(client, "/documents/x-2017-00001/") == (301, "/reports/")
    assert client.get("/reports/").status_code == 200


def test_only_the_office_in_charge():
    assert isinstance(_add("/a.html", "/reports/", PUBLIC), Refused)
    assert _add("/a.html", "/reports/", SYSTEM)
    assert isinstance(_add("/a.html", "/open-data/"), Refused)  # leads somewhere already


def _workbook(rows) -> bytes:
    book, out = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


ROWS = [
    ("旧网址", "新网址"), ("/a.html", "/reports/"), ("/b.html", "/nowhere"), ("/a.html", "/open-data/"),
    ("", ""), ("http://old.example.gov.cn/c.asp?id=1", "/documents/"),
]  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        _workbook(ROWS),
        "\n".join(",".join(row) for row in ROWS).encode("utf-8-sig"),
        "\n".join(",".join(row) for row in ROWS).encode("gb18030"),
    ],
    ids=["xlsx", "utf-8", "gb18030"],
)
def test_a_list_in_any_form(content):
    lines = lists.read(content)
    assert [(each.number, each.problem is None) for each in lines] == [
        (2, True),
        (3, False),
        (4, False),
        (6, True),
    ]
    pairs = [each.pair for each in lines if each.pair]
    done = actions.load(actor=OFFICE, now=NOW, pairs=pairs)
    assert (done.added, done.known, done.elsewhere) == (2, 0, ())
    again = actions.load(actor=OFFICE, now=NOW, pairs=pairs)
    assert isinstance(again, Refused)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 not a workbook", b"\xff\xfe\x00\x00", b"%PDF-1.7\x00\xff", b"/a" * 100_000]
)
def test_what_is_no_list(content):
    with pytest.raises(lists.UnreadableError):
        lists.read(content)
