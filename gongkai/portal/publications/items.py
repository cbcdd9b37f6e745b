"""One item as its page and its other forms tell it."""

from functools import cache

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gongkai.foundation.look import writing
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.portal.publications.shell import RELATIONS, genre_title, kind_title, page, subject_title
from gongkai.publishing.policy import lifecycle_of
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import Item, ItemCard, NoSuchItemError


def item_at(address: str, edition: int | None = None) -> Item:
    """What stands at the address; 404 where nothing was ever released."""
    try:
        return public.item(address, edition=edition)
    except NoSuchItemError:
        raise Http404 from None


def withdrawn(request: HttpRequest, item: Item, body: BodyOnDay | None) -> HttpResponse:
    """The notice in place of what was withdrawn (410)."""
    return page(request, "withdrawn", (_("已撤回"), ""), status=410, item=item, body=body)


def facts(item: Item, body: BodyOnDay | None) -> list[tuple[str, object]]:
    """The table of metadata, in the order offices write it; what is empty is left out."""
    edition = item.edition
    assert edition is not None
    values: tuple[object, ...] = (
        item.card.index_number,
        kind_title(item.card.kind),
        subject_title(edition.subject),
        genre_title(edition.genre),
        _("、").join([body.name if body else "", *item.makers]) if item.makers else body and body.name,
        edition.formed_on,
        item.card.released_at,
        item.card.number,
        item.registration_number,
        item.effective_on,
        item.expires_on,
        _("、").join(edition.keywords) if edition.keywords else "",
    )
    names = _fact_names(get_language())
    return [(name, value) for name, value in zip(names, values, strict=True) if value]


@cache
def _fact_names(_language: str | None) -> tuple[str, ...]:
    """In the language that is spoken, which is said so that each is kept by itself."""
    return (
        _("索引号"), _("类别"), _("主题分类"), _("体裁分类"), _("发布机构"), _("成文日期"), _("发布日期"),
        _("发文字号"), _("登记号"), _("施行日期"), _("有效期至"), _("关键词"),
    )  # fmt: skip


def relations(item: Item) -> list[tuple[object, list[ItemCard]]]:
    """Related documents by how they are related."""
    found: dict[object, list[ItemCard]] = {}
    for each in item.relations:
        words = RELATIONS[each.kind][0 if each.outward else 1]
        found.setdefault(words, []).append(each.other)
    return list(found.items())


def standing_words(code: str) -> str:
    """The name of a standing, in the reader's language."""
    return _(lifecycle_of("document").states[code])


def force_words(item: Item) -> str:
    """Whether it is in force. What was released before the day it takes effect names that day, in words that
    are true before and after it: nobody releases it again on that day."""
    words = standing_words(item.card.standing)
    begins = item.effective_on
    if item.card.standing != "in_force" or begins is None or begins <= item.card.on:
        return words
    return _("{words}，自{day}起施行").format(words=words, day=writing.day(begins))
