"""`{% load frame %}`: the page tags that inspections look for, and the foot of the page."""

from collections.abc import Hashable, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongkai.portal.columns import Column, column_of
from gongkai.portal.footer import Footer, footer_of
from gongkai.portal.shelving import known

register = template.Library()


@register.inclusion_tag("portal/page_tags.html", takes_context=True)
def page_tags(context: Context) -> dict[str, Any]:
    """SiteName and its companions on every page; those of the column too. A page of content adds its own."""
    column = context.get("column")
    if not isinstance(column, Column):
        column = column_of(str(context.get("section", "")))
    return {"site": _footer(context), "column": column}


@register.inclusion_tag("portal/footer.html", takes_context=True)
def site_footer(context: Context) -> dict[str, Any]:
    """主办单位, 标识码, registrations, contact, map of the site, 我为政府网站找错."""
    return {"site": _footer(context)}


def _footer(context: Context) -> Footer:
    """Asked of the database once a page, though head and foot both tell it."""
    request = context["request"]
    if not hasattr(request, "site_footer"):
        name, site = str(context.get("site_name", "")), getattr(request, "designed_site", None)
        key = ("footer", request.get_host(), name, site and site.pk)
        request.site_footer = known(request, key, lambda: footer_of(request, name))
    found: Footer = request.site_footer
    return found


class Same(template.Node):
    """What is between the tags, made once in the process for each language and value of its words."""

    MOST = 200

    def __init__(self, within: NodeList, name: str, words: Sequence[FilterExpression]) -> None:
        self.nodelist, self.name, self.words = within, name, words
        self.made: dict[Hashable, SafeString] = {}

    def render(self, context: Context) -> SafeString:
        key = (get_language(), *(str(each.resolve(context)) for each in self.words))
        found = self.made.get(key)
        if found is None or settings.DEBUG:
            found = self.nodelist.render(context)
            if len(self.made) < self.MOST:
                self.made[key] = found
        return found


@register.tag
def same(parser: Parser, token: Token) -> Same:
    """`{% same "menu" section %}…{% endsame %}`: what is between follows from the words and the language
    alone, never from the reader or from data."""
    _tag, name, *words = token.split_contents()
    within = parser.parse(["endsame"])
    parser.delete_first_token()
    return Same(within, name, [parser.compile_filter(each) for each in words])
