"""`{% load frame %}`: the page tags that inspections look for, and the foot of the page."""

from typing import Any

from django import template
from django.template.context import Context

from gongkai.portal.columns import Column, column_of
from gongkai.portal.footer import Footer, footer_of

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
        request.site_footer = footer_of(request, str(context.get("site_name", "")))
    found: Footer = request.site_footer
    return found
