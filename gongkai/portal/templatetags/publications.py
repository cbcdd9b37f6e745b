"""How the text of a publication stands on its page."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from gongkai.publishing.queries.public import Attachment, PublicEdition

register = template.Library()
_OWN = re.compile(r'<img\b([^>]*?)\bsrc="attachment:(\d+)"([^>]*?)>')
_ALT, _EMPTY = re.compile(r'\balt="[^"]'), re.compile(r'\balt=""\s?')


@register.filter
def with_files(html: str, address: str) -> SafeString:
    """Cleaned text (`publishing.sanitising`) with its own pictures at their addresses."""
    return _placed(html, address, {})


@register.filter
def with_words(edition: PublicEdition, address: str) -> SafeString:
    """The same of an edition: each picture with what tells it in words, unless the text has its own."""
    return _placed(edition.html, address, {each.id: each.alternative for each in edition.attachments})


def _placed(html: str, address: str, told: Mapping[int, str]) -> SafeString:
    def place(found: re.Match[str]) -> str:
        number = int(found[2])
        shown = f'src="{reverse("portal:document_file", args=[address, number])}"'
        words = told.get(number, "")
        before, behind = (_EMPTY.sub("", found[each]) if words else found[each] for each in (1, 3))
        said = f' alt="{escape(words)}"' if words and not _ALT.search(before + behind) else ""
        return f"<img{before}{shown}{said}{behind}>"

    return mark_safe(_OWN.sub(place, html))  # cleaned when it was written, and kept so by its digest


@register.filter
def films(edition: PublicEdition) -> list[tuple[Attachment, Attachment | None]]:
    """Each video with its poster."""
    posters = {each.beside: each for each in edition.attachments if each.part == "poster"}
    return [(each, posters.get(each.id)) for each in edition.attachments if each.part == "video"]


@register.filter
def pictures(edition: PublicEdition) -> list[Attachment]:
    """Pictures that do not stand within the text."""
    within = {int(found[2]) for found in _OWN.finditer(edition.html)}
    return [each for each in edition.attachments if each.part == "picture" and each.id not in within]


@register.filter
def linked_data(told: Mapping[str, Any]) -> SafeString:
    """JSON-LD; nothing in it can end the element."""
    written = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))
