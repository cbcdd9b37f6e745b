"""Rows of the catalogue by the words people know them by: what a document may be put under."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.core.messages import N_, Message
from gongkai.foundation.organisations import queries as organisations
from gongkai.publishing.catalogue import law
from gongkai.publishing.catalogue.models import CatalogueVersion

_TOLD = 5


@dataclass(frozen=True, slots=True)
class NamedRow:
    """`title`: 一级 / 二级 / 三级事项; `field`: what the field is called."""

    code: str
    title: str
    field: str
    body: int


def rows_for(body_id: int, day: date, words: str = "", limit: int | None = None) -> list[NamedRow]:
    """Rows in force that a document of the body may stand under and that hold every word in a name, the code
    or the name of their field: those of its own catalogues first, then of the bodies above."""
    found = _open_to(body_id, day)
    for word in words.split():
        found = found.filter(
            Q(item__code__icontains=word) | Q(first__icontains=word) | Q(second__icontains=word)
            | Q(third__icontains=word)
            | Q(item__catalogue__field__in=[each.code for each in law.fields() if word in each.title])
        )  # fmt: skip
    rows = sorted(found, key=lambda each: (each.body_id != body_id, each.body_id, each.item.code))
    return [_named(each) for each in rows[:limit]]


class Names:
    """The rows that documents of a body may stand under, by what people call them."""

    def __init__(self, body_id: int, day: date) -> None:
        self.rows = rows_for(body_id, day)
        self._codes = {each.code for each in self.rows}
        self._named: dict[str, set[str]] = {}
        for each in self.rows:
            for name in (each.title, each.title.rpartition("/")[2]):
                self._named.setdefault(_plain(name), set()).add(each.code)

    def code_of(self, words: str) -> str | Message:
        """The code of the row that somebody names by code or by name; why none can be told. Where no
        catalogue holds for the body yet, the words stay as they are."""
        said = " ".join(words.split())
        if not said or not self.rows or said in self._codes:
            return said
        found = sorted(self._named.get(_plain(said), ()))
        if len(found) == 1:
            return found[0]
        if found:
            told = {"words": said, "found": "、".join(found[:_TOLD])}
            return Message(N_("目录里叫“{words}”的事项不止一项：{found}。请写编号。"), told)
        return Message(N_("公开目录里没有“{words}”这一项，请写目录里的编号或者名称。"), {"words": said[:40]})


def row_with(code: str) -> NamedRow | None:
    """The row of that code as it stands, or stood last."""
    found = CatalogueVersion.objects.filter(item__code=code).select_related("item__catalogue")
    row = found.order_by("-pk").first() if code else None
    return _named(row) if row is not None else None


def _open_to(body_id: int, day: date) -> QuerySet[CatalogueVersion]:
    """The body's own rows and those of bodies above; of a closed one also its heir's."""
    heir = organisations.heirs_on(day).get(body_id, body_id)
    bodies = {body_id, heir, *organisations.ancestor_ids(heir, day)}
    found = CatalogueVersion.objects.filter(body__in=bodies, valid_to__isnull=True)
    return found.select_related("item__catalogue")


def _named(row: CatalogueVersion) -> NamedRow:
    field = law.field(row.item.catalogue.field)
    title = " / ".join(each for each in (row.first, row.second, row.third) if each)
    return NamedRow(row.item.code, title, field.title if field else row.item.catalogue.field, row.body_id)


def _plain(title: str) -> str:
    """As it is compared: without blanks."""
    return "".join(title.split())
