"""The catalogue in DCAT, a page at a time."""

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.disclosure.formats import dcat
from gongkai.disclosure.formats.dcat import Catalogue, Entry, Holder
from gongkai.disclosure.queries import sets
from gongkai.disclosure.queries.sets import DataSetCard
from gongkai.foundation.interface.problems import NOT_FOUND, ProblemError
from gongkai.portal.data.shell import Names, names_on
from gongkai.portal.data_api.door import answering, clock, only_known, site, whole_number

A_PAGE = 40
MOST_PAGES = 10_000


@answering
def catalogue(request: HttpRequest, form: str) -> HttpResponse:
    """`ttl`, `jsonld` or `rdf`; the data sets declared today, with where their rows are to be had."""
    only_known(request, {"page"})
    if form not in dcat.FORMS:
        raise ProblemError(NOT_FOUND, _("目录有三种格式：ttl、jsonld、rdf。"))
    day = clock().date()
    pages = Paginator(sets.cards(day), A_PAGE)
    number = whole_number(request, "page", 1, 1, MOST_PAGES)
    if number > pages.num_pages:
        raise ProblemError(NOT_FOUND, _("目录没有这一页。"))
    names = names_on(day)
    entries = [_entry(request, each, names) for each in pages.page(number).object_list]
    here = request.build_absolute_uri(reverse("data-api:catalogue", args=[form]))
    told = dcat.written(_catalogue(request, entries, number, pages.num_pages, here), form)
    return HttpResponse(told, content_type=dcat.FORMS[form][1])


def _catalogue(request: HttpRequest, entries: list[Entry], page: int, pages: int, here: str) -> Catalogue:
    title = settings.SITE_NAME or _("{city}政府信息公开").format(city=settings.CITY_NAME)
    return Catalogue(
        address=request.build_absolute_uri(reverse("data-api:sets")),
        title=_("{site}数据目录").format(site=title),
        about=_("各重点领域定期公开的数据集。每一行有永久地址，更正和撤回留有记录。"),
        publisher=publisher_name(),
        home=f"{site(request)}/",
        licence=request.build_absolute_uri(reverse("portal:open_data")),
        description=request.build_absolute_uri(reverse("data-api:openapi")),
        entries=entries,
        page=page,
        pages=pages,
        this=here,
    )


def publisher_name() -> str:
    return settings.SITE_FOOTER["host"] or settings.CITY_NAME or settings.SITE_NAME or _("人民政府办公室")


def _entry(request: HttpRequest, card: DataSetCard, names: Names) -> Entry:
    holders = [
        Holder(names.bodies[body].code, names.body(body))
        for body in sorted(sets.who_answers(card.name) if card.releases else ())
        if body in names.bodies
    ]
    return Entry(
        card.data_set, card.field, holders, card.first_released_at, card.last_released_at,
        request.build_absolute_uri(reverse("portal:data_set", args=[card.name])),
        request.build_absolute_uri(reverse("data-api:set", args=[card.name])),
    )  # fmt: skip
