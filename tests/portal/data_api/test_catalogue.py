"""Catalogue and trades as they are served."""

from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, URIRef

from gongkai.disclosure import declared
from gongkai.disclosure.actions import Given
from gongkai.disclosure.formats.dcat import VCARD
from gongkai.foundation.organisations import actions as organisations
from gongkai.foundation.organisations.roles import SYSTEM
from gongkai.foundation.rulebook import fields as whole_rulebook
from gongkai.portal.data_api import trades
from tests.disclosure.conftest import DAY, FOUNDED, moment


def test_the_catalogue_leads_to_the_rows_and_to_who_answers_for_them(client, listed):
    organisations.register_office(
        actor=SYSTEM, now=moment(DAY), body_id=listed.bodies["forestry"], name="市林业局办公室",
        valid_from=FOUNDED, phone="0539-0000001", email="gk@ly.example.cn",
    )  # fmt: skip
    for form, name in (("ttl", "turtle"), ("jsonld", "json-ld"), ("rdf", "xml")):
        graph = Graph().parse(client.get(f"/api/data/catalogue.{form}").content, format=name)
        (one,) = graph.subjects(DCTERMS.identifier, Literal("fines"))
        assert (one, RDF.type, DCAT.Dataset) in graph
        files = {str(each) for each in graph.objects(None, DCAT.downloadURL)}
        assert "http://testserver/api/data/fines/rows.csv" in files
        assert all(client.get(each).status_code == 200 for each in files)
        assert len(set(graph.objects(one, DCTERMS.creator))) == 2
        asked = {str(graph.value(each, VCARD.fn)): each for each in graph.objects(one, DCAT.contactPoint)}
        assert graph.value(asked["市林业局"], VCARD.hasTelephone) == URIRef("tel:+865390000001")
        assert graph.value(asked["市林业局"], VCARD.hasEmail) == URIRef("mailto:gk@ly.example.cn")
        assert graph.value(asked["市自然资源局"], VCARD.hasTelephone) is None
    said = Graph().parse(client.get("/api/data/catalogue.ttl", headers={"accept-language": "en"}).content)
    titles = set(said.objects(URIRef("http://testserver/api/data/"), DCTERMS.title))
    assert {each.language: "目录" in each for each in titles} == {"zh": True, "en": False}
    assert client.get("/api/data/catalogue.ttl?page=2").status_code == 404
    assert client.get("/api/data/catalogue.xls").status_code == 404


def test_trades_come_as_packages(client, office, monkeypatch):
    known = whole_rulebook()
    monkeypatch.setattr(declared, "installed", lambda: known)
    notice = {
        "trade": "GC2026-00101", "title": "示例大道改造工程施工", "course": "工程建设项目招标投标",
        "method": "公开招标", "buyer": "示例城市建设投资有限公司", "budget": "74800",
        "published_on": "2026-02-20", "division": "371302",
    }  # fmt: skip
    result = {
        "trade": "GC2026-00101", "lot": "全部", "winner": "示例路桥工程有限公司", "price": "71260",
        "bidders": "3", "chosen_on": "2026-02-27",
    }  # fmt: skip
    assert client.get("/api/data/ocds/releases.json").status_code == 404  # the standard has no empty package
    second = {**notice, "trade": "GC2026-00102", "title": "示例二路改造工程施工"}
    office.released(Given.rows([notice]), "trade_notices")
    office.released(Given.rows([result]), "trade_results")
    package = client.get("/api/data/ocds/releases.json").json()
    (job,) = package["releases"]
    assert job["tag"] == ["tender", "award"]
    assert job["awards"][0]["value"]["amount"] == 712_600_000
    records = client.get("/api/data/ocds/records.json").json()["records"]
    assert records[0]["compiledRelease"]["tag"] == ["compiled"]
    office.released(Given.rows([second]), "trade_notices")
    monkeypatch.setattr(trades, "A_PAGE", 1)
    address, told = "/api/data/ocds/releases.json", []
    while address:
        answer = client.get(address)
        told += [each["tender"]["id"] for each in answer.json()["releases"]]
        address = answer.get("Link", "").partition(">")[0].removeprefix("<http://testserver")
    assert sorted(told) == ["GC2026-00101", "GC2026-00102"]
    assert client.get("/api/data/ocds/other.json").status_code == 404
    assert client.get("/api/data/ocds/releases.json?after=broken").status_code == 422
