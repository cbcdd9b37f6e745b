"""All fields by chapter of the report, each data set with its last and next update; words find sets and
rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.obligations import Obligation
from gongkai.core.disclosure.schema import Field
from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.portal.data.asked import LONGEST
from gongkai.portal.data.chapters import by_chapter
from gongkai.portal.data.shell import cached, page, today, translated_card
from gongkai.portal.data.special.registry import offered

KINDS = ("data_set", "data_row")


@dataclass(frozen=True, slots=True)
class Line:
    """A data set on the index. `missing`: periods that are due and not here."""

    card: DataSetCard
    next: Obligation | None
    missing: int


@require_GET
@cached
def index(request: HttpRequest) -> HttpResponse:
    day = today()
    text = " ".join(request.GET.get("q", "").split())[:LONGEST]
    cards = [translated_card(each) for each in sets.cards(day)]
    lines = {each.name: line for each, line in zip(cards, _lines(cards, day), strict=True)}
    fields = {each.field.field: each.field for each in cards}
    chapters = [
        (chapter.title, [(field, _of(field, lines)) for field in some])
        for chapter, some in by_chapter(fields.values())
    ]
    shown: dict[str, Any] = _found(text, day) if text else {}
    return page(
        request, "index", chapters=chapters, text=text, views=offered(cards),
        missing=sum(each.missing for each in lines.values()), sets=len(cards), **shown,
    )  # fmt: skip


def _lines(cards: Sequence[DataSetCard], day: date) -> list[Line]:
    coming = sets.next_updates(day)
    missing: dict[str, int] = {}
    for each in sets.missing_now(day):
        missing[each.data_set] = missing.get(each.data_set, 0) + 1
    return [Line(each, coming.get(each.name), missing.get(each.name, 0)) for each in cards]


def _of(field: Field, lines: dict[str, Line]) -> list[Line]:
    return [lines[each.name] for each in field.data if each.name in lines]


def _found(text: str, day: date) -> dict[str, Any]:
    """What fits the words best among sets and rows."""
    try:
        answer = search.find(PUBLIC, day, search.Asked(text, kinds=KINDS, size=20))
    except Unavailable:
        return {"out_of_order": _("全文搜索暂时不能用，请从下面的目录里找。")}
    return {"answer": answer}
