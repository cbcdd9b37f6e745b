"""The permanent page of a row: what it says now or said on a day, all its versions, what belongs to it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from gongkai.core.disclosure.cast_errors import CellRefusedError
from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, DataSet
from gongkai.disclosure import declared, posted
from gongkai.disclosure.queries import rows
from gongkai.disclosure.queries.asking import AskedError, askable
from gongkai.disclosure.queries.objections import objections_to
from gongkai.disclosure.queries.rows import RowCard
from gongkai.foundation.look.declared import translated, word
from gongkai.portal.data import maps, telling
from gongkai.portal.data.asked import CHOSEN, date_of, end_of, only
from gongkai.portal.data.cells import Cell, cell, title, words
from gongkai.portal.data.posting import posting_of
from gongkai.portal.data.set_page import marked
from gongkai.portal.data.shell import Names, cached, data_set_at, names_on, of_set, page, today
from gongkai.portal.data.special.registry import of_row
from gongkai.portal.shelving import shelved

MOST_RELATED = 5


@require_GET
@cached
@shelved("as_of")
def row(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """The row as it stands; its notice (410) when it was withdrawn; as it stood with `as_of`."""
    day = today()
    data_set = translated(data_set_at(name, day))
    names = names_on(day, getattr(request, "shelf_mark", None))
    versions = rows.history(data_set, number)
    shown = _version_on(request, versions)
    if shown is None:
        raise Http404
    newest = versions[0]
    is_past = shown.version != newest.version
    said = title(data_set, shown.content, names)
    body = names.bodies.get(newest.body)
    mark = marked(data_set, shown, names)
    gone = not newest.stands and not is_past
    objections = objections_to(name, number)
    return page(
        request, "row", of_set(data_set), (said, ""), status=410 if gone else 200,
        data_set=data_set, row=shown, newest=newest, is_past=is_past, gone=gone, title=said,
        body=body, publisher=body.name if body else settings.CITY_NAME,
        groups=_groups(data_set, shown, names), history=list(_history(data_set, versions, names)),
        map=maps.drawn([mark], said) if mark else "", related=_related(data_set, shown, day),
        objections=objections, posting=posting_of(name, versions, objections, day),
        views=of_row(data_set, shown.content),
        takes_objections=newest.stands and posted.rows_take_objections(data_set),
        is_posted=posted.is_posted(data_set), is_of_people=posted.lists_people(data_set),
        schema=telling.of_row(request, data_set, shown, said, body.name if body else ""),
    )  # fmt: skip


def _version_on(request: HttpRequest, versions: Sequence[RowCard]) -> RowCard | None:
    """The version asked for; None when there was none."""
    if not versions:
        return None
    text = request.GET.get("as_of", "")
    if not text:
        return versions[0]
    try:
        moment = end_of(date_of(text))
    except CellRefusedError:
        return None
    found = (each for each in versions if each.valid_from <= moment)
    return next((each for each in found if each.valid_to is None or each.valid_to > moment), None)


def _groups(data_set: DataSet, shown: RowCard, names: Names) -> list[tuple[str, list[Cell]]]:
    """The columns by the groups of the form; what is in none stands at the end."""
    seen = {each.name: each for each in public_columns(data_set)}
    held = [(group.title, [each for each in group.columns if each in seen]) for group in data_set.form.groups]
    placed = {each for _, some in held for each in some}
    rest = [each for each in seen if each not in placed]
    made = []
    for head, some in [*held, ("", rest)]:
        cells = [_linked(seen[each], shown, names) for each in some if shown.content.get(each) is not None]
        if cells:
            made.append((head, cells))
    return made


def _linked(column: Column, shown: RowCard, names: Names) -> Cell:
    """A value that names a row of another data set leads to where it is."""
    value = shown.content.get(column.name)
    made = cell(column, value, names)
    if column.references is None or column.personal is not None:
        return made
    other = reverse("portal:data_set", args=[column.references.data_set])
    return Cell(column, made.text, made.unit, f"{other}?{CHOSEN}{column.references.column}={value}")


def _history(data_set: DataSet, versions: Sequence[RowCard], names: Names) -> Iterator[Mapping[str, Any]]:
    """Newest first: what each version changed against the one before it, and why."""
    for place, each in enumerate(versions):
        before = versions[place + 1] if place + 1 < len(versions) else None
        changed = []
        for column in public_columns(data_set) if before else ():
            was, became = before.content.get(column.name) if before else None, each.content.get(column.name)
            if was != became:
                changed.append((column, words(column, was, names), words(column, became, names)))
        yield {
            "row": each, "changed": changed,
            "back": before is not None and before.valid_to != each.valid_from,
            "day": timezone.localtime(each.valid_from).date(),
        }  # fmt: skip


def _related(data_set: DataSet, shown: RowCard, day: Any) -> list[Mapping[str, Any]]:
    """Rows of other data sets that name this one; a statement each."""
    found: list[Mapping[str, Any]] = []
    for other in declared.fields().data_sets(day):
        for column in other.columns:
            told = column.references
            value = shown.content.get(told.column) if told and told.data_set == data_set.name else None
            if value is None or len(found) == MOST_RELATED:
                continue
            try:
                askable(other, column.name)
                total, more = rows.total(other, only(other, **{column.name: value}), most=999)
            except AskedError:
                continue
            if total:
                address = reverse("portal:data_set", args=[other.name])
                found.append({
                    "title": word(other.title), "address": f"{address}?{CHOSEN}{column.name}={value}",
                    "total": total, "more": more,
                })  # fmt: skip
    return found
