"""The catalogue of data sets in DCAT, as the European application profile DCAT-AP 3.0 has it.

What the profile wants to be of a class is typed here, so that the graph stands by itself without the
vocabularies it names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils.translation import override
from rdflib import DCAT, DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, Field
from gongkai.core.disclosure.timing import Every, TimingKind
from gongkai.foundation.look import declared

VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_CHINESE = URIRef(f"{_AUTHORITY}/language/ZHO")
_AVAILABLE = URIRef(f"{DCATAP}availability/STABLE")
_EVERY: Mapping[Every, str] = {
    Every.DAY: "DAILY", Every.WORKDAY: "DAILY", Every.WEEK: "WEEKLY", Every.MONTH: "MONTHLY",
    Every.QUARTER: "QUARTERLY", Every.HALF_YEAR: "ANNUAL_2", Every.YEAR: "ANNUAL",
}  # fmt: skip
_FORMS: Mapping[str, tuple[str, str, str, str, str]] = {
    "csv": (
        "CSV", "text/csv", "CSV", "全部行，UTF-8，第一行是列的代号。",
        "All rows in UTF-8; the first line has the columns' names.",
    ),
    "json": ("JSON", "application/json", "JSON", "全部行，一行一个对象。", "All rows, an object each."),
    "parquet": (
        "PARQUET", "application/vnd.apache.parquet", "Parquet", "全部行，带类型的列式文件。",
        "All rows as typed columns.",
    ),
}  # fmt: skip
"""By ending: code of the authority's list, media type, name, what it is in Chinese and English."""
_THEMES = URIRef(f"{_AUTHORITY}/data-theme")
FORMS = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("pretty-xml", "application/rdf+xml"),
}
"""By ending: what it is called where graphs are written, and its media type."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A body that answers for rows, with telephone and mail of its disclosure office; `guide`: the address of
    its 政府信息公开指南."""

    code: str
    name: str
    phone: str = ""
    email: str = ""
    guide: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A data set in the catalogue. `page`: for people; `address`: for programs."""

    data_set: DataSet
    field: Field
    holders: Sequence[Holder]
    first_released_at: datetime | None
    last_released_at: datetime | None
    page: str
    address: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of it. `address`: of the whole, without a page; `publisher` is the city's government;
    `english`: its title and what it is about; `place`: the city."""

    address: str
    title: str
    about: str
    english: tuple[str, str]
    place: str
    publisher: str
    home: str
    licence: str
    description: str
    entries: Sequence[Entry]
    page: int = 1
    pages: int = 1
    this: str = ""

    def at(self, page: int) -> URIRef:
        return URIRef(f"{self.this}?page={page}")


def written(catalogue: Catalogue, form: str) -> bytes:
    """`form`: one of FORMS."""
    said = graph(catalogue).serialize(format=FORMS[form][0], encoding="utf-8")
    assert isinstance(said, bytes)
    return said


def graph(catalogue: Catalogue) -> Graph:
    """The graph of one page."""
    made = Graph()
    for name, space in (("dcat", DCAT), ("dct", DCTERMS), ("vcard", VCARD), ("hydra", HYDRA)):
        made.bind(name, space)
    whole = URIRef(catalogue.address)
    publisher = _agent(made, f"{catalogue.home}#publisher", catalogue.publisher)
    licence = _typed(made, catalogue.licence, DCTERMS.LicenseDocument)
    place = _place(made, catalogue)
    _add(made, whole, {
        RDF.type: DCAT.Catalog, DCTERMS.title: _said(catalogue.title),
        DCTERMS.spatial: place, DCAT.themeTaxonomy: _themes(made),
        DCTERMS.description: _said(catalogue.about), DCTERMS.publisher: publisher,
        DCTERMS.language: _typed(made, _CHINESE, DCTERMS.LinguisticSystem), DCTERMS.license: licence,
        FOAF.homepage: _typed(made, catalogue.home, FOAF.Document),
    })  # fmt: skip
    for name, english in zip((DCTERMS.title, DCTERMS.description), catalogue.english, strict=True):
        made.add((whole, name, Literal(english, lang="en")))
    service = _service(made, catalogue, licence, publisher)
    made.add((whole, DCAT.service, service))
    for each in catalogue.entries:
        found = _data_set(made, each, service, licence, publisher)
        made.add((whole, DCAT.dataset, found))
        made.add((found, DCTERMS.spatial, place))
        made.add((service, DCAT.servesDataset, found))
    if released := [each.first_released_at for each in catalogue.entries if each.first_released_at]:
        made.add((whole, DCTERMS.issued, _moment(min(released))))
    if changed := [each.last_released_at for each in catalogue.entries if each.last_released_at]:
        made.add((whole, DCTERMS.modified, _moment(max(changed))))
    _paged(made, catalogue, whole)
    return made


def _paged(made: Graph, catalogue: Catalogue, whole: URIRef) -> None:
    """Which page this is, and where the others are (Hydra)."""
    view = catalogue.at(catalogue.page)
    made.add((whole, HYDRA.view, view))
    made.add((view, RDF.type, HYDRA.PartialCollectionView))
    made.add((view, HYDRA.first, catalogue.at(1)))
    made.add((view, HYDRA.last, catalogue.at(catalogue.pages)))
    if catalogue.page > 1:
        made.add((view, HYDRA.previous, catalogue.at(catalogue.page - 1)))
    if catalogue.page < catalogue.pages:
        made.add((view, HYDRA.next, catalogue.at(catalogue.page + 1)))


def _service(made: Graph, catalogue: Catalogue, licence: URIRef, publisher: URIRef) -> URIRef:
    service = URIRef(f"{catalogue.address}#interface")
    _add(made, service, {
        RDF.type: DCAT.DataService, DCTERMS.title: _said(f"{catalogue.title} · 接口"),
        DCAT.endpointURL: _typed(made, catalogue.address, RDFS.Resource),
        DCAT.endpointDescription: _typed(made, catalogue.description, RDFS.Resource),
        DCTERMS.license: licence, DCTERMS.publisher: publisher,
    })  # fmt: skip
    made.add((service, DCTERMS.title, Literal(f"{catalogue.english[0]} · interface", lang="en")))
    return service


def _data_set(made: Graph, entry: Entry, service: URIRef, licence: URIRef, publisher: URIRef) -> URIRef:
    """`publisher` publishes; the bodies that hold the rows made them and are whom to ask."""
    data_set = entry.data_set
    node = URIRef(entry.address)
    frequency = _frequency(data_set)
    _add(made, node, {
        RDF.type: DCAT.Dataset, DCTERMS.title: _said(data_set.title),
        DCTERMS.description: _said(data_set.about or entry.field.about),
        DCTERMS.identifier: Literal(data_set.name), DCTERMS.publisher: publisher,
        DCTERMS.language: _CHINESE, DCAT.landingPage: _typed(made, entry.page, FOAF.Document),
        DCTERMS.conformsTo: _typed(made, f"{entry.address}schema.json", DCTERMS.Standard),
        DCTERMS.accrualPeriodicity: _typed(made, f"{_AUTHORITY}/frequency/{frequency}", DCTERMS.Frequency),
        DCTERMS.accessRights: _typed(made, f"{_AUTHORITY}/access-right/PUBLIC", DCTERMS.RightsStatement),
    })  # fmt: skip
    for said, words in (
        (DCTERMS.title, data_set.title), (DCTERMS.description, data_set.about or entry.field.about),
        (DCAT.keyword, entry.field.title),
    ):  # fmt: skip
        if (english := _in_english(words)) != words:
            made.add((node, said, Literal(english, lang="en")))
    for word in dict.fromkeys([entry.field.title, *(each.title for each in data_set.columns[:8])]):
        made.add((node, DCAT.keyword, _said(word)))
    for at, name in ((entry.first_released_at, DCTERMS.issued), (entry.last_released_at, DCTERMS.modified)):
        if at:
            made.add((node, name, _moment(at)))
    for holder in entry.holders:
        body = _agent(made, f"{entry.address}#body-{holder.code}", holder.name)
        made.add((node, DCTERMS.creator, body))
        made.add((node, DCAT.contactPoint, _contact(made, f"{entry.address}#contact-{holder.code}", holder)))
    if theme := _theme(data_set):
        concept = _typed(made, f"{_AUTHORITY}/data-theme/{theme}", SKOS.Concept)
        made.add((node, DCAT.theme, concept))
        made.add((concept, SKOS.prefLabel, Literal(theme)))
        made.add((concept, SKOS.inScheme, _THEMES))
    for form in _FORMS:
        made.add((node, DCAT.distribution, _distribution(made, entry, form, service, licence)))
    return node


def _distribution(made: Graph, entry: Entry, form: str, service: URIRef, licence: URIRef) -> URIRef:
    code, media, title, told, english = _FORMS[form]
    address = f"{entry.address}rows.{form}"
    node = URIRef(f"{entry.address}#{form}")
    _add(made, node, {
        RDF.type: DCAT.Distribution, DCTERMS.title: _said(f"{entry.data_set.title}（{title}）"),
        DCTERMS.description: _said(told),
        DCAT.accessURL: _typed(made, address, RDFS.Resource), DCAT.downloadURL: URIRef(address),
        DCTERMS.format: _typed(made, f"{_AUTHORITY}/file-type/{code}", DCTERMS.MediaTypeOrExtent),
        DCAT.mediaType: _typed(
            made, f"https://www.iana.org/assignments/media-types/{media}", DCTERMS.MediaType
        ),
        DCTERMS.license: licence, DCAT.accessService: service,
        DCATAP.availability: _typed(made, _AVAILABLE, SKOS.Concept),
    })  # fmt: skip
    made.add((node, DCTERMS.description, Literal(english, lang="en")))
    made.add((_AVAILABLE, SKOS.prefLabel, Literal("stable", lang="en")))
    if form == "csv":
        schema = _typed(made, f"{entry.address}table-schema.json", DCTERMS.Standard)
        made.add((node, DCTERMS.conformsTo, schema))
    return node


def _frequency(data_set: DataSet) -> str:
    """In the words of the authority's list."""
    timing = data_set.cadence.timing
    if timing.kind is TimingKind.CALENDAR:
        return _EVERY[timing.every]
    return "CONT" if timing.kind is TimingKind.LIVE else "IRREG"


def _theme(data_set: DataSet) -> str:
    """Every data set here is of government; one with places is also found there."""
    return "REGI" if any(_is_place(each) for each in data_set.columns) else "GOVE"


def _is_place(column: Column) -> bool:
    return column.type in (ColumnType.PLACE, ColumnType.GEOJSON)


def _place(made: Graph, catalogue: Catalogue) -> URIRef:
    """The city, which all data sets cover."""
    place = _typed(made, f"{catalogue.home}#place", DCTERMS.Location)
    made.add((place, SKOS.prefLabel, _said(catalogue.place)))
    return place


def _themes(made: Graph) -> URIRef:
    made.add((_typed(made, _THEMES, SKOS.ConceptScheme), DCTERMS.title, Literal("Data theme", lang="en")))
    return _THEMES


def _agent(made: Graph, address: str, name: str) -> URIRef:
    node = _typed(made, address, FOAF.Agent)
    made.add((node, FOAF.name, _said(name)))
    return node


def _contact(made: Graph, address: str, holder: Holder) -> URIRef:
    node = _typed(made, address, VCARD.Kind)
    made.add((node, RDF.type, VCARD.Organization))
    made.add((node, VCARD.fn, _said(holder.name)))
    if holder.phone:
        dial = "".join(each for each in holder.phone if each.isdigit())
        made.add((node, VCARD.hasTelephone, URIRef(f"tel:+86{dial.removeprefix('0')}")))
    if holder.email:
        made.add((node, VCARD.hasEmail, URIRef(f"mailto:{quote(holder.email, safe='@')}")))
    if holder.guide:
        made.add((node, VCARD.hasURL, URIRef(holder.guide)))
    return node


def _typed(made: Graph, address: str, *kinds: Node) -> URIRef:
    node = URIRef(address)
    for kind in kinds:
        made.add((node, RDF.type, kind))
    return node


def _add(made: Graph, node: URIRef, told: Mapping[Node, Node]) -> None:
    for name, value in told.items():
        made.add((node, name, value))


def _in_english(words: str) -> str:
    """A word of the declaration; as it is where it has no English."""
    with override("en"):
        return declared.word(words)


def _said(words: str) -> Literal:
    return Literal(words, lang="zh")


def _moment(at: datetime) -> Literal:
    return Literal(at.isoformat(timespec="seconds"), datatype=XSD.dateTime)
