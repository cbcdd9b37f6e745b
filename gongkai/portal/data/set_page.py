"""The page of a data set: what it is, who answers for it, its rows as asked for, a chart, a map, changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet, SortKey
from gongkai.disclosure import posted
from gongkai.disclosure.queries import releases, rows, sets
from gongkai.disclosure.queries.asking import AskedError, askable, searched_columns
from gongkai.disclosure.queries.objections import PublicObjection, objections_to
from gongkai.disclosure.queries.rows import RowCard
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.disclosure.queries.summary import of_chart
from gongkai.portal.data import charts, controls, maps, telling
from gongkai.portal.data.asked import Wish, day_before, read
from gongkai.portal.data.cells import NUMBERS, cell, head, title
from gongkai.portal.data.dictionary import described, explained
from gongkai.portal.data.formats import FORMATS
from gongkai.portal.data.remembered import About, about
from gongkai.portal.data.shell import Names, cached, card_at, clock, names_on, page, translated_card
from gongkai.portal.data.special.registry import of_data_set

PAGE = 50


@require_GET
@cached
def data_set(request: HttpRequest, name: str) -> HttpResponse:
    """The list of now or of a day, and everything about it. What can't be understood is answered 400."""
    now = clock()
    card, names = card_at(name, timezone.localdate(now)), names_on(timezone.localdate(now))
    codes = {each.code: pk for pk, each in names.bodies.items()}
    wish = read(request.GET, card.data_set, timezone.localdate(now), codes)
    known = about(card, now)
    card = translated_card(card)
    shown: dict[str, Any] = {"faults": wish.faults}
    if not wish.faults:
        try:
            shown |= _rows(card.data_set, wish, names)
            shown |= {"figure": _figure(card.data_set, wish, names), "map": _map(card.data_set, wish, names)}
        except AskedError as error:
            shown = {"faults": (error.message,)}
    dictionary = described(card.data_set)
    publisher = next((names.body(each) for each in known.bodies), "") or settings.CITY_NAME
    return page(
        request, "set", (card.data_set.title, ""), status=400 if shown["faults"] else 200,
        card=card, data_set=card.data_set, wish=wish, formats=FORMATS, names=names,
        controls=controls.controls(card.data_set, request.GET, known.values, names),
        is_searched=bool(searched_columns(card.data_set)), yesterday=day_before(timezone.localdate(now)),
        views=of_data_set(name), columns=_columns(card.data_set, wish),
        schema=telling.of_set(request, card, wish, publisher), complains=posted.lists_people(card.data_set),
        objections=_objections(card.data_set), is_posted=posted.is_posted(card.data_set),
        dictionary=dictionary, is_explained=any(map(explained, dictionary)),
        **_standing(card, known, timezone.localdate(now), names), **shown,
    )  # fmt: skip


def _standing(card: DataSetCard, known: About, day: date, names: Names) -> dict[str, Any]:
    """Who answers, what is due, how good it is, what came last."""
    missing = [each for each in sets.missing_now(day) if each.data_set == card.name]
    return {
        "answering": [
            {"name": names.body(pk), "rows": count, "office": known.offices.get(pk),
             "code": names.bodies[pk].code if pk in names.bodies else ""}
            for pk, count in known.bodies.items()
        ],
        "next": sets.next_update(card.name, day), "missing": len(missing), "quality": known.quality,
        "newest": releases.released(card.name, limit=5).items,
    }  # fmt: skip


def _objections(data_set: DataSet) -> list[tuple[PublicObjection, str]]:
    """Each with where its row is, "" for the list as a whole."""
    return [
        (each, "" if each.is_of_list else reverse("portal:data_row", args=[data_set.name, each.row]))
        for each in objections_to(data_set.name)
    ]


def _rows(data_set: DataSet, wish: Wish, names: Names) -> dict[str, Any]:
    found = rows.page(data_set, wish.asked, after=wish.after, limit=PAGE)
    total, more = rows.total(data_set, wish.asked)
    columns = chosen(data_set, wish)
    return {
        "heads": [_head(data_set, each, wish) for each in columns],
        "rows": [table_row(data_set, each, columns, names) for each in found.items],
        "next_page": wish.query(after=found.after) if found.after else "", "total": total, "more": more,
    }  # fmt: skip


def chosen(data_set: DataSet, wish: Wish) -> list[Column]:
    """The columns shown: those asked for, else as declared."""
    seen = {each.name: each for each in public_columns(data_set)}
    return [seen[each] for each in wish.columns or data_set.presentation.list if each in seen]


def table_row(data_set: DataSet, card: RowCard, columns: Sequence[Column], names: Names) -> Mapping[str, Any]:
    address = reverse("portal:data_row", args=[data_set.name, card.number])
    made = [cell(each, card.content.get(each.name), names) for each in columns]
    return {"cells": made, "address": address, "title": title(data_set, card.content, names)}


def _columns(data_set: DataSet, wish: Wish) -> list[tuple[Column, bool]]:
    """What may be chosen, and whether it is."""
    shown = {each.name for each in chosen(data_set, wish)}
    return [(each, each.name in shown) for each in public_columns(data_set)]


def _head(data_set: DataSet, column: Column, wish: Wish) -> Mapping[str, Any]:
    """The head of a column; where it can be sorted by, the address that does."""
    keys = wish.asked.sort or data_set.presentation.sort
    first = keys[0] if keys else SortKey("")
    is_first = first.column == column.name
    address = ""
    try:
        if askable(data_set, column.name).type is not ColumnType.TEXT:
            downward = column.type in NUMBERS if not is_first else not first.descending
            address = wish.query(sort=f"{'-' if downward else ''}{column.name}")
    except AskedError:
        pass  # a masked column is not sorted by
    order = ("descending" if first.descending else "ascending") if is_first else ""
    return {
        "words": head(column), "address": address, "order": order, "is_number": column.type in NUMBERS
    }  # fmt: skip


def _figure(data_set: DataSet, wish: Wish, names: Names) -> charts.Figure | None:
    chart = data_set.presentation.chart
    return charts.figure(data_set, chart, of_chart(data_set, chart, wish.asked), names) if chart else None


def _map(data_set: DataSet, wish: Wish, names: Names) -> dict[str, Any] | None:
    if data_set.presentation.map is None:
        return None
    found = rows.page(data_set, wish.asked, limit=maps.MOST)
    marks = [mark for each in found.items if (mark := marked(data_set, each, names))]
    if not marks:
        return None
    return {"svg": maps.drawn(marks, data_set.title), "count": len(marks), "cut": bool(found.after)}


def marked(data_set: DataSet, card: RowCard, names: Names) -> maps.Mark | None:
    """The mark of a row on the map."""
    told = data_set.presentation.map
    label = str(card.content.get(told.label, "")) if told else ""
    address = reverse("portal:data_row", args=[data_set.name, card.number])
    return maps.mark(data_set, card.content, label or title(data_set, card.content, names), address)
