"""How the text of a publication stands on its page."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
_OWN = re.compile(r'src="attachment:(\d+)"')


@register.filter
def with_files(html: str, address: str) -> SafeString:
    """Cleaned text (`publishing.sanitising`) with its own pictures at their addresses."""

    def place(found: re.Match[str]) -> str:
        return f'src="{reverse("portal:document_file", args=[address, int(found.group(1))])}"'

    return mark_safe(_OWN.sub(place, html))  # cleaned when it was written, and kept so by its digest


@register.filter
def linked_data(told: Mapping[str, Any]) -> SafeString:
    """JSON-LD; nothing in it can end the element."""
    written = json.dumps(told, ensure_ascii=False).replace("<", "\\u003c").replace("&", "\\u0026")
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(written))
