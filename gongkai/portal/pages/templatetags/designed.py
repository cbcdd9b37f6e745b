"""`{% load designed %}`: what blocks of designed pages ask for."""

from typing import Any

from django import template
from django.template.context import Context
from wagtail.models import Page

from gongkai.portal.pages import addressing, filling, parts, showing
from gongkai.portal.pages.models import ColumnPage

register = template.Library()


@register.simple_tag(takes_context=True)
def newest_of(context: Context, column: Page | None, number: int, most: int | None) -> dict[str, Any]:
    """The newest of a column, if it is public."""
    page = column.specific if column is not None else None
    if not isinstance(page, ColumnPage) or not page.live:
        return {"rows": [], "address": "", "title": ""}
    rows = showing.newest(page.rule(context.get("body_number")), number, most)
    return {"rows": rows, "address": addressing.address_of(page.url_path), "title": parts.spoken(page.title)}


@register.simple_tag(takes_context=True)
def fitting(context: Context, value: Any) -> showing.Rows:
    """The newest that fit a block's own rule."""
    rule = filling.Rule(
        context.get("body_number"), value["scope"], (value["kind"],) if value["kind"] else (),
        value["subject"], "",
        value["keyword"],
    )  # fmt: skip
    return showing.newest(rule, value["number"], value["most"])


@register.simple_tag
def chosen_items(addresses: Any) -> showing.Rows:
    """Items an editor picked that everybody may still read."""
    return showing.named(filling.chosen(tuple(addresses)))


@register.simple_tag
def link_to(link: Any) -> str:
    """Where a link leads."""
    page = link["page"]
    return addressing.address_of(page.url_path) if page is not None else str(link["address"])


@register.filter
def leaves(address: str) -> bool:
    """Does the link lead out of the government's sites? Then the page says so."""
    host = address.split("/")[2] if address.startswith(("http://", "https://")) else ""
    return bool(host) and not host.rsplit(":", 1)[0].endswith((".gov.cn", ".政务", "localhost"))
