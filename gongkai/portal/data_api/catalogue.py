"""The catalogue in DCAT, a page at a time."""

from collections.abc import Collection

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.core.publishing.guide import PageKind
from gongkai.disclosure.formats import dcat
from gongkai.disclosure.formats.dcat import Catalogue, Entry, Holder
from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.interface.problems import NOT_FOUND, ProblemError
from gongkai.foundation.organisations.queries import latest_bodies
from gongkai.foundation.organisations.queries import offices as offices_of
from gongkai.foundation.organisations.queries.bodies import BodyOnDay
from gongkai.portal.data_api.door import answering, only_known, site, today, whole_number
from gongkai.publishing.catalogue.queries.public import pages as guide_pages

A_PAGE = 40
MOST_PAGES = 10_000


@answering
def catalogue(request: HttpRequest, form: str) -> HttpResponse:
    """`ttl`, `jsonld` or `rdf`; the data sets declared today, with where their rows are to be had."""
    only_known(request, {"page"})
    if form not in dcat.FORMS:
        raise ProblemError(NOT_FOUND, _("目录有三种格式：ttl、jsonld、rdf。"))
    day = today()
    pages = Paginator(sets.cards(day), A_PAGE)
    number = whole_number(request, "page", 1, 1, MOST_PAGES)
    if number > pages.num_pages:
        raise ProblemError(NOT_FOUND, _("目录没有这一页。"))
    cards = list(pages.page(number).object_list)
    answering = {each.name: sets.who_answers(each.name) if each.releases else {} for each in cards}
    holders = _holders(request, {body for some in answering.values() for body in some})
    entries = [_entry(request, each, [holders[body] for body in sorted(answering[each.name])
                                      if body in holders]) for each in cards]  # fmt: skip
    here = request.build_absolute_uri(reverse("data-api:catalogue", args=[form]))
    told = dcat.written(_catalogue(request, entries, number, pages.num_pages, here), form)
    return HttpResponse(told, content_type=dcat.FORMS[form][1])


def _catalogue(request: HttpRequest, entries: list[Entry], page: int, pages: int, here: str) -> Catalogue:
    with override("en"):
        english = _title(), _about()
    with override(settings.LANGUAGE_CODE):  # a graph says everything in its own language, whoever asks
        title, about, publisher = _title(), _about(), publisher_name()
    return Catalogue(
        address=request.build_absolute_uri(reverse("data-api:sets")),
        title=title,
        about=about,
        english=english,
        place=settings.CITY_NAME or publisher,
        publisher=publisher,
        home=f"{site(request)}/",
        licence=request.build_absolute_uri(reverse("portal:open_data")),
        description=request.build_absolute_uri(reverse("data-api:openapi")),
        entries=entries,
        page=page,
        pages=pages,
        this=here,
    )


def _title() -> str:
    site_name = settings.SITE_NAME or _("{city}政府信息公开").format(city=settings.CITY_NAME)
    return _("{site}数据目录").format(site=site_name)


def _about() -> str:
    return _("各重点领域定期公开的数据集。每一行有永久地址，更正和撤回留有记录。")


def publisher_name() -> str:
    return settings.SITE_FOOTER["host"] or settings.CITY_NAME or settings.SITE_NAME or _("人民政府办公室")


def _holders(request: HttpRequest, bodies: Collection[int]) -> dict[int, Holder]:
    """The bodies by number, with their disclosure office and the address of their guide. Three statements."""
    day = today()
    offices = {each.body: each for each in offices_of(list(bodies), day) if each.valid_to is None}
    guides = {body for body, kind in guide_pages() if kind == PageKind.GUIDE}

    def holder(number: int, body: BodyOnDay) -> Holder:
        office = offices.get(number)
        guide = reverse("portal:guide", args=[body.code, PageKind.GUIDE]) if number in guides else ""
        return Holder(
            body.code, body.label, office.phone if office else "", office.email if office else "",
            request.build_absolute_uri(guide) if guide else "",
        )  # fmt: skip

    return {number: holder(number, each) for number, each in latest_bodies(bodies).items()}


def _entry(request: HttpRequest, card: DataSetCard, holders: list[Holder]) -> Entry:
    return Entry(
        card.data_set, card.field, holders, card.first_released_at, card.last_released_at,
        request.build_absolute_uri(reverse("portal:data_set", args=[card.name])),
        request.build_absolute_uri(reverse("data-api:set", args=[card.name])),
    )  # fmt: skip
