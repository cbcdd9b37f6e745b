"""One item as its page and its other forms tell it."""

from django.http import Http404
from django.utils.translation import gettext as _

from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.portal.publications.shell import RELATIONS, genre_title, kind_title, subject_title
from gongkai.publishing.policy import lifecycle_of
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import Item, ItemCard, NoSuchItemError


def item_at(address: str, edition: int | None = None) -> Item:
    """What stands at the address; 404 where nothing was ever released."""
    try:
        return public.item(address, edition=edition)
    except NoSuchItemError:
        raise Http404 from None


def kept_at(address: str, edition: int | None = None) -> Item:
    """Its newest edition, or a certain one; 404 for what was withdrawn."""
    item = item_at(address, edition)
    if item.edition is None:
        raise Http404
    return item


def facts(item: Item, body: BodyOnDay | None) -> list[tuple[str, object]]:
    """The table of metadata, in the order offices write it; what is empty is left out."""
    edition = item.edition
    assert edition is not None
    facts: list[tuple[str, object]] = [
        (_("索引号"), item.card.index_number),
        (_("类别"), kind_title(item.card.kind)),
        (_("主题分类"), subject_title(edition.subject)),
        (_("体裁分类"), genre_title(edition.genre)),
        (_("发布机构"), _("、").join([body.name if body else "", *item.makers])),
        (_("成文日期"), edition.formed_on),
        (_("发布日期"), item.card.released_at),
        (_("发文字号"), item.card.number),
        (_("登记号"), item.registration_number),
        (_("施行日期"), item.effective_on),
        (_("有效期至"), item.expires_on),
        (_("关键词"), _("、").join(edition.keywords)),
    ]
    return [(name, value) for name, value in facts if value]


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
