"""The gazette for everybody: issues by year, a document as printed, files, corrections, scans."""

import io
import zipfile

import pytest
from django.test import Client

from gongkai.core.publishing.gazette import Piece
from gongkai.foundation.organisations.roles import Role
from gongkai.foundation.search import updating
from gongkai.portal.publications.gazette import addresses
from gongkai.publishing import actions as publishing
from gongkai.publishing.gazette import actions
from tests.publishing.conftest import office
from tests.publishing.gazette.conftest import APRIL, LATER, Press, out, press
from tests.publishing.gazette.test_old import splitting

__all__ = ["office", "press"]

pytestmark = pytest.mark.django_db
HERE = "/gazette/city/2026/3/"


def text(browser: Client, address: str, status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def test_an_issue_its_documents_and_what_became_of_them(client: Client, press: Press, settings, tmp_path):
    settings.SEARCH_FOLDER = tmp_path / "search"
    assert "还没有公报" in text(client, "/gazette/")
    edition = out(press.office)
    march = press.filled(edition)
    for address in (HERE, f"{HERE}1/", f"{HERE}issue.pdf", f"{HERE}issue.epub"):
        text(client, address, 404)
    press.published(march)
    assert "2026年第3期（总第45期）" in text(client, "/gazette/")
    whole = text(client, HERE)
    for words in ("某市人民政府公报", "ISSN", "2049-3630", "标准文本", edition.title, "第 1 页"):
        assert words in whole
    one = text(client, f"{HERE}1/")
    assert "按时足额发放" in one
    address = f"/documents/{edition.document.address}/"
    assert address in one
    assert f"{HERE}1/" in text(client, address), "the document says where it was printed"
    assert "公报文本为标准文本" in text(client, address)
    assert client.get(f"{HERE}issue.pdf").content.startswith(b"%PDF")
    book = client.get(f"{HERE}issue.epub")
    assert book["Content-Type"] == "application/epub+zip"
    assert zipfile.ZipFile(io.BytesIO(book.content)).namelist()[0] == "mimetype"
    assert "public" in client.get(HERE)["Cache-Control"]
    text(client, f"{HERE}2/", 404)
    text(client, "/gazette/city/2026/9/", 404)

    updating.rebuild()
    found = text(client, "/gazette/?q=退耕还林")
    assert f"{HERE}1/" in found
    assert "没有找到" in text(client, "/gazette/?q=量子纠缠")

    april = press.opened(APRIL)
    press.must(
        actions.erratum, issue_id=april.pk, corrects_id=press.entries(march)[0].pk, text="应为“二十日”。"
    )
    press.published(press.closed(april))
    assert "本件有更正" in text(client, f"{HERE}1/")
    assert "2026年第3期" in text(client, "/gazette/city/2026/4/1/")

    press.office.must(
        publishing.withdraw, press.office.gatekeeper(edition), LATER, document_id=edition.document_id,
        reason="内容有误",
    )  # fmt: skip
    assert {HERE, f"{HERE}1/", f"{HERE}issue.epub"} <= set(addresses()), "caches are told"
    gone = text(client, f"{HERE}1/", 410)
    assert "内容有误" in gone
    assert "按时足额发放" not in gone
    assert edition.title not in text(client, HERE)
    text(client, f"{HERE}issue.pdf", 404)
    assert f"{HERE}1/" not in text(client, "/gazette/?q=退耕还林")
    assert edition.title.encode() not in client.get(f"{HERE}issue.epub").content


def test_an_old_issue_with_its_scan(client: Client, press: Press):
    issue = splitting(press, "第一页的文字", "第二页", "第三页")
    press.must(actions.split, issue_id=issue.pk, pieces=[Piece(1, 2, "旧文件")])
    press.must(actions.offer, issue_id=issue.pk)
    place = "/gazette/city/1998/7/"
    text(client, place, 404)
    text(client, f"{place}pages/1.png", 404)
    press.must(actions.digitise, Role.OFFICE_HEAD, issue_id=issue.pk)
    assert "扫描件" in text(client, place)
    one = text(client, f"{place}1/")
    assert "第一页的文字" in one
    assert f"{place}pages/2.png" in one
    picture = client.get(f"{place}pages/2.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "s-maxage" in picture["Cache-Control"]
    text(client, f"{place}pages/4.png", 404)
    text(client, f"{place}issue.epub", 404)
    assert client.get(f"{place}issue.pdf").content.startswith(b"%PDF")
