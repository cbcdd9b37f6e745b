"""Pages that were made once: the same as made anew, after whatever happens, and for one statement."""

import re
from dataclasses import replace

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.foundation.ledger import rows
from gongkai.foundation.ledger.tail import Place
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM, Role
from gongkai.portal import concerning
from gongkai.portal.frame import clock
from gongkai.portal.pages.actions import Facts, describe_site
from gongkai.portal.shelf import Made, Shelf, shelf
from gongkai.publishing import actions
from gongkai.publishing.actions import Words
from tests.portal.pages.conftest import Sites, sites
from tests.publishing.conftest import DAY, MATERIAL, TEXT, fresh, moment

__all__ = ["sites"]
pytestmark = pytest.mark.django_db
WAYS = ({}, {"large_type": "1"}, {"django_language": "en"}, {"high_contrast": "1"})


class Reader:
    """Asks for addresses in every way of reading, of the site as it is and as if nothing were kept."""

    def __init__(self, client):
        self.client = client

    def ask(self, address, way=WAYS[0], **headers):
        self.client.cookies.clear()
        self.client.cookies.load(way)
        return self.client.get(address, headers=headers)

    def anew(self, address, way=WAYS[0]):
        """As it would be made now, with nothing known beforehand. (Settings are changed past the suite, which
        would empty the shelf.)"""
        shelf.mark(clock())
        kept, settings.PAGES_KEPT_BYTES = settings.PAGES_KEPT_BYTES, 0
        known, shelf._known = shelf._known, {}
        try:
            return self.ask(address, way)
        finally:
            settings.PAGES_KEPT_BYTES, shelf._known = kept, known

    def holds(self, *addresses):
        """What is kept is what would be made."""
        for address in addresses:
            made = self.anew(address)
            for _time in range(2):
                kept = self.ask(address)
                assert (kept.status_code, kept.content) == (made.status_code, made.content), address
                assert dict(kept.items()) == dict(made.items())


@pytest.fixture
def reader(client):
    return Reader(client)


def _at(edition) -> str:
    return reverse("portal:document", args=[fresh(edition).document.address])


def test_the_second_reader_costs_one_statement(reader, office):
    here = _at(office.released())
    for way in WAYS:
        first = reader.ask(here, way)
        with CaptureQueriesContext(connection) as asked:
            second = reader.ask(here, way)
        assert len(asked) == 1
        assert second.content == first.content
        assert dict(second.items()) == dict(first.items())
    assert len({reader.ask(here, way).content for way in WAYS}) == len(WAYS)
    again = reader.ask(here, if_none_match=first["ETag"])
    assert (again.status_code, again.content) == (200, reader.ask(here).content)
    assert reader.ask(here, if_none_match=again["ETag"]).status_code == 304
    kept = len(shelf)
    reader.ask(f"{here}?from=somewhere")
    reader.ask(here, {settings.SESSION_COOKIE_NAME: "somebody"})
    reader.ask(here, {"messages": "once"})
    assert len(shelf) == kept


def test_what_is_filled_into_a_frame_is_the_items_own(reader, office):
    """Two statements for a plain one, once the frame is there: the ledger's end and the item."""
    first, second = (_at(office.released()) for _each in range(2))
    for way in WAYS:
        reader.ask(first, way)
        with CaptureQueriesContext(connection) as asked:
            filled = reader.ask(second, way).content.decode()
        assert len(asked) == 2
        assert filled == reader.anew(second, way).content.decode()
        assert first not in filled
        assert filled.count(f'value="{second}"') == 3
    asking = reader.ask(f"{second}?from=%22%3Cb%3E").content.decode()
    assert asking.count(f'value="{second}?from=%22%3Cb%3E"') == 3


def test_whatever_happens_to_an_item_its_page_is_as_made_anew(reader, office):
    edition, material = office.normative()
    drafter, head = office.drafter(), office.person(Role.OFFICE_HEAD)
    office.must(actions.release, drafter, edition_id=edition.pk)
    here, there, lists = _at(edition), _at(material), (reverse("portal:home"), reverse("portal:documents"))
    reader.holds(here, there, *lists)
    kept = len(shelf)
    other = office.released()
    assert len(shelf) == kept  # a release of something else leaves items where they are
    reader.holds(here, _at(other), *lists)

    office.must(actions.withdraw, head, document_id=material.document_id, reason="解读有误")
    assert MATERIAL.title not in reader.ask(here).content.decode()
    assert reader.ask(there).status_code == 410
    reader.holds(here, there, *lists)

    office.must(actions.new_edition, drafter, document_id=material.document_id)
    again = material.document.editions.order_by("-number").first()
    words = Words(title="重新解读", html=TEXT, formed_on=DAY, change_note="改正", form="text",
                  elements=("background", "aims", "content"))  # fmt: skip
    office.must(actions.draft, drafter, edition_id=again.pk, words=words)
    office.released(fresh(again))
    assert "重新解读" in reader.ask(here).content.decode()
    reader.holds(here, there, *lists)

    office.must(organisations.rename_body, SYSTEM, body_id=office.bodies["forestry"], name="市林业和草原局",
                on=DAY, reason="机构改革")  # fmt: skip
    assert "市林业和草原局" in reader.ask(here).content.decode()
    reader.holds(here, there, *lists)
    office.must(actions.withdraw, head, document_id=edition.document_id, reason="内容有误")
    assert reader.ask(here).status_code == 410
    reader.holds(here, there, *lists)


def test_the_foot_of_the_site_changes_everywhere(reader, sites: Sites):
    here = _at(sites.office.released())
    reader.holds(here, reverse("portal:home"))
    facts = Facts(name="市政府网站", contact="新的联系方式")
    sites.office.must(describe_site, SYSTEM, site_id=sites.sites["city"].pk, facts=facts)
    assert "新的联系方式" in reader.ask(here).content.decode()
    reader.holds(here, reverse("portal:home"))


def test_a_page_says_nothing_that_the_shelf_does_not_watch(reader, sites: Sites):
    """Every table an item's page is made from belongs to a subject whose events are looked at."""
    draft = sites.office.drafted()
    sites.office.attach(draft)
    edition = sites.office.released(draft)
    sites.office.must(actions.relate, sites.office.drafter(), document_id=edition.document_id,
                      to_id=sites.office.released().document_id, kind="notice_of")  # fmt: skip
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        reader.anew(_at(edition))
    tables = {table for each in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', each["sql"])}
    subjects = {each.model._meta.db_table: each.subject for each in rows.projections()}
    known = concerning.OF_ITEMS | concerning.OF_ALL
    left = {each for each in tables if subjects.get(each, "") not in known}
    assert "publishing_document" in tables
    assert left <= PAGES


PAGES = {"wagtailcore_page", "pages_faultpage", "pages_sitemappage", "pages_homepage"}
"""Designed pages: their events are those of the subject `page`."""


def _made(mark, item):
    return Made(200, (), b"page", item, mark)


def test_who_has_read_an_older_ledger_begins_anew(office, settings):
    edition = office.released()
    now = moment(DAY)
    known = Shelf()
    mark = known.mark(now)
    assert mark.place.sequence > 0
    assert known.mark(now) == mark
    known.put("a", _made(mark, edition.document_id))
    known.put("b", _made(replace(mark, place=Place(1, "x")), None))
    assert known.taken("a", now) is not None
    assert known.taken("b", now) is None
    known.place = Place(mark.place.sequence, "another history")
    assert known.taken("a", now) is None
    known.put("a", _made(known.mark(now), None))
    assert known.taken("a", now) is not None
    assert known.taken("a", now.replace(hour=now.hour + 1)) is None
    settings.PAGES_KEPT_BYTES = 5000
    for number in range(9):
        known.put(number, _made(mark, None))
    assert known.size <= 5000
    assert known.taken(8, now) is not None
    assert known.taken(0, now) is None
