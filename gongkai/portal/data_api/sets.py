"""Data sets: all of them, one with its formats, and the changes since a sequence number. What is told of them
is in the language that `Accept-Language` asks for; what files hold and how they are written is not.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.core.disclosure.formats import openapi
from gongkai.core.disclosure.formats.json_schema import row_schema, write_schema
from gongkai.core.disclosure.formats.openapi import MOST_CHANGES, MOST_ROWS
from gongkai.disclosure import declared
from gongkai.disclosure.formats import package
from gongkai.disclosure.queries import releases, rows, sets
from gongkai.disclosure.queries.releases import ReleaseCard
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.interface.problems import NOT_FOUND, ProblemError
from gongkai.foundation.look.declared import translated, translated_field
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.portal.data.shell import translated_card
from gongkai.portal.data_api.door import (
    answering,
    card_of,
    only_known,
    today,
    told,
    whole_number,
    wrong,
)
from gongkai.portal.data_api.rows import PAGE, as_objects

LARGEST_SEQUENCE = 2**31 - 1
CHANGES = 50


@answering
def listed(request: HttpRequest) -> HttpResponse:
    """Every data set with the number of its newest change, so that a harvester asks only where something
    is new."""
    only_known(request, ())
    return told({"data_sets": [_listed(request, translated_card(each)) for each in sets.cards(today())]})


@answering
def document(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1, made from the declarations of the day."""
    only_known(request, ())
    day = today()
    versions = tuple((each.field, each.digest) for each in declared.fields().on(day))
    address = request.build_absolute_uri(reverse("data-api:sets")).rstrip("/")
    return told(_document(versions, address, day, get_language()))


@lru_cache(maxsize=4)
def _document(
    _versions: tuple[tuple[str, str], ...], address: str, day: Any, _language: str | None
) -> dict[str, Any]:
    title = _("{city} 数据接口").format(city=settings.CITY_NAME).strip()
    fields = [translated_field(each) for each in declared.fields().on(day)]
    return openapi.document(fields, title, address, _)


@answering
def described(request: HttpRequest, name: str) -> HttpResponse:
    """A data set: what it is, and where its rows, changes and formats are."""
    only_known(request, ())
    card = translated_card(card_of(name))
    here = {
        "rows": "rows", "changes": "changes", "schema": "schema", "write_schema": "write_schema",
        "table_schema": "table_schema", "package": "package",
    }  # fmt: skip
    data_set = card.data_set
    return told({
        **_listed(request, card),
        "why": card.field.why, "legal_basis": card.field.legal_basis, "key": data_set.key,
        "cadence": data_set.cadence.text, "stays": data_set.cadence.stays_text,
        "in_force": card.field.in_force, "declaration": card.field.digest,
        "page": _address(request, "portal:data_set", name),
        **{said: _address(request, f"data-api:{to}", name) for said, to in here.items()},
    })  # fmt: skip


@answering
def schema(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of a row as it is read."""
    only_known(request, ())
    found = row_schema(translated(card_of(name).data_set), _)
    return told({**found, "$id": request.build_absolute_uri()}, "application/schema+json")


@answering
def write_schema_of(request: HttpRequest, name: str) -> HttpResponse:
    """JSON Schema of a row as it is handed in."""
    only_known(request, ())
    found = write_schema(translated(card_of(name).data_set), _)
    return told({**found, "$id": request.build_absolute_uri()}, "application/schema+json")


@answering
def table_schema(request: HttpRequest, name: str) -> HttpResponse:
    """Table Schema of the CSV."""
    only_known(request, ())
    return told(package.schema(card_of(name).data_set))


@answering
def data_package(request: HttpRequest, name: str) -> HttpResponse:
    """A Frictionless data package whose table is `rows.csv` beside it."""
    only_known(request, ())
    card = card_of(name)
    homepage = _address(request, "portal:data_set", name)
    return told(package.descriptor(card.data_set, card.field, "rows.csv", homepage=homepage))


@answering
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """An address that there is not."""
    raise ProblemError(NOT_FOUND, _("没有这个地址。"))


@answering
def changes(request: HttpRequest, name: str) -> HttpResponse:
    """Releases after the number `since`, in order. Numbers have no gaps, and none comes in later."""
    only_known(request, {"since", "limit"})
    card = card_of(name)
    since = whole_number(request, "since", 0, 0, LARGEST_SEQUENCE)
    limit = whole_number(request, "limit", CHANGES, 1, MOST_CHANGES)
    found = releases.released_since(name, since, limit + 1)
    shown = found[:limit]
    codes = {pk: each.code for pk, each in latest_bodies({each.body for each in shown}).items()}
    return told({
        "changes": [_change(request, card, each, codes) for each in shown],
        "next": shown[-1].number if shown else since, "more": len(found) > limit,
    })  # fmt: skip


@answering
def change(request: HttpRequest, name: str, number: int) -> HttpResponse:
    """What one release did, row by row: a row as it became, or with `_removed` one that is gone."""
    only_known(request, {"after", "limit"})
    card = card_of(name)
    found = releases.released_one(name, number) if number <= LARGEST_SEQUENCE else None
    if found is None:
        raise ProblemError(NOT_FOUND, _("没有这一行（或这次变更）。"))
    after, limit = _after(request), whole_number(request, "limit", PAGE, 1, MOST_ROWS)
    page = rows.changed_by(card.data_set, found.id, after=after, limit=limit)
    listed = as_objects(card.data_set, page.items)
    gone = [each.release_in != found.id for each in page.items]
    return told({
        "rows": [{**each, "_removed": taken} for each, taken in zip(listed, gone, strict=True)],
        "next": page.after,
    })  # fmt: skip


def _after(request: HttpRequest) -> int:
    said = request.GET.get("after")
    if said is None:
        return 0
    if not (said.isascii() and said.isdigit() and len(said) < 19):
        raise wrong("after")
    return int(said)


def _listed(request: HttpRequest, card: DataSetCard) -> dict[str, Any]:
    return {
        "name": card.name, "title": card.data_set.title, "field": card.field.field,
        "about": card.data_set.about or card.field.about, "rows": card.rows, "sequence": card.releases,
        "released_at": card.last_released_at.isoformat() if card.last_released_at else None,
        "address": _address(request, "data-api:set", card.name),
    }  # fmt: skip


def _change(
    request: HttpRequest, card: DataSetCard, each: ReleaseCard, codes: Mapping[int, str]
) -> dict[str, Any]:
    assert each.released_at is not None
    return {
        "sequence": each.number, "released_at": each.released_at.isoformat(),
        "body": codes.get(each.body, ""), "period": each.period, "added": each.added,
        "changed": each.changed, "removed": each.removed, "reason": each.reason,
        "rows": _address(request, "data-api:change", card.name, each.number),
    }  # fmt: skip


def _address(request: HttpRequest, view: str, *args: object) -> str:
    return request.build_absolute_uri(reverse(view, args=args))
