"""What editors pick by its title, and lists in which one body does not fill all."""

from dataclasses import replace

import pytest

from gongkai.foundation.search import updating
from gongkai.portal.pages import filling
from gongkai.portal.pages.choosing import item_address
from tests.portal.pages.conftest import NOW
from tests.publishing.conftest import NEWS


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("linyi-2026-00001", "linyi-2026-00001"),
        ("LINYI-2026-00001", "linyi-2026-00001"),
        (" https://www.example.gov.cn/documents/linyi-2026-00001/ ", "linyi-2026-00001"),
        ("http://127.0.0.1:8000/documents/linyi-2026-00001/?on=2026-01-01#part", "linyi-2026-00001"),
        ("/documents/linyi-2026-00001/editions/2/", "linyi-2026-00001"),
        ("/documents/linyi-2026-00001.pdf", "linyi-2026-00001"),
        ("https://www.example.gov.cn/data/linyi-2026-00001/", ""),
        ("/documents/", ""),
        ("春季植树", ""),
        ("", ""),
    ],
)
def test_an_item_is_known_by_what_was_pasted(typed, address):
    assert item_address(typed) == address


@pytest.mark.django_db
def test_published_items_are_found_by_their_titles(sites, office, browser, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    editor = browser("city.ann")

    def told(wanted: str, **asked: str) -> dict:
        return editor.get(f"/pages-admin/choosing/{wanted}/", asked).json()

    assert told("items", q="植树") == {"rows": [], "said": "搜索暂时不能用，请粘贴网址。"}
    titles = ("春季植树", "森林抚育", "防火演练")
    out = [office.released(office.drafted("news", replace(NEWS, title=each))) for each in titles]
    office.released(office.drafted("news", replace(NEWS, title="市政府植树"), body="city"))
    office.drafted("news", replace(NEWS, title="尚未公开的植树方案"))
    updating.rebuild()
    address = out[0].document.address
    card = {"value": address, "title": "春季植树"}
    (row,) = told("items", q="春季植树")["rows"]
    assert row | card == row
    assert "2026" in row["about"]
    assert {each["title"] for each in told("items", q="植树")["rows"]} == {"春季植树", "市政府植树"}
    assert len(told("items", q="")["rows"]) == 4  # the newest of the city and of those below it
    (link,) = told("links", q=f"https://www.example.gov.cn/documents/{address}/#top", exact="1")["rows"]
    assert link["value"] == f"/documents/{address}/"
    assert told("items", q="植树", exact="1") == {"rows": [], "said": ""}
    (data,) = told("links", q="/data/air_daily/?q=a", exact="1")["rows"]
    assert data["value"] == "/data/air_daily/?q=a"
    assert editor.get("/pages-admin/choosing/people/", {"q": "植树"}).status_code == 404
    assert browser("forestry.dan").get("/pages-admin/choosing/items/").status_code == 404

    rule = filling.Rule(office.bodies["city"], kinds=("news",))
    for most, expected in ((1, ["市政府植树", "防火演练"]), (2, ["市政府植树", "防火演练", "森林抚育"])):
        found = filling.newest_of_many(rule, NOW.date(), limit=3, most=most)
        assert {each.title for each in found} == set(expected), most
        assert [each.released_at for each in found] == sorted((x.released_at for x in found), reverse=True)
