"""What stands in a page or a draft of it: its words, its pictures, its digest."""

import hashlib
import html
import json
import re
from collections.abc import Iterator
from typing import Any

from wagtail.fields import StreamField
from wagtail.models import Page, Revision

from gongkai.core.publishing.findings import Finding, Part, Place, findings
from gongkai.portal.pages.models import Picture

_TAG = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>|<[^>]+>")
_VOLATILE = frozenset(
    {"latest_revision", "live_revision", "latest_revision_created_at", "last_published_at",
    "first_published_at",
     "has_unpublished_changes", "live", "locked", "locked_at", "locked_by", "expired", "numchild", "path",
     "depth",
     "url_path", "wagtail_admin_comments"}
)  # fmt: skip
"""What Wagtail keeps beside the content and changes by itself."""


def text_of(page: Page) -> str:
    """Everything a reader would see of it in words, a part a line."""
    return "\n".join(text for _where, text in _words(page) if text.strip())


def content_of(page: Page) -> str:
    """What stands in it under its title, for those who search: texts, captions, names of links."""
    told = [page.search_description, str(getattr(page, "keywords", ""))]
    for field in _streams(page):
        told += field.get_searchable_content(field.value_from_object(page))
    return "\n".join(filter(None, map(str, told)))


def findings_in(page: Page) -> tuple[Finding, ...]:
    """What the machine points at: personal data and marks never meant for the public, in every text of the
    page, the words for pictures included."""
    return tuple(
        finding for where, text in _words(page) for finding in findings(text, Place(Part.BODY, where=where))
    )


def pictures_of(page: Page) -> frozenset[int]:
    """The pictures in it."""
    return frozenset(
        int(pk)
        for field in _streams(page)
        for model, pk, *_path in field.extract_references(field.value_from_object(page))
        if model is Picture
    )


def digest_of(revision: Revision) -> str:
    """SHA-256 over what the revision would make public."""
    content = {name: value for name, value in revision.content.items() if name not in _VOLATILE}
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _words(page: Page) -> Iterator[tuple[str, str]]:
    for name in ("title", "search_description", "keywords"):
        text = str(getattr(page, name, ""))
        if text:
            yield name, text
    for field in _streams(page):
        for number, text in enumerate(_texts(field.get_prep_value(field.value_from_object(page))), start=1):
            yield f"{field.name} {number}", text


def _streams(page: Page) -> Iterator[StreamField]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            yield field


def _texts(stored: Any) -> Iterator[str]:
    """Every text within a stored stream, its tags taken away."""
    for block in json.loads(stored) if isinstance(stored, str) else stored or []:
        yield from _within(block["value"])


def _within(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield html.unescape(
            _TAG.sub(lambda tag: "\n" if tag.group().startswith(("</", "<br")) else "", value)
        )
    elif isinstance(value, dict):
        for each in value.values():
            yield from _within(each)
    elif isinstance(value, list):
        for each in value:
            yield from _within(each["value"] if isinstance(each, dict) and "value" in each else each)
