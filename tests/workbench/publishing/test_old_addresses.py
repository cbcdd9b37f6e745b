"""The page of old addresses: one by one, by a list that is looked at first, and closed again."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.foundation.moved import queries
from gongkai.foundation.organisations.roles import Role

from .conftest import Office, text_of

pytestmark = pytest.mark.django_db
HERE, LOAD = "/workbench/old-addresses/", "/workbench/old-addresses/load/"
LIST = "旧网址,新网址\n/b.html,/reports/\n/c.html,/nowhere\n/b.html,/open-data/\nhttp://[x,/reports/\n"


def test_old_addresses_are_set_loaded_and_closed(office: Office):
    desk = office.desk(Role.CITY_OFFICE, "city")

    def load(content: bytes, **more: str) -> str:
        return text_of(desk.post(LOAD, {"list": SimpleUploadedFile("清单.csv", content), **more}))

    assert "还没有。" in text_of(desk.get(HERE))
    wrong = text_of(desk.post(HERE, {"old": "http://[x", "new": "/reports/"}))
    assert "旧网址看不懂" in wrong
    assert 'value="http://[x"' in wrong
    assert "已设置" in text_of(
        desk.post(HERE, {"old": "http://old.example/a.html", "new": "/reports/"}, follow=True)
    )
    looked = load(LIST.encode("gb18030"), only_check="on")
    for words in (
        "能用的 1 行，有问题的 3 行",
        "还没有载入",
        "本网站没有这个新网址",
        "与第 2 行的旧网址相同",
    ):
        assert words in looked
    assert len(queries.old_addresses()) == 1
    assert "新设置 1 个" in load(LIST.encode())
    assert "没有新的旧网址" in load(LIST.encode())
    assert "读不出来" in load(b"/a" * 100_000)
    assert "清单：" in text_of(desk.post(LOAD, {}))
    assert "/b.html" in text_of(desk.get(HERE, {"q": "b.html"}))
    assert "a.html" not in text_of(desk.get(HERE, {"q": "b.html"})).partition("已设置的")[2]
    closing = f"{HERE}{queries.old_addresses()[0].id}/close/"
    assert "已停用" in text_of(desk.post(closing, follow=True))
    assert "或者已经停用" in text_of(desk.post(closing, follow=True))
    assert office.desk(Role.SIGNER).get(HERE).status_code == 403
