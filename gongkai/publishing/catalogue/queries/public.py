"""What everybody reads: the catalogues in force, side by side, guides and 制度. Nothing here asks who
reads."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gongkai.core.publishing.catalogue import TITLES
from gongkai.core.publishing.catalogue_compare import Side, side_by_side
from gongkai.core.publishing.guide import Element, PageKind
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue import law
from gongkai.publishing.catalogue.facts import Facts
from gongkai.publishing.catalogue.models import Catalogue, CatalogueVersion, GuideVersion
from gongkai.publishing.catalogue.queries.released import Out, newest_under, page_under

NEWEST = 5  # documents shown under a row among others
PAGE = 100  # … under a row alone


@dataclass(frozen=True, slots=True)
class Item:
    """A row in force; `count`: of the documents that are out under it, `published`: some of them, newest
    first."""

    code: str
    body: int
    field: str
    facts: Facts
    since: date
    count: int
    published: tuple[Out, ...]


@dataclass(frozen=True, slots=True)
class NotCovered:
    """未涉及领域 and why."""

    body: int
    field: str
    reason: str


@dataclass(frozen=True, slots=True)
class Beside:
    """One line of two catalogues side by side; `columns`: titles of what differs."""

    side: Side
    left: Facts | None
    right: Facts | None
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A guide or 制度 page: (element, text) in their order."""

    body: int
    kind: str
    number: int
    published_at: datetime
    sections: tuple[tuple[Element, str], ...]
    is_sample: bool


def bodies() -> list[int]:
    """Bodies with a catalogue that has a row, or that says it has none."""
    with_rows = CatalogueVersion.objects.filter(valid_to__isnull=True).values_list("body_id", flat=True)
    saying = Catalogue.objects.exclude(not_covered="").values_list("body_id", flat=True)
    return sorted({*with_rows.distinct(), *saying})


def fields(body_id: int | None = None) -> list[str]:
    """Codes of the fields there are rows of, in their order."""
    found = CatalogueVersion.objects.filter(valid_to__isnull=True)
    if body_id is not None:
        found = found.filter(body=body_id)
    known = set(found.values_list("item__catalogue__field", flat=True))
    return [each.code for each in law.fields() if each.code in known]


def items(
    today: date, *, body_id: int | None = None, field: str = "", level: str = "", text: str = "",
    most: int = 300, start: int = 0,
) -> tuple[list[Item], int]:  # fmt: skip
    """Rows in force, at most `most`, and how many there are. `level`: county or township. `text`: words of
    the row or of its field's name, or its code. Each with its NEWEST documents; a row alone with a PAGE of
    them, from place `start` on."""
    found = CatalogueVersion.objects.filter(valid_to__isnull=True).select_related("item__catalogue")
    if body_id is not None:
        found = found.filter(body=body_id)
    if field:
        found = found.filter(item__catalogue__field=field)
    if level in ("county", "township"):
        found = found.filter(**{level: True})
    for word in text.split():
        named = [each.code for each in law.fields() if word in each.title]
        found = found.filter(
            Q(first__icontains=word) | Q(second__icontains=word) | Q(third__icontains=word)
            | Q(elements__icontains=word) | Q(item__code__iexact=word) | Q(item__catalogue__field__in=named)
        )  # fmt: skip
    shown = list(found.order_by("body_id", "item__catalogue_id", "order", "pk")[:most])
    if len(shown) == 1:
        out = {shown[0].pk: page_under(shown[0], today, start=start, most=PAGE)}
    else:
        out = newest_under(shown, today, NEWEST)
    rows = [
        Item(
            each.item.code, each.body_id, each.item.catalogue.field, Facts.of_dict(vars(each)),
            each.item.since, out[each.pk].count, out[each.pk].newest,
        )
        for each in shown
    ]  # fmt: skip
    return rows, found.count()


def not_covered(body_id: int | None = None) -> list[NotCovered]:
    found = Catalogue.objects.exclude(not_covered="").order_by("body_id", "pk")
    if body_id is not None:
        found = found.filter(body=body_id)
    return [NotCovered(each.body_id, each.field, each.not_covered) for each in found]


def rows_of(body_id: int, field: str) -> list[Facts]:
    """One catalogue in force, in its order."""
    found = CatalogueVersion.objects.filter(body=body_id, item__catalogue__field=field, valid_to__isnull=True)
    return [Facts.of_dict(vars(each)) for each in found.order_by("order", "pk")]


def beside(field: str, left: int, right: int) -> list[Beside]:
    """The catalogues of two bodies in one field."""
    lefts, rights = rows_of(left, field), rows_of(right, field)
    pairs = side_by_side([each.row() for each in lefts], [each.row() for each in rights])
    return [
        Beside(
            each.side, None if each.left is None else lefts[each.left],
            None if each.right is None else rights[each.right], tuple(TITLES[c] for c in each.columns),
        )
        for each in pairs
    ]  # fmt: skip


def body_at(code: str) -> int | None:
    """The number of a body that has a catalogue or a page here."""
    known = {*bodies(), *GuideVersion.objects.exclude(published_at=None).values_list("body_id", flat=True)}
    return next((n for n, each in organisations.latest_bodies(known).items() if each.code == code), None)


def page(body_id: int, kind: PageKind, day: date) -> Page | None:
    """The newest published version; elements the rules no longer name are left out."""
    found = GuideVersion.objects.filter(body=body_id, kind=kind, published_at__isnull=False)
    row = found.order_by("-number").first()
    if row is None or row.published_at is None:
        return None
    elements = law.guide_rules(day).elements_of(kind)
    sections = tuple((each, row.sections[each.code]) for each in elements if row.sections.get(each.code))
    return Page(body_id, kind, row.number, row.published_at, sections, row.is_sample)


def pages() -> list[tuple[int, str]]:
    """(body, kind) of every page that is out."""
    found = GuideVersion.objects.filter(published_at__isnull=False).order_by("body_id", "kind")
    return list(found.values_list("body_id", "kind").distinct())
