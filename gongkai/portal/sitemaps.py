"""Maps for search engines (sitemaps.org, protocol 0.9): what the rooms that have addresses write them
with."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from lxml import etree

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_MAP: Any = {None: NAMESPACE}  # the stubs know no namespace without a prefix

type Changed = tuple[str, datetime]
"""A whole address, and the last change of what stands there."""


def index(maps: Iterable[Changed]) -> HttpResponse:
    """The list of maps."""
    return _answer("sitemapindex", "sitemap", maps)


def addresses(pages: Iterable[Changed]) -> HttpResponse:
    """One map; the protocol allows 50,000 addresses."""
    return _answer("urlset", "url", pages)


def _answer(whole: str, part: str, rows: Iterable[Changed]) -> HttpResponse:
    root = etree.Element(f"{{{NAMESPACE}}}{whole}", nsmap=_MAP)
    for link, changed_at in rows:
        entry = etree.SubElement(root, f"{{{NAMESPACE}}}{part}")
        etree.SubElement(entry, f"{{{NAMESPACE}}}loc").text = link
        etree.SubElement(entry, f"{{{NAMESPACE}}}lastmod").text = changed_at.isoformat(timespec="seconds")
    written = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(written, content_type="application/xml; charset=utf-8")
