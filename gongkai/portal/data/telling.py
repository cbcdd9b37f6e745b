"""Data sets and rows for programs that read pages: schema.org as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.core.disclosure.masking import public_columns
from gongkai.core.disclosure.schema import Column, ColumnType, DataSet
from gongkai.disclosure.queries.rows import RowCard
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.disclosure.wording import plain_of
from gongkai.portal.data.asked import Wish
from gongkai.portal.data.formats import FORMATS

CONTEXT = "https://schema.org"
TYPES = {
    "schools": "School", "projects": "Project", "service_items": "GovernmentService",
    "licences": "GovernmentPermit", "construction_firms": "Organization",
    "safety_warnings": "SpecialAnnouncement",
    "pollution_alerts": "SpecialAnnouncement", "investment_contracts": "Project", "ppp_projects": "Project",
}  # fmt: skip
"""Rows that schema.org has a type for; others are a part of their data set."""


def of_set(request: HttpRequest, card: DataSetCard, wish: Wish, publisher: str) -> Mapping[str, Any]:
    """A Dataset with what it can be had as."""
    data_set = card.data_set
    here = request.build_absolute_uri(reverse("portal:data_set", args=[card.name]))
    told: dict[str, Any] = {
        "@context": CONTEXT, "@type": "Dataset", "@id": here, "url": here, "name": data_set.title,
        "description": " ".join(filter(None, (data_set.about or card.field.about, card.field.why))),
        "inLanguage": "zh-Hans", "isAccessibleForFree": True, "keywords": [card.field.title, data_set.title],
        "creator": {"@type": "GovernmentOrganization", "name": publisher},
        "variableMeasured": [_variable(each) for each in public_columns(data_set)],
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": each.mime.split(";")[0],
             "contentUrl": request.build_absolute_uri(_file(card.name, each.code, wish))}
            for each in FORMATS
        ],
    }  # fmt: skip
    if card.last_released_at:
        told["dateModified"] = card.last_released_at.isoformat()
    if card.first_released_at:
        told["datePublished"] = card.first_released_at.isoformat()
    return told


def _file(name: str, form: str, wish: Wish) -> str:
    asked = wish.query()
    return reverse("portal:data_download", args=[name, form]) + (f"?{asked}" if asked else "")


def _variable(column: Column) -> Mapping[str, str]:
    told = {"@type": "PropertyValue", "name": column.title, "propertyID": column.name}
    return {**told, "unitText": column.unit} if column.unit else told


def of_row(
    request: HttpRequest, data_set: DataSet, card: RowCard, title: str, body: str
) -> Mapping[str, Any]:
    """A row as what it is, with its values as properties. Personal data stand on the page, masked, and are
    not spread."""
    here = request.build_absolute_uri(reverse("portal:data_row", args=[data_set.name, card.number]))
    whole = request.build_absolute_uri(reverse("portal:data_set", args=[data_set.name]))
    told: dict[str, Any] = {
        "@context": CONTEXT, "@type": TYPES.get(data_set.name, "CreativeWork"), "@id": here, "url": here,
        "name": title, "subjectOf": {"@type": "Dataset", "@id": whole, "name": data_set.title},
        "additionalProperty": [
            {**_variable(each), "value": _value(each, card.content[each.name])}
            for each in public_columns(data_set)
            if each.personal is None and card.content.get(each.name) is not None
        ],
    }  # fmt: skip
    if told["@type"] == "CreativeWork":
        told |= {"datePublished": card.valid_from.isoformat(), "publisher": _office(body)}
    if told["@type"] in ("GovernmentService", "GovernmentPermit"):
        role = "serviceOperator" if told["@type"] == "GovernmentService" else "issuedBy"
        told[role] = _office(str(card.content.get("authority", body)))
    if told["@type"] == "SpecialAnnouncement":
        told["datePosted"] = card.valid_from.isoformat()
    place = next((each for each in data_set.columns if each.type is ColumnType.PLACE), None)
    spot = card.content.get(place.name) if place else None
    if spot:
        told["location" if told["@type"] != "School" else "geo"] = {
            "@type": "GeoCoordinates", "latitude": spot["lat"], "longitude": spot["lon"]
        }  # fmt: skip
    return told


def _value(column: Column, value: Any) -> Any:
    said = plain_of(column, value)
    return column.title_of(str(said)) if column.enum else said if not isinstance(said, dict) else str(said)


def _office(name: str) -> Mapping[str, str]:
    return {"@type": "GovernmentOrganization", "name": name}
