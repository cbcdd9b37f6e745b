"""What an editor chooses by words of its title: published items, and data sets where a link may lead to them.

Only what everybody may read at this moment is offered, of any body; the office that keeps a site gathers what
others have published too.
"""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, JsonResponse
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.disclosure.queries import sets
from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.roles import PUBLIC, Role
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.portal.frame import today
from gongkai.portal.pages import filling
from gongkai.portal.pages.sites import sites_of
from gongkai.publishing import law
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import ItemCard

OFFERED, LONGEST = 10, 300
_ITEM = re.compile(
    r"(?:(?:https?://[^/\s]+)?/documents/(?P<pasted>[a-z0-9-]{4,80})(?:[./?#]\S*)?|(?P<name>[a-z0-9-]{4,80}))",
    re.IGNORECASE,
)
_SET = re.compile(r"(?:https?://[^/\s]+)?/data/(?P<name>[a-z0-9_-]{2,80})(?:/[^\s]*)?(?:[?#]\S*)?")


class Wanted(StrEnum):
    """ITEMS: a published item, kept by its permanent name. LINKS: an item or a data set, kept by the address
    a reader follows."""

    ITEMS = "items"
    LINKS = "links"


@dataclass(frozen=True, slots=True)
class Offer:
    """One row of the list: `value` goes into the field."""

    value: str
    title: str
    about: str


class Chooser(forms.TextInput):
    """A field that lists what fits while one types. Without the script it is a field for an address."""

    template_name = "portal/pages/widgets/chooser.html"

    def __init__(self, wanted: Wanted) -> None:
        super().__init__()
        self.wanted = wanted

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        asked = reverse_lazy("wagtailadmin_choose_published", args=[self.wanted])
        return {**super().get_context(name, value, attrs), "asked": asked}

    class Media:
        js = ("portal/chooser.js",)


def item_address(typed: str) -> str:
    """The permanent name of an item in what was typed or pasted, be it the whole address of its page, of one
    of its editions or files; empty: it is none."""
    found = _ITEM.fullmatch(typed.strip())
    return (found.group("pasted") or found.group("name")).lower() if found else ""


@require_GET
def published(request: HttpRequest, wanted: str) -> JsonResponse:
    """The rows that fit `q`; with `exact` the one that stands at this address, to tell what a field holds."""
    if wanted not in list(Wanted):
        raise Http404
    text, day = request.GET.get("q", "").strip()[:LONGEST], today()
    rows, said = list(_at(text, wanted, day)), ""
    if not rows and "exact" not in request.GET:
        rows, said = _fitting(request, text, wanted, day)
    return JsonResponse({"rows": [asdict(each) for each in rows], "said": said})


def _at(text: str, wanted: str, day: date) -> Iterator[Offer]:
    yield from _offers(filling.chosen((item_address(text),)), wanted)
    named = _SET.fullmatch(text)
    if wanted == Wanted.LINKS and named is not None:
        yield from (
            Offer(text, _(each.data_set.title), _("数据集"))
            for each in sets.cards(day, [named.group("name")])
        )


def _fitting(request: HttpRequest, text: str, wanted: str, day: date) -> tuple[list[Offer], str]:
    """By words of the title and text; without words the newest of the sites the person keeps."""
    if not text:
        actor = organisations.actor_for(int(request.user.pk or 0), day)
        own = organisations.subtree_ids([each.body_id for each in sites_of(actor, Role.SITE_EDITOR)], day)
        return list(_offers(public.released(body_ids=own, limit=OFFERED).items, wanted)), ""
    kinds = ("document", "data_set") if wanted == Wanted.LINKS else ("document",)
    try:
        answer = search.find(PUBLIC, day, search.Asked(text, kinds=kinds, size=OFFERED))
    except Unavailable:
        return [], _("搜索暂时不能用，请粘贴网址。")
    numbers = [each.key.number for each in answer.shown if each.key.kind == "document"]
    cards = public.cards_of(numbers)
    rows: list[Offer] = []
    for each in answer.shown:
        if each.key.kind == "document":
            rows += _offers((cards[each.key.number],) if each.key.number in cards else (), wanted)
        else:
            rows.append(Offer(each.address, each.title.text, _("数据集")))
    return rows, ""


def _offers(cards: tuple[ItemCard, ...], wanted: str) -> Iterator[Offer]:
    names = organisations.latest_bodies({each.body for each in cards})
    kinds = {each.code: each.title for each in law.rules().kinds.kind}
    for card in cards:
        body = names[card.body].label if card.body in names else ""
        about = " · ".join((_(kinds.get(card.kind, card.kind)), body, card.on.isoformat()))
        value = card.address if wanted == Wanted.ITEMS else reverse("portal:document", args=[card.address])
        yield Offer(value, card.title, about)
