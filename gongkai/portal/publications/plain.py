"""An item as data, as plain text, and as schema.org describes it."""

import re
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.publishing.queries.public import Attachment, Item, ItemCard, PublicEdition

_SHOWN = re.compile(r'src="attachment:(\d+)"')
_TYPES = {"normative": "Legislation", "rule": "Legislation", "news": "NewsArticle"}
_FORCE = {
    "in_force": "InForce", "amended": "PartiallyInForce", "expired": "NotInForce", "repealed": "NotInForce",
    "consolidated": "NotInForce",
}  # fmt: skip


def address(request: HttpRequest, card: ItemCard) -> str:
    """The item's permanent address, whole."""
    return request.build_absolute_uri(reverse("portal:document", args=[card.address]))


def as_data(request: HttpRequest, item: Item) -> dict[str, Any]:
    """Everything the page says, for programs. Dates are ISO 8601; sizes in bytes."""
    edition = _edition(item)
    body = organisations.latest_bodies([item.card.body]).get(item.card.body)
    return {
        "address": address(request, item.card),
        "index_number": item.card.index_number,
        "kind": item.card.kind,
        "title": edition.title,
        "body": {"code": body.code, "name": body.name} if body else None,
        "joint_makers": list(item.makers),
        "document_number": item.card.number,
        "registration_number": item.registration_number,
        "subject": edition.subject,
        "genre": edition.genre,
        "keywords": list(edition.keywords),
        "summary": edition.summary,
        "formed_on": edition.formed_on,
        "released_at": item.card.released_at,
        "changed_at": item.card.changed_at,
        "effective_on": item.effective_on,
        "expires_on": item.expires_on,
        "standing": item.card.standing,
        "edition": edition.number,
        "change_note": edition.change_note,
        "text": edition.text,
        "html": edition.html,
        "digest": edition.digest,
        "files": [_file(request, item, each) for each in edition.attachments],
        "notices": _notices(request, item),
        "relations": [
            {"kind": each.kind, "outward": each.outward, "address": address(request, each.other)}
            for each in item.relations
        ],
        "is_sample": item.card.is_sample,
    }  # fmt: skip


def withdrawn_as_data(request: HttpRequest, item: Item) -> dict[str, Any]:
    """What is left of a withdrawn item: that it was there, and its notices."""
    return {
        "address": address(request, item.card), "index_number": item.card.index_number,
        "standing": item.card.standing, "notices": _notices(request, item),
    }  # fmt: skip


def _notices(request: HttpRequest, item: Item) -> list[dict[str, Any]]:
    """Newest first; `by`: the address of the document that brought it about."""
    return [
        {
            "standing": each.standing, "on": each.on, "reason": each.reason,
            "by": address(request, each.by) if each.by else None,
        }
        for each in item.notices
    ]  # fmt: skip


def _file(request: HttpRequest, item: Item, each: Attachment) -> dict[str, Any]:
    where = reverse("portal:document_file", args=[item.card.address, each.id])
    return {
        "name": each.name, "size": each.size, "type": each.content_type, "sha256": each.sha256,
        "part": each.part, "alternative": each.alternative, "address": request.build_absolute_uri(where),
    }  # fmt: skip


def as_text(item: Item, notice: str) -> str:
    """Title, numbers, what must be known before the text is trusted, and the text; of what was withdrawn
    no title and no text."""
    title, text = (item.edition.title, item.edition.text) if item.edition else ("", "")
    head = [line for line in (title, item.card.number, item.card.index_number, notice) if line]
    return "\n".join([*head, "", text] if text else head) + "\n"


def schema_org(request: HttpRequest, item: Item, body: BodyOnDay | None) -> dict[str, Any]:
    """The item in the words of schema.org."""
    edition = _edition(item)
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPES.get(item.card.kind, "Article"),
        "@id": address(request, item.card),
        "url": address(request, item.card),
        "identifier": item.card.index_number,
        "headline": edition.title,
        "name": edition.title,
        "inLanguage": "zh-CN",
        "datePublished": timezone.localtime(item.card.released_at).isoformat(),
        "dateModified": timezone.localtime(_changed_at(item)).isoformat(),
        "isAccessibleForFree": True,
    }
    if body is not None:
        told["publisher"] = told["author"] = {"@type": "GovernmentOrganization", "name": body.name}
    if edition.keywords:
        told["keywords"] = list(edition.keywords)
    if edition.summary:
        told["description"] = edition.summary
    told["encoding"] = _media(request, item, edition)
    if told["@type"] == "Legislation":
        told["legislationLegalForce"] = _FORCE.get(item.card.standing, "NotInForce")
        told["legislationIdentifier"] = item.card.number
        if edition.formed_on:
            told["legislationDate"] = edition.formed_on.isoformat()
    return told


def _changed_at(item: Item) -> datetime:
    """When what is read at the address changed last: a notice changes it like a new edition."""
    return max([item.card.changed_at, *(each.at for each in item.notices[:1])])


def _media(request: HttpRequest, item: Item, edition: PublicEdition) -> list[dict[str, Any]]:
    """The print and the attachments, as files of the same work."""
    here = item.card.address
    link = request.build_absolute_uri(reverse("portal:document_pdf", args=[here]))
    told: list[dict[str, Any]] = [
        {
            "@type": "MediaObject",
            "name": edition.title,
            "encodingFormat": "application/pdf",
            "contentUrl": link,
        }
    ]
    told += [
        {
            "@type": "ImageObject" if each.part == "picture" else "MediaObject",
            "name": each.name, "encodingFormat": each.content_type, "contentSize": f"{each.size} B",
            "sha256": each.sha256,
            "contentUrl": request.build_absolute_uri(reverse("portal:document_file", args=[here, each.id])),
        }
        for each in edition.attachments
    ]  # fmt: skip
    return told


def first_picture(request: HttpRequest, item: Item) -> str:
    """The address of the first picture in the text, for the page tag Image; empty without one."""
    found = _SHOWN.search(_edition(item).html)
    if found is None:
        return ""
    return request.build_absolute_uri(
        reverse("portal:document_file", args=[item.card.address, int(found[1])])
    )


def _edition(item: Item) -> PublicEdition:
    assert item.edition is not None, "a withdrawn item is not told"
    return item.edition
