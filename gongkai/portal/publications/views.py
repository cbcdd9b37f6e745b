"""What bodies publish: the list and its search, an item at its permanent address, its editions and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from gongkai.foundation.organisations import queries as organisations
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.foundation.organisations.roles import PUBLIC
from gongkai.foundation.search import missing
from gongkai.foundation.search import queries as search
from gongkai.foundation.search.engine import Unavailable
from gongkai.foundation.search.items import Key
from gongkai.foundation.search.queries import Answer, Asked
from gongkai.portal.columns import column_of_kind
from gongkai.portal.data.found import found as data_found
from gongkai.portal.pages import addressing, out
from gongkai.portal.pages import found as designed
from gongkai.portal.pages.out import PageCard
from gongkai.portal.publications import asked, at_sites
from gongkai.portal.publications.article import article
from gongkai.portal.publications.asked import Wish
from gongkai.portal.publications.at_sites import FoundAt
from gongkai.portal.publications.items import item_at, standing_words, withdrawn
from gongkai.portal.publications.shell import (
    cached,
    kind_title,
    page,
    subject_title,
    today,
)
from gongkai.portal.shelving import known, shelved, tells_of
from gongkai.publishing import law
from gongkai.publishing.queries import public
from gongkai.publishing.queries.public import ItemCard, NoSuchItemError

COUNTED = ("kind", "body", "subject", "standing", "year")
PAGE = 20
NOBODY = "0"  # no body has this number


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter: (name, address, number of hits) each, and the chosen one's name."""

    title: str
    choices: Sequence[tuple[str, str, int]]
    chosen: str
    without: str


@require_GET
@cached
@shelved("kind", "body", "subject", "standing", "after")
def documents(request: HttpRequest) -> HttpResponse:
    """The newest, or what fits the words and filters; page by key."""
    day = today()
    bodies = organisations.bodies_on(day)
    sites = at_sites.sites(bodies)
    wish = asked.read(request.GET, {each.code: each for each in bodies.values()}, sites)
    shown: dict[str, Any] = {"wish": wish, "bodies": bodies.values(), "sites": sites.values(), **_choices()}
    if wish.kind:
        shown["column"] = column_of_kind(wish.kind, kind_title(wish.kind))
    if wish.is_plain or not (wish.text or wish.year):
        return page(request, "documents", **shown, **_newest(wish, bodies, sites))
    try:
        with addressing.standing_at(addressing.of_host(request.get_host())):
            return page(request, "documents", **shown, **_found(wish, bodies, sites))
    except Unavailable:
        return page(request, "documents", **shown, **_newest(wish, bodies, sites), is_out_of_order=True)


def _choices() -> dict[str, Any]:
    return {
        "kinds": law.rules().kinds.kind,
        "subjects": law.rules().metadata.subjects.subject,
        "standings": [(code, standing_words(code)) for code in asked.STANDINGS],
    }


def _newest(wish: Wish, bodies: dict[int, BodyOnDay], sites: dict[str, FoundAt]) -> dict[str, Any]:
    found = public.released(
        body_ids=_of_bodies(wish, bodies, sites),
        kinds=[wish.kind] if wish.kind else (), subject=wish.subject,
        standings=[wish.standing] if wish.standing else (), after=wish.after, limit=PAGE,
    )  # fmt: skip
    return {"rows": _rows(found.items), "next": wish.query(after=found.after) if found.after else ""}


def _of_bodies(wish: Wish, bodies: dict[int, BodyOnDay], sites: dict[str, FoundAt]) -> list[int] | None:
    """Whose things are asked for; None for everybody's."""
    if not (wish.body or wish.site):
        return None
    own = [each.id for each in bodies.values() if not wish.body or each.code == wish.body]
    return [each for each in own if not wish.site or each in sites[wish.site].bodies]


def _found(wish: Wish, bodies: dict[int, BodyOnDay], sites: dict[str, FoundAt]) -> dict[str, Any]:
    of = _of_bodies(wish, bodies, sites)
    one = {"kind": wish.kind, "subject": wish.subject, "standing": wish.standing, "year": wish.year}
    filters: dict[str, tuple[str, ...]] = {name: (value,) for name, value in one.items() if value}
    if of is not None:
        filters["body"] = tuple(map(str, of)) or (NOBODY,)
    kinds = ("document", designed.KIND)
    question = Asked(wish.text, filters, kinds, wish.order, COUNTED, PAGE, wish.after)
    answer = search.find(PUBLIC, today(), question)
    if (answer.near or not answer.shown) and not wish.after and not filters:
        missing.note(wish.text, today())
    cards = _cards(answer)
    rows = [(cards[each.key], each.title, each.fragments) for each in answer.shown if each.key in cards]
    names = organisations.latest_bodies({card.body for card, _title, _fragments in rows})
    return {
        "answer": answer, "facets": _facets(wish, answer, bodies, sites),
        "data": data_found(wish.text, today()) if not wish.after else (),
        "next": wish.query(after=answer.next) if answer.next else "",
        "rows": [
            (card, names.get(card.body), _kind(card), title, fragments) for card, title, fragments in rows
        ],
    }  # fmt: skip


def _cards(answer: Answer) -> dict[Key, ItemCard | PageCard]:
    """What stands in lists of each hit: items, and pages that editors have designed."""
    numbers: dict[str, list[int]] = {}
    for each in answer.shown:
        numbers.setdefault(each.key.kind, []).append(each.key.number)
    items = public.cards_of(numbers.get("document", []))
    pages = out.cards(numbers[designed.KIND]) if designed.KIND in numbers else {}
    return {Key("document", each): card for each, card in items.items()} | {
        Key(designed.KIND, each): card for each, card in pages.items()
    }


def _kind(card: ItemCard | PageCard) -> str:
    return card.kind if isinstance(card, PageCard) else kind_title(card.kind)


def _rows(items: Sequence[ItemCard]) -> list[tuple[object, ...]]:
    names = organisations.latest_bodies({each.body for each in items})
    return [(each, names.get(each.body), kind_title(each.kind), None, ()) for each in items]


def _facets(
    wish: Wish, answer: Answer, bodies: dict[int, BodyOnDay], sites: dict[str, FoundAt]
) -> list[Facet]:
    """The site is counted within the body that is chosen, and the body within the site."""
    codes = {
        str(each.id): each for each in bodies.values() if not wish.site or each.id in sites[wish.site].bodies
    }

    def naming(name: str, value: str) -> tuple[str, str]:
        """The code for the address, and the name for people."""
        if name == "body":
            return (codes[value].code, codes[value].label) if value in codes else ("", "")
        words = {"kind": kind_title, "subject": subject_title, "standing": standing_words}
        return value, words[name](value) if name in words else value

    made = []
    titles = (_("类别"), _("单位"), _("主题"), _("有效性"), _("年份"))
    for name, title in zip(COUNTED, titles, strict=True):
        chosen = getattr(wish, name)
        counted = [(*naming(name, value), number) for value, number in answer.facets.get(name, {}).items()]
        choices = [(words, wish.query(**{name: code}), number) for code, words, number in counted if code]
        if len(choices) > 1 or chosen:
            words = next((words for code, words, _number in counted if code == chosen), chosen)
            made.append(Facet(title, choices, words if chosen else "", wish.query(**{name: ""})))
    made += _of_sites(wish, answer, bodies, sites)
    return made


def _of_sites(
    wish: Wish, answer: Answer, bodies: dict[int, BodyOnDay], sites: dict[str, FoundAt]
) -> list[Facet]:
    counts = answer.facets.get("body", {})
    hits = {each.id: counts.get(str(each.id), 0) for each in bodies.values() if wish.body in ("", each.code)}
    counted = [(each, sum(hits.get(body, 0) for body in each.bodies)) for each in sites.values()]
    choices = [(each.name, wish.query(site=each.code), number) for each, number in counted if number]
    choices.sort(key=lambda choice: -choice[2])
    if len(choices) < 2 and not wish.site:
        return []
    return [Facet(_("网站"), choices, sites[wish.site].name if wish.site else "", wish.query(site=""))]


@require_GET
@cached
@shelved()
def document(request: HttpRequest, address: str, edition: int | None = None) -> HttpResponse:
    """One item whole; an earlier edition of it. What was withdrawn answers with its notice (410)."""
    item = item_at(address, edition)
    tells_of(request, item.card.id)
    number = item.card.body
    body = known(request, ("body", number), lambda: organisations.latest_bodies([number]).get(number))
    if item.edition is None:
        return withdrawn(request, item, body)
    return article(request, item, item.edition, body)


@require_GET
@cached
def compare(request: HttpRequest, address: str, earlier: int, later: int) -> HttpResponse:
    """What changed from one edition to another, in the text itself."""
    try:
        stretches = public.comparison(address, earlier, later)
    except NoSuchItemError:
        raise Http404 from None
    item = item_at(address)
    return page(
        request, "compare", (item.card.title, reverse("portal:document", args=[address])), (_("对照"), ""),
        item=item, stretches=stretches, earlier=earlier, later=later,
    )  # fmt: skip
