"""An item's page: what is its own, put into a frame that is made once."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.utils import timezone
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.foundation.look import writing
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.portal.columns import column_of_kind
from gongkai.portal.framed import Places, framed
from gongkai.portal.publications import plain
from gongkai.portal.publications.addresses import addresses
from gongkai.portal.publications.items import facts, force_words, relations, standing_words
from gongkai.portal.publications.shell import has_force, kind_title, page
from gongkai.publishing.gazette.queries.public import gazette_of
from gongkai.publishing.queries.public import Item, PublicEdition

PARTS = ("tags", "links", "content")


def article(request: HttpRequest, item: Item, edition: PublicEdition, body: BodyOnDay | None) -> HttpResponse:
    """The page of one of its editions."""
    shown = _shown(request, item, edition, body)
    own = {name: _part(name, shown) for name in PARTS}
    own["title"] = conditional_escape(edition.title)
    kind = item.card.kind

    def frame(places: Places) -> HttpResponse:
        column = column_of_kind(kind, kind_title(kind))
        return page(request, "document", (places["title"], ""), places=places, column=column)

    return framed(request, own, ("document", kind), frame)


def _part(name: str, shown: dict[str, Any]) -> SafeString:
    return mark_safe(get_template(f"portal/publications/document_{name}.html").render(shown))


def _shown(
    request: HttpRequest, item: Item, edition: PublicEdition, body: BodyOnDay | None
) -> dict[str, Any]:
    is_newest = edition.number == item.editions[0][0]
    standing = standing_words(item.card.standing) if has_force(item.card.kind) else ""
    told = facts(item, body)
    if standing:
        told.append((_("有效性"), force_words(item)))
    notices = [(standing_words(each.standing), each) for each in item.notices]
    return {
        "item": item, "edition": edition, "body": body, "is_newest": is_newest, "standing": standing,
        "is_changed": item.card.standing != "in_force", "notices": notices,
        "at": addresses(item.card.address, None if is_newest else edition.number),
        "facts": format_html_join(
            "", "<div><dt>{}</dt><dd>{}</dd></div>", ((name, _written(value)) for name, value in told)
        ),
        "gazettes": gazette_of(item.card.id) if item.may_be_printed else (),
        "relations": relations(item),
        "has_more": bool(
            edition.listed or item.relations or len(item.editions) > 1 or len(notices) > 1
        ),
        "schema": plain.schema_org(request, item, body), "address": plain.address(request, item.card),
        "image": plain.first_picture(request, item),
    }  # fmt: skip


def _written(value: object) -> object:
    """Days and moments for people and for programs."""
    if isinstance(value, datetime):
        local = timezone.localtime(value)
        return format_html('<time datetime="{}">{}</time>', local.isoformat(), f"{local:%Y-%m-%d %H:%M}")
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), writing.day(value))
    return value
